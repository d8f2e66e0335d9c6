// Keeps what is typed in forms marked data-draft: on the server, and in this browser while that is away.
// Nothing here is needed to save; it only means that nothing typed is lost.
"use strict";

const PAUSE = 1500; // milliseconds after the last key
const MONTH = 30 * 24 * 3600 * 1000;
const PREFIX = "draft ";
const OWN = ["csrfmiddlewaretoken", "draft"]; // of this page; what a browser kept has older ones
const KEPT = "What you type is kept as a draft.";
const AWAY = "No connection: what you type is kept in this browser until it is back.";
const OUT = "You are signed out. What you type is kept: sign in again and go on.";
const NOT_KEPT = "What you type could not be kept as a draft. Save before you leave.";

function tell(form, words, address) {
  let line = form.querySelector(".draft-s");
  if (!line) {
    line = document.createElement("p");
    line.className = "draft-s";
    line.setAttribute("role", "status");
    form.append(line);
  }
  if (line.dataset.said === words) return; // said once, not at every pause
  line.dataset.said = words;
  line.textContent = words;
  if (!address) return;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = "Go on with it";
  line.append(" ", link);
}

function remember(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => !OWN.includes(name) && typeof value === "string");
  try {
    localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify({ at: Date.now(), fields }));
    return true;
  } catch {
    return false; // no room, or forbidden
  }
}

function forget(form) {
  localStorage.removeItem(PREFIX + form.dataset.draft);
}

async function send(form, body, signal) {
  try {
    const answer = await fetch(form.dataset.drafts, { method: "POST", body, redirect: "manual", signal });
    if (answer.status === 201) return { words: KEPT, address: answer.headers.get("Location") };
    if (answer.type === "opaqueredirect" || answer.status === 403) return { words: OUT, local: true };
    return answer.status >= 500 ? { words: AWAY, local: true } : { words: NOT_KEPT };
  } catch {
    return { words: AWAY, local: true };
  }
}

function watch(form) {
  let timer = 0;
  let running = new AbortController();
  const keep = async () => {
    const { words, local } = await send(form, new FormData(form), running.signal);
    if (running.signal.aborted) return;
    if (!local) forget(form);
    tell(form, local && !remember(form) ? NOT_KEPT : words);
  };
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  window.addEventListener("online", () => localStorage.getItem(PREFIX + form.dataset.draft) && keep());
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    if (!navigator.onLine) {
      event.preventDefault();
      tell(form, remember(form) ? AWAY : NOT_KEPT);
      return;
    }
    running.abort(); // a draft must not come after the save
    running = new AbortController();
    forget(form);
  });
}

// What this browser kept while the server was away goes there now, and is offered.
async function bringBack(form) {
  const stored = localStorage.getItem(PREFIX + form.dataset.draft);
  if (!stored) return;
  const body = new FormData();
  for (const name of OWN) body.append(name, form.elements[name].value);
  for (const [name, value] of JSON.parse(stored).fields) body.append(name, value);
  const { words, address } = await send(form, body);
  if (!address) return tell(form, words);
  forget(form);
  tell(form, "What you typed while the connection was lost is kept as a draft.", address);
}

function sweep() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && Date.now() - JSON.parse(localStorage.getItem(key)).at > MONTH) localStorage.removeItem(key);
  }
}

sweep();
for (const form of document.querySelectorAll("form[data-draft]")) {
  bringBack(form);
  watch(form);
}
