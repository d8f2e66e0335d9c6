"""The choices of what is asserted. A stored spelling is a promise: exports use it and it never changes."""

from django.db import models


class SpeakerKind(models.TextChoices):
    """What sort of thing speaks."""

    PERSON = "person", "person"
    BODY = "body", "body"
    OFFICE = "office", "office"
    RECORD = "record", "record"


class Voice(models.TextChoices):
    """Whose words a statement is, as the article puts it."""

    NAMED = "named", "named"
    UNNAMED = "unnamed", "unnamed"
    RECORD = "record", "a record"
    UNATTRIBUTED = "unattributed", "unattributed"
    OUTLET = "outlet", "the outlet itself"


class SpeakerBasis(models.TextChoices):
    """How we know who the speaker is."""

    PRINTED = "printed", "printed with the words"
    RESOLVED = "resolved", "resolved in the article"
    INFERRED = "inferred", "inferred by an editor"


class Mode(models.TextChoices):
    """Whether the words are quoted."""

    DIRECT = "direct", "direct quotation"
    INDIRECT = "indirect", "indirect"
    MIXED = "mixed", "partly quoted"


class Translated(models.TextChoices):
    """Whether the words were first said in another language."""

    NO = "no", "not translated"
    BY_OUTLET = "by_outlet", "translated by the outlet"
    BY_MACHINE = "by_machine", "translated by machine"
    UNKNOWN = "unknown", "not known"


class StatementState(models.TextChoices):
    """Where a statement stands between the machine and the reader."""

    PROPOSED = "proposed", "proposed, not checked"
    CONFIRMED = "confirmed", "confirmed"
    REJECTED = "rejected", "rejected"
    WITHDRAWN = "withdrawn", "withdrawn"


class LinkState(models.TextChoices):
    """Where a link or a relation stands."""

    PROPOSED = "proposed", "proposed, not checked"
    CONFIRMED = "confirmed", "confirmed"
    REJECTED = "rejected", "rejected"
    WITHDRAWN = "withdrawn", "withdrawn"


class Part(models.TextChoices):
    """What a passage is to its statement."""

    CONTENT = "content", "content"
    CUE = "cue", "cue"
    SPEAKER = "speaker", "speaker"
    HEDGE = "hedge", "hedge"
    DATE = "date", "date"


class Lane(models.TextChoices):
    """Where a statement stands on the timeline."""

    ASSERTS = "asserts", "Asserts"
    DENIES = "denies", "Denies"
    QUESTIONS = "questions", "Questions or corrects"


class Stance(models.TextChoices):
    """What a statement does to a claim (glossary: Stances)."""

    ASSERTS = "asserts", "asserts"
    REPEATS = "repeats", "repeats"
    ADMITS_IN_PART = "admits_in_part", "admits in part"
    DENIES = "denies", "denies"
    DISPUTES = "disputes", "disputes"
    CORRECTS = "corrects", "corrects"
    DECLINES = "declines_to_answer", "declines to answer"


LANE_OF = {
    Stance.ASSERTS: Lane.ASSERTS,
    Stance.REPEATS: Lane.ASSERTS,
    Stance.ADMITS_IN_PART: Lane.ASSERTS,
    Stance.DENIES: Lane.DENIES,
    Stance.DISPUTES: Lane.QUESTIONS,
    Stance.CORRECTS: Lane.QUESTIONS,
    Stance.DECLINES: Lane.QUESTIONS,
}

#: At the desk, after `l`.
KEY_OF = {
    Stance.ASSERTS: "a",
    Stance.REPEATS: "p",
    Stance.ADMITS_IN_PART: "m",
    Stance.DENIES: "d",
    Stance.DISPUTES: "q",
    Stance.CORRECTS: "k",
    Stance.DECLINES: "n",
}


class Reach(models.TextChoices):
    """How a statement gets to the claim it is linked with."""

    NAMES = "names", "names it"
    COVERS = "covers", "covers it by its words"
    INFERRED = "inferred", "inferred by an editor"


class Method(models.TextChoices):
    """Who found a link or a relation."""

    EDITOR = "editor", "an editor"
    MACHINE = "machine", "a machine"


class RelationKind(models.TextChoices):
    """How one claim stands to another."""

    CONTRADICTS = "contradicts", "contradicts"
    SUPPORTS = "supports", "supports"
    SAME_AS = "same_as", "is the same as"
    PART_OF = "part_of", "is part of"
    DERIVED_FROM = "derived_from", "is derived from"
    UPDATES = "updates", "updates"


class PartyRole(models.TextChoices):
    """What a speaker has to do with a claim."""

    ACCUSED = "accused", "accused"
    AFFECTED = "affected", "affected"
    ACTOR = "actor", "actor"


class OriginTie(models.TextChoices):
    """An editor's word on whether two statements go back to the same utterance or figure."""

    JOINED = "joined", "the same origin"
    SPLIT = "split", "separate origins"


