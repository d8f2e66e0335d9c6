// The keyboard desk: keys and buttons, and what each does. Everything shows at once; the server is told beside.
import { Cards } from "./cards.js";
import { Choice } from "./choice.js";
import { Asking } from "./chords.js";
import { textOf } from "./offsets.js";
import { Queue } from "./queue.js";
import { Steps } from "./steps.js";

const id = (name) => document.getElementById(name);
const root = id("desk");
const text = id("text");
const places = [text, id("proposals"), id("recorded"), id("claims"), id("speakers")];
const sheet = id("sheet");
const buttons = [...id("buttons").children];
let home = text; // what had the focus last: keys go on there

for (const one of places) {
  one.tabIndex = 0;
  one.addEventListener("focusin", () => {
    home = one;
  });
}
id("panel").classList.add("js");
id("keys").hidden = false;

function say(sentence, wrong = false) {
  const status = id("status");
  status.textContent = sentence;
  status.classList.toggle("wrong", wrong);
}

const choice = new Choice(text);
const cards = new Cards(root, choice);
const asking = new Asking(id("next"), () => home.focus({ preventScroll: true }));
const queue = new Queue(root, { say, renew: (fresh) => steps.renew(fresh) });
const steps = new Steps({ root, choice, cards, asking, queue, say, inText: () => home === text });

const switchedOn = id("keys-on");
try {
  switchedOn.checked = localStorage.getItem("desk-keys") !== "off";
} catch {
  switchedOn.checked = true; // no store: on, until the page is left
}
switchedOn.addEventListener("change", () => {
  try {
    localStorage.setItem("desk-keys", switchedOn.checked ? "on" : "off");
  } catch {
    // as above
  }
  say(switchedOn.checked ? "Keys act again." : "Keys are switched off; the buttons act.");
});

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
  if (key === "?") sheet.showModal();
  else steps.act(key);
}

const editable = (one) => one.closest("input:not([type=checkbox]), textarea, select, dialog");
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
    if (!steps.knows(key) && key !== "?") return;
    act(key);
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
  // Neither the focus nor what is selected goes when a button is pressed.
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
