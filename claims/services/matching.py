"""Which known claims the statements of a text probably belong to: suggested, with what differs said aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.choices import LANE_OF, Lane, Reach, Stance
from claims.match.answers import Denial, Told, answered
from claims.match.guards import Side, differences, worth
from claims.match.ranking import Wording
from claims.match.words import folded_words, stem
from claims.models import Claim, ClaimParty
from claims.queries.answerable import bodies_of, told_here, told_in, told_of
from claims.queries.candidates import find_candidates
from claims.services.findings import LinkFound, ProposalInput
from sources.models import ArticleVersion

#: Links that are suggested of one statement at most, and how sure they must be at least (0 to 1).
MOST = 3
LEAST = 0.25
#: A claim that a statement of the text seems to assert so surely counts as told there.
TOLD = 0.35

Links = Mapping[int, LinkFound]


@dataclass(frozen=True, slots=True)
class _Claim:
    """What is known of a candidate: its own words, and whom it is about."""

    claim: Claim
    parties: tuple[str, ...]


def suggest_links(*, version: ArticleVersion, found: Sequence[ProposalInput]) -> list[tuple[LinkFound, ...]]:
    """For each statement the claims it probably belongs to, the surest first, at most MOST.

    A statement that denies also answers claims it does not name (`claims.match.answers`): those told in this
    article, and those told of the same parties within days. Some queries a statement; nothing is written.
    """
    wordings = [" ".join(words.exact for words in data.content) for data in found]
    candidates = find_candidates(wordings)
    known = _known({one.claim for ones in candidates for one in ones})
    named = [_named(version, data, ones, known) for data, ones in zip(found, candidates, strict=True)]
    told = _told(version, named) if any(map(_denies, found)) else []
    return [
        _surest({**links, **_answers(version, data, ones, told, links)} if _denies(data) else links)
        for data, ones, links in zip(found, candidates, named, strict=True)
    ]


def _known(claims: set[int]) -> Mapping[int, _Claim]:
    rows = Claim.objects.in_bulk(claims)
    parties: dict[int, list[str]] = {pk: [] for pk in rows}
    about = ClaimParty.objects.filter(claim__in=claims).select_related("speaker__merged_into")
    for party in about:
        parties[party.claim_id].append((party.speaker.merged_into or party.speaker).name)
    return {pk: _Claim(row, tuple(parties[pk])) for pk, row in rows.items()}


def _named(
    version: ArticleVersion, data: ProposalInput, candidates: Sequence[Wording], known: Mapping[int, _Claim]
) -> Links:
    """Claims whose words the statement has, each with what differs."""
    ours = Side(
        wording=" ".join(words.exact for words in data.content),
        names=tuple(name for name in (data.name, data.speaker_as_printed) if name),
        event=data.event,
        published=version.article.published,
    )
    links: dict[int, LinkFound] = {}
    for candidate in candidates:
        theirs = known[candidate.claim]
        found = differences(ours, Side(theirs.claim.text, theirs.parties, theirs.claim.event))
        score = round(candidate.score * worth(found), 3)
        if score >= LEAST:
            negated = any(one.kind == "negation" for one in found)
            reasons = (_shared(ours.wording, candidate), *(one.sentence for one in found))
            links[candidate.claim] = LinkFound(
                candidate.claim, _stance(data, negated=negated), Reach.NAMES, score, reasons
            )
    return links


def _shared(wording: str, candidate: Wording) -> str:
    """The words that both have, as the statement has them."""
    words = {stem(word): word for word in reversed(folded_words(wording))}
    return "shares: " + ", ".join(words[one] for one in candidate.shared[:6])


def _stance(data: ProposalInput, *, negated: bool) -> Stance:
    """The engine's, but that who says that a claim is not so denies it."""
    stance = data.stance or Stance.ASSERTS
    return Stance.DENIES if negated and LANE_OF[stance] == Lane.ASSERTS else stance


def _denies(data: ProposalInput) -> bool:
    return data.stance == Stance.DENIES


def _told(version: ArticleVersion, named: Sequence[Links]) -> list[Told]:
    """Claims told in this article: by what is recorded, and by what is being suggested of it."""
    suggested = {
        link.claim_id
        for links in named
        for link in links.values()
        if LANE_OF[link.stance] == Lane.ASSERTS and link.score >= TOLD
    }
    recorded = told_in(version.article_id)
    return [*recorded, *told_here(suggested - {one.claim for one in recorded})]


def _answers(
    version: ArticleVersion,
    data: ProposalInput,
    candidates: Sequence[Wording],
    told: Sequence[Told],
    links: Links,
) -> Links:
    at = data.said.earliest or version.article.published.earliest
    parties = bodies_of([pk for pk in (data.speaker_id, data.speaks_for_id) if pk])
    wording = " ".join(words.exact for words in data.content)
    cue = " ".join(words.exact for words in data.cue)
    names = folded_words(f"{data.name} {data.speaker_as_printed} {data.role_as_printed}")
    denial = Denial(f"{cue} {wording}", parties, frozenset(names), at)
    here = {one.claim for one in told}
    others = [one for one in told_of(parties, at) if one.claim not in here]
    likeness = {one.claim: one.score for one in candidates}
    return {
        answer.claim: LinkFound(
            answer.claim, Stance.DENIES, Reach(answer.reach), round(answer.score, 3), (answer.reason,)
        )
        for answer in answered(denial, [*told, *others], likeness)
        if answer.claim not in links
    }


def _surest(links: Links) -> tuple[LinkFound, ...]:
    return tuple(sorted(links.values(), key=lambda link: (-link.score, link.claim_id))[:MOST])
