"""A claim's life, step by step through the services, and its page as a reader reads it."""

import re
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from claims.choices import (
    FigureNature,
    OriginTie,
    Part,
    PartyRole,
    RelationKind,
    ResponseKind,
    SpeakerKind,
    Stance,
    Verdict,
)
from claims.models import ClaimParty, ReplyRequest, Speaker, Statement
from claims.services.affiliations import AffiliationInput, affiliate
from claims.services.articles import restore_article, restore_batch, withdraw_article, withdraw_batch
from claims.services.assess import AssessmentInput, ResponseInput, assess_claim, record_response
from claims.services.assess_changes import withdraw_beside
from claims.services.claims import create_claim, restore_claim, reword_claim, withdraw_claim
from claims.services.figures import FigureInput, record_figure
from claims.services.inputs import RelayInput, SpeakerChoice
from claims.services.merging import merge_claims, merge_speakers, unmerge_speaker
from claims.services.origins import decide_origin
from claims.services.parts import mark_part
from claims.services.publishing import decide_reprint
from claims.services.relations import relate_claims, withdraw_relation
from claims.services.replies import ReplyInput, ask_for_reply
from claims.services.speakers import create_speaker
from claims.services.statements import restore_statement, withdraw_statement
from claims.services.topics import name_party, put_under_new_topic
from sources.models import Article
from sources.services.acting import person
from sources.services.outlets import change_outlet
from tests.claims.desk import ACCUSES, DENIES, LAST
from tests.claims.saving import asserts, save, words_of
from tests.factories.base import stated

WHY = "The newsroom saw it differently."


def read(client, path):
    """The words of the page's main part, without what only a past page says of itself."""
    response = client.get(path)
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    for only_then in (r'<section class="past".*?</section>', r'<p class="st-since">.*?</p>'):
        main = re.sub(only_then, "", main, flags=re.DOTALL)
    return response.status_code, " ".join(re.sub(r"<[^>]+>", " ", main).split())


