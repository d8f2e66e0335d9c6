"""What a text says of its own mistakes waits for an editor; and a queue of outlets that repeat lines."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0008_texts_may_move'),
    ]

    operations = [
        migrations.CreateModel(
            name='RepetitionCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen', models.BigIntegerField(default=0, help_text='The last article of the batch that was looked at.')),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.importbatch')),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.outlet')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('batch', 'outlet'), name='repetition_once_a_batch_and_outlet')],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='publishernotice',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='publishernotice',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='publishernotice',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='publishernotice',
            name='state',
            field=models.CharField(choices=[('suggested', 'suggested'), ('confirmed', 'confirmed'), ('dropped', 'dropped')], default='confirmed', max_length=24),
        ),
        migrations.AddField(
            model_name='publishernoticeevent',
            name='state',
            field=models.CharField(choices=[('suggested', 'suggested'), ('confirmed', 'confirmed'), ('dropped', 'dropped')], default='confirmed', max_length=24),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishernotice',
            trigger=pgtrigger.compiler.Trigger(name='machine_leaves_decided', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.state <> 'suggested' AND COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'user:%')", func="RAISE EXCEPTION 'A person has decided this.' USING ERRCODE = 'check_violation';", hash='efdaff6353aea32b38cfe1ed387bc518083b5549', operation='UPDATE OR DELETE', pgid='pgtrigger_machine_leaves_decided_a017d', table='sources_publishernotice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishernotice',
            trigger=pgtrigger.compiler.Trigger(name='only_people_decide', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.state <> 'suggested' AND COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'user:%')", func="RAISE EXCEPTION 'Only a person decides this.' USING ERRCODE = 'check_violation';", hash='7b4289aa148ce8ccd6c3dd362c794446a8dd25be', operation='INSERT OR UPDATE', pgid='pgtrigger_only_people_decide_1ac4f', table='sources_publishernotice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishernotice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'machine:%')", func='INSERT INTO "sources_publishernoticeevent" ("article_id", "id", "kind", "made_basis", "made_earliest", "made_latest", "made_precision", "made_qualifier", "made_wording", "made_zone", "passage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (NEW."article_id", NEW."id", NEW."kind", NEW."made_basis", NEW."made_earliest", NEW."made_latest", NEW."made_precision", NEW."made_qualifier", NEW."made_wording", NEW."made_zone", NEW."passage_id", NOW(), \'insert\', NEW."id", NEW."state", NEW."text"); RETURN NULL;', hash='f17b4c409df52cb6bc46459fbe815077cbd44187', operation='INSERT', pgid='pgtrigger_insert_insert_68497', table='sources_publishernotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishernotice',
            trigger=pgtrigger.compiler.Trigger(name='a_found_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.* IS DISTINCT FROM NEW.* AND COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'machine:%')", func='INSERT INTO "sources_publishernoticeevent" ("article_id", "id", "kind", "made_basis", "made_earliest", "made_latest", "made_precision", "made_qualifier", "made_wording", "made_zone", "passage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (OLD."article_id", OLD."id", OLD."kind", OLD."made_basis", OLD."made_earliest", OLD."made_latest", OLD."made_precision", OLD."made_qualifier", OLD."made_wording", OLD."made_zone", OLD."passage_id", NOW(), \'found\', OLD."id", OLD."state", OLD."text"); RETURN NULL;', hash='aacf332bb1a815002ab37eda5b6f16a4b401bb0f', operation='UPDATE', pgid='pgtrigger_a_found_update_1d812', table='sources_publishernotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishernotice',
            trigger=pgtrigger.compiler.Trigger(name='b_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.* IS DISTINCT FROM NEW.* AND COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'machine:%')", func='INSERT INTO "sources_publishernoticeevent" ("article_id", "id", "kind", "made_basis", "made_earliest", "made_latest", "made_precision", "made_qualifier", "made_wording", "made_zone", "passage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (NEW."article_id", NEW."id", NEW."kind", NEW."made_basis", NEW."made_earliest", NEW."made_latest", NEW."made_precision", NEW."made_qualifier", NEW."made_wording", NEW."made_zone", NEW."passage_id", NOW(), \'update\', NEW."id", NEW."state", NEW."text"); RETURN NULL;', hash='f5ec36066608abf5954abeef874f1bab7c4e23c8', operation='UPDATE', pgid='pgtrigger_b_update_be738', table='sources_publishernotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishernotice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'machine:%')", func='INSERT INTO "sources_publishernoticeevent" ("article_id", "id", "kind", "made_basis", "made_earliest", "made_latest", "made_precision", "made_qualifier", "made_wording", "made_zone", "passage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (OLD."article_id", OLD."id", OLD."kind", OLD."made_basis", OLD."made_earliest", OLD."made_latest", OLD."made_precision", OLD."made_qualifier", OLD."made_wording", OLD."made_zone", OLD."passage_id", NOW(), \'delete\', OLD."id", OLD."state", OLD."text"); RETURN NULL;', hash='ce432300e2c0dc9b7cc2edd7f17584f777b010e4', operation='DELETE', pgid='pgtrigger_delete_delete_26599', table='sources_publishernotice', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='publishernotice',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'confirmed', 'dropped'])), name='notice_state_is_a_choice'),
        ),
    ]
