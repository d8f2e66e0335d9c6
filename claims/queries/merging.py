"""What a merge would move, said before it is done."""

from __future__ import annotations

from django.db.models import Q

from claims.models import Affiliation, Claim, ClaimRelation, Relay, Speaker, Statement, StatementLink
from claimtrack.words import counted


def what_moves(root: Claim | Speaker, into: Claim | Speaker) -> tuple[str, ...]:
    """Sentences: what readers find with `into` once `root` is merged. A few counts; nothing is written."""
    moves = _of_claim(root) if isinstance(root, Claim) else _of_speaker(root)
    along = type(root)._base_manager.filter(merged_into=root.pk)
    names = [f"“{one}”" for one in along.order_by("pk")]
    if names:
        moves = (*moves, f"{', '.join(names)}: merged into it before; they move along.")
    return (
        *moves,
        f"Its address, and every older one, leads to “{into}”.",
        "Nothing is rewritten: unmerging brings all of this back.",
    )


def what_returns(root: Claim | Speaker) -> tuple[str, ...]:
    """Sentences: what readers find with the merged `root` again once it is let go; nothing is written."""
    own = _statements(root)
    kept = f"{counted(own, 'statement')} of its own, told under its own name again."
    return (*([kept] if own else []), "Its address, and every older one, leads to it again.")


def _statements(root: Claim | Speaker) -> int:
    if isinstance(root, Speaker):
        return Statement.objects.confirmed().of_speaker(root.pk).count()
    return StatementLink.objects.confirmed().on_claim(root.pk).values("statement").distinct().count()


def _of_claim(claim: Claim) -> tuple[str, ...]:
    statements = _statements(claim)
    related = ClaimRelation.objects.filter(Q(from_claim=claim) | Q(to_claim=claim)).count()
    found = {
        f"{counted(statements, 'statement')} linked with it, shown with the other claim.": statements,
        f"{counted(related, 'relation')} to other claims.": related,
    }
    return tuple(sentence for sentence, number in found.items() if number)


def _of_speaker(speaker: Speaker) -> tuple[str, ...]:
    statements = _statements(speaker)
    relays = Relay.objects.filter(speaker=speaker).count()
    places = Affiliation.objects.filter(person=speaker).count()
    found = {
        f"{counted(statements, 'statement')}, told under the other’s name.": statements,
        f"{counted(relays, 'relay')} that passed words on.": relays,
        f"{counted(places, 'affiliation')}.": places,
    }
    return (
        *(sentence for sentence, number in found.items() if number),
        f"Its name, “{speaker}”, as another spelling.",
    )
