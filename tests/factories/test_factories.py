"""The factories make what the database accepts, deferred checks included."""

import pytest

from claims.models import Claim, Statement
from sources.services.acting import acting, machine, person
from tests.factories import claims, site, sources
from tests.factories.base import WrittenFactory, desk_editor, settle

pytestmark = pytest.mark.django_db

FACTORIES = [
    made
    for module in (sources, claims, site)
    for made in vars(module).values()
    if isinstance(made, type) and issubclass(made, WrittenFactory) and not made._meta.abstract
]


@pytest.mark.parametrize(
    "made", sorted(set(FACTORIES), key=lambda made: made.__name__), ids=lambda m: m.__name__
)
def test_every_factory_makes_a_row_the_database_accepts(made):
    row = made()
    settle()
    assert type(row)._base_manager.get(pk=row.pk) == row


TRAITS = [
    (factory, name)
    for factory in FACTORIES
    for name in factory._meta.parameters
    if factory._meta.parameters[name].__class__.__name__ == "Trait"
]


@pytest.mark.parametrize(("made", "trait"), TRAITS, ids=lambda part: getattr(part, "__name__", part))
def test_every_trait_makes_a_row_the_database_accepts(made, trait):
    made(**{trait: True})
    settle()


def test_a_factory_writes_as_the_desk_editor_or_as_whoever_acts(editor):
    assert claims.ClaimFactory().last_actor == desk_editor()
    with acting(person(editor)):
        assert claims.ClaimFactory().last_actor == editor
    with acting(machine("engine rules 1")):
        assert claims.StatementFactory(proposed=True).last_actor.username == "machine"


def test_the_content_key_names_the_passages_in_order():
    version = sources.ArticleVersionFactory(text="One. Two. Three.")
    statement = claims.StatementFactory(version=version, words=["Three.", "One."])
    settle()
    assert statement.content_key == "10-16,0-4"
    assert [part.passage.exact for part in statement.parts.order_by("order")] == ["Three.", "One."]


def test_a_visible_statement_is_visible():
    statement = claims.visible_statement()
    assert list(Statement.objects.visible()) == [statement]
    assert Claim.objects.visible().count() == 1


def test_an_address_can_be_chosen():
    assert claims.ClaimFactory(slug="port-velm").addresses.get(current=True).slug == "port-velm"
