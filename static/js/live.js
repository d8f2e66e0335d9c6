// Refreshes the parts of a page marked data-live, in place, while the server still marks them so.
// The answer is parsed by the browser as a document; no text ever becomes markup here (Trusted Types).
"use strict";

const EVERY = 2000; // milliseconds between an answer and the next question

function exchange(page) {
  for (const old of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(old.id);
    // Whoever is on a link or button in this part, or ticked something, keeps it; a later round renews it.
    const used = old.contains(document.activeElement) || old.querySelector("input:checked");
    if (fresh && !used) old.replaceWith(document.importNode(fresh, true));
  }
}

function ask() {
  if (!document.querySelector("[data-live]")) return;
  if (document.hidden) return again();
  const request = new XMLHttpRequest();
  request.open("GET", window.location.href);
  request.responseType = "document";
  request.timeout = 10000;
  request.onload = () => {
    if (request.status === 200 && request.response) exchange(request.response);
    again();
  };
  request.onerror = request.ontimeout = again;
  request.send();
}

function again() {
  window.setTimeout(ask, EVERY);
}

again();
