"""What an outlet repeats on its pages is of none of its articles; what an editor decided stays."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from sources import tasks
from sources.ingest.layout import begin
from sources.models import Article, Block, RepetitionCheck, TextSketch
from sources.services import leasing, repeating
from sources.services.acting import acting, person
from sources.services.repeating import is_repetition_waiting, look_for_repetition
from sources.services.repetition import lay_again, repeated_lines
from tests.factories.base import desk_editor, settle
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, OutletFactory, PassageFactory
from tests.sources.importing import batch_of, drain_all, text

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


# --- at the end of a batch -----------------------------------------------------------------------


def saved(number, *, line=LINE, **header):
    header = {"Outlet": "Halm Courier", **header}
    story = (
        f"Mayor accuses water company over test {number}\n\n"
        f"The mayor of Halm accused the water company on Tuesday of hiding test number {number} for three "
        f"years, a charge that the company called absurd, and the council said that it would ask again.\n\n"
        f"{line}\n\n"
        f"Nobody at the works could say who had ordered test {number}, and its lawyers said that the matter "
        f"would be answered in court before long, as they had said twice before."
    )
    return text(story, **header)


def bring(numbers, **fields):
    batch = batch_of({f"{number}.txt": saved(number, **fields) for number in numbers})
    drain_all()
    return batch


def close():
    """As a worker does after the reading; return how often it had to look."""
    looks = 0
    while look_for_repetition():
        looks += 1
    return looks


class Seven(dict):
    """Every line stands in seven articles."""

    def get(self, key, default=None):
        return 7

    def __bool__(self):
        return True


def line_of(number, line=LINE):
    """Kind and reason of the line in that article."""
    version = Article.objects.get(headline__endswith=f"test {number}").current_version
    start = version.text.index(line)
    return version.blocks.values_list("kind", "reason").get(start=start)


@pytest.mark.usefixtures("data_dir")
def test_a_batch_that_is_read_to_its_end_has_its_repeated_lines_found_once():
    bring(range(3))
    before = {number: line_of(number) for number in range(3)}
    assert REASON not in {reason for _, reason in before.values()}
    passage = PassageFactory(version=Article.objects.first().current_version, words=LINE)
    assert (is_repetition_waiting(), close(), is_repetition_waiting()) == (True, 1, False)
    assert [line_of(number) for number in range(3)] == [("furniture", REASON)] * 3
    settle()
    passage.refresh_from_db()
    assert (passage.exact, close()) == (LINE, 0)


@pytest.mark.usefixtures("data_dir")
def test_nothing_is_looked_for_while_files_of_the_batch_wait_and_two_articles_repeat_nothing():
    batch = batch_of({f"{number}.txt": saved(number) for number in range(3)})
    late = batch.files.last()
    batch.files.filter(pk=late.pk).update(state="held", reason="Say its encoding.")
    drain_all()
    batch.files.filter(pk=late.pk).update(state="pending", reason="")
    assert (is_repetition_waiting(), close()) == (False, 0)
    batch.files.filter(pk=late.pk).update(state="held", reason="Say its encoding.")
    blocks = set(Block.objects.values_list("pk", "kind", "reason"))
    assert (close(), set(Block.objects.values_list("pk", "kind", "reason"))) == (1, blocks)


@pytest.mark.usefixtures("data_dir")
def test_a_second_batch_makes_a_line_of_the_first_repeated_and_leaves_what_a_person_decided():
    bring((1, 2))
    close()
    first, second = (Article.objects.get(headline__endswith=f"test {number}") for number in (1, 2))
    with acting(person(desk_editor())):
        Block.objects.filter(version=second.current_version, kind="headline").update(set_by="editor")
    kept = list(second.current_version.blocks.values())
    TextSketch.objects.update(state="done")
    bring((3, 4))
    assert close() == 1
    assert {number: line_of(number)[1] for number in (1, 3, 4)} == dict.fromkeys(
        (1, 3, 4), "same line stands in 4 articles of this outlet"
    )
    assert list(second.current_version.blocks.values()) == kept
    again = TextSketch.objects.filter(state="new").values_list("version", flat=True)
    assert first.current_version_id in again and second.current_version_id not in again


@pytest.mark.usefixtures("data_dir")
def test_a_headline_that_was_the_outlets_line_is_read_again_and_what_others_said_stays():
    bodies = [saved(number).partition(LINE)[0].partition("\n\n")[2] for number in range(4)]
    files = {
        f"{number}.txt": f"Outlet: Halm Courier\n\n{LINE}\n\n{body}" for number, body in enumerate(bodies)
    }
    files["3.txt"] = f"Headline: What the file says\n{files['3.txt']}"
    batch_of(files)
    drain_all()
    articles = list(Article.objects.order_by("pk"))
    assert [one.headline for one in articles] == [LINE] * 3 + ["What the file says"]
    dated = articles[1].published
    with acting(person(desk_editor())):
        articles[2].facts.filter(field="headline").update(chosen=False)
        articles[2].facts.create(field="headline", origin="editor", value=LINE, chosen=True)
    TextSketch.objects.update(state="done")
    close()
    articles = list(Article.objects.order_by("pk"))
    accuses = [f"Mayor accuses water company over test {number}" for number in range(2)]
    assert [one.headline for one in articles] == [*accuses, LINE, "What the file says"]
    first = articles[0]
    assert first.search_key == accuses[0].lower()
    told = first.facts.filter(field="headline").order_by("pk")
    assert list(told.values_list("value", "origin", "chosen")) == [
        (LINE, "text", False), (accuses[0], "text", True)
    ]  # fmt: skip
    assert first.current_version.text[told[1].start : told[1].end] == accuses[0]
    assert (articles[1].published, articles[1].version, articles[2].version) == (dated, 2, 1)
    assert first.current_version.sketch.state == "new"


@pytest.mark.usefixtures("data_dir")
def test_who_wrote_many_articles_and_when_is_no_part_of_the_page():
    bring(range(3), line="By Ada Weber")
    kinds = [line_of(number, "By Ada Weber") for number in range(3)]
    close()
    assert [line_of(number, "By Ada Weber") for number in range(3)] == kinds
    board = begin("By Ada Weber\n\n12 May 2031\n\nHalm on the water\n", repeated=Seven())
    assert [bool(kind) for kind in board.kinds] == [False, False, True]


@pytest.mark.usefixtures("data_dir")
@pytest.mark.parametrize("number", [1, 3])
def test_a_large_batch_is_looked_through_in_steps_of_the_same_cost(
    number, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(repeating, "CHUNK", number)
    bring(range(6))
    with django_assert_num_queries(38):
        look_for_repetition()
    assert Block.objects.filter(reason__startswith="same line").count() == number
    assert close() == 6 // number
    assert Block.objects.filter(reason="same line stands in 6 articles of this outlet").count() == 6


@pytest.mark.usefixtures("data_dir")
def test_an_outlet_that_cannot_be_looked_through_is_logged_and_left_out_after_three_attempts(
    monkeypatch, caplog, admin_client
):
    batch = bring(range(3))
    monkeypatch.setattr(repeating, "repeated_lines", lambda outlet: 1 / 0)
    assert close() == 3
    assert "Halm Courier" in caplog.text
    assert (is_repetition_waiting(), RepetitionCheck.objects.get().state) == (False, "failed")
    page = admin_client.get(f"/imports/{batch.pk}/").content.decode()
    assert "1 outlet could not be looked through for repeated lines." in page
    assert "Halm Courier</bdi>. Looking through it failed three times" in page
    monkeypatch.undo()
    repeating.note_outlets(Article.objects.values_list("batch", "outlet"))
    assert (close(), RepetitionCheck.objects.count()) == (1, 0)
    assert "looked through" not in admin_client.get(f"/imports/{batch.pk}/").content.decode()


@pytest.mark.usefixtures("data_dir")
def test_an_outlet_that_takes_its_worker_down_is_begun_three_times_after_the_others():
    batch = bring(range(3))
    batch_of({"other.txt": saved(9, Outlet="Velm Post")})
    drain_all()
    bad = RepetitionCheck.objects.get(batch=batch)
    due = RepetitionCheck.objects.filter(state="waiting")
    for _ in range(3):  # killed each time; the lease runs out
        assert leasing.take(due.filter(pk=bad.pk), 1, crashed=pytest.fail).keys == [bad.pk]
        assert not RepetitionCheck.objects.filter(pk=bad.pk, leased_until=None).exists()
        due.update(leased_until=None)
    assert (close(), is_repetition_waiting()) == (1, False)
    assert list(RepetitionCheck.objects.values_list("pk", "state")) == [(bad.pk, "crashed")]


@pytest.mark.usefixtures("data_dir")
def test_an_outlet_that_is_looked_through_is_nobody_elses_and_a_worker_that_lost_it_leaves_it_alone():
    bring(range(3))
    due = RepetitionCheck.objects.all()
    slow = leasing.take(due, 1, crashed=pytest.fail)
    assert (is_repetition_waiting(), close()) == (False, 0)
    due.update(leased_until=Now() - timedelta(seconds=1))
    assert leasing.take(due, 1, crashed=pytest.fail).keys == slow.keys
    assert not leasing.mine(RepetitionCheck, slow).exists()
