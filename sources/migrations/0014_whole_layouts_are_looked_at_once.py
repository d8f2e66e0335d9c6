"""An import brings all blocks of a text in one statement, and is looked at once, at its end."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0013_terms_compared'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='block',
            name='blocks_tile_the_text',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='block',
            trigger=pgtrigger.compiler.Trigger(name='blocks_tile_the_text', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE laid bigint; cut integer; opens boolean; closes boolean;', func='\n    IF TG_OP = \'INSERT\' THEN\n        IF (NEW.start = 0 OR NEW.start = (\n            SELECT "end" FROM sources_block WHERE version_id = NEW.version_id AND start < NEW.start\n            ORDER BY start DESC LIMIT 1\n        )) AND (EXISTS (\n            SELECT 1 FROM sources_block WHERE version_id = NEW.version_id AND start = NEW."end"\n        ) OR NEW."end" = (\n            SELECT char_length(text) FROM sources_articleversion WHERE id = NEW.version_id\n        )) THEN\n            RETURN NULL;\n        END IF;\n    END IF;\n    laid := COALESCE(NEW.version_id, OLD.version_id);\n    FOREACH cut IN ARRAY array_remove(ARRAY[OLD.start, OLD."end", NEW.start, NEW."end"], NULL) LOOP\n        SELECT EXISTS (SELECT 1 FROM sources_block WHERE version_id = laid AND start = cut) INTO opens;\n        IF NOT opens THEN\n            SELECT char_length(text) = cut INTO opens FROM sources_articleversion WHERE id = laid;\n        END IF;\n        closes := cut = 0 OR COALESCE((\n            SELECT "end" = cut FROM sources_block WHERE version_id = laid AND start < cut\n            ORDER BY start DESC LIMIT 1\n        ), false);\n        IF opens <> closes THEN\n            RAISE EXCEPTION \'The blocks of a version tile its text.\' USING ERRCODE = \'check_violation\';\n        END IF;\n    END LOOP;\n    RETURN NULL;\n', hash='fd06faaaecfc78b964d9236ae8bcb1727377bd3d', operation='DELETE OR UPDATE OF "start", "end"', pgid='pgtrigger_blocks_tile_the_text_f5f5e', table='sources_block', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='block',
            trigger=pgtrigger.compiler.Trigger(name='new_blocks_tile_the_text', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NOT COALESCE(current_setting('claimtrack.whole_layouts', true), '') = 'on')", constraint='CONSTRAINT', declare='DECLARE laid bigint; cut integer; opens boolean; closes boolean;', func='\n    IF TG_OP = \'INSERT\' THEN\n        IF (NEW.start = 0 OR NEW.start = (\n            SELECT "end" FROM sources_block WHERE version_id = NEW.version_id AND start < NEW.start\n            ORDER BY start DESC LIMIT 1\n        )) AND (EXISTS (\n            SELECT 1 FROM sources_block WHERE version_id = NEW.version_id AND start = NEW."end"\n        ) OR NEW."end" = (\n            SELECT char_length(text) FROM sources_articleversion WHERE id = NEW.version_id\n        )) THEN\n            RETURN NULL;\n        END IF;\n    END IF;\n    laid := COALESCE(NEW.version_id, OLD.version_id);\n    FOREACH cut IN ARRAY array_remove(ARRAY[OLD.start, OLD."end", NEW.start, NEW."end"], NULL) LOOP\n        SELECT EXISTS (SELECT 1 FROM sources_block WHERE version_id = laid AND start = cut) INTO opens;\n        IF NOT opens THEN\n            SELECT char_length(text) = cut INTO opens FROM sources_articleversion WHERE id = laid;\n        END IF;\n        closes := cut = 0 OR COALESCE((\n            SELECT "end" = cut FROM sources_block WHERE version_id = laid AND start < cut\n            ORDER BY start DESC LIMIT 1\n        ), false);\n        IF opens <> closes THEN\n            RAISE EXCEPTION \'The blocks of a version tile its text.\' USING ERRCODE = \'check_violation\';\n        END IF;\n    END LOOP;\n    RETURN NULL;\n', hash='26f66142d3552d0ef49fcb09c53f5af90d506c5c', operation='INSERT', pgid='pgtrigger_new_blocks_tile_the_text_52ba8', table='sources_block', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='block',
            trigger=pgtrigger.compiler.Trigger(name='whole_layouts_tile_the_text', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (COALESCE(current_setting('claimtrack.whole_layouts', true), '') = 'on')", func='\n    IF EXISTS (\n        SELECT 1 FROM (\n            SELECT version_id, start, "end", lag("end", 1, 0) OVER texts AS before,\n                lead(start) OVER texts IS NULL AS last\n            FROM sources_block WHERE version_id = ANY(ARRAY(SELECT DISTINCT version_id FROM brought))\n            WINDOW texts AS (PARTITION BY version_id ORDER BY start)\n        ) AS laid\n        WHERE start <> before OR last AND "end" IS DISTINCT FROM (\n            SELECT char_length(text) FROM sources_articleversion WHERE id = laid.version_id\n        )\n    ) THEN\n        RAISE EXCEPTION \'The blocks of a version tile its text.\' USING ERRCODE = \'check_violation\';\n    END IF;\n    RETURN NULL;\n', hash='fb30e11a57e8f2403fb31793d9b31c2d9f227ca7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_whole_layouts_tile_the_text_97e21', referencing='REFERENCING NEW TABLE AS brought ', table='sources_block', when='AFTER')),
        ),
    ]
