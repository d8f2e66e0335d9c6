// Keys that are followed by others: who speaks, what a statement does to which claim, how two claims stand.
// What may follow stands as a button in the row below the toolbar: a mouse and a finger answer as well as a key.

const WAIT = 700; // milliseconds for a second digit, where one number begins another

function make(tag, words, given = {}) {
  const made = Object.assign(document.createElement(tag), given);
  if (words) made.append(words);
  return made;
}

export class Asking {
  /** row: where the answers stand; home(): give the focus back. */
  constructor(row, home) {
    this.row = row;
    this.home = home;
    this.now = null;
    this.digits = "";
    this.timer = 0;
  }

  /** choices: [{key, words, value}]; typed: {label, longest} for the key 0; then(value, wasTyped). */
  ask({ choices, typed, then }) {
    this.digits = "";
    this.now = { choices, typed, then };
    const buttons = choices.map((one) => {
      const button = make("button", "", { type: "button", title: one.words });
      button.append(make("kbd", one.key), make("span", one.words));
      button.addEventListener("click", () => this.answer(one));
      return button;
    });
    if (typed) {
      const button = make("button", "", { type: "button" });
      button.append(make("kbd", "0"), make("span", typed.label));
      button.addEventListener("click", () => this.type());
      buttons.push(button);
    }
    this.show(buttons);
  }

  /** Words alone, without anything to choose from. `may`: they may be left out. */
  askWords(typed, then) {
    this.now = { choices: [], typed, then };
    this.type();
  }

  /** Whether the key was an answer, or would have been one. */
  takes(key) {
    if (!this.now) return false;
    if (key === "Escape") this.end();
    else if (key === "0" && !this.digits && this.now.typed) this.type();
    else if (/^\d$/.test(key)) this.digit(key);
    else if (this.digits) {
      this.number(); // whoever goes on with another key does not mean a second digit
      return key === "Enter" || this.takes(key);
    } else {
      const found = this.now.choices.find((one) => one.key === key);
      if (found) this.answer(found);
      else if (key.length > 1) return false;
    }
    return true;
  }

  digit(key) {
    window.clearTimeout(this.timer);
    this.digits += key;
    const may = this.now.choices.filter((one) => one.key.startsWith(this.digits));
    if (!may.length) this.digits = "";
    else if (may.length === 1) this.number();
    else this.timer = window.setTimeout(() => this.now && this.number(), WAIT);
  }

  number() {
    const found = this.now.choices.find((one) => one.key === this.digits);
    this.digits = "";
    if (found) this.answer(found);
  }

  answer(one) {
    const { then } = this.now;
    this.end();
    then(one.value, false, one);
  }

  type() {
    const { typed, then } = this.now;
    const form = make("form");
    const input = make("input", "", { type: "text", id: "typed", autocomplete: "off" });
    input.maxLength = typed.longest;
    input.required = !typed.may;
    form.append(make("label", typed.label, { htmlFor: "typed" }), input, make("button", "Save"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const words = input.value.trim();
      if (!words && !typed.may) return;
      this.end();
      then(words, true);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.end();
    });
    this.show([form]);
    input.focus();
  }

  show(parts) {
    const within = this.row.contains(document.activeElement);
    this.row.replaceChildren(...parts);
    this.row.hidden = false;
    if (within) this.row.querySelector("button")?.focus();
  }

  end() {
    window.clearTimeout(this.timer);
    const within = this.row.contains(document.activeElement);
    this.now = null;
    this.row.hidden = true;
    this.row.replaceChildren();
    if (within) this.home();
  }
}

const id = (name) => document.getElementById(name);

/** So many letters as a line of status takes. */
export const short = (words) => (words.length > 60 ? `${words.slice(0, 57)}…` : words);

export const nameOf = (row) => row.querySelector("a, b").textContent;
const numberOf = (row) => Number(row.dataset.what.split(":")[1]);
const rowsOf = (list) =>
  [...id(list).children]
    .filter((row) => row.dataset.n)
    .map((row) => ({ key: row.dataset.n, words: nameOf(row), value: row }));
