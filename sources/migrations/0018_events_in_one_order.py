from django.db import migrations

import sources.migrating

EVENTS = """
    articleevent blockevent declaredfactevent outletevent overlapevent passageevent
    publishernoticeevent
""".split()


class Migration(migrations.Migration):
    """All events, and the revisions of claims, stand in one order: what a page showed then can be told also
    where much was written in one transaction, under one moment."""

    dependencies = [
        ('sources', '0017_texts_lie_uncompressed'),
    ]

    operations = [
        migrations.RunSQL('CREATE SEQUENCE claimtrack_steps', reverse_sql='DROP SEQUENCE claimtrack_steps'),
        sources.migrating.AddSteps({event: 'pgh_step' for event in EVENTS}),
    ]
