"""What a revision moved, in words: the kind, who, and where its entry stands. As readers may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from claims.choices import LANE_OF, Lane, Moved, Stance, Verdict
from claims.letters import fitting
from claims.models import Assessment, Response, StatementLink
from claims.queries.moves_read import Revision, ToldClaim
from claims.queries.wording import address, moved_words, outlet_name, printed_name, who
from claims.querysets import visible_articles
from sources.models import Article

#: Where on the page of its claim a move is told that no entry is found for.
_PART = {
    Moved.CHECK: "#checked",
    Moved.ORIGIN: "#origins",
    Moved.FIGURE: "#figures",
    Moved.RELATION: "#beside",
    Moved.MERGE: "#record",
}
#: Letters of the figures, and about the width of a name (in its letters' size), that are told.
LONGEST_FIGURES, LONGEST_NAME = 80, 40.0


@dataclass(frozen=True, slots=True)
class Line:
    """One move. glyph, side: of a stance or a check, "" without; kind: in words; who: whose words, check or
    article it is, or ""; detail: figures, or an editor's note; text: of its claim; address: of its entry."""

    kind: str
    glyph: str
    side: str
    who: str
    detail: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Told:
    """Tells revisions; read once for all of them."""

    claims: Mapping[int, ToldClaim]
    links: Mapping[tuple[int, int], StatementLink]
    articles: Mapping[int, Article]
    assessments: Mapping[int, Collection[Assessment]]
    responses: Mapping[int, Collection[Response]]

    def line(self, row: Revision) -> Line:
        """Tell one of the revisions that were read."""
        claim = self.claims[row.claim]
        if claim.gone:
            return Line("withdrawal", "", "", "", "", "A claim was withdrawn", claim.address)
        if row.root == "statement":
            return self._of_statement(row, claim)
        if row.root == "article" and row.root_pk in self.articles:
            return self._of_article(row, claim, self.articles[row.root_pk])
        if row.moved == Moved.CHECK:
            return self._of_check(row, claim)
        return _plain(row, claim)

    def _of_statement(self, row: Revision, claim: ToldClaim) -> Line:
        link = self.links.get((row.root_pk, row.claim))
        if row.moved == Moved.WITHDRAWAL:
            return _plain(row, claim, at=address("claims:statement", pk=row.root_pk))
        if link is None:
            return _plain(row, claim)
        statement = link.statement
        outlet = statement.article_version.article.outlet
        by, paper = _name(who(statement, outlet=outlet).name), _name(outlet_name(outlet))
        return Line(
            kind=_kind(row, LANE_OF[Stance(link.stance)]),
            glyph=link.stance,
            side=LANE_OF[Stance(link.stance)],
            who=by if by == paper else f"{by}, {paper}",
            detail=row.note or _figures(link),
            text=claim.text,
            address=f"{claim.address}#s{statement.pk}",
        )

    def _of_article(self, row: Revision, claim: ToldClaim, article: Article) -> Line:
        return Line(
            kind=_kind(row),
            glyph="",
            side="",
            who=_name(outlet_name(article.outlet)),
            detail=row.note or article.headline,
            text=claim.text,
            address=address("claims:article", pk=article.pk),
        )

    def _of_check(self, row: Revision, claim: ToldClaim) -> Line:
        """The revision names the claim alone; the check or answer is the one of the same transaction."""
        for check in self.assessments.get(row.claim, ()):
            if row.began <= check.recorded_at <= row.at:
                glyph = "tried" if check.verdict == Verdict.TRIED else "checked"
                at = f"{claim.address}#check-{check.pk}"
                words = str(check.get_verdict_display())
                return Line("check", glyph, "checked", _author(check), row.note or words, claim.text, at)
        for answer in self.responses.get(row.claim, ()):
            if row.began <= answer.recorded_at <= row.at:
                at, words = f"{claim.address}#answers", str(answer.get_kind_display())
                by = printed_name(answer.party)
                return Line("answer", "none", "none", by, row.note or words, claim.text, at)
        return _plain(row, claim)


def told(rows: Collection[Revision], claims: Mapping[int, ToldClaim]) -> Told:
    """Read what is told of the revisions. At most five queries, fewer where nothing of a sort moved."""
    checked = {row.claim for row in rows if row.moved == Moved.CHECK}
    return Told(
        claims=claims,
        links=_links({row.root_pk for row in rows if row.root == "statement"}),
        articles=_articles({row.root_pk for row in rows if row.root == "article"}),
        assessments=_by_claim(
            Assessment.objects.select_related("by_outlet__merged_into", "by_body__merged_into"), checked
        ),
        responses=_by_claim(Response.objects.select_related("party__merged_into"), checked),
    )


def _kind(row: Revision, lane: str = "") -> str:
    """lane: of the statement on this claim; what it denies may be another one."""
    if lane and row.moved in (Moved.STATEMENT, Moved.DENIAL):
        if lane == Lane.DENIES:
            return "new denial"
        return "new origin" if row.new_origin else "new statement"
    return "new or changed figure" if row.moved == Moved.FIGURE else moved_words(row.moved, row.number)


def _plain(row: Revision, claim: ToldClaim, at: str = "") -> Line:
    part = _PART.get(Moved(row.moved), "")
    return Line(_kind(row), "", "", "", row.note, claim.text, at or f"{claim.address}{part}")


def _name(words: str) -> str:
    return fitting(words, LONGEST_NAME, 1.0)


def _figures(link: StatementLink) -> str:
    words = ", ".join(f"“{one.wording}”" for one in link.statement.figures.all())
    return words if len(words) <= LONGEST_FIGURES else f"{words[: LONGEST_FIGURES - 1]}…"


def _author(check: Assessment) -> str:
    if check.by_outlet:
        return outlet_name(check.by_outlet)
    return printed_name(check.by_body) if check.by_body else "This desk"


def _links(statements: Collection[int]) -> Mapping[tuple[int, int], StatementLink]:
    """Visible links of the statements, by statement and the claim they count for. Two queries, or none."""
    if not statements:
        return {}
    rows = (
        StatementLink.objects.visible()
        .with_target()
        .filter(statement__in=statements)
        .select_related(
            "statement__speaker__merged_into",
            "statement__speaks_for__merged_into",
            "statement__article_version__article__outlet__merged_into",
        )
        .defer("statement__article_version__text")
        .prefetch_related("statement__figures")
    )
    return {(row.statement_id, row.target_id): row for row in rows}


def _articles(pks: Collection[int]) -> Mapping[int, Article]:
    if not pks:
        return {}
    rows: Iterable[Article] = visible_articles().filter(pk__in=pks).select_related("outlet__merged_into")
    return {row.pk: row for row in rows}


def _by_claim(rows: Any, claims: Collection[int]) -> Mapping[int, list[Any]]:
    """Those that stand on the claims or on ones merged into them, by the claim they count for."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    if claims:
        on = Q(claim__in=claims) | Q(claim__merged_into__in=claims)
        for row in rows.filter(on, withdrawn_at__isnull=True).select_related("claim"):
            found[row.claim.merged_into_id or row.claim_id].append(row)
    return found
