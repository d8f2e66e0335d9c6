// What each key does: at once in the page, then as a step on its way to the server.
import { exchange } from "./queue.js";
import { textOf } from "./offsets.js";

const id = (name) => document.getElementById(name);
const KEYS = "axe[]{}cslrgujk";
const LULL = 500; // milliseconds without another word taken in or left out, until it is saved
const key = (row) => Number(row.dataset.pk);

const choicesOf = (name) =>
  [...id(name).children]
    .filter((row) => row.dataset.n)
    .map((row) => ({ key: row.dataset.n, words: row.querySelector("b, a").textContent, value: row }));
const pairsOf = (name) =>
  [...id(name).children].map(({ dataset }) => ({ key: dataset.key, words: dataset.words, value: dataset.value }));

export class Steps {
  constructor(parts) {
    Object.assign(this, parts);
    this.edits = new Map(); // of proposals, until they are accepted: {speaker, others, content}
    this.versions = new Map(); // of statements, as the server told last
    this.sentMarks = []; // ranges on their way
    this.resized = null;
  }

  knows(one) {
    return KEYS.includes(one) && one.length === 1;
  }

  act(one) {
    if (one !== "[" && one !== "]" && one !== "{" && one !== "}") this.flush();
    const does = {
      a: () => this.accept(),
      x: () => this.reject(),
      e: () => this.edit(),
      j: () => this.cards.move(id("proposals"), 1),
      k: () => this.cards.move(id("proposals"), -1),
      c: () => this.mark(),
      s: () => this.speaker(),
      l: () => this.link(),
      r: () => this.relate(),
      g: () => this.go(),
      u: () => this.undo(),
      "[": () => this.byWord(-1),
      "]": () => this.byWord(1),
      "{": () => this.byWord(1, true),
      "}": () => this.byWord(-1, true),
    };
    does[one]?.();
  }

  // --- proposals ---------------------------------------------------------------
  decided(row, step, sentence) {
    this.cards.gone.add(row.id);
    this.cards.now = row.id;
    this.cards.next();
    this.say(`${sentence} ${this.cards.told().split(". ")[0]}.`);
    const failed = () => {
      this.cards.gone.delete(row.id);
      this.cards.now = row.id;
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

  // --- words --------------------------------------------------------------------
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
    return this.edits.get(proposal?.id)?.stretches ?? this.cards.stretches(row ?? proposal);
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

  // --- who, and what it does -------------------------------------------------------
  speaker() {
    const about = this.cards.target(this.inText());
    if (!about) return this.say("Mark words first, or go to a statement.", true);
    this.say("Who speaks? A number of the list, or 0 to type a name.");
    this.asking.ask({
      choices: choicesOf("speakers"),
      typed: { label: "Another speaker", longest: 200 },
      then: (value, typed) => {
        const speaker = typed ? `name:${value}` : value.dataset.what;
        const name = typed ? value : value.querySelector("b").textContent;
        if (about.proposal) return this.amend(about.proposal, { speaker, who: name });
        this.say(`Speaker: ${name}.`);
        this.send(about, { do: "speaker", speaker });
      },
    });
  }

  link() {
    const about = this.cards.target(this.inText());
    if (!about) return this.say("Mark words first, or go to a statement.", true);
    this.say("What does it do to the claim?");
    this.asking.ask({
      choices: pairsOf("stance-keys"),
      then: (stance, _, { words }) => {
        this.say(`It ${words} which claim? A number of the list, or 0 to write a new one.`);
        this.asking.ask({
          choices: choicesOf("claims"),
          typed: { label: "A new claim, in our own words", longest: 400 },
          then: (value, typed) => {
            const other = typed ? { stance, new: value } : { stance, claim: numberOf(value) };
            const claim = typed ? value : value.querySelector("a, b").textContent;
            if (about.proposal) return this.amend(about.proposal, { other, said: `${words} “${claim}”` });
            this.say(`It ${words} “${short(claim)}”.`);
            this.send(about, { do: "link", ...other });
          },
        });
      },
    });
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

  // --- claims, places, undo ----------------------------------------------------------
  relate() {
    this.say("Relate which claim? Its number.");
    const choices = choicesOf("claims");
    if (choices.length < 2) return this.say("There are not two claims on this page to relate.", true);
    this.asking.ask({
      choices,
      then: (one) => this.asking.ask({
        choices: pairsOf("relation-keys"),
        then: (kind, _, { words }) => {
          this.say(`“${short(nameOf(one))}” ${words} which claim?`);
          this.asking.ask({
            choices: choices.filter(({ value }) => value !== one),
            then: (other) => this.asking.askWords({ label: "Why (may be left empty)", longest: 300, may: true }, (reason) => {
              this.say(`“${short(nameOf(one))}” ${words} “${short(nameOf(other))}”.`);
              const claim = numberOf(one);
              const expected = () => Number(id("claims").querySelector(`[data-what="claim:${claim}"]`)?.dataset.v ?? one.dataset.v);
              this.queue.add({
                body: () => ({ do: "relate", claim, other: numberOf(other), kind, reason, expected: expected() }),
              });
            }),
          });
        },
      }),
    });
  }

  go() {
    this.say("Go to which claim? Its number, or 0 to look for an article.");
    this.asking.ask({
      choices: choicesOf("claims"),
      typed: { label: "Words of an article", longest: 200 },
      then: (value, typed) => {
        const { claim, queue } = this.root.dataset;
        const to = typed ? `${queue}?q=${encodeURIComponent(value)}` : claim.replace("/slug/", `/${value.dataset.slug}/`);
        this.queue.add({ body: () => void location.assign(to) });
      },
    });
  }

  undo() {
    this.say("Undoing your last step …");
    this.cards.made = null;
    this.queue.add({ body: () => ({ do: "undo" }), done: () => this.versions.clear() });
  }

  // --- on the way ----------------------------------------------------------------------
  send(about, step) {
    const { made, row } = about;
    this.queue.add({
      body: () => {
        const statement = made ? made.pk : key(row);
        return statement ? { ...step, statement, expected: made?.version || this.version(row, statement) } : null;
      },
      done: (answer) => made && this.took(made, answer),
    });
  }

  took(made, answer) {
    made.pk = answer.statement;
    made.version = answer.version ?? 0;
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
    const keptEdits = [...this.edits.keys()].map(id);
    for (const name of ["proposals", "recorded", "speakers", "claims"]) {
      exchange(id(name), fresh.querySelector(`#${name}`), named);
      const [head, newHead] = [id(`h-${name}`), fresh.querySelector(`#h-${name}`)];
      head.replaceChildren(...[...newHead.childNodes].map((one) => document.importNode(one, true)));
    }
    for (const row of keptEdits) if (row && !row.isConnected) this.edits.delete(row.id);
    this.cards.gone.clear();
    if (!this.resized && !this.edits.size) this.unlight();
    this.choice.forget();
    this.choice.paint();
    if (this.cards.made?.pk) this.cards.on = `c${this.cards.made.pk}`;
    if (!this.cards.proposal && this.cards.proposals.length) this.cards.now = this.cards.proposals[0].id;
    this.cards.paint();
  }
}

const numberOf = (row) => Number(row.dataset.what.split(":")[1]);
const nameOf = (row) => row.querySelector("a, b").textContent;
const short = (words) => (words.length > 60 ? `${words.slice(0, 57)}…` : words);
