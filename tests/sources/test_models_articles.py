"""What the database refuses of outlets, articles, their facts, notices and overlaps."""

import pytest
from django.utils import timezone

from sources.models import Overlap, PublisherNotice
from sources.services.acting import acting, machine
from tests.factories.sources import (
    ArticleFactory,
    ArticleVersionFactory,
    DeclaredFactFactory,
    OutletFactory,
    OverlapFactory,
    PassageFactory,
    PublisherNoticeFactory,
    RepetitionCheckFactory,
)
from tests.refusals import change, delete, refused

pytestmark = pytest.mark.usefixtures("person_writes")
ADDRESS = "https://courier.example/harbour"


def test_an_outlet_without_a_name_is_refused():
    with refused("outlet_has_a_name"):
        OutletFactory(name="")


def test_two_outlets_of_one_folded_name_are_refused_until_one_is_merged():
    kept = OutletFactory(name="Velm Courier")
    with refused("outlet_once"):
        OutletFactory(name="VELM COURIER")
    assert OutletFactory(name="VELM COURIER", merged_into=kept).pk
    assert {OutletFactory(search_key="").pk, OutletFactory(search_key="").pk}


def test_two_outlets_of_one_domain_are_refused_until_one_is_merged():
    kept = OutletFactory(domain="courier.example")
    with refused("outlet_domain_once"):
        OutletFactory(domain="courier.example")
    assert OutletFactory(domain="courier.example", merged_into=kept).pk
    assert OutletFactory(domain="").pk != OutletFactory(domain="").pk


def test_one_address_is_one_article_unless_it_is_another_save():
    first = ArticleFactory(address=ADDRESS)
    with refused("article_address_once"):
        ArticleFactory(address=ADDRESS)
    save = ArticleFactory(address=ADDRESS, same_as=first)
    assert ArticleFactory(address=ADDRESS, same_as=first).address == save.address
    with refused("article_address_once"):
        change(save, same_as=None)
    assert ArticleFactory(address="").pk != ArticleFactory(address="").pk


@pytest.mark.parametrize(
    ("column", "by"),
    [
        ("same_as", "article_is_not_its_own_save"),
        ("reprint_of", "article_is_not_its_own_reprint"),
        ("translation_of", "article_is_not_its_own_translation"),
    ],
)
def test_an_article_is_neither_save_reprint_nor_translation_of_itself(column, by):
    article, other = ArticleFactory(), ArticleFactory()
    with refused(by):
        change(article, **{column: article.pk})
    assert change(article, **{column: other.pk}) == 1


def test_the_current_version_of_an_article_is_one_of_its_own():
    version, other = ArticleVersionFactory(), ArticleFactory()
    with refused("Article.current_version_is_its_own"):
        change(other, current_version=version)
    with refused("Article.current_version_is_its_own"):
        ArticleFactory(current_version=version)
    assert change(version.article, current_version=None) == 1
    assert change(version.article, current_version=version) == 1


def test_withdrawing_an_article_needs_a_person_and_a_reason(person_writes):
    article = ArticleFactory()
    by = "article_withdrawal_has_a_reason"
    with refused(by):
        change(article, withdrawn_at=timezone.now(), withdrawn_reason="Taken down.")
    with refused(by):
        change(article, withdrawn_at=timezone.now(), withdrawn_by=person_writes)
    assert ArticleFactory(withdrawn=True).withdrawn_at


def test_one_fact_a_field_is_chosen():
    fact = DeclaredFactFactory(chosen=True)
    same = {"article": fact.article, "field": fact.field}
    assert DeclaredFactFactory(**same, value="Another headline", origin="text").pk
    with refused("fact_one_chosen_a_field"):
        DeclaredFactFactory(**same, chosen=True, origin="manifest")
    assert DeclaredFactFactory(article=fact.article, field="byline", chosen=True).pk


