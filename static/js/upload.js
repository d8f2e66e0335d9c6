// Lets files and whole folders be dropped on the upload form, and says what was chosen.
// The form itself sends them: this only fills its controls, and a hidden field with where each file lay.
"use strict";

const MOST_FILES = 5000;
const MOST_BYTES = 200_000_000;
const LISTED = 5;
const OURS = /(^|\/)[^/.][^/]*\.(txt|zip)$|(^|\/)manifest\.csv$/i;

const drop = document.getElementById("drop");
const form = drop.closest("form");
const texts = form.querySelector("input[name=texts]");
const folder = form.querySelector("input[name=folder]");
const paths = form.querySelector("input[name=paths]");
const sum = drop.querySelector(".drop-sum");
const none = document.getElementById("drop-none");

let chosen = []; // {file, path}; path is "" for a file that came by itself
let leftOut = 0;

function add(found) {
  const ours = found.filter(({ file, path }) => !path || OURS.test(path || file.name));
  leftOut += found.length - ours.length;
  chosen = chosen.concat(ours);
  fill();
}

function fill() {
  const carried = new DataTransfer();
  for (const { file } of chosen) carried.items.add(file);
  texts.files = carried.files;
  folder.value = "";
  paths.value = chosen.some(({ path }) => path)
    ? JSON.stringify(chosen.map(({ file, path }) => path || file.name))
    : "";
  say();
}

function line(words) {
  const part = document.createElement("p");
  part.textContent = words;
  return part;
}

function counted(number, one) {
  return `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
}

function say() {
  sum.replaceChildren();
  none.hidden = chosen.length === 0;
  if (!chosen.length && !leftOut) return;
  const bytes = chosen.reduce((all, { file }) => all + file.size, 0);
  const size = bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  sum.append(line(`${counted(chosen.length, "file")}, ${size}.`));
  const list = document.createElement("ul");
  for (const { file, path } of chosen.slice(0, LISTED)) {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = path || file.name;
    item.append(name);
    list.append(item);
  }
  sum.append(list);
  if (chosen.length > LISTED) sum.append(line(`and ${(chosen.length - LISTED).toLocaleString("en")} more.`));
  if (leftOut) sum.append(line(`${counted(leftOut, "other file")} left out: only .txt files are read.`));
  if (chosen.length > MOST_FILES || bytes > MOST_BYTES) {
    sum.append(line("That is more than one upload may carry: pack it as a .zip, or bring it in parts."));
  }
}

function fileOf(entry) {
  return new Promise((done) => entry.file(done, () => done(null)));
}

function listed(reader) {
  return new Promise((done) => reader.readEntries(done, () => done([])));
}

async function gather(entry, found) {
  if (entry.isFile) {
    const file = await fileOf(entry);
    const path = entry.fullPath.replace(/^\//, "");
    if (file) found.push({ file, path: path.includes("/") ? path : "" });
    return;
  }
  const reader = entry.createReader();
  // A folder is given in portions; the last one is empty.
  for (let part = await listed(reader); part.length; part = await listed(reader)) {
    for (const inner of part) await gather(inner, found);
  }
}

async function dropped(transfer) {
  // Entries must be taken at once: after the first wait the browser has forgotten them.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return add([...transfer.files].map((file) => ({ file, path: "" })));
  const found = [];
  for (const entry of entries) await gather(entry, found);
  add(found);
}

texts.addEventListener("change", () => {
  // The browser put the new choice in place of what was there.
  chosen = chosen.filter(({ path }) => path);
  add([...texts.files].map((file) => ({ file, path: "" })));
});
folder.addEventListener("change", () => {
  add([...folder.files].map((file) => ({ file, path: file.webkitRelativePath })));
});
none.addEventListener("click", () => {
  chosen = [];
  leftOut = 0;
  fill();
  texts.focus();
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop") dropped(event.dataTransfer);
  });
}
drop.classList.add("js");
drop.querySelector(".drop-hint").hidden = false;