class Life:
    """The claim and what was made for it; each step returns once it is written."""

    def __init__(self, editor, admin, here, there):
        self.editor, self.admin, self.here, self.there = editor, admin, here, there
        self.actor = person(editor)
        self.claim = create_claim(actor=self.actor, text="The fire was set")
        self.statement = self.denial = self.copy = self.minister = None

    def by(self, row):
        """Who acts, and on which version of the row."""
        row.refresh_from_db()
        return {"editor": self.editor, "expected": row.version}

    def steps(self):
        """Every step, in order."""
        return [
            getattr(self, name) for name in vars(type(self)) if name[0] == "_" and name[1].isdigit()
        ]  # fmt: skip

    def _01_is_said(self):
        links = (asserts(self.claim),)
        relays = (RelayInput(actor_as_printed="a radio", channel="broadcast"),)
        self.statement = save(
            self.editor, self.here, ACCUSES, links=links, relays=relays, said=stated("2031-05-08")
        )

    def _02_is_denied(self):
        choice = SpeakerChoice(new_name="Harbour ministry", new_kind=SpeakerKind.BODY)
        links = (asserts(self.claim, Stance.DENIES),)
        self.denial = save(self.editor, self.here, DENIES, speaker=choice, links=links, mode="direct")

    def _03_is_copied(self):
        choice = SpeakerChoice(new_name="O. Venn")
        self.copy = save(self.editor, self.there, ACCUSES, speaker=choice, links=(asserts(self.claim),))

    def _04_a_hedge(self):
        words = words_of(self.here, "on Thursday")[0]
        mark_part(**self.by(self.statement), statement=self.statement, part=Part.HEDGE, words=words)

    def _05_a_figure(self):
        words = words_of(self.here, "on Friday")[0]
        crates = FigureInput(words, FigureNature.COUNTED, Decimal(40), Decimal(40), counted="crates")
        record_figure(**self.by(self.denial), statement=self.denial, data=crates)

    def _06_reworded(self):
        event = stated("2031-05-07")
        reword_claim(**self.by(self.claim), claim=self.claim, text="Somebody set the fire", event=event)

    def _07_one_speaker(self):
        into = Speaker.objects.get(name="Orla Venn")
        speaker = Speaker.objects.get(name="O. Venn")
        merge_speakers(**self.by(speaker), speaker=speaker, into=into, reason=WHY)

    def _08_told_apart(self):
        decide_origin(
            **self.by(self.claim), claim=self.claim, first=self.statement, second=self.copy,
            tie=OriginTie.SPLIT, reason=WHY,
        )  # fmt: skip

    def _09_joined(self):
        decide_origin(
            **self.by(self.claim), claim=self.claim, first=self.statement, second=self.copy,
            tie=OriginTie.JOINED, reason=WHY,
        )  # fmt: skip

    def _10_accuses(self):
        speaker = Speaker.objects.get(name="Harbour ministry")
        name_party(**self.by(self.claim), claim=self.claim, speaker=speaker, role=PartyRole.ACCUSED)

    def _11_no_answer(self):
        party = create_speaker(actor=self.actor, name="The port", kind=SpeakerKind.BODY)
        data = ResponseInput(party, ResponseKind.NONE_YET, as_of=stated("2031-05-10"))
        record_response(**self.by(self.claim), claim=self.claim, data=data)

    def _12_asked(self):
        party = ClaimParty.objects.get(claim=self.claim)
        data = ReplyInput(party.pk, timezone.now() - timedelta(days=2), "by letter")
        ask_for_reply(**self.by(self.claim), claim=self.claim, data=data)
        assert ReplyRequest.objects.count() == 1

    def _13_checked(self):
        data = AssessmentInput(Verdict.TRIED, "Nobody was let in.", made=stated("2031-05-11"))
        self.check = assess_claim(**self.by(self.claim), claim=self.claim, data=data)

    def _14_a_topic(self):
        put_under_new_topic(**self.by(self.claim), claim=self.claim, name="The harbour")

    def _15_contradicted(self):
        self.other = create_claim(actor=self.actor, text="A cable burned")
        save(
            self.editor,
            self.here,
            LAST,
            speaker=SpeakerChoice(new_name="Ben Tarr"),
            links=(asserts(self.other),),
        )
        self.relation = relate_claims(
            **self.by(self.claim), claim=self.claim, other=self.other, kind=RelationKind.CONTRADICTS,
            reason="Not both.",
        )  # fmt: skip

    def _16_the_other_reworded(self):
        reword_claim(**self.by(self.other), claim=self.other, text="A cable burned through")

    def _17_a_minister(self):
        speaker = Speaker.objects.get(name="Orla Venn")
        body = create_speaker(actor=self.actor, name="Senate", kind=SpeakerKind.BODY)
        affiliate(**self.by(speaker), speaker=speaker, data=AffiliationInput(body=body, title="minister"))

    def _18_changed(self):
        given = {"links": (asserts(self.claim, Stance.ADMITS_IN_PART),), "said": stated("2031-05-09")}
        choice = SpeakerChoice(speaker_id=self.denial.speaker_id)
        self.denial.refresh_from_db()
        save(
            self.editor, self.here, DENIES, statement=self.denial, expected=self.denial.version,
            speaker=choice, mode="direct", **given,
        )  # fmt: skip

    def _19_the_outlet_renamed(self):
        outlet = self.there.article.outlet
        change_outlet(actor=person(self.admin), outlet=outlet, expected=outlet.version, name="Night Post")

    def _20_a_reprint(self):
        article = Article.objects.get(pk=self.there.article_id)
        decide_reprint(**self.by(article), article=article, original=self.here.article, reason=WHY)

    def _21_the_check_withdrawn(self):
        withdraw_beside(**self.by(self.claim), claim=self.claim, row=self.check, reason=WHY)

    def _22_withdrawn(self):
        withdraw_statement(**self.by(self.statement), statement=self.statement, reason=WHY)

    def _23_restored(self):
        restore_statement(**self.by(self.statement), statement=self.statement)

    def _24_two_speakers(self):
        speaker = Speaker.objects.get(name="O. Venn")
        unmerge_speaker(**self.by(speaker), speaker=speaker, reason=WHY)

    def _25_unrelated(self):
        withdraw_relation(**self.by(self.relation.from_claim), relation=self.relation, reason=WHY)

    def _26_an_article_withdrawn(self):
        article = Article.objects.get(pk=self.there.article_id)
        withdraw_article(**self.by(article), article=article, reason=WHY)

    def _27_an_article_restored(self):
        article = Article.objects.get(pk=self.there.article_id)
        restore_article(**self.by(article), article=article)

    def _28_a_batch_withdrawn(self):
        withdraw_batch(admin=self.admin, batch=self.here.article.batch, reason=WHY)

    def _29_a_batch_restored(self):
        restore_batch(admin=self.admin, batch=self.here.article.batch)

    def _30_another_merged_into_it(self):
        duplicate = create_claim(actor=self.actor, text="The fire was no accident")
        statement = Statement.objects.get(pk=self.copy.pk)
        choice = SpeakerChoice(speaker_id=statement.speaker_id)
        save(
            self.editor, self.there, ACCUSES, statement=statement, expected=statement.version,
            speaker=choice, links=(asserts(duplicate),),
        )  # fmt: skip
        merge_claims(**self.by(duplicate), claim=duplicate, into=self.claim, reason=WHY)

    def _31_the_claim_withdrawn(self):
        withdraw_claim(**self.by(self.claim), claim=self.claim, reason=WHY)

    def _32_the_claim_restored(self):
        restore_claim(**self.by(self.claim), claim=self.claim)


def newest(claim):
    """The number of its newest revision; 0: none yet."""
    return claim.revisions.count()