def test_the_place_of_a_fact_is_whole_or_not_given():
    for place in ({"start": 3}, {"end": 3}, {"start": 3, "end": 3}, {"start": 4, "end": 3}):
        with refused("fact_span_is_whole"):
            DeclaredFactFactory(**place)
    assert DeclaredFactFactory(start=3, end=4).pk


def test_a_machine_confirms_no_notice_and_leaves_what_an_editor_decided():
    confirmed = PublisherNoticeFactory()
    with acting(machine("import")), refused("PublisherNotice.only_people_decide"):
        PublisherNotice.objects.create(article=confirmed.article, kind="update", text="Mended.")
    with acting(machine("import")), refused("PublisherNotice.machine_leaves_decided"):
        PublisherNotice.objects.filter(pk=confirmed.pk).update(kind="update")


def test_an_outlet_waits_once_a_batch_to_be_looked_through():
    waiting = RepetitionCheckFactory()
    with refused("repetition_once_a_batch_and_outlet"):
        RepetitionCheckFactory(batch=waiting.batch, outlet=waiting.outlet)
    with refused("repetition_state_is_a_choice"):
        RepetitionCheckFactory(state="odd")


def test_a_notice_without_words_or_passage_is_refused():
    with refused("notice_says_something"):
        PublisherNoticeFactory(text="")
    assert PublisherNoticeFactory(text="", passage=PassageFactory()).pk


def test_an_overlap_is_of_two_articles():
    article = ArticleFactory()
    with refused("overlap_is_of_two"):
        OverlapFactory(first=article, second=article)


def test_a_pair_of_articles_overlaps_once_whichever_comes_first():
    overlap = OverlapFactory()
    with refused("overlap_pair_once"):
        OverlapFactory(first=overlap.first, second=overlap.second, kind="shares_text")
    with refused("overlap_pair_once"):
        OverlapFactory(first=overlap.second, second=overlap.first)
    assert OverlapFactory(first=overlap.first).pk


@pytest.mark.parametrize("side", ["first_in_second", "second_in_first"])
def test_shares_of_an_overlap_lie_between_nothing_and_all(side):
    for share in (-0.01, 1.01, float("nan")):
        with refused("overlap_shares_are_shares"):
            OverlapFactory(**{side: share})
    assert OverlapFactory(**{side: 0}).pk
    assert OverlapFactory(**{side: 1}).pk


def test_an_overlap_is_decided_by_a_person(person_writes):
    overlap = OverlapFactory()
    for state in ("decided", "undone"):
        with refused("overlap_decided_by_a_person"):
            change(overlap, state=state)
    assert change(overlap, state="decided", decided_by=person_writes) == 1


def test_a_machine_suggests_overlaps_and_leaves_decided_ones_alone(person_writes):
    with acting(machine("import")):
        overlap = OverlapFactory()
        assert change(overlap, second_in_first=0.5) == 1
        with refused("Overlap.only_people_decide"):
            change(overlap, state="decided", decided_by=person_writes)
        with refused("Overlap.only_people_decide"):
            OverlapFactory(state="decided", decided_by=person_writes)
    change(overlap, state="undone", decided_by=person_writes)
    with acting(machine("import")):
        for act in (lambda: change(overlap, reason="Again."), lambda: delete(overlap)):
            with refused("Overlap.machine_leaves_decided"):
                act()
    assert Overlap.objects.get().state == "undone"


def test_a_machine_leaves_what_an_editor_said_of_an_article_alone():
    fact = DeclaredFactFactory(origin="editor", chosen=True)
    with acting(machine("import")):
        for act in (lambda: change(fact, chosen=False), lambda: delete(fact)):
            with refused("DeclaredFact.machine_leaves_decided"):
                act()
        with refused("DeclaredFact.only_people_decide"):
            DeclaredFactFactory(origin="editor")
        assert change(DeclaredFactFactory(origin="text"), chosen=True) == 1
    assert change(fact, chosen=False) == 1
