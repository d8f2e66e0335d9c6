"""Trained taggers: put to use only where they are better, gone back from, gone with what they learnt from."""

import pytest

from claims.choices import TaggerState
from claims.models import TaggerFile, TaggerText, TrainedTagger
from claims.services.engines import engine_in_use
from claims.services.errors import Refused
from claims.services.removal import remove_article
from claims.services.taggers import go_back_to_rules, retire_tagger, use_tagger
from tests.claims import pages
from tests.claims.pages import plain
from tests.factories.base import settle
from tests.factories.site import TaggerFileFactory, TaggerTextFactory, TrainedTaggerFactory, figures_of

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/engine/"


def states():
    return list(TrainedTagger.objects.order_by("pk").values_list("state", flat=True))


def test_one_that_did_no_better_is_not_put_to_use(admin, admin_client):
    worse = TrainedTaggerFactory(better=False)
    with pytest.raises(Refused, match="did no better than the rules"):
        use_tagger(admin=admin, tagger=worse)
    answer = admin_client.post(f"{ADDRESS}{worse.pk}/use/")
    assert (answer.status_code, states()) == (422, ["kept"])
    assert "It is not put to use." in plain(answer.content.decode())


def test_an_admin_puts_one_to_use_and_goes_back_to_an_earlier_one_and_to_the_rules(admin, admin_client):
    first, second = TrainedTaggerFactory(in_use=True), TrainedTaggerFactory()
    assert admin_client.post(f"{ADDRESS}{second.pk}/use/").status_code == 302
    assert states() == ["kept", "in_use"]
    second.refresh_from_db()
    assert second.used_by == admin
    use_tagger(admin=admin, tagger=first)
    assert states() == ["in_use", "kept"]
    assert admin_client.post(f"{ADDRESS}rules/").status_code == 302
    assert states() == ["kept", "kept"]
    go_back_to_rules(admin=admin)
    assert states() == ["kept", "kept"]


def test_only_an_admin_decides(editor):
    with pytest.raises(Refused, match="Only an admin"):
        use_tagger(admin=editor, tagger=TrainedTaggerFactory())
    with pytest.raises(Refused, match="Only an admin"):
        go_back_to_rules(admin=editor)


def test_history_says_who_put_it_to_use(admin):
    tagger = use_tagger(admin=admin, tagger=TrainedTaggerFactory())
    assert tagger.events.last().pgh_actor == f"user:{admin.pk}"


def test_who_retires_one_says_why_and_its_file_goes(admin, admin_client):
    tagger = TaggerFileFactory().tagger
    assert admin_client.post(f"{ADDRESS}{tagger.pk}/retire/", {"reason": " "}).status_code == 422
    assert admin_client.post(f"{ADDRESS}{tagger.pk}/retire/", {"reason": "Too old."}).status_code == 302
    tagger.refresh_from_db()
    assert (tagger.state, tagger.reason, TaggerFile.objects.count()) == ("retired", "Too old.", 0)
    with pytest.raises(Refused, match="its file is gone"):
        use_tagger(admin=admin, tagger=tagger)
    retire_tagger(admin=admin, tagger=tagger, reason="Again.")
    tagger.refresh_from_db()
    assert tagger.reason == "Too old."


def test_a_removed_article_takes_the_files_of_taggers_that_learnt_from_it(admin, admin_client, data_dir):
    version = pages.version()
    settle()
    learnt = TaggerFileFactory(tagger=TrainedTaggerFactory(in_use=True)).tagger
    TaggerTextFactory(tagger=learnt, article_version=version)
    other = TaggerFileFactory().tagger
    article = version.article
    page = plain(admin_client.get(f"/articles/{article.pk}/remove/").content.decode())
    assert "1 trained tagger’s file, as it learnt from it" in page
    remove_article(admin=admin, article=article, expected=article.version, reason="A court ordered it.")
    learnt.refresh_from_db()
    assert (learnt.state, engine_in_use().words) == (TaggerState.RETIRED, "the rules")
    assert f"Article {article.pk} was removed" in learnt.reason
    assert list(TaggerFile.objects.values_list("pk", flat=True)) == [other.pk]
    assert TaggerText.objects.count() == 1  # which article it was is no word of it


def test_a_tagger_of_another_form_leaves_the_rules_in_use(person_writes):
    TrainedTaggerFactory(in_use=True, figures=figures_of() | {"form": 0})
    assert (engine_in_use().words, engine_in_use().version("7")) == ("the rules", "7")


def test_the_page_says_what_reads_and_how_well_each_does(admin_client):
    assert "The rules alone find statements" in plain(admin_client.get(ADDRESS).content.decode())
    TrainedTaggerFactory(better=False, figures=figures_of(ours=55.5))
    good = TrainedTaggerFactory(in_use=True)
    page = plain(admin_client.get(ADDRESS).content.decode())
    assert f"Trained tagger {good.pk} finds statements in new articles" in page
    assert "Thistagger61.550.0Inusethen:therules58.050.0" in page.replace(" ", "")
    assert "Not put to use: it did no better than the rules" in page
    assert "40 articles, 420 statements" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(admin_client, django_assert_num_queries, number):
    TrainedTaggerFactory.create_batch(number)
    admin_client.get(ADDRESS)
    with django_assert_num_queries(5):
        admin_client.get(ADDRESS)
