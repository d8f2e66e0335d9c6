// Keys that are followed by others: who speaks, what a statement does to which claim, how two claims stand.
// What may follow stands as buttons below the toolbar: a mouse and a finger answer as well as a key.

const WAIT = 700; // milliseconds for a second digit
const PAUSE = 250; // after the last letter, until it is looked up
const AGAIN = 3000; // until what did not get through is tried again

function make(tag, words, given) {
  const made = Object.assign(document.createElement(tag), given);
  if (words) made.append(words);
  return made;
}

export class Asking {
  /** row: where answers stand; home(): give the focus back; lookUp: an address. */
  constructor(row, home, say, lookUp) {
    Object.assign(this, { row, home, say, lookUp, now: null, digits: "", timer: 0 });
  }

  /**
   * choices: [{key, words, why, value}]; typed: {label, longest} for the key 0, `may`: it may be left empty;
   * search: {of, said, but} for the key /; then(value, wasTyped, choice).
   */
  ask(asked) {
    this.digits = "";
    this.now = { ...asked };
    this.show(...this.answers());
  }

  /** A button for every answer. */
  answers() {
    const { choices, typed, search } = this.now;
    const button = (key, words, onclick, why) => {
      const made = make("button", "", { type: "button", title: words, onclick });
      const told = make("span", words);
      if (why) told.append(make("small", why));
      made.append(make("kbd", key), told);
      return made;
    };
    return [
      ...choices.map((one) => button(one.key, one.words, () => this.answer(one), one.why)),
      ...(search ? [button("/", `Look for other ${search.of}`, () => this.look())] : []),
      ...(typed ? [button("0", typed.label, () => this.type())] : []),
    ];
  }

  /** Whether the key was for the question. */
  takes(key) {
    const { choices, typed, search } = this.now ?? {};
    if (!choices) return false;
    if (key === "Escape") this.end();
    else if (key === "0" && !this.digits && typed) this.type();
    else if (key === "/" && search) this.look();
    else if (/^\d$/.test(key)) this.digit(key);
    else if (this.digits) {
      this.number(); // another key: no second digit is meant
      return key === "Enter" || this.takes(key);
    } else if (key.length > 1) return false;
    else this.answer(choices.find((one) => one.key === key), key);
    return true;
  }

  digit(key) {
    clearTimeout(this.timer);
    this.digits += key;
    if (this.now.choices.some((one) => one.key !== this.digits && one.key.startsWith(this.digits))) {
      this.timer = setTimeout(() => this.now && this.number(), WAIT);
    } else this.number();
  }

  number() {
    const { digits } = this;
    this.digits = "";
    this.answer(this.now.choices.find((one) => one.key === digits), digits);
  }

  answer(one, key) {
    const { then } = this.now;
    if (!one) return this.say(`${key === " " ? "Space" : key} is no answer here. Esc leaves the question.`, true);
    this.end();
    then(one.value, false, one);
  }

  /** A line to type in; entered(words): at Enter. */
  field(label, maxLength, entered, ...after) {
    const form = make("form");
    const input = make("input", "", { id: "typed", autocomplete: "off", maxLength });
    form.append(make("label", label, { htmlFor: "typed" }), input, ...after);
    form.onsubmit = (event) => {
      event.preventDefault();
      entered(input.value.trim());
    };
    input.onkeydown = ({ key }) => {
      if (key === "Escape") this.end();
    };
    this.show(form);
    input.focus();
    return input;
  }

  type() {
    const { typed, then, looked } = this.now;
    const entered = (words) => {
      if (!words && !typed.may) return;
      this.end();
      then(words, true);
    };
    const input = this.field(typed.label, typed.longest, entered, make("button", "Save"));
    input.required = !typed.may;
    input.value = looked ?? ""; // what was looked for in vain
  }

  /** Look for what has no number here, while letters are typed; after Enter a number takes one. */
  look() {
    const list = make("div", "", { className: "found" });
    const input = this.field(`Look for ${this.now.search.of}`, 200, () => this.find(input, list, true));
    input.oninput = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.find(input, list), PAUSE);
    };
    this.row.append(list);
  }

  async find(input, list, entered) {
    clearTimeout(this.timer);
    const { now } = this;
    const { of, said, but } = now.search;
    const words = input.value.trim();
    if (words.length < 2) return;
    if (entered) this.home();
    if (now.looked !== words) {
      const asked = new URLSearchParams({ [of]: words, of: said ?? "" });
      const answer = await fetch(`${this.lookUp}?${asked}`).catch(() => null);
      const told = await answer?.json().catch(() => null);
      if (this.now !== now || !list.isConnected || input.value.trim() !== words) return; // gone on meanwhile
      if (!told) {
        this.timer = setTimeout(() => this.find(input, list, entered), AGAIN);
        const why = answer ? "The server does not answer, or you are signed out" : "The connection is lost";
        return this.say(`${why}: “${words}” is looked up as soon as it is back.`, true);
      }
      now.looked = words;
      now.choices = told.found
        .filter(({ what }) => what !== but)
        .map((one, at) => ({ key: `${at + 1}`, words: one.words, why: one.why, value: rowOf(one) }));
      list.replaceChildren(...this.answers());
    }
    const count = now.choices.length;
    const then = count ? `${entered ? "A" : "Enter, then a"} number takes one.` : "Try other words.";
    this.say(`Found for “${words}”: ${count}. ${then}`);
    if (!count) input.focus();
  }

  show(...parts) {
    const within = this.row.contains(document.activeElement);
    this.row.replaceChildren(...parts);
    this.row.hidden = false;
    if (within) this.row.querySelector("button")?.focus();
  }

  end() {
    clearTimeout(this.timer);
    const within = this.row.contains(document.activeElement);
    this.now = null;
    this.row.hidden = true;
    this.row.replaceChildren();
    if (within) this.home();
  }
}

