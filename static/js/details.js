// A suggestion goes into its cell at once; without this script its button asks the server for the same.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  event.preventDefault();
  const cell = document.getElementById(button.dataset.take);
  cell.value = button.dataset.value;
  button.hidden = true;
  cell.closest("tr").classList.add("changed");
  cell.focus();
});
