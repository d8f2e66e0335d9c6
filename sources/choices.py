"""The choices of what arrived. A stored spelling is a promise: exports use it and it never changes."""

from django.db import models


class Precision(models.TextChoices):
    """How finely a moment is known. Nothing finer is ever stored or shown."""

    MINUTE = "minute", "to the minute"
    DAY = "day", "a day"
    WEEK = "week", "a week"
    MONTH = "month", "a month, no day given"
    SEASON = "season", "a season"
    YEAR = "year", "a year"
    INTERVAL = "interval", "between two moments"
    UNKNOWN = "unknown", "not known"


class Qualifier(models.TextChoices):
    """What the article (or an editor) says about its own certainty of a date; after EDTF's ~ and ?."""

    NONE = "none", "as stated"
    APPROXIMATE = "approximate", "about"
    UNCERTAIN = "uncertain", "perhaps"


class Basis(models.TextChoices):
    """What a date rests on."""

    STATED = "stated", "stated"
    DECLARED = "declared", "declared at import"
    RESOLVED = "resolved", "resolved from the text"
    INFERRED = "inferred", "inferred by an editor"
    UNKNOWN = "unknown", "unknown"


class OutletKind(models.TextChoices):
    """What sort of publisher an outlet is."""

    NEWSPAPER = "newspaper", "newspaper"
    BROADCASTER = "broadcaster", "broadcaster"
    AGENCY = "agency", "news agency"
    STATE_MEDIA = "state_media", "state media"
    GOVERNMENT = "government", "government"
    PARTY = "party", "party"
    OTHER = "other", "other"


class BatchOrigin(models.TextChoices):
    """By which door a batch came in."""

    UPLOAD = "upload", "uploaded"
    FOLDER = "folder", "from a watched folder"
    COMMAND = "command", "by a command"


class BatchControl(models.TextChoices):
    """What the admin wants done with a batch; its state is counted from its files."""

    PREVIEW = "preview", "looked at before it is imported"
    GO = "go", "going"
    PAUSED = "paused", "paused"
    CANCELLED = "cancelled", "cancelled"


class OtherSaves(models.TextChoices):
    """What becomes of a batch's articles that are another save of one that is here."""

    ASK = "ask", "An editor decides each"
    VERSION = "version", "The next version of it"
    DUPLICATE = "duplicate", "The same page, kept beside it as a duplicate"
    REPRINT = "reprint", "A reprint of it"


class FileState(models.TextChoices):
    """The fate of one file; always exactly one."""

    PENDING = "pending", "waiting"
    RUNNING = "running", "being read"
    IMPORTED = "imported", "imported"
    DUPLICATE = "duplicate", "here already"
    HELD = "held", "held"
    REJECTED = "rejected", "rejected"
    CANCELLED = "cancelled", "left out"


class Display(models.TextChoices):
    """How much of an article a reader may be shown."""

    EXCERPTS = "excerpts", "marked passages with a sentence either side"
    WHOLE = "whole", "the whole text"


class FactField(models.TextChoices):
    """What may be declared or read about an article."""

    OUTLET = "outlet", "outlet"
    ADDRESS = "address", "address"
    HEADLINE = "headline", "headline"
    BYLINE = "byline", "byline"
    LANGUAGE = "language", "language"
    PUBLISHED = "published", "published"
    CREDITED_TO = "credited_to", "credited to"


class FactOrigin(models.TextChoices):
    """Where a fact about an article came from, in the order in which the first one given is taken."""

    EDITOR = "editor", "an editor"
    HEADER = "header", "the file's header lines"
    MANIFEST = "manifest", "the manifest"
    TEXT = "text", "the text"
    BATCH = "batch", "the batch's defaults"


class BlockKind(models.TextChoices):
    """The parts that saved news text is laid out in."""

    HEADER = "header", "header lines"
    HEADLINE = "headline", "headline"
    STANDFIRST = "standfirst", "standfirst"
    BYLINE = "byline", "byline"
    DATELINE = "dateline", "dateline"
    BODY = "body", "body"
    CROSSHEAD = "crosshead", "crosshead"
    CAPTION = "caption", "caption"
    SUMMARY = "summary", "summary"
    FURNITURE = "furniture", "furniture"
    TEASER = "teaser", "headline of another story"
    COMMENT = "comment", "reader comment"
    NOTICE = "notice", "publisher's notice"
    SOURCE = "source", "source line"


class SetBy(models.TextChoices):
    """Who decided the kind of a block."""

    RULE = "rule", "a rule"
    EDITOR = "editor", "an editor"


class DamageKind(models.TextChoices):
    """What is wrong, or not what it seems, at a place of a text. The text itself is never repaired."""

    NUL = "nul", "a NUL character"
    SURROGATE = "surrogate", "half of a character"
    REPLACEMENT = "replacement_character", "a character that was lost before it reached us"
    MOJIBAKE = "mojibake", "characters read in the wrong encoding"
    MIXED_SCRIPT = "mixed_script", "letters of two scripts in one word"
    BIDI = "bidi_control", "an invisible direction mark"


class Anchoring(models.TextChoices):
    """How a passage holds on to its text."""

    ATTACHED = "attached", "attached"
    CARRIED = "carried", "carried over from an earlier version"
    REVIEW = "review", "needs review"
    ORPHAN = "orphan", "no longer in the text"


class NoticeKind(models.TextChoices):
    """What a publisher says about its own story."""

    UPDATE = "update", "update"
    CLARIFICATION = "clarification", "clarification"
    CORRECTION = "correction", "correction"
    RETRACTION = "retraction", "retraction"


class NoticeState(models.TextChoices):
    """Whether an editor has looked at a publisher's notice. Readers see confirmed ones alone."""

    SUGGESTED = "suggested", "suggested"
    CONFIRMED = "confirmed", "confirmed"
    DROPPED = "dropped", "dropped"


class OverlapKind(models.TextChoices):
    """How two articles share their text."""

    ANOTHER_SAVE = "another_save", "another save of the same page"
    REPRINT = "reprint", "reprint"
    TRANSLATION = "translation", "translation"
    SHARES_TEXT = "shares_text", "shares text"


class OverlapState(models.TextChoices):
    """Whether somebody has looked at an overlap."""

    SUGGESTED = "suggested", "suggested"
    DECIDED = "decided", "decided"
    UNDONE = "undone", "undone"


class SketchState(models.TextChoices):
    """How far the comparing of a text with all others is."""

    NEW = "new", "not compared"
    AGAIN = "again", "alike to another; looked at once more at the end of its batch"
    DONE = "done", "compared"
    CRASHED = "crashed", "comparing it took the worker down three times"
    FAILED = "failed", "comparing it failed three times; what went wrong stands in the worker's log"


class RepetitionState(models.TextChoices):
    """How far the looking for the lines that an outlet repeats is; what ends well is no longer there."""

    WAITING = "waiting", "not looked through to the end"
    CRASHED = "crashed", "looking through it took the worker down three times"
    FAILED = "failed", "looking through it failed three times; what went wrong stands in the worker's log"
