import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0012_drafts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ComparedSpeaker',
            fields=[
                ('speaker', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='compared', serialize=False, to='claims.speaker')),
                ('version', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='SpeakersApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=400)),
                ('decided_at', models.DateTimeField(auto_now_add=True)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.speaker')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.speaker')),
            ],
            options={
                'verbose_name_plural': 'speakers apart',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SpeakersApartEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_actor', models.TextField(db_default=models.Func(models.Func(models.Value('claimtrack.actor'), models.Value(True), function='current_setting'), models.Value(''), function='NULLIF'), help_text='"user:ID" or "machine:NAME"; a change without one is refused.')),
                ('pgh_reason', models.TextField(db_default=models.Func(models.Func(models.Func(models.Value('claimtrack.reason'), models.Value(True), function='current_setting'), models.Value(''), function='NULLIF'), models.Value(''), function='COALESCE'), help_text="Why, in the actor's words; empty where none is asked for.")),
                ('pgh_root', models.TextField(db_default=models.Func(models.Func(models.Value('claimtrack.root'), models.Value(True), function='current_setting'), models.Value(''), function='NULLIF'), help_text='The aggregate it was changed with: "statement:12".', null=True)),
                ('pgh_root_version', models.TextField(db_default=models.Func(models.Func(models.Value('claimtrack.root_version'), models.Value(True), function='current_setting'), models.Value(''), function='NULLIF'), help_text="The root's version after the change.", null=True)),
                ('id', models.BigIntegerField()),
                ('reason', models.CharField(max_length=400)),
                ('decided_at', models.DateTimeField(auto_now_add=True)),
                ('decided_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.speaker')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.speakersapart')),
                ('second', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.speaker')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LikelyDuplicate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField(help_text='0 to 1.')),
                ('reason', models.CharField(help_text='Why it may be so, for editors.', max_length=500)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.speaker')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.speaker')),
            ],
            options={
                'ordering': ['-score', 'pk'],
                'indexes': [models.Index(fields=['-score', 'id'], name='likely_by_score')],
                'constraints': [models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='likely_first_is_earlier'), models.UniqueConstraint(fields=('first', 'second'), name='likely_pair_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='speakersapart',
            constraint=models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='apart_is_of_two'),
        ),
        migrations.AddConstraint(
            model_name='speakersapart',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='apart_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='speakersapart',
            constraint=models.UniqueConstraint(django.db.models.functions.comparison.Least('first', 'second'), django.db.models.functions.comparison.Greatest('first', 'second'), name='apart_pair_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='speakersapart',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_speakersapartevent" ("decided_at", "decided_by_id", "first_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "second_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."first_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."second_id"); RETURN NULL;', hash='d5f4d1f6a80c16686bba4d4cf50d32162e113f5a', operation='INSERT', pgid='pgtrigger_insert_insert_be0e3', table='claims_speakersapart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='speakersapart',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_speakersapartevent" ("decided_at", "decided_by_id", "first_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "second_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."first_id", NEW."id", NOW(), \'update\', NEW."id", NEW."reason", NEW."second_id"); RETURN NULL;', hash='655f10e50e29d9beea3315d661173ac8c389187f', operation='UPDATE', pgid='pgtrigger_update_update_4540b', table='claims_speakersapart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='speakersapart',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_speakersapartevent" ("decided_at", "decided_by_id", "first_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "second_id") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."first_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."second_id"); RETURN NULL;', hash='fd4c1da563e25894c9c5fd0390afb5eb58dc38d8', operation='DELETE', pgid='pgtrigger_delete_delete_b84c7', table='claims_speakersapart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='speakersapartevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'History is append-only: % cannot be truncated.', TG_TABLE_NAME;", hash='5997fc8589eead337caf8e092c97c06c15cb364a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_7bc9c', table='claims_speakersapartevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='speakersapartevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9b6a4d4519f5bd326d8c91a363c3b339245e64d3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9f65b', table='claims_speakersapartevent', when='BEFORE')),
        ),
    ]
