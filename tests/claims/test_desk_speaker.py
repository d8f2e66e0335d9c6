"""A speaker's page at the desk: spellings and offices, added, corrected, ended, taken away."""

import pytest

from claims.models import Affiliation, Speaker, SpeakerAlias
from sources.clocks import to_edtf
from tests.claims.pages import plain
from tests.factories.base import stated
from tests.factories.claims import (
    AffiliationFactory,
    SpeakerAddressFactory,
    SpeakerAliasFactory,
    SpeakerFactory,
)
from tests.factories.likeness import LikelyDuplicateFactory, SpeakersApartFactory

pytestmark = pytest.mark.django_db
HERE = "/desk/speakers/venn/"


@pytest.fixture
def venn():
    return SpeakerFactory(name="Orla Venn", slug="venn")


@pytest.fixture
def ferries():
    return SpeakerFactory(body=True, name="Ferries")


def page(response):
    return plain(response.content.decode())


def spelling(words="О. Венн", language="uk", expected=1, at="spelling", **more):
    return {f"{at}-spelling": words, f"{at}-language": language, f"{at}-expected": expected, **more}


def place(name="Ferries", expected=1, **more):
    told = {"title": "clerk", "since": "2029-03", "until": "", "reason": "The almanac.", "expected": expected}
    return {
        "body-name": name,
        "body-kind": "body",
        **{f"place-{key}": one for key, one in (told | more).items()},
    }


def told(person):
    """(title, body, from, until) of each place."""
    rows = Affiliation.objects.filter(person=person).order_by("pk")
    return [(one.title, one.body.name, to_edtf(one.since), to_edtf(one.until)) for one in rows]


def test_the_page_tells_spellings_offices_and_whom_it_may_be(editor_client, venn, ferries):
    merged = SpeakerFactory(name="O. V.", merged_into=venn)
    SpeakerAliasFactory(speaker=venn, spelling="О. Венн", language="uk")
    SpeakerAliasFactory(speaker=merged, spelling="Venn, O.")
    AffiliationFactory(
        person=venn, body=ferries, title="clerk", since=stated("2029"), until=stated("2031-05-10")
    )
    LikelyDuplicateFactory(first=venn, second=SpeakerFactory(name="Orla Wenn"))
    SpeakersApartFactory(first=SpeakerFactory(name="Mara Venn"), second=venn)
    shown = page(editor_client.get(HERE))
    for words in (
        "Orla Wenn another spelling Compare with Orla Wenn", "Told apart from Mara Venn One is the other",
        "Merged into it O. V. Unmerge", "О. Венн uk Correct", "Venn, O. of one merged into it",
        "clerk, Ferries (2029 to 10 May 2031) Correct",
    ):  # fmt: skip
        assert words in shown
    assert "Has ended" not in shown


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_long(editor_client, django_assert_num_queries, venn, number):
    for _ in range(number):
        SpeakerAliasFactory(speaker=venn)
        AffiliationFactory(person=venn)
        LikelyDuplicateFactory(first=venn)
        SpeakersApartFactory(first=venn)
    with django_assert_num_queries(11):
        editor_client.get(HERE)


def test_an_old_address_leads_on_and_a_merged_one_is_its_own(editor_client, venn):
    SpeakerAddressFactory(target=venn, slug="former")
    assert editor_client.get("/desk/speakers/former/").headers["Location"] == HERE
    SpeakerFactory(slug="merged", merged_into=venn)
    assert "Merged into Orla Venn" in page(editor_client.get("/desk/speakers/merged/"))


