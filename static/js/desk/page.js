// The keyboard desk: the lists beside the text, whose turn it is there, and keys and buttons.
import { Asking, nameOf } from "./chords.js";
import { Choice, spans, textOf } from "./choice.js";
import { Queue, Steps } from "./steps.js";

const id = (name) => document.getElementById(name);
const rowsOf = (list) => [...id(list).children];

/** Whose turn it is among the proposals, and which statement a key is about. */
class Cards {
  constructor(root, choice) {
    Object.assign(this, { root, choice });
    this.now = ""; // id of the proposal
    this.on = ""; // id of the recorded statement
    this.made = null; // what was marked a moment ago, its key on the way perhaps
    this.gone = new Set(); // ids of proposals decided here
  }

  get proposals() {
    return rowsOf("proposals").filter((one) => !this.gone.has(one.id));
  }

  get proposal() {
    return this.proposals.find((one) => one.id === this.now);
  }

  get recorded() {
    return id(this.on);
  }

  /** At first: where the address leads, else the first proposal. */
  begin(row) {
    const from = (one) => spans(one)[0]?.start ?? 0;
    const next = this.proposals.find((one) => from(one) >= (row ? from(row) : 0));
    this.now = (next ?? this.proposals[0])?.id ?? "";
    this.paint();
    this.turnTo(row);
  }

  told() {
    const left = this.proposals.length;
    const waits = left === 1 ? "One proposal waits." : `${left || "No"} proposals wait.`;
    return `${waits} Arrow keys go through the text, c marks, ? shows all keys.`;
  }

  /** To the next or the earlier one of that list. */
  move(list, step) {
    const rows = { proposals: this.proposals, recorded: rowsOf("recorded") }[list];
    if (!rows?.length) return false;
    const here = rows.findIndex((one) => one.id === (list === "proposals" ? this.now : this.on));
    this.turnTo(rows[Math.max(0, Math.min(rows.length - 1, here + step))]);
    return true;
  }

  /** It is the turn of that row, and of its words. */
  turnTo(row) {
    if (!row) return;
    this.made = null;
    if (row.closest("#proposals")) this.now = row.id;
    else this.on = row.id;
    const first = spans(row)[0];
    if (first) this.choice.goTo(first.start);
    this.paint();
    row.scrollIntoView({ block: "nearest" });
    this.choice.sentence?.scrollIntoView({ block: "nearest" });
  }

  /** Go on to the proposal after the one that was just decided; its turn is over. */
  next() {
    const rows = this.proposals;
    const all = rowsOf("proposals");
    const here = all.findIndex((one) => one.id === this.now);
    const row = all.slice(here + 1).find((one) => rows.includes(one)) ?? rows[0];
    this.now = "";
    if (row) this.turnTo(row);
    else this.paint();
  }

  /** The proposal in the sentence has its turn, and the card there is lit. */
  followText() {
    const here = this.here(this.proposals);
    if (here) this.now = here.id;
    this.on = this.here(rowsOf("recorded"))?.id ?? "";
    this.paint();
  }

  /** The row with words in the chosen place; of several the shortest, which lies inside. */
  here(rows) {
    const chosen = this.choice.byKeys();
    const meets = (one) => spans(one).some((a) => chosen.some((b) => a.start < b.end && b.start < a.end));
    const size = (one) => spans(one).reduce((all, { start, end }) => all + end - start, 0);
    return rows.filter(meets).sort((a, b) => size(a) - size(b))[0];
  }

  /** What a key is about: {made}, {row} that stands, {proposal}, or null. */
  target(inText) {
    if (this.made) return { made: this.made };
    const list = document.activeElement?.closest("ol")?.id;
    if (list === "proposals" || (!inText && list !== "recorded")) {
      return this.proposal ? { proposal: this.proposal } : null;
    }
    if (this.recorded) return { row: this.recorded };
    return this.proposal && this.here([this.proposal]) ? { proposal: this.proposal } : null;
  }

