"""What no single row can see: checks that span tables, as triggers."""

import pgtrigger

A_MACHINE_ACTS = "current_setting('claimtrack.actor', true) NOT LIKE 'user:%'"
_REFUSED = "USING ERRCODE = 'check_violation'"


def voice_fits_speaker() -> pgtrigger.Trigger:
    """A record speaks only in the voice *record*, and nothing else does."""
    return pgtrigger.Trigger(
        name="voice_fits_speaker",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("voice", "speaker_id"),
        condition=pgtrigger.Condition("(NEW.speaker_id IS NOT NULL)"),
        func=f"""
            PERFORM 1 FROM claims_speaker
            WHERE id = NEW.speaker_id AND (kind = 'record') = (NEW.voice = 'record') FOR SHARE;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'A record speaks only in the voice of a record.' {_REFUSED};
            END IF;
            RETURN NEW;
        """,
    )


def content_key_is_true(*, on_statement: bool) -> pgtrigger.Trigger:
    """Deferred: the key that gives a statement its identity is that of its content passages, in order."""
    row = "NEW.id" if on_statement else "COALESCE(NEW.statement_id, OLD.statement_id)"
    operation = pgtrigger.Insert | (
        pgtrigger.UpdateOf("content_key") if on_statement else pgtrigger.Update | pgtrigger.Delete
    )
    return pgtrigger.Trigger(
        name="content_key_is_true",
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("told", "text"), ("found", "text")],
        func=f"""
            SELECT content_key INTO told FROM claims_statement WHERE id = {row};
            IF told IS NULL THEN RETURN NULL; END IF;
            SELECT string_agg(p.start || '-' || p."end", ',' ORDER BY sp."order") INTO found
            FROM claims_statementpassage sp JOIN sources_passage p ON p.id = sp.passage_id
            WHERE sp.statement_id = {row} AND sp.part = 'content';
            IF told IS DISTINCT FROM found THEN
                RAISE EXCEPTION 'The content key % is not that of the passages, %.', told, found {_REFUSED};
            END IF;
            RETURN NULL;
        """,  # noqa: S608 - nothing here comes from outside
    )


def passage_of_same_version() -> pgtrigger.Trigger:
    """A statement's words stand in its own article version."""
    return pgtrigger.Trigger(
        name="passage_of_same_version",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            PERFORM 1 FROM claims_statement s JOIN sources_passage p ON p.version_id = s.article_version_id
            WHERE s.id = NEW.statement_id AND p.id = NEW.passage_id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'The passage is of another version than the statement.' {_REFUSED};
            END IF;
            RETURN NEW;
        """,
    )


def machine_leaves_decided(condition: str) -> pgtrigger.Trigger:
    """A machine never changes a row that a person has decided."""
    return pgtrigger.Trigger(
        name="machine_leaves_decided",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Condition(f"({condition} AND {A_MACHINE_ACTS})"),
        func=f"RAISE EXCEPTION 'A person has decided this.' {_REFUSED};",
    )


def machine_leaves_decided_parts() -> pgtrigger.Trigger:
    """Nor a part of a statement that a person has decided."""
    return pgtrigger.Trigger(
        name="machine_leaves_decided",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Condition(f"({A_MACHINE_ACTS})"),
        func=f"""
            PERFORM 1 FROM claims_statement
            WHERE id = COALESCE(NEW.statement_id, OLD.statement_id) AND state <> 'proposed';
            IF FOUND THEN RAISE EXCEPTION 'A person has decided this.' {_REFUSED}; END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )
