"""A trained tagger with its linker: as bytes, and reading a text."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extract.found import Attribution, Paragraph
from claims.extract.learned.around import look
from claims.extract.learned.choosing import Candidate, Chosen, choose
from claims.extract.learned.crf import Labeller
from claims.extract.learned.judging import seen_of_pool
from claims.extract.learned.proposing import Taggers, pool_of, readings_of
from claims.extract.learned.ranking import Ranker
from claims.extract.learned.words import Words, words_of

FORM = 2
#: A text of more words than this is left to the rules: nothing that people write.
MOST_WORDS = 60_000
LEARNED = "learnt from decisions"
_TOLD = "told.json"
_PARTS = ("cues", "around", "linker", "keep")


class BadModel(ValueError):
    """Bytes that are no model of this version of the program."""


@dataclass(frozen=True, slots=True)
class Model:
    """What training made: two taggers, the linker of speakers, what tells good candidates from bad.

    level: how likely a candidate must be to be kept.
    """

    cues: bytes
    around: bytes
    linker: bytes
    keep: bytes
    level: float

    def to_bytes(self) -> bytes:
        """The model as one file; the same model gives the same bytes."""
        told = json.dumps({"form": FORM, "level": self.level}).encode()
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as file:
            for name, content in ((_TOLD, told), *((name, getattr(self, name)) for name in _PARTS)):
                file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return held.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Model:
        """Raises BadModel."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as file:
                told = json.loads(file.read(_TOLD))
                if told["form"] != FORM:
                    raise BadModel(f"This model has the form {told['form']}; this program reads {FORM}.")
                parts = {name: file.read(name) for name in _PARTS}
            return cls(**parts, level=float(told["level"]))
        except (zipfile.BadZipFile, KeyError, TypeError, json.JSONDecodeError) as problem:
            raise BadModel("This file is no trained model.") from problem


class Tagger:
    """A model at work. Not to be shared between threads."""

    def __init__(self, model: Model) -> None:
        """Raises ValueError where the taggers' bytes are none."""
        self._model = model
        self._taggers = Taggers(Labeller(model.cues), Labeller(model.around))
        self._linker, self._keep = Ranker(model.linker), Ranker(model.keep)

    def attributions(
        self, text: str, paragraphs: Sequence[Paragraph], rules: Sequence[Attribution]
    ) -> list[Attribution]:
        """What is attributed in a text, in its order; `rules` is all that the rules found, beliefs too."""
        words = words_of(text, paragraphs)
        if len(words.starts) > MOST_WORDS:
            return [rule for rule in rules if rule.kind == "speech"]
        return [attribution_of(words, chosen) for chosen in self.chosen(words, rules)]

    def chosen(self, words: Words, rules: Sequence[Attribution]) -> list[Chosen]:
        """The same as candidates that were kept."""
        seen = look(words, rules)
        pool = pool_of(seen, readings_of(self._taggers, seen), self._linker)
        chances = [self._keep.chance(features) for features in seen_of_pool(seen, pool)]
        return choose(pool, chances, self._model.level)


def attribution_of(words: Words, chosen: Chosen) -> Attribution:
    """A candidate as everything else reads it: what the rules know of its cue goes with it."""
    one = chosen.candidate
    speaker = (words.span(one.source.first, one.source.end),) if one.source else ()
    score = round(chosen.chance, 3)
    if one.rule is not None:
        mode = one.rule.mode if one.by == "rules" else _mode(words, one)
        return replace(one.rule, content=one.content, speaker=speaker, score=score, mode=mode)
    return Attribution(
        content=one.content,
        cue=(words.span(one.cue.first, one.cue.end),) if one.cue else (),
        speaker=speaker,
        lemma=words.lower[one.cue.end - 1] if one.cue else "",
        frame=LEARNED,
        kind="speech",
        mode=_mode(words, one),
        score=score,
    )


def _mode(words: Words, one: Candidate) -> str:
    quoted = sum(words.quoted[at] for at in one.real)
    return "indirect" if not quoted else "direct" if quoted >= 0.9 * len(one.real) else "mixed"