  paint() {
    this.clean();
    this.choice.paint();
    for (const one of rowsOf("proposals")) one.classList.toggle("gone", this.gone.has(one.id));
    this.proposal?.classList.add("now");
    this.proposal?.setAttribute("aria-current", "true");
    this.recorded?.classList.add("on");
    const lit = this.recorded ?? this.proposal;
    for (const one of this.root.querySelectorAll(".m")) {
      one.classList.toggle("on", !!lit && one.dataset.of.split(" ").includes(lit.dataset.pk));
    }
  }

  /** Take off what this script put on, so that rows compare with the server's. */
  clean() {
    for (const one of this.root.querySelectorAll(".now, .on, .gone, .cur")) {
      one.classList.remove("now", "on", "gone", "cur");
      one.removeAttribute("aria-current");
      if (!one.className) one.removeAttribute("class");
    }
  }

  /** Put right what differs from the server's page, but for rows with edits of this version. */
  renew(fresh, edits) {
    const chosen = this.choice.selected();
    this.clean();
    for (const block of fresh.querySelectorAll(".b")) {
      const old = id(block.id);
      if (old && !old.isEqualNode(block)) old.replaceWith(block);
    }
    const amended = (old, row) => edits.has(old.id) && (old.dataset.v === row.dataset.v || !edits.delete(old.id));
    for (const name of ["proposals", "recorded", "speakers", "claims"]) {
      const rows = fresh.querySelector(`#${name}`);
      keepNumbers(id(name), rows);
      exchange(id(name), rows, amended);
      id(`h-${name}`).replaceWith(fresh.querySelector(`#h-${name}`));
    }
    for (const row of [...edits.keys()]) if (!id(row)) edits.delete(row);
    this.gone.clear();
    this.choice.forget();
    if (chosen && !this.choice.selected()) this.choice.choose(chosen); // its paragraph was exchanged
    if (this.made?.pk) this.on = `c${this.made.pk}`;
    if (!this.proposal) this.now = this.proposals[0]?.id ?? "";
    this.paint();
  }
}

/** Exchange only what is different, so that focus and ticks stay; keep(old, new): what stays too. */
function exchange(old, fresh, keep) {
  const named = (one) => one.id || one.dataset.what;
  const had = new Map([...old.children].map((one) => [named(one), one]));
  const rows = [...fresh.children].map((one) => {
    const kept = had.get(named(one));
    return kept && (kept.isEqualNode(one) || keep(kept, one)) ? kept : one;
  });
  for (const one of had.values()) if (!rows.includes(one)) one.remove();
  rows.forEach((one, at) => one === old.children[at] || old.insertBefore(one, old.children[at]));
}

/** What a number named, it names until the page is left; what is new comes after. */
function keepNumbers(old, fresh) {
  const named = (list) => [...list.children].filter((one) => one.dataset.n);
  const had = named(old);
  const same = (a) => (b) => a.dataset.what === b.dataset.what || nameOf(a) === nameOf(b);
  let last = had.length;
  for (const one of named(fresh)) {
    one.dataset.n = had.find(same(one))?.dataset.n ?? ++last;
    one.querySelector("kbd").textContent = one.dataset.n;
  }
  fresh.append(...had.filter((one) => !named(fresh).some(same(one))).map((one) => one.cloneNode(true)));
  fresh.append(...named(fresh).sort((a, b) => a.dataset.n - b.dataset.n));
}

const root = id("desk");
const text = id("text");
const places = [text, id("proposals"), id("recorded"), id("claims"), id("speakers")];
const sheet = id("sheet");
const buttons = [...id("buttons").children];
let home = text; // had the focus last: keys go on there

for (const one of places) {
  one.tabIndex = 0;
  one.addEventListener("focusin", () => {
    home = one;
  });
}
id("panel").classList.add("js");
id("keys").hidden = false;

