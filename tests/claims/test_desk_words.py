"""Choosing the words of a statement: ticked, typed, located; and what happens when the text has moved."""

import pytest

from claims.models import Statement
from tests.claims.desk import ACCUSES, DENIES, LAST, filled, page, span
from tests.factories.sources import ArticleVersionFactory

pytestmark = pytest.mark.django_db


def test_the_chosen_sentences_stand_on_the_form(editor_client, mark_address):
    response = editor_client.get(mark_address, {"span": [span(ACCUSES), span(LAST)]})
    assert response.status_code == 200
    assert f'value="{span(ACCUSES)}" id="id_span-0" checked' in page(response)
    assert f'value="{span(LAST)}" id="id_span-1" checked' in page(response)


def test_typed_words_take_the_place_of_the_sentence_around_them(editor_client, mark_address):
    words = "the fire at Port Velm was set deliberately"
    response = editor_client.get(mark_address, {"span": [span(ACCUSES)], "words": words})
    assert span(words) in page(response)
    assert span(ACCUSES) not in page(response)


def test_words_at_several_places_are_asked_for_with_their_surroundings(editor_client, mark_address):
    response = editor_client.get(mark_address, {"span": [span(LAST)], "words": "fire"})
    assert response.status_code == 200
    assert "stand at 2 places" in page(response)
    assert "at Port Velm was set deliberately." in page(response)
    assert f'<input type="hidden" name="span" value="{span(LAST)}">' in page(response)


def test_the_chosen_place_is_taken(editor_client, mark_address):
    second = span("fire at")[: span("fire at").index("-")]
    chosen = f"{second}-{int(second) + 4}"
    response = editor_client.get(mark_address, {"words": "fire", "asked": "fire", "place": chosen})
    assert f'value="{chosen}" id="id_span-0" checked' in page(response)


def test_words_that_are_not_there_are_refused_and_everything_is_kept(editor_client, mark_address):
    response = editor_client.get(mark_address, {"span": [span(LAST)], "words": "the flood"})
    assert response.status_code == 422
    assert "does not have the words “the flood”" in page(response)
    assert ">the flood</textarea>" in page(response)
    assert f'value="{span(LAST)}" id="s4" checked' in page(response)


def test_nothing_chosen_is_refused(editor_client, mark_address):
    response = editor_client.get(mark_address)
    assert response.status_code == 422
    assert "Tick at least one sentence" in page(response)


@pytest.mark.parametrize(
    ("words", "mode"), [(ACCUSES, "indirect"), (DENIES, "mixed"), ("“It is a fairy tale,”", "direct")]
)
def test_the_mode_is_guessed_from_the_quotation_marks(editor_client, mark_address, words, mode):
    response = editor_client.get(mark_address, {"words": words})
    assert f'value="{mode}" id="id_s-mode' in page(response)
    assert page(response).split(f'name="s-mode" value="{mode}"')[1].split(">")[0].endswith("checked")


def test_another_text_of_the_article_is_a_409_that_finds_the_words_in_it(
    editor_client, mark_address, version, union
):
    old = filled(version, ACCUSES, who_name="Dockers' Union", s_role="the union")
    new = ArticleVersionFactory(article=version.article, text=f"UPDATED\n\n{version.text}")
    response = editor_client.post(mark_address, old)
    assert response.status_code == 409
    assert "Save mine on top, in the new text" in page(response)
    assert f'name="span" value="{span(ACCUSES, new.text)}"' in page(response)
    assert 'name="s-role" value="the union"' in page(response)
    assert Statement.objects.count() == 0


def test_words_that_left_the_text_are_a_409_that_keeps_the_form(editor_client, mark_address, version, union):
    ArticleVersionFactory(article=version.article, text="All of it is withdrawn.")
    response = editor_client.post(mark_address, filled(version, ACCUSES, who_name="Dockers' Union"))
    assert response.status_code == 409
    assert "Is not in the new text." in page(response)
    assert "choose the words there" in page(response)


def test_a_place_outside_the_text_is_a_409(editor_client, mark_address, version, union):
    form = {**filled(version, ACCUSES, who_name="Dockers' Union"), "span": ["5000-5010"]}
    assert editor_client.post(mark_address, form).status_code == 409


def test_mangled_places_are_refused(editor_client, mark_address, version, union):
    form = {**filled(version, ACCUSES, who_name="Dockers' Union"), "span": ["5-x"]}
    assert editor_client.post(mark_address, form).status_code == 422


def test_more_sentences_than_a_statement_takes_are_refused(editor_client, mark_address, version, union):
    form = {**filled(version, who_name="Dockers' Union"), "span": [f"{n}-{n + 1}" for n in range(260)]}
    response = editor_client.post(mark_address, form)
    assert response.status_code == 422
    assert "too many sentences" in page(response)
