"""What a person has decided, no machine changes; and a machine decides nothing."""

import pgtrigger

#: True in a trigger's WHEN unless a person acts; a change without any actor counts as a machine's.
A_MACHINE_ACTS = "COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'user:%'"
REFUSED = "USING ERRCODE = 'check_violation'"


def people_decide(decided: str) -> list[pgtrigger.Trigger]:
    """Guard a table that people and machines write.

    `decided`: SQL that is true of a decided row, with `{row}` where OLD or NEW stands. Only a person
    makes a row decided (history leaves out what machines do, and would not show it), and only a person
    changes or deletes one that is.
    """
    old, new = decided.format(row="OLD"), decided.format(row="NEW")
    return [
        pgtrigger.Trigger(
            name="machine_leaves_decided",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            condition=pgtrigger.Condition(f"({old} AND {A_MACHINE_ACTS})"),
            func=f"RAISE EXCEPTION 'A person has decided this.' {REFUSED};",
        ),
        pgtrigger.Trigger(
            name="only_people_decide",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
            condition=pgtrigger.Condition(f"({new} AND {A_MACHINE_ACTS})"),
            func=f"RAISE EXCEPTION 'Only a person decides this.' {REFUSED};",
        ),
    ]
