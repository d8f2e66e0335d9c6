"""Doing the desk work on the samples, through the services and once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from claims.choices import OriginTie, Part, PartyRole, RelationKind, ResponseKind, SpeakerKind, Verdict
from claims.models import Claim, Speaker, Statement, Topic
from claims.samples.arriving import Tell, bring_in, sample_editor, untouched_by_engines, versions_of
from claims.samples.reading import Row, clock_of, read_work
from claims.samples.statements import Texts, figure_input, proposal_input, statement_input
from claims.services.affiliations import AffiliationInput, affiliate
from claims.services.assess import AssessmentInput, ResponseInput, assess_claim, record_response
from claims.services.claims import create_claim, reword_claim
from claims.services.figures import record_figure
from claims.services.findings import Engine
from claims.services.inputs import Words
from claims.services.origins import decide_origin
from claims.services.parts import mark_part
from claims.services.passages import cut_passage
from claims.services.proposals import propose
from claims.services.publishing import decide_reprint, record_notice
from claims.services.relations import relate_claims
from claims.services.speakers import add_alias, create_speaker
from claims.services.statements import save_statement
from claims.services.topics import create_topic, name_party, put_under_topic
from sources.choices import NoticeKind, OutletKind
from sources.models import Article, ArticleVersion, ImportBatch, Passage
from sources.services.acting import Actor, acting, person
from sources.services.outlets import change_outlet, find_outlet

REASON = "Loaded with the samples."
ENGINE = Engine("sample", "1")


def load_samples(folder: Path, *, tell: Tell) -> bool:
    """Bring the folder's reports in and do the desk work on them; False where that was done before.

    The desk work is one transaction: what was interrupted is done again as a whole, and what editors have
    changed since stays as they left it. Raises NotThere or KeyError where the data does not fit its reports.
    """
    batch = bring_in(folder, tell=tell)
    with transaction.atomic():
        ImportBatch.objects.select_for_update().get(pk=batch.pk)  # two loads at once: one waits, and is done
        if _is_done():
            tell("The desk work on the samples is here already.")
            return False
        tell("Desk work on the samples …")
        with untouched_by_engines(batch):
            _Desk(folder, batch).work_through()
    return True


def _is_done() -> bool:
    events = Statement.events.rel.related_model._default_manager  # type: ignore[attr-defined]
    return bool(events.filter(pgh_reason=REASON).exists())


class _Desk:
    """The desk work under way: what was made so far, by key."""

    def __init__(self, folder: Path, batch: ImportBatch) -> None:
        self.work = read_work(folder)
        self.zone = settings.TIME_ZONE
        self.texts = Texts(versions_of(batch), zone=self.zone)
        self.editor: User = sample_editor()
        self.actor: Actor = person(self.editor)
        self.topics: dict[str, Topic] = {}
        self.speakers: dict[str, Speaker] = {}
        self.claims: dict[str, Claim] = {}
        self.statements: dict[str, Statement] = {}

    def work_through(self) -> None:
        """Every kind in its order: what others rest on first."""
        steps = (
            ("topics", self.add_topic),
            ("outlets", self.describe_outlet),
            ("speakers", self.add_speaker),
            ("affiliations", self.add_affiliation),
            ("claims", self.add_claim),
            ("reprints", self.add_reprint),
            ("statements", self.add_statement),
            ("relations", self.add_relation),
            ("notices", self.add_notice),
            ("responses", self.add_response),
            ("assessments", self.add_assessment),
            ("origins", self.add_origin),
            ("proposals", self.add_proposal),
        )
        for kind, add in steps:
            for row in self.work.get(kind, ()):
                add(row)

    def add_topic(self, row: Row) -> None:
        self.topics[row["key"]] = create_topic(
            editor=self.editor, name=row["name"], description=row["description"], reason=REASON
        )

    def add_speaker(self, row: Row) -> None:
        speaker = create_speaker(
            actor=self.actor,
            name=row["name"],
            kind=SpeakerKind(row["kind"]),
            description=row.get("description", ""),
        )
        for spelling in row.get("aliases", ()):
            add_alias(actor=self.actor, speaker=speaker, spelling=spelling)
        self.speakers[row["key"]] = speaker

    def describe_outlet(self, row: Row) -> None:
        """Reading the reports made the outlet; this says what it is. Raises KeyError where there is none."""
        outlet = find_outlet(name=row["name"])
        if outlet is None:
            raise KeyError(row["name"])
        change_outlet(
            actor=self.actor,
            outlet=outlet,
            expected=outlet.version,
            name=row["name"],
            kind=OutletKind(row["kind"]),
            language=row["language"],
        )

    def add_affiliation(self, row: Row) -> None:
        speaker = self.speakers[row["person"]]
        data = AffiliationInput(
            body=self.speakers[row["body"]],
            title=row["title"],
            since=clock_of(row.get("since"), zone=self.zone),
            until=clock_of(row.get("until"), zone=self.zone),
        )
        affiliate(editor=self.editor, speaker=speaker, expected=speaker.version, data=data, reason=REASON)

    def add_claim(self, row: Row) -> None:
        claim = create_claim(actor=self.actor, text=row["text"])
        self.claims[row["key"]] = claim
        if "event" in row:
            reword_claim(
                editor=self.editor,
                claim=claim,
                expected=claim.version,
                text=claim.text,
                event=clock_of(row["event"], zone=self.zone),
                reason=REASON,
            )
        for key in row.get("topics", ()):
            put_under_topic(
                editor=self.editor,
                claim=claim,
                expected=claim.version,
                topic=self.topics[key],
                reason=REASON,
            )
        for key, role in row.get("parties", ()):
            name_party(
                editor=self.editor,
                claim=claim,
                expected=claim.version,
                speaker=self.speakers[key],
                role=PartyRole(role),
                reason=REASON,
            )

    def add_statement(self, row: Row) -> None:
        data = statement_input(
            row,
            texts=self.texts,
            speakers=self.speakers,
            claims=self.claims,
            statements=self.statements,
        )
        statement = save_statement(
            editor=self.editor, version_id=self.version(row).pk, data=data, reason=REASON
        )
        self.statements[row["key"]] = statement
        for quoted in row.get("hedges", ()):
            words = self.texts.find(row["file"], quoted, inside=data.content)
            mark_part(
                editor=self.editor,
                statement=statement,
                expected=statement.version,
                part=Part.HEDGE,
                words=words,
                reason=REASON,
            )
        self.add_figures(row, statement, data.content)

    def add_figures(self, row: Row, statement: Statement, content: Sequence[Words]) -> None:
        for figure in row.get("figures", ()):
            words = self.texts.find(row["file"], figure["words"], inside=content)
            record_figure(
                editor=self.editor,
                statement=statement,
                expected=statement.version,
                data=figure_input(figure, words=words),
                reason=REASON,
            )

    def add_relation(self, row: Row) -> None:
        claim = self.claim(row["from"])
        relate_claims(
            editor=self.editor,
            claim=claim,
            expected=claim.version,
            other=self.claim(row["to"]),
            kind=RelationKind(row["kind"]),
            reason=row["reason"],
        )

    def add_reprint(self, row: Row) -> None:
        article = self.article(row["file"])
        decide_reprint(
            editor=self.editor,
            article=article,
            expected=article.version,
            original=self.article(row["original"]),
            reason=row["reason"],
        )

    def add_notice(self, row: Row) -> None:
        article = self.article(row["about"])
        record_notice(
            editor=self.editor,
            article=article,
            expected=article.version,
            kind=NoticeKind(row["kind"]),
            version=self.version(row),
            words=self.texts.find(row["file"], row["words"]),
            made=clock_of(row["made"], zone=self.zone),
            reason=REASON,
        )

    def add_response(self, row: Row) -> None:
        claim = self.claim(row["claim"])
        data = ResponseInput(
            party=self.speakers[row["party"]],
            kind=ResponseKind(row["kind"]),
            outlet=self.article(row["file"]).outlet,
            passage=self.passage(row),
            as_of=clock_of(row["as_of"], zone=self.zone),
        )
        record_response(editor=self.editor, claim=claim, expected=claim.version, data=data, reason=REASON)

    def add_assessment(self, row: Row) -> None:
        claim = self.claim(row["claim"])
        by_outlet = "file" in row
        data = AssessmentInput(
            verdict=Verdict(row["verdict"]),
            reasoning=row.get("reasoning", ""),
            by_outlet=self.article(row["file"]).outlet if by_outlet else None,
            passage=self.passage(row) if by_outlet else None,
            made=clock_of(row["made"], zone=self.zone),
        )
        assess_claim(editor=self.editor, claim=claim, expected=claim.version, data=data, reason=REASON)

    def add_origin(self, row: Row) -> None:
        claim = self.claim(row["claim"])
        decide_origin(
            editor=self.editor,
            claim=claim,
            expected=claim.version,
            first=self.statements[row["first"]],
            second=self.statements[row["second"]],
            tie=OriginTie(row["tie"]),
            reason=row["reason"],
        )

    def add_proposal(self, row: Row) -> None:
        data = proposal_input(row, texts=self.texts, claims=self.claims)
        propose(engine=ENGINE, version=self.version(row), data=data)

    def version(self, row: Row) -> ArticleVersion:
        """The text of the row's file."""
        return self.texts.versions[row["file"]]

    def article(self, file: str) -> Article:
        """As it stands now."""
        rows = Article.objects.select_related("current_version", "outlet")
        article: Article = rows.get(pk=self.texts.versions[file].article_id)
        return article

    def claim(self, key: str) -> Claim:
        """As it stands now: saving a statement changes no claim, relating one does."""
        claim = self.claims[key]
        claim.refresh_from_db()
        return claim

    def passage(self, row: Row) -> Passage:
        """The passage of the row's words."""
        with acting(self.actor, reason=REASON):
            return cut_passage(version=self.version(row), words=self.texts.find(row["file"], row["words"]))
