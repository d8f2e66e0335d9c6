from django.db import migrations, models


class Migration(migrations.Migration):
    """Lists read the words of addresses from an index alone."""

    dependencies = [('sources', '0022_indexes_that_are_asked')]

    operations = [
        migrations.RemoveConstraint(model_name='outletaddress', name='outlet_one_current_address'),
        migrations.AddConstraint(
            model_name='outletaddress',
            constraint=models.UniqueConstraint(condition=models.Q(('current', True)), fields=('target',), include=('slug',), name='outlet_one_current_address'),
        ),
    ]
