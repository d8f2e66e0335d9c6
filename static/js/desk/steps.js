// What each key does: at once in the page, then as a step to the server.
import { spans } from "./choice.js";
import { go, link, relate, short, speaker } from "./chords.js";

const id = (name) => document.getElementById(name);
const DOES = {
  a: (steps) => steps.decide("accept", "Accepted.", (row) => steps.accepted(row)),
  x: (steps) => steps.decide("reject", "Rejected."),
  e: (steps) => steps.edit(),
  j: (steps) => steps.cards.move("proposals", 1),
  k: (steps) => steps.cards.move("proposals", -1),
  c: (steps) => steps.mark(),
  s: speaker,
  l: link,
  r: relate,
  g: go,
  n: (steps) => {
    const chosen = steps.choice.stretches.map(({ start, end }) => `span=${start}-${end}`).join("&");
    steps.leave(() => `${steps.root.dataset.notes}?${chosen}`);
  },
  u: (steps) => steps.undo(),
  "[": (steps) => steps.byWord(-1),
  "]": (steps) => steps.byWord(1),
  "{": (steps) => steps.byWord(1, true),
  "}": (steps) => steps.byWord(-1, true),
};
const AGAIN = 3000; // milliseconds until a step that did not get through is tried again
const SETTLE = 150; // after the last step, until the page is asked for
const LULL = 500; // after the last word, until it is saved
const TOKEN = "[name=csrfmiddlewaretoken]";
const key = (row) => Number(row.dataset.pk);

export class Steps {
  constructor(parts) {
    Object.assign(this, parts);
    this.edits = new Map(); // of proposals, until they are accepted: {speaker, others, content}
    this.resized = null;
  }

  /** Whether that key does something, and do it. */
  act(one) {
    if (!Object.hasOwn(DOES, one)) return false;
    if (!"[]{}".includes(one)) this.flush();
    DOES[one](this);
    return true;
  }

  /** Decide the proposal whose turn it is; of(row): what else is sent of it. */
  decide(what, sentence, of = () => ({})) {
    const row = this.cards.proposal;
    if (!row) return this.say("No proposal waits.", true);
    const edit = this.edits.get(row.id);
    const step = { do: what, ...of(row), statement: key(row) };
    this.edits.delete(row.id);
    this.cards.gone.add(row.id);
    this.cards.next();
    this.say(`${sentence} ${this.cards.told().split(". ")[0]}.`);
    const failed = () => {
      this.cards.gone.delete(row.id);
      if (edit) this.edits.set(row.id, edit);
      this.cards.now ||= row.id; // the next key is meant for the row gone on to meanwhile
      this.cards.paint();
    };
    this.queue.add({ body: () => ({ ...step, expected: this.version(row) }), failed });
  }

  /** Of a proposal: which links stay, and what was changed here. */
  accepted(row) {
    const links = [...row.querySelectorAll("[name=link]:checked")].map((one) => Number(one.value));
    const { name, kind } = row.dataset;
    return { links, ...(name && { speaker: `name:${name}`, kind }), ...this.edits.get(row.id) };
  }

  edit() {
    const { made, row, proposal = row ?? this.cards.proposal } = this.cards.target(this.inText()) ?? {};
    if (!made && !proposal) return this.say("Go to a proposal or a statement first.", true);
    this.leave(() => {
      const pk = made?.pk ?? key(proposal);
      return pk && `${this.root.dataset.edit.replace("/0/", `/${pk}/`)}?from=keys`;
    });
  }

  /** Go to another page, after whatever is on its way. */
  leave(to) {
    const body = () => {
      const address = to();
      if (address) location.assign(address);
    };
    this.queue.add({ body });
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
        this.light([]);
      },
    });
    this.choice.clear();
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
    if (about.proposal) return this.amend(about.proposal, { content: this.choice.spell(stretches) });
    this.light(stretches);
    this.resized = { about, stretches, timer: setTimeout(() => this.flush(), LULL, clearTimeout(this.resized?.timer)) };
    if (about.made) about.made.stretches = stretches;
  }

  stretchesOf({ made, row, proposal }) {
    if (made) return made.stretches;
    if (this.resized?.about.row === row && row) return this.resized.stretches;
    const content = this.edits.get(proposal?.id)?.content;
    return content?.map(([start, end]) => ({ start, end })) ?? spans(row ?? proposal);
  }

  /** Save the words: one step, however many presses. */
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
  amend(row, { other, who, said, ...given }) {
    const edit = this.edits.get(row.id) ?? { others: [] };
    if (other) edit.others = [...edit.others.filter((one) => one.claim !== other.claim || !one.claim), other];
    this.edits.set(row.id, Object.assign(edit, given));
    if (given.content) {
      this.light(this.stretchesOf({ proposal: row }));
      row.querySelector("blockquote").textContent = given.content.map((one) => one[2]).join(" … ");
    }
    if (who) row.querySelector(".who").textContent = who;
    if (said) row.querySelector(".links").append(document.createElement("br"), said);
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
    CSS.highlights.set("sent", new Highlight(...this.choice.ranges(stretches)));
  }

  /** The page as the server sees it now. */
  renew(fresh) {
    if (fresh.dataset.version !== this.root.dataset.version) {
      return this.say("The article has another text now. Load the page again to see it.", true);
    }
    this.cards.renew(fresh, this.edits);
    if (!this.resized && !this.edits.size) this.light([]);
  }
}

/** Steps on their way, one after another; what the server says otherwise is put right afterwards. */
export class Queue {
  /** say(sentence, wrong), renew(fresh). */
  constructor(root, say, renew) {
    Object.assign(this, { root, say, renew, steps: [], busy: false, timer: 0, settling: 0 });
    window.addEventListener("online", () => this.run());
    window.addEventListener("beforeunload", (event) => {
      if (this.steps.length) event.preventDefault();
    });
  }

  /** step: {body() → what is sent, or null; done(answer); failed(answer)}. */
  add(step) {
    this.steps.push(step);
    this.run();
  }

  async run() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    while (this.steps.length && (await this.sent(this.steps[0]))) this.steps.shift();
    this.busy = false;
    if (this.steps.length) this.timer = setTimeout(() => this.run(), AGAIN);
    else this.settle();
  }

  /** Whether the server answered the step, with yes or no. */
  async sent(step) {
    const body = step.body();
    if (!body) {
      step.failed?.({});
      return true;
    }
    const response = await fetch(this.root.dataset.send, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.root.querySelector(TOKEN).value },
      body: JSON.stringify(body),
      redirect: "manual",
    }).catch(() => null);
    if (!response) return this.held("The connection is lost.", "they are sent as soon as it is back.");
    if (response.type === "opaqueredirect" || response.status === 403) {
      this.settle(); // signed in again, the page brings the new token
      return this.held("You are not signed in any more.", "sign in in another tab, and they are sent.");
    }
    if (response.status === 429 || response.status >= 500) {
      return this.held("The server could not answer.", "they are sent again in a moment.");
    }
    const answer = await response.json().catch(() => ({}));
    if (response.ok) {
      step.done?.(answer);
      this.say(answer.said);
    } else {
      step.failed?.(answer);
      this.say(answer.said ?? "That could not be read. Nothing was saved; load the page again.", true);
    }
    return true;
  }

  held(what, then) {
    const count = this.steps.length;
    this.say(`${what} ${count === 1 ? "One step waits" : `${count} steps wait`} here, unsaved: ${then}`, true);
    return false;
  }

  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.ask(), SETTLE);
  }

  /** Ask for the page; the browser parses it: no text becomes markup here. */
  ask() {
    const request = new XMLHttpRequest();
    request.open("GET", location.pathname);
    request.responseType = "document";
    request.onload = () => {
      const fresh = request.response?.getElementById("desk");
      if (request.status !== 200 || !fresh) return;
      this.root.querySelector(TOKEN).value = fresh.querySelector(TOKEN).value;
      if (!this.steps.length) this.renew(fresh); // else it is behind what was done meanwhile
    };
    request.send();
  }
}