def test_a_spelling_is_added_corrected_and_taken_away(editor_client, venn):
    editor_client.post(f"{HERE}spellings/", spelling())
    alias = SpeakerAlias.objects.get()
    assert (alias.spelling, alias.language, alias.search_key) == ("О. Венн", "uk", "o venn")
    here, at = f"{HERE}spellings/{alias.pk}/", f"spelling-{alias.pk}"
    editor_client.post(here, spelling("Orla Wenn", "en-Latn", expected=2, at=at))
    alias.refresh_from_db()
    assert (alias.spelling, alias.language, alias.search_key) == ("Orla Wenn", "en-Latn", "orla wenn")
    editor_client.post(here, spelling(expected=3, at=at, do="remove"))
    assert not SpeakerAlias.objects.exists()
    assert "not there any more" in page(editor_client.post(here, spelling(expected=3, at=at), follow=True))
    assert [event.pgh_label for event in alias.events.order_by("pgh_id")] == ["insert", "update", "delete"]


@pytest.mark.parametrize(
    ("words", "language", "expected", "says"),
    [
        ("", "", 1, "This field is required"),
        ("…", "", 1, "no name"),
        ("Orla Venn", "", 1, "print the name already"),
        ("Venn, O.", "", 1, "recorded already"),
        ("Wenn", "Ukrainian", 1, "a tag like"),
        ("Wenn", "uk", 7, "changed this speaker while you had it open"),
    ],
)
def test_a_spelling_that_is_refused_keeps_what_was_typed(
    editor_client, venn, words, language, expected, says
):
    SpeakerAliasFactory(speaker=venn, spelling="Venn, O.")
    response = editor_client.post(f"{HERE}spellings/", spelling(words, language, expected))
    content = response.content.decode()
    assert response.status_code == (409 if expected == 7 else 422)
    assert says in content
    assert f'value="{words}"' in content or not words
    assert 'name="spelling-expected" value="1"' in content
    assert SpeakerAlias.objects.count() == 1


def test_a_correction_that_is_refused_stands_open_at_its_spelling(editor_client, venn):
    alias = SpeakerAliasFactory(speaker=venn, spelling="Venn, O.")
    response = editor_client.post(
        f"{HERE}spellings/{alias.pk}/", spelling("Orla Venn", "", at=f"spelling-{alias.pk}")
    )
    assert (response.status_code, '<details class="more" open>' in response.content.decode()) == (422, True)


def test_an_overtaken_form_stands_beside_what_others_made_of_the_list(
    editor_client, admin_client, venn, ferries
):
    alias = SpeakerAliasFactory(speaker=venn, spelling="Venn, O.")
    at = f"spelling-{alias.pk}"
    admin_client.post(f"{HERE}spellings/{alias.pk}/", spelling("Venn, Orla", "", at=at))
    here, mine = f"{HERE}spellings/{alias.pk}/", spelling("Wenn, O.", "uk", at=at)
    late = editor_client.post(here, mine)
    shown = page(late)
    assert (late.status_code, "Other spellings both changed it Wenn, O. (uk)Venn, Orla" in shown) == (
        409,
        True,
    )
    assert f'name="{at}-expected" value="2"' in late.content.decode()
    editor_client.post(here, mine | {f"{at}-expected": 2})
    assert SpeakerAlias.objects.get().spelling == "Wenn, O."
    late = editor_client.post(f"{HERE}places/", place())
    shown = page(late)
    assert (late.status_code, "Offices you changed it clerk, Ferries, from Mar 2029(nothing)" in shown) == (
        409,
        True,
    )


def test_what_was_typed_for_a_row_that_is_gone_can_be_added_anew(editor_client, venn, ferries):
    held, alias = AffiliationFactory(person=venn, body=ferries), SpeakerAliasFactory(speaker=venn)
    forms = {
        f"{HERE}places/{held.pk}/": place(title="pilot"),
        f"{HERE}spellings/{alias.pk}/": spelling("Wenn", at=f"spelling-{alias.pk}"),
    }
    editor_client.post(f"{HERE}places/{held.pk}/remove/", {"remove-expected": 1})
    gone = spelling(alias.spelling, "", 2, at=f"spelling-{alias.pk}", do="remove")
    editor_client.post(f"{HERE}spellings/{alias.pk}/", gone)
    for here, form in forms.items():
        answer = editor_client.post(here, form)
        assert (answer.status_code, "can be added as another" in page(answer)) == (409, True)
    assert 'value="Wenn"' in answer.content.decode()


