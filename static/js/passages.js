// Keys of the review: each presses what the page shows anyway. They work only while the texts have the focus.
const texts = document.querySelector("[data-keys]");
const words = document.querySelector("[data-words]");

/** Takes what is selected in the new text as the other place. */
function takeSelected() {
  const selected = String(document.getSelection()).trim();
  if (selected) words.value = selected;
  words.focus();
}

texts?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "m" && words) {
    event.preventDefault();
    takeSelected();
    return;
  }
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!found) return;
  event.preventDefault();
  found.click();
  // A place by its number is taken at once.
  if (found.type === "radio") document.querySelector('[data-key="a"]').click();
});
texts?.focus({ preventScroll: true });