function say(sentence, wrong = false) {
  id("status").textContent = sentence;
  id("status").classList.toggle("wrong", wrong);
}

const choice = new Choice(text);
const cards = new Cards(root, choice);
const asking = new Asking(id("next"), () => home.focus({ preventScroll: true }), say, root.dataset.lookUp);
const queue = new Queue(root, say, (fresh) => steps.renew(fresh));
const steps = new Steps({ root, choice, cards, asking, queue, say, inText: () => home === text });

const switchedOn = id("keys-on");
let store = {}; // where a browser keeps nothing: until the page is left
try {
  store = localStorage;
} catch {}
switchedOn.checked = store["desk-keys"] !== "off";
switchedOn.onchange = () => {
  say(switchedOn.checked ? "Keys act again." : "Keys are switched off; the buttons act.");
  store["desk-keys"] = switchedOn.checked ? "on" : "off";
};

function move(key, more) {
  if (home !== text) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    return step ? cards.move(home.id, step) : false;
  }
  const last = choice.sentences.length - 1;
  const to = { ArrowDown: choice.at + 1, ArrowUp: choice.at - 1, Home: 0, End: last }[key];
  if (to === undefined) return false;
  const sentence = choice.go(to, more);
  cards.made = null;
  cards.followText();
  sentence?.scrollIntoView({ block: "nearest" });
  id("reading").textContent = sentence ? textOf(sentence) : "";
  return true;
}

function act(key) {
  return key === "?" ? !sheet.showModal() : steps.act(key);
}

const editable = (one) => one.closest("input:not([type=checkbox]), dialog");
const mine = (one) => places.some((place) => place.contains(one)) || id("keys").contains(one);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { key, target } = event;
  if (editable(target) || !mine(target)) return;
  const pressed = target.closest("button, a, summary, input");
  if (pressed && (key === "Enter" || key === " ")) return; // that is theirs
  if (id("buttons").contains(target) && (key === "ArrowRight" || key === "ArrowLeft")) {
    rove(buttons.indexOf(target.closest("button")) + (key === "ArrowRight" ? 1 : -1));
  } else if (key.length === 1 && key !== " " && !switchedOn.checked && key !== "?") return;
  else if (asking.takes(key)) {
    // answered
  } else if (key === " ") choice.toggle();
  else if (key === "Escape") choice.clear();
  else if (key === "Enter") act("e");
  else if (id("keys").contains(target) || !move(key, event.shiftKey)) {
    if (!act(key)) return;
  }
  event.preventDefault();
});

function rove(to) {
  const next = buttons[(to + buttons.length) % buttons.length];
  for (const one of buttons) one.tabIndex = one === next ? 0 : -1;
  next.focus();
}
for (const one of buttons) one.tabIndex = one === buttons[0] ? 0 : -1;

id("keys").addEventListener("pointerdown", (event) => {
  // Neither the focus nor what is selected goes.
  if (!event.target.closest("input, label")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-key]");
  if (button) {
    asking.end();
    const own = button.closest("[data-pk]");
    if (own) cards.turnTo(own);
    if (own) home = id("proposals");
    return act(button.dataset.key);
  }
  const row = event.target.closest("#proposals > li, #recorded > li");
  if (row && !event.target.closest("a, label, input")) {
    home = row.parentElement;
    cards.turnTo(row);
  }
  const number = event.target.closest(".ref");
  if (number) cards.turnTo(id(number.hash.slice(1)));
});
text.addEventListener("click", (event) => {
  const sentence = event.target.closest(".s");
  if (!sentence || event.target.closest("a") || !getSelection().isCollapsed) return;
  cards.made = null;
  choice.go(choice.sentences.indexOf(sentence), event.shiftKey);
  cards.followText();
});

const begun = /^#c\d+$/.test(location.hash) ? id(location.hash.slice(1)) : null;
cards.begin(begun);
text.focus({ preventScroll: true });
say(cards.told());
