// What each key does: at once in the page, then as a step on its way to the server.
import { spans } from "./cards.js";
import { go, link, nameOf, relate, short, speaker } from "./chords.js";
import { exchange } from "./queue.js";

const id = (name) => document.getElementById(name);
const DOES = {
  a: (steps) => steps.accept(),
  x: (steps) => steps.reject(),
  e: (steps) => steps.edit(),
  j: (steps) => steps.cards.move("proposals", 1),
  k: (steps) => steps.cards.move("proposals", -1),
  c: (steps) => steps.mark(),
  s: speaker,
  l: link,
  r: relate,
  g: go,
  n: ({ choice, queue, root }) => {
    const chosen = choice.stretches.map(({ start, end }) => `span=${start}-${end}`).join("&");
    queue.add({ body: () => void location.assign(`${root.dataset.notes}?${chosen}`) });
  },
  u: (steps) => steps.undo(),
  "[": (steps) => steps.byWord(-1),
  "]": (steps) => steps.byWord(1),
  "{": (steps) => steps.byWord(1, true),
  "}": (steps) => steps.byWord(-1, true),
};
const LULL = 500; // milliseconds without another word taken in or left out, until it is saved
const key = (row) => Number(row.dataset.pk);

export class Steps {
  constructor(parts) {
    Object.assign(this, parts);
    this.edits = new Map(); // of proposals, until they are accepted: {speaker, others, content}
    this.sentMarks = []; // ranges on their way
    this.resized = null;
  }

  knows(one) {
    return Object.hasOwn(DOES, one);
  }

  act(one) {
    if (!"[]{}".includes(one)) this.flush();
    DOES[one](this);
  }

  decided(row, step, sentence) {
    this.cards.gone.add(row.id);
    this.cards.now = row.id;
    this.cards.next();
    this.say(`${sentence} ${this.cards.told().split(". ")[0]}.`);
    const failed = () => {
      this.cards.gone.delete(row.id);
      this.cards.now ||= row.id; // the next key is meant for the row gone on to meanwhile
      this.cards.paint();
    };
    this.queue.add({ body: () => ({ ...step, statement: key(row), expected: this.version(row) }), failed });
  }

  accept() {
    const row = this.cards.proposal;
    if (!row) return this.say("No proposal waits.", true);
    const edit = this.edits.get(row.id) ?? {};
    const links = [...row.querySelectorAll("[name=link]:checked")].map((one) => Number(one.value));
    const named = row.dataset.name ? { speaker: `name:${row.dataset.name}`, kind: row.dataset.kind } : {};
    this.edits.delete(row.id);
    this.decided(row, { do: "accept", links, ...named, ...edit }, "Accepted.");
  }

  reject() {
    const row = this.cards.proposal;
    if (!row) return this.say("No proposal waits.", true);
    this.decided(row, { do: "reject" }, "Rejected.");
  }

  edit() {
    const about = this.cards.target(this.inText()) ?? (this.cards.proposal && { proposal: this.cards.proposal });
    if (!about) return this.say("Go to a proposal or a statement first.", true);
    const open = () => {
      const pk = about.made?.pk ?? key(about.row ?? about.proposal);
      if (pk) location.assign(`${this.root.dataset.edit.replace("/0/", `/${pk}/`)}?from=keys`);
      return null;
    };
    // After whatever is still on its way: the form shows what was saved.
    this.queue.add({ body: open });
  }

  mark() {
    const stretches = this.choice.stretches;
    if (!stretches.length) return this.say("Choose a sentence with the arrow keys, or select some words.", true);
    const content = this.choice.spell(stretches);
    const made = { pk: 0, version: 0, stretches };
    this.cards.made = made;
    this.light(stretches);
    this.say(`Marked: “${short(content[0][2])}”. s and a number says who; l links it.`);
    const { version, sha } = this.root.dataset;
    this.queue.add({
      body: () => ({ do: "mark", text: Number(version), sha, content }),
      done: (answer) => this.took(made, answer),
      failed: (answer) => {
        if (answer.twin) this.took(made, { statement: answer.twin });
        this.unlight();
      },
    });
    getSelection().removeAllRanges();
    this.choice.taken.clear();
    this.choice.paint();
  }

  byWord(step, first = false) {
    const about = this.cards.target(this.inText());
    const chosen = this.choice.selected() ?? this.choice.own;
    const free = !about || chosen || this.choice.taken.size;
    const was = free && !about?.made ? this.choice.stretches : this.stretchesOf(about);
    const stretches = this.choice.byWord(was, step, first);
    if (!stretches.length) return this.say("Choose a sentence first.", true);
    const words = this.choice.spell(stretches).at(first ? 0 : -1)[2];
    this.say(first ? `It begins “${words.slice(0, 40)} …”.` : `It ends “… ${words.slice(-40)}”.`);
    if (free && !about?.made) return this.choice.choose(stretches);
    if (about.proposal) return this.amend(about.proposal, { content: this.choice.spell(stretches) }, stretches);
    this.light(stretches);
    this.resized = { about, stretches, timer: setTimeout(() => this.flush(), LULL, clearTimeout(this.resized?.timer)) };
    if (about.made) about.made.stretches = stretches;
  }

