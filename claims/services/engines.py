"""Which engine reads texts: the rules, or a trained tagger over them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.choices import TaggerState
from claims.extract.learned.model import FORM, Model, Tagger
from claims.models import TaggerFile, TrainedTagger

RULES, TRAINED = "rules", "trained"


@dataclass(frozen=True, slots=True)
class EngineInUse:
    """Who reads: the rules, or the tagger of that number."""

    tagger_id: int | None = None

    @property
    def name(self) -> str:
        """As readings and statements keep it."""
        return RULES if self.tagger_id is None else TRAINED

    @property
    def words(self) -> str:
        """As people read it."""
        return "the rules" if self.tagger_id is None else f"trained tagger {self.tagger_id}"

    def version(self, rules: str) -> str:
        """The version that readings are kept under, from that of the rules, on which a tagger stands.

        Later taggers sort after earlier ones, and later rules under the same tagger too.
        """
        return rules if self.tagger_id is None else f"{self.tagger_id}.{rules}"

    @property
    def tagger(self) -> Tagger | None:
        """What `extract` takes as `learned`: loaded at first use, once a process; None for the rules.

        It belongs to one thread. Raises TaggerFile.DoesNotExist where it was retired meanwhile.
        """
        return None if self.tagger_id is None else load_tagger(self.tagger_id)


def engine_in_use() -> EngineInUse:
    """Return the engine that reads now. One query; a tagger of another form than this program's does not."""
    rows = TrainedTagger.objects.filter(state=TaggerState.IN_USE, figures__form=FORM)
    return EngineInUse(rows.values_list("pk", flat=True).first())


@lru_cache(maxsize=2)
def load_tagger(pk: int) -> Tagger:
    """Load a tagger. Raises TaggerFile.DoesNotExist, and ValueError for bytes that are none."""
    content = TaggerFile.objects.values_list("content", flat=True).get(pk=pk)
    return Tagger(Model.from_bytes(bytes(content)))
