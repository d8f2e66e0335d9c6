import pytest
from django.db import IntegrityError

from sources.copying import copy_in, new_keys
from sources.models import Damage, DeclaredFact
from sources.services.acting import acting, machine
from tests.factories.sources import ArticleFactory, ArticleVersionFactory

pytestmark = pytest.mark.django_db

#: What COPY would read as null, as the end of a column, of a row, or of everything.
SIGNS = ["\\N", "\\.", "a\\tb", "a\tb", "a\nb\r\n", "\\", "", "“Ж” 😀"]


def test_what_copy_has_signs_for_is_stored_as_it_is():
    article = ArticleFactory()
    columns = ("article_id", "field", "value", "origin", "chosen")
    columns += ("clock_zone", "clock_precision", "clock_qualifier", "clock_basis", "clock_wording")
    rows = [
        (article.pk, "byline", sign, "text", False, "", "unknown", "none", "unknown", sign) for sign in SIGNS
    ]
    with acting(machine("import")):
        copy_in(DeclaredFact, columns, rows)
    stored = DeclaredFact.objects.filter(article=article).order_by("pk")
    assert list(stored.values_list("value", "clock_wording")) == [(sign, sign) for sign in SIGNS]


def test_nothing_to_copy_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        copy_in(Damage, ("version_id", "start"), [])


def test_keys_are_taken_once():
    first, second = new_keys(Damage, 3), new_keys(Damage, 2)
    assert (len({*first, *second}), new_keys(Damage, 0)) == (5, [])


def test_constraints_see_what_is_copied():
    version = ArticleVersionFactory()
    with pytest.raises(IntegrityError, match="damage"):
        copy_in(
            Damage,
            ("version_id", "start", "end", "what", "original_hex", "reading"),
            [(version.pk, 5, 5, "nul", "", "")],
        )