  stretchesOf({ made, row, proposal }) {
    if (made) return made.stretches;
    if (this.resized?.about.row === row && row) return this.resized.stretches;
    return this.edits.get(proposal?.id)?.stretches ?? spans(row ?? proposal);
  }

  /** Save what words were taken in or left out: one step, however many presses it took. */
  flush() {
    const { about, stretches, timer } = this.resized ?? {};
    if (!about) return;
    clearTimeout(timer);
    this.resized = null;
    const content = this.choice.spell(stretches);
    const { version, sha } = this.root.dataset;
    this.send(about, { do: "words", text: Number(version), sha, content });
  }

  /** Change a proposal here; the key that accepts it sends it all. */
  amend(row, { other, who, said, ...given }, stretches) {
    const edit = this.edits.get(row.id) ?? { others: [] };
    if (other) edit.others = [...edit.others.filter((one) => one.claim !== other.claim || !one.claim), other];
    this.edits.set(row.id, Object.assign(edit, given));
    if (stretches) {
      Object.defineProperty(edit, "stretches", { value: stretches, writable: true, enumerable: false });
      this.light(stretches);
      row.querySelector("blockquote").textContent = given.content.map((one) => one[2]).join(" … ");
    }
    if (who) row.querySelector(".who").textContent = who;
    if (said) row.querySelector(".links").append(Object.assign(document.createElement("p"), { textContent: said }));
    if (who || said) this.say(`${who ? `Speaker: ${who}` : said}. a accepts it so.`);
  }

  undo() {
    this.say("Undoing your last step …");
    this.cards.made = null;
    this.queue.add({ body: () => ({ do: "undo" }) });
  }

  send(about, step) {
    const { made, row } = about;
    this.queue.add({
      body: () => {
        const statement = made ? made.pk : key(row);
        return statement ? { ...step, statement, expected: made?.version || this.version(row, statement) } : null;
      },
      done: (answer) => this.took(made ?? {}, answer),
      failed: () => made && (made.version = 0), // the page tells, once it is asked for
    });
  }

  /** The next step builds on what this one left. */
  took(made, answer) {
    made.pk = answer.statement;
    made.version = answer.version ?? 0;
    const card = id(`c${answer.statement}`);
    if (card && answer.version) card.dataset.v = answer.version;
  }

  version(row, pk = key(row)) {
    return Number((row ?? id(`c${pk}`))?.dataset.v ?? 0);
  }

  light(stretches) {
    this.sentMarks = this.choice.ranges(stretches);
    CSS.highlights.set("sent", new Highlight(...this.sentMarks));
  }

  unlight() {
    CSS.highlights.delete("sent");
  }

  /** The page as the server sees it now: put right what differs, and leave alone what does not. */
  renew(fresh) {
    const named = (one) => one.id || one.dataset.what || one.tagName;
    if (fresh.dataset.version !== this.root.dataset.version) {
      return this.say("The article has another text now. Load the page again to see it.", true);
    }
    this.cards.clean();
    for (const block of fresh.querySelectorAll(".b")) {
      const old = id(block.id);
      if (old && !old.isEqualNode(block)) old.replaceWith(document.importNode(block, true));
    }
    const amended = (old, row) => this.edits.has(old.id) && old.dataset.v === row.dataset.v;
    for (const name of ["proposals", "recorded", "speakers", "claims"]) {
      const rows = fresh.querySelector(`#${name}`);
      if (name === "speakers" || name === "claims") keepNumbers(id(name), rows);
      exchange(id(name), rows, named, amended);
      const [head, newHead] = [id(`h-${name}`), fresh.querySelector(`#h-${name}`)];
      head.replaceChildren(...[...newHead.childNodes].map((one) => document.importNode(one, true)));
    }
    for (const row of [...this.edits.keys()]) if (!id(row)) this.edits.delete(row);
    this.cards.gone.clear();
    if (!this.resized && !this.edits.size) this.unlight();
    this.choice.forget();
    this.choice.paint();
    if (this.cards.made?.pk) this.cards.on = `c${this.cards.made.pk}`;
    if (!this.cards.proposal && this.cards.proposals.length) this.cards.now = this.cards.proposals[0].id;
    this.cards.paint();
  }
}

/** What a number named, it names until the page is left, in whichever row; what is new comes after. */
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
