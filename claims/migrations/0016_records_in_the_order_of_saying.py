from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models.functions import Coalesce

UNDATED = datetime(1, 1, 2, tzinfo=UTC)
SAID = Coalesce('said_earliest', 'said_latest', models.Value(UNDATED))


def in_order(of, name):
    named = models.Q(**{'state': 'confirmed', f'{of}__isnull': False})
    return models.Index(models.F(of), SAID, models.F('id'), condition=named, name=name)


class Migration(migrations.Migration):

    dependencies = [('claims', '0015_revisions_say_how_it_stood'), ('sources', '0019_articles_of_an_outlet')]

    operations = [
        migrations.AddIndex(
            model_name='claimparty', index=models.Index(fields=['speaker', 'id'], name='party_of_speaker')
        ),
        migrations.AddIndex(model_name='statement', index=in_order('speaker', 'statement_of_speaker')),
        migrations.AddIndex(model_name='statement', index=in_order('speaks_for', 'statement_for_body')),
    ]
