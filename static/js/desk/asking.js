// What comes after a first key: a choice of keys, a number of a list, or words to type. Each stands as a button
// in the row above the toolbar, so that a mouse and a finger answer as well as a key.

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
    else if (key === "Enter" && this.digits) this.number();
    else {
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
