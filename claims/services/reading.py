"""Reading texts for statements: what the engine finds becomes proposals, a text at a time."""

from __future__ import annotations

import logging
from dataclasses import replace

from django.db import InterfaceError, OperationalError

from claims.extract.found import Extracted, Found, Paragraph, Span
from claims.extract.learned.model import Tagger
from claims.extract.pipeline import extract
from claims.services import reading_queue
from claims.services.engines import engine_in_use
from claims.services.findings import Engine, ProposalInput
from claims.services.found_inputs import Scene, names_in, proposal_of, remark_columns
from claims.services.matching import suggest_links
from claims.services.proposals import propose_all
from claims.services.reading_queue import Lease
from claims.services.remarks import keep_decisions
from claims.services.resolving import known_under
from claims.services.weighing import weigh
from sources.choices import FactField
from sources.models import ArticleVersion
from sources.services.acting import acting, machine

logger = logging.getLogger(__name__)


def read_text(lease: Lease) -> bool:
    """Read one leased text: True where it is done, False where it was not ours any more, or failed.

    A failure is logged and counted. Raises OperationalError or InterfaceError when the database went away;
    the lease then runs out by itself.
    """
    begun = reading_queue.begin(lease)
    if begun is None:
        return False
    try:
        return _read(begun)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Reading version %s for statements failed.", begun.version_id)
        reading_queue.note_failure(begun)
        return False


def _read(lease: Lease) -> bool:
    """Find without a transaction, then write in one: proposals, the reading's state, or nothing."""
    version = ArticleVersion.objects.select_related("article__outlet").get(pk=lease.version_id)
    used = engine_in_use()
    engine, found = reading_queue.engine_of(used), _extracted(version, used.tagger)
    with acting(machine(f"engine {engine.name} {engine.version}")):
        ArticleVersion.objects.select_for_update().get(pk=version.pk)
        if not reading_queue.is_ours(lease):
            return False  # taken back meanwhile, or the text is laid out otherwise by now
        _keep(engine, version, found)
    return True


def _keep(engine: Engine, version: ArticleVersion, found: Extracted) -> None:
    proposals = _proposals(version, found.statements)
    reading = propose_all(engine=engine, version=version, found=proposals)
    before = [row for other in version.readings.all() for row in other.remarks]
    reading.remarks = [remark_columns(remark, version.text) for remark in found.remarks]
    keep_decisions(reading, before)
    reading.note = reading.note or found.note[:600]
    reading.save(update_fields=["remarks", "note"])
    weigh([version.pk])


def _extracted(version: ArticleVersion, learned: Tagger | None) -> Extracted:
    blocks = version.blocks.order_by("start").values_list("start", "end", "kind")
    article = version.article
    return extract(
        version.text,
        tuple(Paragraph(*block) for block in blocks),
        language=article.language,
        published=article.published,
        outlet=article.outlet.name if article.outlet else "",
        credited=_credited(version),
        learned=learned,
    )


def _credited(version: ArticleVersion) -> Span | None:
    """Where the text says whom it was taken from: as declared, if the words stand there in this version."""
    if version.article.credited_to_id is None:
        return None
    chosen = version.article.facts.filter(field=FactField.CREDITED_TO, chosen=True, start__isnull=False)
    for value, start, end in chosen.values_list("value", "start", "end"):
        if start is not None and end is not None and version.text[start:end] == value:
            return start, end
    return None


def _proposals(version: ArticleVersion, found: tuple[Found, ...]) -> list[ProposalInput]:
    outlet = version.article.outlet
    scene = Scene(
        text=version.text,
        language=version.article.language,
        outlet_id=(outlet.merged_into_id or outlet.pk) if outlet else None,
        names=known_under(names_in(found)),
    )
    made = [proposal for one in found if (proposal := proposal_of(one, scene))]
    links = suggest_links(version=version, found=made)
    return [replace(one, suggested=few) for one, few in zip(made, links, strict=True)]
