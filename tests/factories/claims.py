"""Factories of what is asserted. Everything in them is fictional.

    StatementFactory(words="…", version=V)   confirmed, with its content passage, part and content key
    StatementFactory(words=["…", "…"])       several content passages, in order; nth=1: at their second place
    StatementFactory(proposed=True)          or rejected, withdrawn; unnamed, record, unattributed, by_outlet
    StatementLinkFactory(statement=…, claim=…, stance="denies")   confirmed; proposed/rejected/withdrawn=True
    ClaimFactory(visible=True)               visible since yesterday (default: hidden); withdrawn=True;
                                             with a current address and a summary row
    SpeakerFactory()                         a person with a current address; body=True, record=True
    visible_statement(words=…, …)            a statement linked to a visible claim: what readers see

See `base` for who writes and for `settle()`.
"""

import factory

from claims import choices, models
from claims.services.kept_words import keep_words
from sources.models import Passage
from tests.factories.base import RootFactory, WrittenFactory, stated
from tests.factories.sources import ArticleVersionFactory, OutletFactory, PassageFactory, passage_of, place_of
from tests.factories.subjects import (
    DESK,
    NOW,
    AffiliationFactory,
    ClaimAddressFactory,
    ClaimFactory,
    ClaimPartyFactory,
    ClaimRevisionFactory,
    ClaimSummaryFactory,
    ClaimTopicFactory,
    SpeakerAddressFactory,
    SpeakerAliasFactory,
    SpeakerFactory,
    TopicAddressFactory,
    TopicFactory,
)

__all__ = [
    "AffiliationFactory",
    "AssessmentFactory",
    "ClaimAddressFactory",
    "ClaimFactory",
    "ClaimPartyFactory",
    "ClaimRelationFactory",
    "ClaimRevisionFactory",
    "ClaimSummaryFactory",
    "ClaimTopicFactory",
    "FigureFactory",
    "NoteFactory",
    "NoteMentionFactory",
    "OriginDecisionFactory",
    "ReadingFactory",
    "RelayFactory",
    "ReplyContactFactory",
    "ReplyRequestFactory",
    "ResponseFactory",
    "SpeakerAddressFactory",
    "SpeakerAliasFactory",
    "SpeakerFactory",
    "StatementFactory",
    "StatementLinkFactory",
    "StatementPassageFactory",
    "TopicAddressFactory",
    "TopicFactory",
    "visible_statement",
]


class StatementFactory(RootFactory):
    """`words`: the content, one or several stretches of the version's text, each at its first place."""

    class Meta:
        model = models.Statement
        exclude = ("words", "nth", "version", "spans")
        skip_postgeneration_save = True

    class Params:
        proposed = factory.Trait(
            state=choices.StatementState.PROPOSED,
            decided_by=None,
            decided_at=None,
            proposed_engine="rules",
            proposed_version="1",
            proposed_score=0.8,
        )
        rejected = factory.Trait(state=choices.StatementState.REJECTED)
        withdrawn = factory.Trait(
            state=choices.StatementState.WITHDRAWN,
            withdrawn_at=NOW,
            withdrawn_by=DESK,
            withdrawn_reason="It was attributed to the wrong person.",
        )
        unnamed = factory.Trait(
            voice=choices.Voice.UNNAMED, speaker=None, speaker_as_printed="an official of the ministry"
        )
        record = factory.Trait(
            voice=choices.Voice.RECORD, speaker=factory.SubFactory(SpeakerFactory, record=True)
        )
        unattributed = factory.Trait(voice=choices.Voice.UNATTRIBUTED, speaker=None, speaker_as_printed=None)
        by_outlet = factory.Trait(voice=choices.Voice.OUTLET, speaker=None, speaker_as_printed=None)

    version = factory.SubFactory(ArticleVersionFactory)
    words = "the fire at Port Velm was an accident"
    nth = 0
    spans = factory.LazyAttribute(lambda o: spans_of(o.article_version.text, o.words, o.nth))

    article_version = factory.SelfAttribute("version")
    voice = choices.Voice.NAMED
    speaker = factory.SubFactory(SpeakerFactory)
    speaker_as_printed = factory.LazyAttribute(lambda o: o.speaker.name if o.speaker else None)
    mode = choices.Mode.INDIRECT
    said = stated("2031-05-12")
    language = "en"
    content_key = factory.LazyAttribute(lambda o: ",".join(f"{start}-{end}" for start, end in o.spans))
    state = choices.StatementState.CONFIRMED
    decided_by = DESK
    decided_at = NOW

    @factory.post_generation
    def content(self, create, made, **_):
        """The content passages that `content_key` names; False: none (a deferred check refuses that)."""
        if made is False:
            return
        for order, span in enumerate(self.content_key.split(",")):
            start, end = map(int, span.split("-"))
            place = {"version": self.article_version, "start": start, "end": end}
            passage = Passage.objects.filter(**place).first() or PassageFactory(**place)
            part = {"statement": self, "part": choices.Part.CONTENT, "order": order}
            models.StatementPassage.objects.create(**part, passage=passage)
        if self.state in ("confirmed", "withdrawn"):
            keep_words(self)


