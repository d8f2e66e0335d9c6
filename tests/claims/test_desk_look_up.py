"""What the keyboard desk looks up while words are typed: claims and speakers beyond its numbered ones."""

import pytest

from claims.queries.looked_up import look_up_claims
from tests.factories.claims import ClaimFactory, SpeakerAliasFactory, SpeakerFactory

pytestmark = pytest.mark.django_db
HERE = "/desk/look-up/"


@pytest.fixture
def found(editor_client):
    """What is found for words: the list of the answer."""

    def asked(**words):
        response = editor_client.get(HERE, words)
        assert (response.status_code, response["Content-Type"]) == (200, "application/json")
        return response.json()["found"]

    return asked


def test_claims_are_found_by_begun_words_with_what_a_change_to_them_takes(found):
    claim = ClaimFactory(visible=True, text="The ferry to Holm was cancelled on Friday")
    ClaimFactory(visible=True, text="The pier is closed")
    slug = claim.addresses.get().slug
    assert found(claims="ferry canc") == [
        {"what": f"claim:{claim.pk}", "words": claim.text, "why": "", "version": claim.version, "slug": slug}
    ]


def test_what_differs_from_the_words_it_is_looked_for_is_told(found):
    ClaimFactory(visible=True, text="The flood destroyed 300 houses in Holm")
    of = "The flood did not destroy 200 houses in Holm"
    assert found(claims="flood houses", of=of)[0]["why"] == (
        "negated: the statement says that it is not so; another figure: 200 houses against 300 houses"
    )


def test_a_withdrawn_claim_says_so_and_a_merged_one_is_not_found(found):
    target = ClaimFactory(visible=True, text="The mill at Holm burned down", withdrawn=True)
    ClaimFactory(text="The mill in Holm has burned", merged_into=target)
    assert [(one["words"], one["why"]) for one in found(claims="mill burned")] == [
        ("The mill at Holm burned down", "withdrawn")
    ]


def test_no_more_are_found_than_one_digit_names(found):
    for number in range(12):
        ClaimFactory(text=f"The mill at Holm burned down {number} times")
    assert len(found(claims="mill burned down")) == 8


def test_speakers_are_found_by_name_and_by_another_spelling_which_is_told(found):
    union = SpeakerFactory(name="Dockers' Union", kind="body", description="a union of Port Velm")
    SpeakerAliasFactory(speaker=union, spelling="Fellowship of Quays", search_key="fellowship of quays")
    known = {"what": f"speaker:{union.pk}", "words": "Dockers' Union", "version": 0, "slug": ""}
    assert found(speakers="dockers") == [known | {"why": "a union of Port Velm"}]
    assert found(speakers="fellowship") == [
        known | {"why": "also “Fellowship of Quays”; a union of Port Velm"}
    ]


@pytest.mark.parametrize("made", [1, 3])
def test_claims_take_four_queries_however_many_are_found(made, django_assert_num_queries):
    for number in range(made):
        ClaimFactory(text=f"The mill at Holm burned down {number} times")
    with django_assert_num_queries(4):
        assert len(look_up_claims("mill burned", of="The mill stands")) == made


def test_who_looks_for_nothing_is_told_so(editor_client):
    assert editor_client.get(HERE).status_code == 400
    assert editor_client.get(HERE, {"claims": " "}).json() == {"found": []}
