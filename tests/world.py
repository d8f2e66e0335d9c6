"""One of everything, for tests that open every page."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from claims.models import Report
from claimtrack.people import give_role
from sources import originals
from tests.factories.claims import (
    ClaimPartyFactory,
    ClaimRelationFactory,
    ClaimTopicFactory,
    NoteFactory,
    ReplyContactFactory,
    ReplyRequestFactory,
    visible_statement,
)
from tests.factories.desk import DeskItemFactory
from tests.factories.likeness import LikelyDuplicateFactory
from tests.factories.site import TrainedTaggerFactory
from tests.factories.sources import ArticleVersionFactory, ImportFileFactory
from tests.factories.subjects import AffiliationFactory, SpeakerAliasFactory, TopicFactory

MARCH = "Der Hafen bleibt bis März geschlossen, sagt Jördis Tamm."


def slug_of(row):
    return row.addresses.get(current=True).slug


def make_world(user_model, *, statement=None):
    """{name in an example's braces: what stands there}, around a statement that readers see.

    Needs DATA_DIR of its own (`data_dir`).
    """
    statement = statement or visible_statement(version=ArticleVersionFactory())
    version = statement.article_version
    claim = statement.links.get().claim
    relation = ClaimRelationFactory(from_claim=claim)
    placed = ClaimTopicFactory(claim=claim)
    content = MARCH.encode("latin-1")
    file = ImportFileFactory(held=True, sha256=originals.keep(content), size=len(content))
    party = ClaimPartyFactory(claim=claim)
    request = ReplyRequestFactory(claim=claim, party=party.speaker)
    ReplyContactFactory(request=request)
    DeskItemFactory(claim=None, article=version.article, in_work=True)
    DeskItemFactory(claim=claim)
    somebody = give_role(user=user_model.objects.create_user("somebody", email="s@newsroom.example"), role="")
    return {
        "article": version.article_id,
        "statement": statement.pk,
        "passage": statement.parts.first().passage_id,
        "claim": slug_of(claim),
        "relation": relation.pk,
        "speaker": slug_of(statement.speaker),
        "likely": slug_of(LikelyDuplicateFactory(first=statement.speaker).second),
        "spelling": SpeakerAliasFactory(speaker=statement.speaker).pk,
        "held": AffiliationFactory(person=statement.speaker).pk,
        "topic": slug_of(placed.topic),
        "placed": placed.pk,
        "party": party.pk,
        "request": request.pk,
        "note": NoteFactory(claim=claim).pk,
        "outlet": slug_of(version.article.outlet),
        "batch": file.batch_id,
        "file": file.pk,
        "tagger": TrainedTaggerFactory().pk,
        "report": Report.objects.create(address="/", words="The pier has another name.").pk,
        "user": somebody.pk,
        "auth/user": somebody.pk,
        "account/emailaddress": EmailAddress.objects.create(user=somebody, email="s@newsroom.example").pk,
        "mfa/authenticator": Authenticator.objects.create(user=somebody, type="totp", data={}).pk,
        "sources/outlet": version.article.outlet_id,
        "claims/topic": TopicFactory().pk,
        "claims/affiliation": AffiliationFactory().pk,
        "claims/speaker": statement.speaker_id,
    }


def filled(example, world):
    """The example with its braces filled."""
    for name, value in world.items():
        example = example.replace(f"{{{name}}}", str(value))
    return example
