"""Which engine reads texts: the rules, or a trained tagger over them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.choices import TaggerState
from claims.extract.learned.model import Model, Tagger
from claims.models import TaggerFile, TrainedTagger

RULES, TRAINED = "rules", "trained"


@dataclass(frozen=True, slots=True)
class EngineInUse:
    """Who reads. name, tagger_id: "rules" and None, or "trained" and which. tagger: None for the rules.

    A tagger belongs to one thread; a worker's processes have one each.
    """

    name: str
    tagger_id: int | None = None
    tagger: Tagger | None = None

    @property
    def words(self) -> str:
        """As people read it."""
        return "the rules" if self.tagger_id is None else f"trained tagger {self.tagger_id}"

    def version(self, rules: str) -> str:
        """The version that readings are stored under: a tagger's says which rules it stands on.

        Later taggers sort after earlier ones, and later rules under the same tagger too.
        """
        return rules if self.tagger_id is None else f"{self.tagger_id}.{rules}"


def engine_in_use() -> EngineInUse:
    """Return the engine that reads now. One query; the tagger is loaded once a process.

    A file that this version of the program cannot read counts for nothing: then the rules read.
    """
    row = TrainedTagger.objects.filter(state=TaggerState.IN_USE).values_list("pk", flat=True).first()
    if row is None:
        return EngineInUse(RULES)
    try:
        return EngineInUse(TRAINED, row, load_tagger(row))
    except (TaggerFile.DoesNotExist, ValueError):
        return EngineInUse(RULES)


@lru_cache(maxsize=2)
def load_tagger(pk: int) -> Tagger:
    """Load a tagger. Raises TaggerFile.DoesNotExist, and ValueError for bytes that are none."""
    content = TaggerFile.objects.values_list("content", flat=True).get(pk=pk)
    return Tagger(Model.from_bytes(bytes(content)))
