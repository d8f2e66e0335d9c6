"""Words that a test and the processes it starts both know."""

#: A text that takes down every process that reads it.
POISON = b"Whoever reads this is gone."
