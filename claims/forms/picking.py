"""Picking something known by typing its name: the server matches, and asks back where it is not sure.

A picker has a typed name and radio buttons of what is near. Whichever was touched last wins; what was
touched is told by two hidden fields: `asked`, the name for which the choices on the page were offered, and
`shown`, the choice that was ticked when the page was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from claims.queries.known import Found, Known, known_by_key, unique

NEW = "new"
PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Option:
    """One radio button: its value, words, and what tells it apart."""

    value: str
    label: str
    why: str = ""


@dataclass(slots=True)
class Picked:
    """What a picker came to. key: of a known thing, NEW, PRINTED or "" for nobody."""

    key: str = ""
    name: str = ""
    options: list[Option] = field(default_factory=list)


class PickForm(forms.Form):
    """One picker; `near` is offered at once. A subclass says how names are looked up."""

    name = forms.CharField(required=False, max_length=200)
    pick = forms.CharField(required=False, max_length=40)
    asked = forms.CharField(required=False, max_length=400)
    shown = forms.CharField(required=False, max_length=40)

    #: Kinds of what can be chosen, as keys begin.
    kinds: tuple[str, ...] = ()
    #: What the choice of making one says; empty: none can be made here.
    new_words = ""
    #: What keeps the typed words as they are says; empty: they cannot be.
    printed_words = ""
    #: For whom the field asks, in its questions.
    subject = "this"

    def __init__(self, *args: Any, near: Sequence[Known] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near = tuple(near)
        self.picked = Picked()
        self.question = ""

    def find(self, name: str) -> Found:
        """Look a typed name up."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Decide what was picked, or ask."""
        data = dict(super().clean() or {})
        name = " ".join(str(data.get("name") or "").split())
        pick, shown, asked = (str(data.get(part) or "") for part in ("pick", "shown", "asked"))
        typed_anew = bool(name) and name != asked
        if typed_anew and pick and pick != shown:
            self._ask(name, pick, f"You typed “{name}” and chose another as well. Which is it?")
        elif pick and not typed_anew:
            self._take(name, pick)
        elif name:
            self._look_up(name)
        return data

    def _take(self, name: str, pick: str) -> None:
        if (pick == NEW and self.new_words) or (pick == PRINTED and self.printed_words):
            if not name:
                self.add_error("name", "Type the name.")
            self.picked = Picked(pick, name, self._offers(name, ()))
            return
        known = self._known(pick)
        if known is None:
            self.add_error("name", f"What you chose for {self.subject} does not exist any more.")
            return
        self.picked = Picked(known.key, name, [Option(known.key, known.label, known.why)])

    def _known(self, key: str) -> Known | None:
        if not key.startswith(self.kinds):
            return None
        return next((one for one in self.near if one.key == key), None) or known_by_key(key)

    def _look_up(self, name: str) -> None:
        found = self.find(name)
        if len(found.exact) == 1:
            only = found.exact[0]
            self.picked = Picked(only.key, name, [Option(only.key, only.label, only.why)])
        elif self.printed_words and not found.exact and not found.similar:
            self.picked = Picked(PRINTED, name, self._offers(name, ()))
        else:
            self._ask(name, "", self._question(name, found), found)

    def _question(self, name: str, found: Found) -> str:
        if not found.exact and not found.similar:
            return f"“{name}” is not known yet. Is this new?"
        return f"Which one is “{name}”?"

    def _ask(self, name: str, pick: str, question: str, found: Found | None = None) -> None:
        found = found or self.find(name)
        chosen = self._known(pick) if pick else None
        candidates = unique([*([chosen] if chosen else []), *found.exact, *found.similar])
        ticked = NEW if self.new_words and not candidates and not pick else ""
        self.picked = Picked(ticked, name, self._offers(name, candidates))
        self.question = question
        self.add_error("name", question)

    def _offers(self, name: str, candidates: Sequence[Known]) -> list[Option]:
        offers = [Option(one.key, one.label, one.why) for one in candidates]
        if self.printed_words:
            offers.append(Option(PRINTED, self.printed_words.format(name)))
        if self.new_words:
            offers.append(Option(NEW, self.new_words.format(name)))
        return offers

    @property
    def ticked(self) -> str:
        """The radio button that is on."""
        if self.is_bound and self.errors is not None and (self.picked.name or self.picked.key):
            return self.picked.key
        return str(self["pick"].value() or "")

    @property
    def options(self) -> list[Option]:
        """The radio buttons: what was found, what is near, what is on; keeping or making comes last."""
        found = {one.value: one for one in self.picked.options}
        near = {one.key: Option(one.key, one.label, one.why) for one in self.near}
        last = {value: found.pop(value) for value in (PRINTED, NEW) if value in found}
        offered = {**found, **near, **last}
        on = self.ticked
        if on and on not in offered:
            offered.update(self._offer(on))
        return list(offered.values())

    def _offer(self, key: str) -> dict[str, Option]:
        name = str(self["name"].value() or "")
        if key in (NEW, PRINTED):
            return {one.value: one for one in self._offers(name, ()) if one.value == key}
        known = self._known(key)
        return {key: Option(known.key, known.label, known.why)} if known else {}

    @property
    def asked_now(self) -> str:
        """What goes into `asked`: the name that the radio buttons on this page were made for."""
        if self.picked.name:
            return self.picked.name
        return str(self["asked"].value() or "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed and nothing chosen."""
        return not (str(self["name"].value() or "").strip() or str(self["pick"].value() or ""))
