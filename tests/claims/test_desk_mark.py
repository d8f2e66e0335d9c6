"""Recording a statement in the list view: voice, dates, relays and links in one save."""

import pytest

from claims.models import Speaker, Statement
from tests.claims.desk import ACCUSES, DENIES, HEAD, LAST, filled, only_statement, page, span
from tests.factories.claims import ClaimFactory, SpeakerFactory, StatementFactory
from tests.factories.sources import OutletFactory

pytestmark = pytest.mark.django_db


def test_what_happened_is_said_on_the_next_page(editor_client, mark_address, version, union):
    ClaimFactory(text="The fire was set")
    form = filled(
        version, ACCUSES, who_name="Dockers' Union", link_0_name="The fire was set", link_0_stance="denies"
    )
    response = editor_client.post(mark_address, form, follow=True)
    assert "Recorded: Dockers&#39; Union denies “The fire was set”." in page(response)


def test_without_a_speaker_a_named_voice_is_refused_and_everything_is_kept(
    editor_client, mark_address, version
):
    form = filled(
        version, ACCUSES, DENIES, s_role="spokeswoman", said_date="2031-05-12", said_wording="on Monday"
    )
    response = editor_client.post(mark_address, form)
    assert response.status_code == 422
    assert "Say who speaks" in page(response)
    for kept in (
        'value="spokeswoman"',
        'value="2031-05-12"',
        'value="on Monday"',
        span(ACCUSES),
        span(DENIES),
    ):
        assert kept in page(response)
    assert "Reads as: <b>12 May 2031 (a day)</b>" in page(response)


def test_an_unnamed_voice_keeps_the_words_of_the_article(editor_client, mark_address, version, union):
    form = filled(version, DENIES, s_voice="unnamed", who_name="an official", for_name="Dockers' Union")
    editor_client.post(mark_address, form)
    saved = only_statement()
    assert (saved.speaker, saved.speaker_as_printed, saved.speaks_for) == (None, "an official", union)
    assert Speaker.objects.count() == 1


def test_a_record_is_of_the_kind_record(editor_client, mark_address, version):
    form = filled(
        version,
        ACCUSES,
        s_voice="record",
        who_name="A video",
        who_asked="A video",
        who_pick="new",
        who_kind="person",
    )
    response = editor_client.post(mark_address, form)
    assert "the new speaker is of the kind “record”" in page(response)
    editor_client.post(mark_address, {**form, "who-kind": "record"})
    assert only_statement().speaker.kind == "record"


def test_the_outlet_itself_has_no_speaker(editor_client, mark_address, version):
    form = filled(version, LAST, s_voice="outlet", who_name="Orla Venn")
    assert "has no speaker. Clear the name." in page(editor_client.post(mark_address, form))
    editor_client.post(mark_address, {**form, "who-name": ""})
    assert (only_statement().voice, only_statement().speaker) == ("outlet", None)


def test_dates_are_stored_with_precision_words_and_basis(editor_client, mark_address, version, union):
    form = filled(
        version,
        ACCUSES,
        who_name="Dockers' Union",
        said_date="2031-05",
        said_wording="in May",
        said_basis="resolved",
        said_qualifier="approximate",
        event_date="2031-05-01/2031-05-03",
        event_basis="stated",
    )
    editor_client.post(mark_address, form)
    said, event = only_statement().said, only_statement().event
    assert (said.precision, said.wording, said.basis, said.qualifier) == (
        "month",
        "in May",
        "resolved",
        "approximate",
    )
    assert (said.zone, event.precision, event.wording) == ("Europe/Berlin", "interval", "")


def test_words_without_a_date_keep_the_words_and_make_up_no_day(editor_client, mark_address, version, union):
    editor_client.post(
        mark_address, filled(version, ACCUSES, who_name="Dockers' Union", said_wording="recently")
    )
    said = only_statement().said
    assert (said.earliest, said.precision, said.wording) == (None, "unknown", "recently")


def test_a_date_that_cannot_be_read_says_how_to_write_one(editor_client, mark_address, version, union):
    response = editor_client.post(
        mark_address, filled(version, ACCUSES, who_name="Dockers' Union", said_date="Thursday")
    )
    assert response.status_code == 422
    assert '<a href="#id_said-date">' in page(response)
    assert "Write it like 2023" in page(response)