class BulkAct(models.TextChoices):
    """What is done to many claims at once."""

    TOPIC = "topic", "put under a topic"
    NO_TOPIC = "no_topic", "take from under a topic"
    WITHDRAW = "withdraw", "withdraw"
    RESTORE = "restore", "bring back"


class Moved(models.TextChoices):
    """What changed for readers in a revision of a claim."""

    STATEMENT = "statement", "new statement"
    DENIAL = "denial", "new denial"
    FIGURE = "figure", "figure"
    ORIGIN = "origin", "origin"
    CHECK = "check", "check"
    CORRECTION = "correction", "correction"
    WITHDRAWAL = "withdrawal", "withdrawal"
    TEXT = "text", "text"
    MERGE = "merge", "merge"
    RELATION = "relation", "relation to another claim"
    TOPIC = "topic", "topic"
    PARTY = "party", "party"
    DETAILS = "details", "details of a speaker or an article"
    RESTORED = "restored", "brought back"


class ClaimState(models.TextChoices):
    """A claim's state in words; the first that fits (model.md). Never a score."""

    WITHDRAWN = "withdrawn", "Withdrawn"
    NOTHING = "nothing_recorded", "Nothing recorded yet"
    DISPUTED = "disputed", "Disputed"
    ADMITTED_IN_PART = "admitted_in_part", "Admitted in part"
    DENIED_ONLY = "denied_only", "Denied only"
    QUESTIONED_ONLY = "questioned_only", "Questioned only"
    REPEATED = "repeated", "Repeated without a known origin"
    ASSERTED = "asserted", "Asserted"


class Comparator(models.TextChoices):
    """How a figure is bounded by its wording."""

    EXACTLY = "exactly", "exactly"
    AT_LEAST = "at_least", "at least"
    MORE_THAN = "more_than", "more than"
    LESS_THAN = "less_than", "less than"
    UP_TO = "up_to", "up to"
    NEARLY = "nearly", "nearly"
    ABOUT = "about", "about"


class FigureNature(models.TextChoices):
    """What kind of number it is."""

    COUNTED = "counted", "counted"
    ESTIMATED = "estimated", "estimated"
    EXTRAPOLATED = "extrapolated", "extrapolated"
    CONDITIONAL = "conditional", "conditional"


class ResponseKind(models.TextChoices):
    """What an accused party did, where there is no statement of its own."""

    NONE_YET = "none_yet", "no response yet"
    DECLINED = "declined", "declined to respond"
    NOT_ASKED = "not_asked", "was not asked"


class Verdict(models.TextChoices):
    """What a check came to. There is no truth score."""

    TRIED = "tried", "tried, not verified"
    EVIDENCE = "evidence", "found evidence"
    CONFIRMED = "confirmed", "confirmed"
    REFUTED = "refuted", "refuted"


class ReadingState(models.TextChoices):
    """How far an engine got with a version."""

    PENDING = "pending", "waiting"
    RUNNING = "running", "being read"
    DONE = "done", "read"
    FAILED = "failed", "failed"


class TaggerState(models.TextChoices):
    """What becomes of a trained tagger."""

    KEPT = "kept", "kept, not in use"
    IN_USE = "in_use", "in use"
    RETIRED = "retired", "retired"


class ReportState(models.TextChoices):
    """What became of a reader's report."""

    OPEN = "open", "open"
    SETTLED = "settled", "settled"
    DISMISSED = "dismissed", "dismissed"


class DeskState(models.TextChoices):
    """How far the desk is with an article or a claim; without a row it is unread."""

    UNREAD = "unread", "unread"
    IN_WORK = "in_work", "in work"
    TO_CHECK = "to_check", "to check"
    DONE = "done", "done"


class ApprovalState(models.TextChoices):
    """What became of an editor's wish to show a claim to readers."""

    WAITING = "waiting", "waits for another editor"
    APPROVED = "approved", "approved"
    SENT_BACK = "sent_back", "sent back"


class ReplyState(models.TextChoices):
    """Whether a request for a reply is open, or how it ended."""

    OPEN = "open", "open"
    ANSWERED = "answered", "answered"
    DECLINED = "declined", "declined to answer"
    NO_ANSWER = "no_answer", "closed without an answer"
    IN_ERROR = "in_error", "closed, asked in error"


class OverlapDecision(models.TextChoices):
    """What an editor says of two articles that share their text; the overlap and the articles store it."""

    SECOND_COPIES = "second_copies", "The second is a reprint of the first"
    FIRST_COPIES = "first_copies", "The first is a reprint of the second"
    SAVE = "save", "The second is the same page, saved again"
    VERSION = "version", "The second is a later text of the same page: the next version of the first"
    SHARES_TEXT = "shares_text", "Two reports that share some text"
    UNDO = "undo", "Neither copies the other"