def test_an_office_is_added_corrected_ended_and_taken_away(editor_client, venn, ferries):
    editor_client.post(f"{HERE}places/", place())
    assert told(venn) == [("clerk", "Ferries", "2029-03", "")]
    held = Affiliation.objects.get()
    here = f"{HERE}places/{held.pk}/"
    assert "An office of Orla Venn" in page(editor_client.get(here))
    new = {"body-pick": "new", "body-asked": "Harbour Office"}
    changed = place("Harbour Office", expected=2, title="head clerk", since="2029-04")
    assert "is not known yet" in page(editor_client.post(here, changed))
    editor_client.post(here, changed | new)
    assert told(venn) == [("head clerk", "Harbour Office", "2029-04", "")]  # a body that was new
    end = {f"end-{held.pk}-until": "2031-05", f"end-{held.pk}-expected": 3}
    assert editor_client.post(f"{here}end/", end).headers["Location"] == HERE
    assert told(venn) == [("head clerk", "Harbour Office", "2029-04", "2031-05")]
    editor_client.post(f"{here}remove/", {"remove-expected": 4, "remove-reason": "Another Venn."})
    assert told(venn) == []
    assert "not there any more" in page(editor_client.get(here, follow=True))
    reasons = [event.pgh_reason for event in held.events.order_by("pgh_id")]
    assert reasons == ["The almanac.", "The almanac.", "", "Another Venn."]


def test_a_clock_that_nobody_touched_stays_as_it_is(editor_client, venn, ferries):
    since = stated("2029-03")._replace(wording="in March")
    held = AffiliationFactory(person=venn, body=ferries, title="clerk", since=since)
    editor_client.post(f"{HERE}places/{held.pk}/", place(title="head clerk"))
    held.refresh_from_db()
    assert (held.title, held.since) == ("head clerk", since)


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        ({"name": ""}, 422, "Type the name of a body"),
        ({"since": "the spring"}, 422, "the spring"),
        ({"since": "2031", "until": "2029"}, 422, "The end lies before"),
        ({"expected": 7}, 409, "changed this speaker while you had it open"),
    ],
)
def test_an_office_that_is_refused_keeps_what_was_typed(editor_client, venn, ferries, fields, status, says):
    held = AffiliationFactory(person=venn, body=ferries, title="deputy")
    for address in ("places/", f"places/{held.pk}/"):
        response = editor_client.post(HERE + address, place(**fields))
        content = response.content.decode()
        assert (response.status_code, says in content, "The almanac." in content) == (status, True, True)
    assert told(venn) == [("deputy", "Ferries", "", "")]


def test_an_end_without_a_date_is_refused_and_one_on_an_old_version_too(editor_client, venn, ferries):
    held = AffiliationFactory(person=venn, body=ferries, since=stated("2029"))
    for until, expected, status in (("", 1, 422), ("soon", 1, 422), ("2031", 7, 409)):
        form = {f"end-{held.pk}-until": until, f"end-{held.pk}-expected": expected}
        response = editor_client.post(f"{HERE}places/{held.pk}/end/", form)
        assert (response.status_code, f'value="{until}"' in response.content.decode() or not until) == (
            status, True
        )  # fmt: skip
    assert editor_client.post(f"{HERE}places/{held.pk}/remove/", {}).status_code == 422
    assert told(venn)[0][3] == ""


def test_only_a_person_has_offices(editor_client, ferries):
    slug = ferries.addresses.get().slug
    assert "Offices" not in page(editor_client.get(f"/desk/speakers/{slug}/"))
    response = editor_client.post(f"/desk/speakers/{slug}/places/", place())
    assert (response.status_code, "A person belongs" in page(response)) == (422, True)
    assert Speaker.objects.get(pk=ferries.pk).version == 1