const id = (name) => document.getElementById(name);

/** As much as a line of status takes. */
export const short = (words) => (words.length > 60 ? `${words.slice(0, 57)}…` : words);

export const nameOf = (row) => row.querySelector("a, b").textContent;
const numberOf = (row) => Number(row.dataset.what.split(":")[1]);
const rowsOf = (list) =>
  [...id(list).children]
    .filter((row) => row.dataset.n)
    .map((row) => ({ key: row.dataset.n, words: nameOf(row), value: row }));
const pairsOf = (list) =>
  [...id(list).children].map(({ dataset }) => ({ ...dataset, value: dataset.value }));

/** What was looked up, as a row of the lists. */
function rowOf({ what, words, version, slug }) {
  const row = make("li");
  row.append(make("b", words));
  Object.assign(row.dataset, { what, v: version, slug });
  return row;
}

/** Ask for one of a list or of what is looked up; typed.how: what 0 does. */
function which(steps, question, of, { typed, said, but }, then) {
  steps.say(`${question} A number, / to look for others${typed ? `, or 0 ${typed.how}` : ""}.`);
  const choices = rowsOf(of).filter(({ value }) => value.dataset.what !== but);
  steps.asking.ask({ choices, typed, search: { of, said, but }, then });
}

/** What a key is about, or a sentence that there is nothing. */
function about(steps) {
  const found = steps.cards.target(steps.inText());
  if (!found) steps.say("Mark words first, or go to a statement.", true);
  return found;
}

export function speaker(steps) {
  const of = about(steps);
  if (!of) return;
  const typed = { label: "Another speaker", longest: 200, how: "to type a name" };
  which(steps, "Who speaks?", "speakers", { typed }, (value, wasTyped) => {
    const who = wasTyped ? value : nameOf(value);
    const speaker = wasTyped ? `name:${value}` : value.dataset.what;
    if (of.proposal) return steps.amend(of.proposal, { speaker, who });
    steps.say(`Speaker: ${who}.`);
    steps.send(of, { do: "speaker", speaker });
  });
}

export function link(steps) {
  const of = about(steps);
  if (!of) return;
  const typed = { label: "A new claim, in our own words", longest: 400, how: "to write a new one" };
  const said = steps.choice.spell(steps.stretchesOf(of)).map((one) => one[2]).join(" ");
  steps.say("What does it do to the claim?");
  steps.asking.ask({
    choices: pairsOf("stance-keys"),
    then: (stance, _, { words }) =>
      which(steps, `It ${words} which claim?`, "claims", { typed, said }, (value, wasTyped) => {
        const claim = wasTyped ? value : nameOf(value);
        const other = { stance, ...(wasTyped ? { new: value } : { claim: numberOf(value) }) };
        if (of.proposal) return steps.amend(of.proposal, { other, said: `${words} “${claim}”` });
        steps.say(`It ${words} “${short(claim)}”.`);
        steps.send(of, { do: "link", ...other });
      }),
  });
}

export function relate(steps) {
  const why = { label: "Why (may be left empty)", longest: 300, may: true };
  which(steps, "Relate which claim?", "claims", {}, (one) => {
    const name = nameOf(one);
    steps.say(`How does “${short(name)}” stand to the other?`);
    steps.asking.ask({
      choices: pairsOf("relation-keys"),
      then: (kind, _, { words }) =>
        which(steps, `“${short(name)}” ${words} which claim?`, "claims", { said: name, but: one.dataset.what }, (other) => {
          steps.asking.ask({ choices: [], typed: why, then: (reason) => related(steps, one, kind, other, reason) });
          steps.asking.type();
        }),
    });
  });
}

function related(steps, one, kind, other, reason) {
  // The list may be renewed by then, with a later version.
  const now = () => id("claims").querySelector(`[data-what="${one.dataset.what}"]`) ?? one;
  steps.say("Relating the two claims …");
  steps.queue.add({
    body: () => ({
      do: "relate",
      claim: numberOf(one),
      other: numberOf(other),
      kind,
      reason,
      expected: Number(now().dataset.v),
    }),
  });
}

export function go(steps) {
  const { claim, queue } = steps.root.dataset;
  const typed = { label: "Words of an article", longest: 200, how: "to look for an article" };
  which(steps, "Go to which claim?", "claims", { typed }, (value, wasTyped) => {
    const to = wasTyped ? `${queue}?q=${encodeURIComponent(value)}` : claim.replace("slug", value.dataset.slug);
    steps.leave(() => to);
  });
}
