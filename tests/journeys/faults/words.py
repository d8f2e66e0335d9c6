"""Words that a test and the processes it starts both know."""

#: A text that takes down every process that reads it.
POISON = b"Whoever reads this is gone."
#: A text with this takes every process down that compares it.
DEADLY = "The deadly list of ferries."
