// Steps on their way to the server, one after another, and the page as the server then sees it. Nothing here
// is waited for: keys act at once, and what the server says otherwise is put right afterwards.

const AGAIN = 3000; // milliseconds until a step is tried again that did not get through
const SETTLE = 150; // after the last step, until the page is asked for

export class Queue {
  /** told: {say(sentence, wrong), renew(fresh)}. */
  constructor(root, told) {
    this.root = root;
    this.told = told;
    this.steps = [];
    this.busy = false;
    this.timer = 0;
    this.settling = 0;
    window.addEventListener("online", () => this.run());
    window.addEventListener("beforeunload", (event) => {
      if (this.steps.length) event.preventDefault();
    });
  }

  get token() {
    return this.root.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  /** step: {body() → what is sent, null to leave it out; done(answer); failed(answer)}. */
  add(step) {
    this.steps.push(step);
    this.run();
  }

  async run() {
    if (this.busy) return;
    this.busy = true;
    window.clearTimeout(this.timer);
    while (this.steps.length && (await this.sent(this.steps[0]))) this.steps.shift();
    this.busy = false;
    if (this.steps.length) this.timer = window.setTimeout(() => this.run(), AGAIN);
    else this.settle();
  }

  /** Whether the server answered the step, with yes or no. */
  async sent(step) {
    const body = step.body();
    if (!body) {
      step.failed?.({});
      return true;
    }
    let response;
    try {
      response = await fetch(this.root.dataset.send, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify(body),
        redirect: "manual",
      });
    } catch {
      return this.held("The connection is lost.", "they are sent as soon as it is back.");
    }
    if (response.type === "opaqueredirect" || response.status === 403) {
      this.settle(); // signed in again meanwhile, the page brings the new token
      return this.held("You are not signed in any more.", "sign in in another tab, and they are sent.");
    }
    if (response.status === 429 || response.status >= 500) {
      return this.held("The server could not answer.", "they are sent again in a moment.");
    }
    const answer = await response.json().catch(() => ({}));
    if (response.ok) {
      step.done?.(answer);
      this.told.say(answer.said);
    } else {
      step.failed?.(answer);
      this.told.say(answer.said ?? "That could not be read. Nothing was saved; load the page again.", true);
    }
    return true;
  }

  held(what, then) {
    const steps = this.steps.length === 1 ? "One step waits" : `${this.steps.length} steps wait`;
    this.told.say(`${what} ${steps} here, unsaved: ${then}`, true);
    return false;
  }

  settle() {
    window.clearTimeout(this.settling);
    this.settling = window.setTimeout(() => this.renew(), SETTLE);
  }

  /** Ask for the page. The browser parses the answer: no text becomes markup in this script. */
  renew() {
    const request = new XMLHttpRequest();
    request.open("GET", window.location.pathname);
    request.responseType = "document";
    request.onload = () => {
      const fresh = request.response?.getElementById("desk");
      if (request.status !== 200 || !fresh) return;
      this.root.querySelector("[name=csrfmiddlewaretoken]").value = fresh.querySelector(
        "[name=csrfmiddlewaretoken]",
      ).value;
      if (!this.steps.length) this.told.renew(fresh); // else it is behind what was done meanwhile
    };
    request.send();
  }
}

/** Exchange in a list what is different, so that focus and ticks stay where nothing is; keep(old, new): neither. */
export function exchange(old, fresh, keyOf, keep) {
  const had = new Map([...old.children].map((one) => [keyOf(one), one]));
  let at = old.firstElementChild;
  for (const one of [...fresh.children]) {
    let kept = had.get(keyOf(one));
    if (!kept?.isEqualNode(one) && !(kept && keep(kept, one))) {
      const made = document.importNode(one, true);
      kept?.replaceWith(made);
      if (at === kept && kept) at = made;
      kept = made;
    }
    if (kept === at) at = at.nextElementSibling;
    else old.insertBefore(kept, at);
  }
  while (at) {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  }
}
