"""What may come in, and the two ways in which a file is turned away."""

TEXT_BYTES = 2_000_000
TEXT_CHARACTERS = 2_000_000
MANIFEST_BYTES = 20_000_000
ZIP_BYTES = 200_000_000
ZIP_DIRECTORY_BYTES = 6_000_000
ENTRIES = 20_000
UNPACKED = 500_000_000
RATIO = 100
BLOCKS = 20_000
DAMAGES = 10_000
NAME_CHARACTERS = 200


class _TurnedAway(Exception):
    """Carries a code for programs and a sentence for the person who brought the file."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class Refused(_TurnedAway):
    """The file cannot be taken as it is; bringing it again unchanged will not help."""


class Held(_TurnedAway):
    """The file waits for a decision, after which it can be read."""
