from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models.functions import Coalesce

UNDATED = datetime(1, 1, 2, tzinfo=UTC)
PUBLISHED = Coalesce('published_earliest', 'published_latest', models.Value(UNDATED))


class Migration(migrations.Migration):

    dependencies = [('sources', '0018_events_in_one_order')]

    operations = [
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('outlet'), PUBLISHED, models.F('id'), name='article_of_outlet'),
        ),
    ]
