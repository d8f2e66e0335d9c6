"""Strings that break programs, as names of files and as their texts: stored and shown, or refused."""

import pytest

from sources.ingest.facts import Declared
from sources.ingest.limits import Held, Refused
from sources.ingest.names import label
from sources.ingest.pipeline import read_article
from sources.models import ArticleVersion
from tests.naughty import ALL
from tests.sources.importing import batch_of, drain_all, text


def read(content):
    try:
        return read_article(content, name="a.txt", declared=Declared(), manifest_facts={})
    except (Held, Refused) as answer:
        assert answer.sentence.endswith(".")
        return None


def test_every_one_is_a_text_that_is_kept_as_it_is_or_refused_in_a_sentence():
    kept = {one for _, one in ALL if (article := read(one.encode())) and article.text == one}
    changed = {one for _, one in ALL if (article := read(one.encode())) and article.text != one}
    assert (len(ALL) >= 100, changed) == (True, set())
    assert {one for _, one in ALL} - kept == {one for _, one in ALL if not one.replace("\ufeff", "").strip()}


def test_every_one_may_stand_in_the_midst_of_an_article_and_in_its_header_lines():
    for _, one in ALL:
        line = one.replace("\n", " ")
        above = f"Outlet: {line}\nPublished: {line}\nHeadline: {line}\nURL: {line}\n\n"
        article = read(f"{above}The harbour {line} stayed closed.\n\n{line}\n".encode())
        assert article is not None
        assert line in article.text


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.usefixtures("data_dir")
def test_every_one_may_be_a_name_and_a_stored_text_and_every_page_opens(admin_client, monkeypatch):
    monkeypatch.setattr("sources.queries.FILES_A_PAGE", 500)
    files = {
        f"{label(one)} {number}.txt": text(f"Report {number}. {one} The harbour stayed closed.", Headline=one)
        for number, (_, one) in enumerate(ALL)
    }
    batch = batch_of(files)
    assert set(drain_all()) == {"imported"}
    assert batch.files.count() == len(ALL) == ArticleVersion.objects.count()
    page = admin_client.get(f"/imports/{batch.pk}/")
    assert page.content.decode().count('data-l="State"') == len(ALL)
    for version in ArticleVersion.objects.all():
        assert admin_client.get(f"/articles/{version.article_id}/").status_code == 200
        assert admin_client.get(f"/desk/articles/{version.article_id}/?view=list").status_code == 200