const pairsOf = (list) =>
  [...id(list).children].map(({ dataset }) => ({
    key: dataset.key,
    words: dataset.words,
    value: dataset.value,
  }));

/** The statement that a key is about, or a sentence that there is none. */
function about(steps) {
  const found = steps.cards.target(steps.inText());
  if (!found) steps.say("Mark words first, or go to a statement.", true);
  return found;
}

export function speaker(steps) {
  const of = about(steps);
  if (!of) return;
  steps.say("Who speaks? A number of the list, or 0 to type a name.");
  steps.asking.ask({
    choices: rowsOf("speakers"),
    typed: { label: "Another speaker", longest: 200 },
    then: (value, typed) => {
      const name = typed ? value : nameOf(value);
      const who = typed ? `name:${value}` : value.dataset.what;
      if (of.proposal) return steps.amend(of.proposal, { speaker: who, who: name });
      steps.say(`Speaker: ${name}.`);
      steps.send(of, { do: "speaker", speaker: who });
    },
  });
}

export function link(steps) {
  const of = about(steps);
  if (!of) return;
  steps.say("What does it do to the claim?");
  steps.asking.ask({
    choices: pairsOf("stance-keys"),
    then: (stance, _, { words }) => {
      steps.say(`It ${words} which claim? A number of the list, or 0 to write a new one.`);
      steps.asking.ask({
        choices: rowsOf("claims"),
        typed: { label: "A new claim, in our own words", longest: 400 },
        then: (value, typed) => linked(steps, of, stance, words, typed ? { new: value } : value),
      });
    },
  });
}

function linked(steps, of, stance, words, given) {
  const isNew = !given.dataset;
  const other = isNew ? { stance, ...given } : { stance, claim: numberOf(given) };
  const claim = isNew ? given.new : nameOf(given);
  if (of.proposal) return steps.amend(of.proposal, { other, said: `${words} “${claim}”` });
  steps.say(`It ${words} “${short(claim)}”.`);
  steps.send(of, { do: "link", ...other });
}

export function relate(steps) {
  const claims = rowsOf("claims");
  if (claims.length < 2) return steps.say("There are not two claims on this page to relate.", true);
  steps.say("Relate which claim? Its number.");
  const why = { label: "Why (may be left empty)", longest: 300, may: true };
  steps.asking.ask({
    choices: claims,
    then: (one) => {
      steps.say(`How does “${short(nameOf(one))}” stand to the other?`);
      steps.asking.ask({
        choices: pairsOf("relation-keys"),
        then: (kind, _, { words }) => {
          steps.say(`“${short(nameOf(one))}” ${words} which claim?`);
          steps.asking.ask({
            choices: claims.filter(({ value }) => value !== one),
            then: (other) => steps.asking.askWords(why, (reason) => related(steps, one, kind, other, reason)),
          });
        },
      });
    },
  });
}

function related(steps, one, kind, other, reason) {
  const claim = numberOf(one);
  // By then the list may have been renewed, and the claim be of a later version.
  const now = () => id("claims").querySelector(`[data-what="claim:${claim}"]`) ?? one;
  steps.say("Relating the two claims …");
  steps.queue.add({
    body: () => ({
      do: "relate",
      claim,
      other: numberOf(other),
      kind,
      reason,
      expected: Number(now().dataset.v),
    }),
  });
}

export function go(steps) {
  steps.say("Go to which claim? Its number, or 0 to look for an article.");
  const { claim, queue } = steps.root.dataset;
  steps.asking.ask({
    choices: rowsOf("claims"),
    typed: { label: "Words of an article", longest: 200 },
    then: (value, typed) => {
      const found = typed ? `${queue}?q=${encodeURIComponent(value)}` : "";
      const to = found || claim.replace("/slug/", `/${value.dataset.slug}/`);
      steps.queue.add({ body: () => void location.assign(to) }); // once all is saved
    },
  });
}
