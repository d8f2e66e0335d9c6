"""A whole statement on one page: all its forms, filled from a statement, a draft or a request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from claims.choices import Mode, SpeakerBasis, Translated, Voice
from claims.forms import statement as main
from claims.forms.clock import ClockForm
from claims.forms.clock import initial_of as clock_initial
from claims.forms.links import LinkForm
from claims.forms.people import RelayForm, SpeakerPick
from claims.forms.picking import PRINTED, PickForm
from claims.forms.together import check_together
from claims.forms.words import WordsForm
from claims.queries.desk_entries import Entries
from claims.queries.fuller_chains import Chain, fuller_chains
from claims.queries.known import Known
from claims.services.inputs import RelayInput, SpeakerChoice, StatementInput
from claims.services.statements import SPEAKING
from sources.clocks import UNKNOWN
from sources.models import ArticleVersion

MOST_ROWS = 20
#: What is offered at once; more is found by typing.
MOST_NEAR = 12
FormT = TypeVar("FormT", bound=forms.Form)


class StatementForms:
    """The forms of one statement.

    base: what is stored, or guessed for a new one. data: a request; where `draft` is set its values are
    shown again and nothing is checked. more: "relay" or "link" for one more empty row.
    """

    def __init__(
        self,
        *,
        version: ArticleVersion,
        known: Entries,
        base: StatementInput,
        data: QueryDict | None = None,
        draft: bool = False,
        more: str = "",
        is_new: bool = False,
        statement: int | None = None,
    ) -> None:
        self.version, self.known, self.base, self.data = version, known, base, data
        self.statement = statement
        self.draft, self.more, self.is_new = draft, more, is_new
        self.refused: list[tuple[str, str]] = []
        self.article = version.article
        self.zone = self.article.outlet.zone if self.article.outlet else ""
        self.words = self._words()
        self.main = self._make(main.StatementForm, "s", main.initial_of(base))
        self.who = self._who("who", base.speaker, speaking=self.main.voice_now in SPEAKING)
        self.speaks_for = self._who("for", base.speaks_for, speaking=True)
        self.said = self._clock("said", base.said, "Said")
        self.event = self._clock("event", base.event, "When it is said to have happened")
        self.relays = [self._relay(number) for number in range(self._rows("relays", "relay", base.relays))]
        self.links = [self._link(number) for number in range(self._rows("links", "link", base.links))]

    def _words(self) -> WordsForm:
        spans = [f"{words.start}-{words.end}" for words in self.base.content]
        if self.data is None:
            return WordsForm(text=self.version.text, initial={"span": spans})
        if not self.draft:
            return WordsForm(self.data, text=self.version.text)
        kept = {name: self.data.get(name, "") for name in ("words", "asked", "place")}
        return WordsForm(text=self.version.text, initial={"span": self.data.getlist("span"), **kept})

    def _make(self, kind: type[FormT], prefix: str, initial: dict[str, Any], **more: Any) -> FormT:
        if self.data is not None and not self.draft:
            return kind(self.data, prefix=prefix, **more)
        if self.data is not None:
            initial = {
                name.removeprefix(f"{prefix}-"): value
                for name, value in self.data.items()
                if name.startswith(f"{prefix}-")
            }
        return kind(prefix=prefix, initial=initial, **more)

    def _who(self, prefix: str, choice: SpeakerChoice | None, *, speaking: bool) -> SpeakerPick:
        key = f"speaker:{choice.speaker_id}" if choice and choice.speaker_id else ""
        initial = {"pick": key, "shown": key}
        if prefix == "who" and not key and speaking:
            initial["name"] = self.base.speaker_as_printed  # a proposal that nobody resolved yet
        return self._make(
            SpeakerPick, prefix, initial, near=self._near(self.known.speakers), speaking=speaking
        )

    def _near(self, known: Sequence[Known]) -> Sequence[Known]:
        return known[:MOST_NEAR]

    def _clock(self, prefix: str, clock: Any, label: str) -> ClockForm:
        article = {"published": self.article.published, "language": self.article.language}
        return self._make(
            ClockForm, prefix, clock_initial(clock), clock=clock, zone=self.zone, label=label, **article
        )

    def _rows(self, counter: str, kind: str, base: Sequence[Any]) -> int:
        given = self.data.get(counter, "") if self.data is not None else str(len(base))
        number = int(given) if given.isdigit() and len(given) < 3 else 1
        return min(max(1, number) + (self.more == kind), MOST_ROWS)

    def _relay(self, number: int) -> RelayForm:
        stored = self.base.relays[number] if number < len(self.base.relays) else None
        said = self._clock(
            f"relay-{number}-said", stored.said if stored else UNKNOWN, "When it was passed on"
        )
        initial = {"order": number + 1, **(_relay_initial(stored) if stored else {})}
        return self._make(
            RelayForm, f"relay-{number}", initial, near=self._near(self.known.actors), said=said
        )

    def _link(self, number: int) -> LinkForm:
        initial: dict[str, Any] = {}
        if number < len(self.base.links):
            link = self.base.links[number]
            key = f"claim:{link.claim_id}"
            initial = {"pick": key, "shown": key, "stance": link.stance.value, "reach": link.reach.value}
        return self._make(LinkForm, f"link-{number}", initial, near=self._near(self.known.claims))

    def forms(self) -> Iterator[forms.Form]:
        """All of them, in the order of the page."""
        yield from (self.words, self.main, self.who, *self.links, *self.relays)
        yield from (relay.said for relay in self.relays)
        yield from (self.said, self.event, self.speaks_for)

    def is_valid(self) -> bool:
        """Whether everything is answered and fits together."""
        answered = not [form for form in self.forms() if not form.is_valid()]  # each is asked, none skipped
        if answered:
            self.refused += check_together(self)
        return answered and not self.refused

    def errors(self) -> list[tuple[str, str]]:
        """What is wrong or asked, each with where it leads: a control of the page, another page, or ""."""
        found = list(self.refused)
        if self.data is None or self.draft:
            return found
        for form in self.forms():
            for name, sentences in form.errors.items():
                found += [(control_of(form, name), str(sentence)) for sentence in sentences]
        return found

    @property
    def only_asks(self) -> bool:
        """Whether nothing is wrong and the page only asks back."""
        asked = [form.question for form in self.forms() if isinstance(form, PickForm) and form.question]
        return bool(asked) and len(asked) == len(self.errors())

    def input(self) -> StatementInput:
        """What the service takes. Only after `is_valid`."""
        clean = self.main.cleaned_data
        voice = Voice(clean["voice"] or Voice.NAMED)
        return StatementInput(
            content=self.words.content,
            voice=voice,
            mode=Mode(clean["mode"] or Mode.INDIRECT),
            speaker=self.who.choice() if voice in SPEAKING else None,
            speaker_as_printed=self._printed(voice),
            role_as_printed=clean["role"],
            speaks_for=self.speaks_for.choice(),
            speaker_basis=SpeakerBasis(clean["basis"] or SpeakerBasis.PRINTED),
            said=self.said.value,
            event=self.event.value,
            language=clean["language"],
            translated=Translated(clean["translated"] or Translated.UNKNOWN),
            origin_dropped=clean["origin_dropped"],
            fuller_chain_id=clean["fuller"] if clean["origin_dropped"] else None,
            relays=tuple(self._relay_inputs()),
            links=tuple(link.input() for link in self.links if link.picked.key),
        )

    @property
    def chains(self) -> tuple[Chain, ...]:
        """Statements that may show the fuller chain, on the claims ticked or linked. Four queries."""
        ticked = {link.ticked for link in self.links}
        claims = {int(key.partition(":")[2]) for key in ticked if key.startswith("claim:")}
        claims |= {link.claim_id for link in self.base.links if link.claim_id}
        words = " ".join(stretch for _, stretch in self.words.chosen)
        return fuller_chains(claims, words, besides=self.statement, chosen=self.main.fuller_now)

    def _relay_inputs(self) -> Iterator[RelayInput]:
        rows = [(relay.cleaned_data["order"] or number, relay) for number, relay in enumerate(self.relays, 1)]
        for _, relay in sorted(rows, key=lambda row: row[0]):
            if relay.picked.key:
                yield relay.input()

    def _printed(self, voice: Voice) -> str:
        """As typed; for a new statement the name, where the article prints it just so."""
        printed = str(self.main.cleaned_data["printed"])
        if printed or voice == Voice.UNNAMED:
            return printed or str(self.who.cleaned_data["name"])
        names = [self.who.picked.name, *(option.label for option in self.who.picked.options)]
        if voice not in SPEAKING or not self.is_new:
            return ""
        return next((name for name in names if name and name in self.version.text), "")


def control_of(form: forms.Form, name: str) -> str:
    """Where an error leads: to its control, or to the first radio button where a picker asks."""
    if name == "__all__":
        return ""
    if isinstance(form, PickForm) and name == "name" and form.options:
        return f"#id_{form.prefix}-pick-0"
    if isinstance(form, WordsForm) and form.places:
        return "#id_place-0"
    return f"#{form[name].id_for_label or form[name].auto_id}"


def _relay_initial(stored: RelayInput) -> dict[str, str]:
    key = PRINTED
    if stored.speaker_id is not None:
        key = f"speaker:{stored.speaker_id}"
    elif stored.outlet_id is not None:
        key = f"outlet:{stored.outlet_id}"
    name = stored.actor_as_printed
    return {"name": name, "asked": name, "pick": key, "shown": key, "channel": stored.channel}
