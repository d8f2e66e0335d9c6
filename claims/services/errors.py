"""What a service refuses, in words for the page; the row stays as it was."""


class Refused(Exception):
    """The request cannot be carried out; the message is a sentence that says what to do."""


class WordsMoved(Refused):
    """Other words stand at the given place: the page was made on another text (a 409)."""


class Overtaken(Refused):
    """Later work stands on what was to be undone (a 409)."""


class AlreadyRecorded(Refused):
    """The same words of the same printed speaker are recorded already."""

    def __init__(self, statement_id: int | None) -> None:
        super().__init__("These words of this speaker are recorded already. Change that statement.")
        self.statement_id = statement_id
