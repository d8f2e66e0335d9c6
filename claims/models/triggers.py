"""What no single row can see: checks that span tables, as triggers."""

import pgtrigger

from sources.models.deciding import A_MACHINE_ACTS, REFUSED


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
                RAISE EXCEPTION 'A record speaks only in the voice of a record.' {REFUSED};
            END IF;
            RETURN NEW;
        """,
    )


def content_key_is_true(*, on_statement: bool) -> pgtrigger.Trigger:
    """Deferred: the key that gives a statement its identity is that of its content passages, in order.

    All its passages are of its own version, also after the statement was taken over to another one.
    """
    row = "NEW.id" if on_statement else "COALESCE(NEW.statement_id, OLD.statement_id)"
    operation = pgtrigger.Insert | (
        pgtrigger.UpdateOf("content_key", "article_version_id")
        if on_statement
        else pgtrigger.Update | pgtrigger.Delete
    )
    return pgtrigger.Trigger(
        name="content_key_is_true",
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("told", "text"), ("home", "bigint"), ("found", "text"), ("strays", "bigint")],
        func=f"""
            SELECT content_key, article_version_id INTO told, home FROM claims_statement WHERE id = {row};
            IF told IS NULL THEN RETURN NULL; END IF;
            SELECT string_agg(p.start || '-' || p."end", ',' ORDER BY sp."order")
                       FILTER (WHERE sp.part = 'content'),
                   count(*) FILTER (WHERE p.version_id <> home)
            INTO found, strays
            FROM claims_statementpassage sp JOIN sources_passage p ON p.id = sp.passage_id
            WHERE sp.statement_id = {row};
            IF told IS DISTINCT FROM found THEN
                RAISE EXCEPTION 'The content key % is not that of the passages, %.', told, found {REFUSED};
            END IF;
            IF strays > 0 THEN
                RAISE EXCEPTION 'Passages of the statement are of another version.' {REFUSED};
            END IF;
            RETURN NULL;
        """,  # noqa: S608 - `row` is one of two words of ours
    )


def passage_of_same_version(column: str) -> pgtrigger.Trigger:
    """What a statement points at stands in its own article version."""
    return pgtrigger.Trigger(
        name="passage_of_same_version",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Condition(f"(NEW.{column} IS NOT NULL)"),
        func=f"""
            PERFORM 1 FROM claims_statement s JOIN sources_passage p ON p.version_id = s.article_version_id
            WHERE s.id = NEW.statement_id AND p.id = NEW.{column};
            IF NOT FOUND THEN
                RAISE EXCEPTION 'The passage is of another version than the statement.' {REFUSED};
            END IF;
            RETURN NEW;
        """,
    )


def part_keeps_its_statement() -> pgtrigger.Trigger:
    """A part is not handed from one statement to another: both would need another content key."""
    return pgtrigger.Trigger(
        name="keeps_its_statement",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("statement_id"),
        condition=pgtrigger.Condition("(NEW.statement_id <> OLD.statement_id)"),
        func=f"RAISE EXCEPTION 'A part stays with its statement.' {REFUSED};",
    )


def speaker_is_no_relay(*, on_statement: bool) -> pgtrigger.Trigger:
    """Deferred: relays are only the hops before the speaker; the speaker is none of them."""
    row = "NEW.id" if on_statement else "NEW.statement_id"
    return pgtrigger.Trigger(
        name="speaker_is_no_relay",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | (pgtrigger.UpdateOf("speaker_id") if on_statement else pgtrigger.Update),
        timing=pgtrigger.Deferred,
        func=f"""
            PERFORM 1 FROM claims_relay r JOIN claims_statement s ON s.id = r.statement_id
            WHERE s.id = {row} AND r.speaker_id = s.speaker_id;
            IF FOUND THEN
                RAISE EXCEPTION 'The speaker of a statement is not one of its relays.' {REFUSED};
            END IF;
            RETURN NULL;
        """,
    )


def outlet_is_no_relay() -> pgtrigger.Trigger:
    """Nor is the article's own outlet. An outlet that is found out later does not rewrite its statements."""
    return pgtrigger.Trigger(
        name="outlet_is_no_relay",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Condition("(NEW.outlet_id IS NOT NULL)"),
        func=f"""
            PERFORM 1 FROM claims_statement s
            JOIN sources_articleversion v ON v.id = s.article_version_id
            JOIN sources_article a ON a.id = v.article_id
            WHERE s.id = NEW.statement_id AND a.outlet_id = NEW.outlet_id;
            IF FOUND THEN
                RAISE EXCEPTION 'The outlet of an article is not a relay of its statements.' {REFUSED};
            END IF;
            RETURN NEW;
        """,
    )


def machine_leaves_decided_parts() -> pgtrigger.Trigger:
    """A machine leaves alone the parts of a statement that a person has decided."""
    return pgtrigger.Trigger(
        name="machine_leaves_decided",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Condition(f"({A_MACHINE_ACTS})"),
        func=f"""
            PERFORM 1 FROM claims_statement
            WHERE id IN (NEW.statement_id, OLD.statement_id) AND state <> 'proposed';
            IF FOUND THEN RAISE EXCEPTION 'A person has decided this.' {REFUSED}; END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


def approved_first() -> pgtrigger.Trigger:
    """Where the site asks for a second pair of eyes, readers see no claim that nobody else approved.

    Nor by a merge: the words and statements of a merged claim stand on the page of the other. What they saw
    before the site asked for it stays, and moves along with a merge.
    """
    return pgtrigger.Trigger(
        name="approved_first",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("visible_since", "merged_into_id"),
        condition=pgtrigger.Condition("(NEW.visible_since IS NOT NULL OR NEW.merged_into_id IS NOT NULL)"),
        func=f"""
            IF TG_OP = 'UPDATE' AND (
                OLD.visible_since IS NOT NULL
                OR OLD.merged_into_id IS NOT NULL AND NEW.visible_since IS NULL
            ) THEN RETURN NEW; END IF;
            PERFORM 1 FROM claims_sitesettings WHERE second_pair;
            IF NOT FOUND THEN RETURN NEW; END IF;
            PERFORM 1 FROM claims_claimapproval
            WHERE claim_id = NEW.id AND state = 'approved' AND decided_by_id <> asked_by_id;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'Another editor approves a claim before readers see it.' {REFUSED};
            END IF;
            RETURN NEW;
        """,
    )
