"""What migrations write into the rows of before is what the code writes into those after it."""

from importlib import import_module

import pytest
from django.db import connection

from claims import summaries
from claims.choices import Stance
from claims.models import ClaimSummary
from tests.claims.recording import differences, record
from tests.factories.claims import ClaimFactory, SpeakerFactory, visible_statement
from tests.factories.sources import OutletFactory

pytestmark = pytest.mark.django_db


def test_summaries_of_before_count_for_the_same_as_those_after_it():
    claim, bare = ClaimFactory(visible=True), ClaimFactory(visible=True)
    speaker, outlet = SpeakerFactory(), OutletFactory()
    for stance in Stance:
        visible_statement(claim=claim, stance=stance, speaker=SpeakerFactory(merged_into=speaker))
    visible_statement(claim=claim, unnamed=True, version__article__outlet=OutletFactory(merged_into=outlet))
    visible_statement(claim=ClaimFactory(merged_into=claim), version__article__outlet=None)
    record(claim, bare)
    ClaimSummary.objects.update(lanes=[], by_speakers=[], in_outlets=[])
    assert {one.field for one in summaries.check()} == {"lanes", "by_speakers", "in_outlets"}
    with connection.cursor() as cursor:
        cursor.execute(import_module("claims.migrations.0022_what_summaries_count_for").FILL)
    assert differences() == []
