"""What an outlet repeats on its pages is of none of its articles; what an editor decided stays."""

import pytest

from sources import tasks
from sources.models import Block, TextSketch
from sources.services.acting import acting, person
from sources.services.repetition import lay_again, repeated_lines
from tests.factories.base import desk_editor
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, OutletFactory, PassageFactory

pytestmark = pytest.mark.django_db
LINE = "Halm on the water since 1911 and still here"
REASON = "same line stands in 3 articles of this outlet"


@pytest.fixture
def outlet():
    return OutletFactory(name="Halm Courier")


def story(outlet, number):
    text = (
        f"Mayor accuses water company over test {number}\n\n"
        f"The mayor of Halm accused the water company on Tuesday of hiding test number {number} for three "
        f"years, a charge that the company called absurd, and the council said that it would ask again.\n\n"
        f"{LINE}\n\n"
        f"Nobody at the works could say who had ordered test {number}, and its lawyers said that the matter "
        f"would be answered in court before long, as they had said twice before.\n"
    )
    return ArticleVersionFactory(article=ArticleFactory(outlet=outlet), text=text)


def reasons(version):
    return {
        version.text[start:end].strip(): reason
        for start, end, reason in version.blocks.values_list("start", "end", "reason")
    }


def test_a_line_of_three_articles_is_the_outlets_and_the_text_stays_tiled(outlet):
    versions = [story(outlet, number) for number in range(3)]
    passage = PassageFactory(version=versions[0], words="called absurd")
    assert list(repeated_lines(outlet.pk).values()) == [3]
    assert lay_again([one.pk for one in versions]) == [one.pk for one in versions]
    assert [reasons(one)[LINE] for one in versions] == [REASON] * 3
    assert "".join(versions[0].text[b.start : b.end] for b in versions[0].blocks.all()) == versions[0].text
    passage.refresh_from_db()
    assert passage.exact == "called absurd"
    assert lay_again([one.pk for one in versions]) == []


def test_a_line_of_two_articles_is_not(outlet):
    versions = [story(outlet, number) for number in range(2)]
    assert repeated_lines(outlet.pk) == {}
    lay_again([one.pk for one in versions])
    assert reasons(versions[0])[LINE] != REASON


def test_other_saves_of_a_page_count_as_that_page(outlet):
    first, second, third = (story(outlet, number) for number in range(3))
    with acting(person(desk_editor())):
        type(third.article).objects.filter(pk=third.article_id).update(same_as=first.article)
    assert repeated_lines(outlet.pk) == {}
    assert second.pk


def test_a_text_of_which_an_editor_decided_a_block_stays_as_it_is(outlet):
    versions = [story(outlet, number) for number in range(3)]
    with acting(person(desk_editor())):
        Block.objects.filter(version=versions[0]).update(set_by="editor", kind="body")
    assert lay_again([one.pk for one in versions]) == [one.pk for one in versions[1:]]
    assert versions[0].blocks.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_counting_asks_one_question_whatever_the_number_of_articles(
    outlet, number, django_assert_num_queries
):
    for one in range(number):
        story(outlet, one)
    with django_assert_num_queries(1):
        repeated_lines(outlet.pk)


def test_what_details_changed_is_laid_out_anew_in_steps_and_compared(
    outlet, monkeypatch, django_capture_on_commit_callbacks
):
    sent, articles = [], [story(outlet, number).article_id for number in range(3)]
    monkeypatch.setattr(tasks, "LAID_AT_ONCE", 2)
    monkeypatch.setattr(tasks.lay_again, "delay", tasks.lay_again)
    monkeypatch.setattr(tasks.drain, "delay", lambda: sent.append("drain"))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.follow_details(articles)
        tasks.follow_details([])
    assert Block.objects.filter(reason=REASON).count() == 3
    assert TextSketch.objects.filter(state="new").count() == 3
    assert sent == ["drain"]
