"""The list view: sentences by block, with what is recorded at each."""

import pytest
from django.urls import reverse

from claims.queries.desk_article import article_desk, find_article
from tests.claims.desk import ACCUSES, DENIES, HEAD, LAST, desk_article, span
from tests.factories.claims import (
    ClaimFactory,
    RelayFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
)
from tests.factories.sources import ArticleFactory, ArticleVersionFactory

pytestmark = pytest.mark.django_db


def list_view(article):
    return f"{reverse('claims:desk-article', kwargs={'pk': article.pk})}?view=list"


def desk_of(version):
    return article_desk(find_article(version.article_id))


def content(client, article):
    return client.get(list_view(article)).content.decode()


def test_text_and_list_view_lead_to_one_another(editor_client):
    article = desk_article().article
    address = f"/desk/articles/{article.pk}/"
    assert f'href="{list_view(article)}"' in editor_client.get(address).content.decode()
    assert f'href="{address}"' in content(editor_client, article)


def test_sentences_stand_one_a_line_under_the_kind_of_their_block():
    desk = desk_of(desk_article())
    shown = [(group.label, group.reason, [one.span for one in group.sentences]) for group in desk.groups]
    assert shown == [
        ("Headline", "", [span(HEAD)]),
        ("Body", "", [span(ACCUSES), span(DENIES), span(LAST)]),
        ("Furniture", "A rule of the test.", [span("Share this story")]),
    ]


def test_paragraphs_are_kept_apart():
    desk = desk_of(desk_article())
    assert [one.new_paragraph for one in desk.groups[1].sentences] == [True, False, True]


def test_what_is_recorded_stands_at_its_sentence(editor_client):
    version = desk_article()
    speaker = SpeakerFactory(name="Orla Venn")
    made = StatementFactory(version=version, words=DENIES, speaker=speaker)
    StatementLinkFactory(statement=made, claim=ClaimFactory(text="The fire was set"), stance="denies")
    RelayFactory(statement=made, actor_as_printed="state media")
    desk = desk_of(version)
    entry = desk.groups[1].sentences[1].entries[0]
    assert (entry.pk, entry.who.name, entry.through, desk.numbers) == (
        made.pk,
        "Orla Venn",
        ("state media",),
        {made.pk: 1},
    )
    assert [(link.word, link.claim) for link in entry.links] == [("denies", "The fire was set")]
    shown = content(editor_client, version.article)
    assert '<mark class="m m-denies">' in shown
    assert f'href="/desk/statements/{made.pk}/"' in shown


def test_statements_are_numbered_in_the_order_of_the_text():
    version = desk_article()
    last = StatementFactory(version=version, words=LAST)
    first = StatementFactory(version=version, words=ACCUSES)
    desk = desk_of(version)
    assert desk.numbers == {first.pk: 1, last.pk: 2}


def test_proposals_are_told_from_what_a_person_decided(editor_client):
    version = desk_article()
    StatementFactory(version=version, words=LAST, proposed=True, speaker=None, speaker_as_printed="she")
    StatementFactory(version=version, words=ACCUSES, rejected=True)
    shown = content(editor_client, version.article)
    assert "no speaker chosen yet" in shown
    assert "Proposed, not checked" in shown and "Accept<" in shown
    assert "1 proposal to decide" in shown
    assert shown.count('id="statement-') == 1


def test_withdrawn_statements_stand_apart_and_can_be_brought_back(editor_client):
    version = desk_article()
    gone = StatementFactory(version=version, words=LAST, withdrawn=True)
    shown = content(editor_client, version.article)
    assert "It was attributed to the wrong person." in shown
    assert f'action="/desk/statements/{gone.pk}/restore/"' in shown
    assert "no statement yet" in shown


def test_statements_of_an_earlier_text_are_not_lost():
    version = desk_article()
    made = StatementFactory(version=version, words=LAST)
    ArticleVersionFactory(article=version.article, text="Another text.")
    desk = desk_of(version)
    assert [entry.pk for entry in desk.elsewhere] == [made.pk]


def test_an_article_without_a_text_says_so(editor_client):
    assert "has no text yet" in content(editor_client, ArticleFactory())


def test_sentences_speak_the_language_of_the_article(editor_client):
    version = desk_article(article=ArticleFactory(language="de"))
    assert '<label for="s1" lang="de">' in content(editor_client, version.article)


def test_what_a_text_contains_is_shown_as_text(editor_client):
    version = ArticleVersionFactory(text="<script>alert(1)</script> said Orla Venn.")
    assert "<script>alert" not in content(editor_client, version.article)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_at_any_length(editor_client, django_assert_num_queries, number):
    version = desk_article()
    for words in (ACCUSES, DENIES, LAST)[:number]:
        made = StatementFactory(version=version, words=words)
        StatementLinkFactory(statement=made)
        RelayFactory(statement=made, speaker=SpeakerFactory())
    with django_assert_num_queries(16):
        editor_client.get(list_view(version.article))


def test_sixty_sentences_and_thirty_statements_take_no_more(editor_client, django_assert_num_queries):
    sentences = [f"The port office said that ferry number {n} was late." for n in range(60)]
    version = ArticleVersionFactory(text=" ".join(sentences))
    for words in sentences[:30]:
        StatementLinkFactory(statement=StatementFactory(version=version, words=words))
    with django_assert_num_queries(16):
        editor_client.get(list_view(version.article))
    desk = desk_of(version)
    assert (len(desk.groups[0].sentences), desk.recorded) == (60, 30)


def test_there_is_no_page_of_an_article_that_is_not_there_or_was_removed(editor_client):
    assert editor_client.get("/desk/articles/999999/?view=list").status_code == 404
    assert editor_client.get(list_view(ArticleFactory(removed=True))).status_code == 404


def test_readers_are_refused(client, reader_client):
    article = desk_article().article
    assert client.get(list_view(article)).status_code == 302
    assert reader_client.get(list_view(article)).status_code == 403
