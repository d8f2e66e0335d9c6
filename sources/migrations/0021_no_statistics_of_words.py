from django.db import migrations


class Migration(migrations.Migration):
    """PostgreSQL takes no statistics of the words of texts: for these it cut every text of its sample (up to
    30,000) into words once more, at each of its looks, which is as much work as to index them.

    A search by words goes by the index in any case: to look through the texts would cut all of them.
    """

    dependencies = [
        ('sources', '0020_articles_by_headline'),
    ]

    operations = [
        migrations.RunSQL(
            sql="ALTER INDEX version_by_words ALTER COLUMN 1 SET STATISTICS 0",
            reverse_sql="ALTER INDEX version_by_words ALTER COLUMN 1 SET STATISTICS -1",
        ),
    ]
