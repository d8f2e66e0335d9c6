"""A passage that is carried over to a later text knows which one it became; and what waits for review."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0015_batches_taken_in_by_steps'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='passage',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='passage',
            name='a_found_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='passage',
            name='b_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='passage',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='passage',
            name='carried_to',
            field=models.ForeignKey(blank=True, help_text='The same words in a later version.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_from', to='sources.passage'),
        ),
        migrations.AddField(
            model_name='passageevent',
            name='carried_to',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The same words in a later version.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.passage'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=models.Index(condition=models.Q(('anchoring__in', ['review', 'orphan'])), fields=['anchoring'], name='passage_to_review'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'machine:%')", func='INSERT INTO "sources_passageevent" ("anchoring", "carried_to_id", "end", "exact", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "start", "suffix", "version_id") VALUES (NEW."anchoring", NEW."carried_to_id", NEW."end", NEW."exact", NEW."id", NOW(), \'insert\', NEW."id", NEW."prefix", NEW."start", NEW."suffix", NEW."version_id"); RETURN NULL;', hash='06e4a07edd69e17cf1a681d98ebf55cfd8b19999', operation='INSERT', pgid='pgtrigger_insert_insert_af5cd', table='sources_passage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passage',
            trigger=pgtrigger.compiler.Trigger(name='a_found_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.* IS DISTINCT FROM NEW.* AND COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'machine:%')", func='INSERT INTO "sources_passageevent" ("anchoring", "carried_to_id", "end", "exact", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "start", "suffix", "version_id") VALUES (OLD."anchoring", OLD."carried_to_id", OLD."end", OLD."exact", OLD."id", NOW(), \'found\', OLD."id", OLD."prefix", OLD."start", OLD."suffix", OLD."version_id"); RETURN NULL;', hash='8850f4ad6406f408ab1960228801a030f2f56b82', operation='UPDATE', pgid='pgtrigger_a_found_update_64239', table='sources_passage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passage',
            trigger=pgtrigger.compiler.Trigger(name='b_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.* IS DISTINCT FROM NEW.* AND COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'machine:%')", func='INSERT INTO "sources_passageevent" ("anchoring", "carried_to_id", "end", "exact", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "start", "suffix", "version_id") VALUES (NEW."anchoring", NEW."carried_to_id", NEW."end", NEW."exact", NEW."id", NOW(), \'update\', NEW."id", NEW."prefix", NEW."start", NEW."suffix", NEW."version_id"); RETURN NULL;', hash='39bcad33134502eaebe683063c373d7012eee4bb', operation='UPDATE', pgid='pgtrigger_b_update_918f9', table='sources_passage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'machine:%')", func='INSERT INTO "sources_passageevent" ("anchoring", "carried_to_id", "end", "exact", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "start", "suffix", "version_id") VALUES (OLD."anchoring", OLD."carried_to_id", OLD."end", OLD."exact", OLD."id", NOW(), \'delete\', OLD."id", OLD."prefix", OLD."start", OLD."suffix", OLD."version_id"); RETURN NULL;', hash='bd0d469defbaaa5b5097785a03b79f112a6d1614', operation='DELETE', pgid='pgtrigger_delete_delete_cbe2a', table='sources_passage', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('carried_to', models.F('pk')), _negated=True), name='passage_is_carried_elsewhere'),
        ),
    ]
