import django.contrib.postgres.functions
from django.db import migrations, models

import sources.migrating

EVENTS = """
    affiliationevent assessmentevent claimapprovalevent claimevent claimpartyevent
    claimrelationevent claimtopicevent deskitemevent figureevent noteevent notementionevent
    origindecisionevent relayevent replycontactevent replyrequestevent responseevent
    sitesettingsevent speakeraliasevent speakerevent speakersapartevent statementevent
    statementlinkevent statementpassageevent topicevent trainedtaggerevent
""".split()
BEGAN = 'ALTER TABLE claims_claimrevision ADD COLUMN began timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP'


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0013_speakers_apart'),
        ('sources', '0018_events_in_one_order'),
    ]

    operations = [
        sources.migrating.AddSteps({'claimrevision': 'step'} | {event: 'pgh_step' for event in EVENTS}),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(BEGAN, reverse_sql='ALTER TABLE claims_claimrevision DROP COLUMN began')],
            [
                migrations.AddField(
                    model_name='claimrevision',
                    name='began',
                    field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow()),
                ),
            ],
        ),
    ]