def spans_of(text, words, nth=0):
    """Where each stretch of `words` (one, or a list) stands in the text: (start, end) in code points."""
    stretches = [words] if isinstance(words, str) else words
    starts = [place_of(text, stretch, nth) for stretch in stretches]
    return [(start, start + len(stretch)) for start, stretch in zip(starts, stretches, strict=True)]


class StatementPassageFactory(WrittenFactory):
    """One more part of a statement: by default its cue."""

    class Meta:
        model = models.StatementPassage

    class Params:
        words = "said"

    statement = factory.SubFactory(StatementFactory)
    passage = factory.LazyAttribute(lambda o: passage_of(o.statement.article_version, o.words))
    part = choices.Part.CUE


class RelayFactory(WrittenFactory):
    class Meta:
        model = models.Relay

    statement = factory.SubFactory(StatementFactory)
    position = factory.LazyAttribute(lambda o: o.statement.relays.count() + 1)
    actor_as_printed = "a broadcaster"
    channel = "broadcast"


class StatementLinkFactory(WrittenFactory):
    class Meta:
        model = models.StatementLink

    class Params:
        proposed = factory.Trait(
            state=choices.LinkState.PROPOSED,
            method=choices.Method.MACHINE,
            score=0.7,
            decided_by=None,
            decided_at=None,
        )
        rejected = factory.Trait(state=choices.LinkState.REJECTED)
        withdrawn = factory.Trait(state=choices.LinkState.WITHDRAWN)

    statement = factory.SubFactory(StatementFactory)
    claim = factory.SubFactory(ClaimFactory, visible=True)
    stance = choices.Stance.ASSERTS
    state = choices.LinkState.CONFIRMED
    decided_by = DESK
    decided_at = NOW


def visible_statement(*, claim=None, stance=choices.Stance.ASSERTS, **statement):
    """A statement that readers see: linked, by a confirmed link, to a visible claim."""
    made = StatementFactory(**statement)
    StatementLinkFactory(statement=made, claim=claim or ClaimFactory(visible=True), stance=stance)
    return made


class ClaimRelationFactory(WrittenFactory):
    class Meta:
        model = models.ClaimRelation

    from_claim = factory.SubFactory(ClaimFactory)
    to_claim = factory.SubFactory(ClaimFactory)
    kind = choices.RelationKind.CONTRADICTS
    state = choices.LinkState.CONFIRMED
    decided_by = DESK
    decided_at = NOW


class OriginDecisionFactory(WrittenFactory):
    class Meta:
        model = models.OriginDecision

    claim = factory.SubFactory(ClaimFactory)
    first = factory.SubFactory(StatementFactory)
    second = factory.SubFactory(StatementFactory)
    tie = choices.OriginTie.JOINED
    reason = "Both papers quote the same briefing."
    decided_by = DESK


class FigureFactory(WrittenFactory):
    class Meta:
        model = models.Figure

    class Params:
        words = "Port Velm"

    statement = factory.SubFactory(StatementFactory)
    passage = factory.LazyAttribute(lambda o: passage_of(o.statement.article_version, o.words))
    wording = "about forty crates"
    low = 36
    high = 44
    comparator = choices.Comparator.ABOUT
    counted = "crates"
    nature = choices.FigureNature.ESTIMATED


class AssessmentFactory(WrittenFactory):
    class Meta:
        model = models.Assessment

    claim = factory.SubFactory(ClaimFactory)
    verdict = choices.Verdict.TRIED
    reasoning = "We asked the port for its logbook and were refused."
    recorded_by = DESK


class ResponseFactory(WrittenFactory):
    class Meta:
        model = models.Response

    claim = factory.SubFactory(ClaimFactory)
    party = factory.SubFactory(SpeakerFactory)
    kind = choices.ResponseKind.NONE_YET
    outlet = factory.SubFactory(OutletFactory)
    recorded_by = DESK


class ReplyRequestFactory(WrittenFactory):
    class Meta:
        model = models.ReplyRequest

    claim = factory.SubFactory(ClaimFactory)
    party = factory.SubFactory(SpeakerFactory)
    asked_at = NOW
    asked_by = DESK
    channel = "e-mail"


class ReplyContactFactory(WrittenFactory):
    class Meta:
        model = models.ReplyContact

    request = factory.SubFactory(ReplyRequestFactory)
    words = "press@ministry.example"


class NoteFactory(WrittenFactory):
    class Meta:
        model = models.Note

    claim = factory.SubFactory(ClaimFactory)
    text = "Ask the union which pier they mean."
    written_by = DESK


class NoteMentionFactory(WrittenFactory):
    class Meta:
        model = models.NoteMention

    note = factory.SubFactory(NoteFactory)
    user = DESK


class ReadingFactory(WrittenFactory):
    class Meta:
        model = models.Reading

    article_version = factory.SubFactory(ArticleVersionFactory)
    engine = "rules"
    engine_version = "1"