def test_relays_are_kept_in_their_order_known_or_as_printed(editor_client, mark_address, version, union):
    agency = OutletFactory(name="KarTA")
    form = filled(
        version,
        DENIES,
        who_name="Dockers' Union",
        relays=3,
        relay_0_name="state media",
        relay_0_order="2",
        relay_1_name="karta",
        relay_1_channel="Telegram",
        relay_1_order="1",
        relay_1_said_date="2031-05-12",
    )
    editor_client.post(mark_address, form)
    relays = [(r.position, r.outlet, r.actor_as_printed, r.channel) for r in only_statement().relays.all()]
    assert relays == [(1, agency, "karta", "Telegram"), (2, None, "state media", "")]
    assert only_statement().relays.get(position=1).said.precision == "day"


def test_one_more_relay_is_a_row_that_loses_nothing(editor_client, mark_address, version):
    form = filled(
        version, DENIES, do="relay", who_name="Orla Venn", relay_0_name="KarTA", s_origin_dropped="on"
    )
    response = editor_client.post(mark_address, form)
    assert response.status_code == 200
    assert 'name="relays" value="2"' in page(response)
    assert 'name="relay-1-name"' in page(response)
    for kept in ('value="Orla Venn"', 'value="KarTA"', span(DENIES)):
        assert kept in page(response)
    assert 'role="alert"' not in page(response)


def test_one_more_claim_links_a_statement_twice(editor_client, mark_address, version, union):
    first, second = ClaimFactory(text="One thing is so"), ClaimFactory(text="Another matter holds")
    form = filled(version, DENIES, do="link", who_name="Dockers' Union", link_0_name="One thing is so")
    assert 'name="link-1-name"' in page(editor_client.post(mark_address, form))
    form.update({"do": "save", "links": 2, "link-1-name": "Another matter holds", "link-1-stance": "denies"})
    editor_client.post(mark_address, form)
    links = [(link.claim, link.stance) for link in only_statement().links.all()]
    assert links == [(first, "asserts"), (second, "denies")]


def test_the_own_outlet_and_the_speaker_are_never_relays(editor_client, mark_address, version, union):
    form = filled(
        version, DENIES, who_name="Dockers' Union", relays=2, relay_0_name=version.article.outlet.name
    )
    form["relay-1-name"] = "Dockers' Union"
    response = editor_client.post(mark_address, form)
    assert "own outlet is never a relay" in page(response)
    assert "The speaker is never a relay" in page(response)


def test_words_recorded_already_lead_to_that_statement(editor_client, mark_address, version, union):
    editor_client.post(
        mark_address, filled(version, ACCUSES, who_name="Dockers' Union", s_printed="The union")
    )
    twin = only_statement()
    response = editor_client.post(
        mark_address, filled(version, ACCUSES, who_name="Dockers' Union", s_printed="The union")
    )
    assert response.status_code == 422
    assert f'<a href="/desk/statements/{twin.pk}/">These words of this speaker are recorded already.' in page(
        response
    )
    assert Statement.objects.count() == 1


def test_the_name_is_taken_as_printed_where_the_article_prints_it(editor_client, mark_address, version):
    SpeakerFactory(name="the harbour ministry", kind="body")
    editor_client.post(mark_address, filled(version, DENIES, who_name="the harbour ministry"))
    assert only_statement().speaker_as_printed == "the harbour ministry"


def test_what_is_typed_is_shown_as_text(editor_client, mark_address, version):
    evil = "<script>alert(1)</script>"
    response = editor_client.post(
        mark_address, filled(version, ACCUSES, who_name=evil, link_0_name=evil, relay_0_name=evil)
    )
    assert "<script>alert" not in page(response)


def test_readers_cannot_record(client, reader_client, mark_address, version):
    assert client.post(mark_address, filled(version, HEAD)).status_code == 302
    assert reader_client.post(mark_address, filled(version, HEAD)).status_code == 403
    assert Statement.objects.count() == 0


def test_a_statement_without_a_claim_is_recorded_and_says_so(editor_client, mark_address, version, union):
    StatementFactory(version=version, words=LAST)
    response = editor_client.post(
        mark_address, filled(version, ACCUSES, who_name="Dockers' Union"), follow=True
    )
    assert "It is not linked with a claim yet, so readers do not see it." in page(response)
