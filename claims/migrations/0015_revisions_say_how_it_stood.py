from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0014_events_in_one_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='claimrevision',
            name='new_origin',
            field=models.BooleanField(db_default=False, default=False, help_text='With it the claim went back to one more origin.'),
        ),
        migrations.AddField(
            model_name='claimrevision',
            name='state',
            field=models.CharField(blank=True, choices=[('withdrawn', 'Withdrawn'), ('nothing_recorded', 'Nothing recorded yet'), ('disputed', 'Disputed'), ('admitted_in_part', 'Admitted in part'), ('denied_only', 'Denied only'), ('questioned_only', 'Questioned only'), ('repeated', 'Repeated without a known origin'), ('asserted', 'Asserted')], max_length=24, null=True),
        ),
        migrations.AddField(
            model_name='claimrevision',
            name='state_before',
            field=models.CharField(blank=True, choices=[('withdrawn', 'Withdrawn'), ('nothing_recorded', 'Nothing recorded yet'), ('disputed', 'Disputed'), ('admitted_in_part', 'Admitted in part'), ('denied_only', 'Denied only'), ('questioned_only', 'Questioned only'), ('repeated', 'Repeated without a known origin'), ('asserted', 'Asserted')], max_length=24, null=True),
        ),
        migrations.AddIndex(
            model_name='claimrevision',
            index=models.Index(condition=models.Q(('moved__in', ('statement', 'denial', 'figure', 'origin', 'check', 'correction', 'withdrawal', 'text', 'merge', 'relation', 'restored'))), fields=['-at', '-id'], name='revision_told_in_front'),
        ),
        migrations.AddIndex(
            model_name='claimrevision',
            index=models.Index(condition=models.Q(('state', 'disputed'), models.Q(('state_before', 'disputed'), _negated=True), models.Q(('number', 1), ('state_before__isnull', False), _connector='OR')), fields=['-at', '-id'], name='revision_turned_disputed'),
        ),
        migrations.AddConstraint(
            model_name='claimrevision',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['withdrawn', 'nothing_recorded', 'disputed', 'admitted_in_part', 'denied_only', 'questioned_only', 'repeated', 'asserted'])), name='revision_state_is_a_choice'),
        ),
        migrations.AddConstraint(
            model_name='claimrevision',
            constraint=models.CheckConstraint(condition=models.Q(('state_before__in', ['withdrawn', 'nothing_recorded', 'disputed', 'admitted_in_part', 'denied_only', 'questioned_only', 'repeated', 'asserted'])), name='revision_state_before_is_a_choice'),
        ),
    ]
