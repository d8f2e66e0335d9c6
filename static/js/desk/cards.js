// The lists beside the text: whose turn it is among the proposals, and which statement a key is about.

const rowsOf = (list) => [...document.getElementById(list).children];

/** Where the words of a row stand. */
export const spans = (row) =>
  (row.dataset.at || "")
    .split(",")
    .filter(Boolean)
    .map((one) => {
      const [start, end] = one.split("-").map(Number);
      return { start, end };
    });

export class Cards {
  constructor(root, choice) {
    this.root = root;
    this.choice = choice;
    this.now = ""; // id of the proposal whose turn it is
    this.on = ""; // id of the recorded statement that was gone to
    this.made = null; // what was marked a moment ago, its key still on the way perhaps
    this.gone = new Set(); // ids of proposals decided here, as long as the page still lists them
  }

  get proposals() {
    return rowsOf("proposals").filter((one) => !this.gone.has(one.id));
  }

  get proposal() {
    return this.proposals.find((one) => one.id === this.now);
  }

  get recorded() {
    return document.getElementById(this.on);
  }

  /** At first: where the address leads, else the first proposal. */
  begin(row) {
    if (row?.closest("#recorded")) this.on = row.id;
    const after = row ? spans(row)[0]?.start : 0;
    const next = this.proposals.find((one) => (spans(one)[0]?.start ?? 0) >= (after ?? 0));
    this.now = (next ?? this.proposals[0])?.id ?? "";
    if (row) this.choice.goTo(after ?? 0);
    this.paint();
  }

  told() {
    const left = this.proposals.length;
    const waits = left === 1 ? "One proposal waits." : left ? `${left} proposals wait.` : "No proposal waits.";
    return `${waits} Arrow keys go through the text, c marks, ? shows all keys.`;
  }

  /** The rows move: to the next or the earlier one of that list. */
  move(list, step) {
    const rows = { proposals: this.proposals, recorded: rowsOf("recorded") }[list];
    if (!rows?.length) return false;
    const here = rows.findIndex((one) => one.id === (list === "proposals" ? this.now : this.on));
    this.turnTo(rows[Math.max(0, Math.min(rows.length - 1, here + step))]);
    return true;
  }

  /** It is the turn of that row, and of its words. */
  turnTo(row) {
    if (!row) return;
    this.made = null;
    if (row.closest("#proposals")) this.now = row.id;
    else this.on = row.id;
    const first = spans(row)[0];
    if (first) this.choice.goTo(first.start);
    this.paint();
    row.scrollIntoView({ block: "nearest" });
    this.choice.sentence?.scrollIntoView({ block: "nearest" });
  }

  /** Go on to the proposal after the one that was just decided; its turn is over. */
  next() {
    const rows = this.proposals;
    const all = rowsOf("proposals");
    const here = all.findIndex((one) => one.id === this.now);
    const row = all.slice(here + 1).find((one) => rows.includes(one)) ?? rows[0];
    this.now = "";
    if (row) this.turnTo(row);
    else this.paint();
  }

  /** In the text, the proposal that begins in the sentence has its turn, and the card there is lit. */
  followText() {
    const here = this.here(this.proposals);
    if (here) this.now = here.id;
    this.on = this.here(rowsOf("recorded"))?.id ?? "";
    this.paint();
  }

  /** Of the rows, the one with words in the chosen place; of several the shortest, which lies inside. */
  here(rows) {
    const chosen = this.choice.byKeys();
    const meets = (one) => spans(one).some((a) => chosen.some((b) => a.start < b.end && b.start < a.end));
    const size = (one) => spans(one).reduce((all, { start, end }) => all + end - start, 0);
    return rows.filter(meets).sort((a, b) => size(a) - size(b))[0];
  }

  /** What a key is about: {made} of a moment ago, {row} that stands, or {proposal}; null for nothing. */
  target(inText) {
    if (this.made) return { made: this.made };
    const list = document.activeElement?.closest("ol")?.id;
    if (list === "proposals" || (!inText && list !== "recorded")) {
      return this.proposal ? { proposal: this.proposal } : null;
    }
    if (this.recorded) return { row: this.recorded };
    return this.proposal && this.here([this.proposal]) ? { proposal: this.proposal } : null;
  }

  paint() {
    this.clean();
    this.choice.paint();
    for (const one of rowsOf("proposals")) one.classList.toggle("gone", this.gone.has(one.id));
    this.proposal?.classList.add("now");
    this.proposal?.setAttribute("aria-current", "true");
    this.recorded?.classList.add("on");
    const lit = this.recorded ?? this.proposal;
    for (const one of this.root.querySelectorAll(".m")) {
      one.classList.toggle("on", !!lit && one.dataset.of.split(" ").includes(lit.dataset.pk));
    }
  }

  /** Take off what only this script put on, so that rows can be compared with those of the server. */
  clean() {
    for (const one of this.root.querySelectorAll(".now, .on, .gone, .cur")) {
      one.classList.remove("now", "on", "gone", "cur");
      one.removeAttribute("aria-current");
      if (!one.className) one.removeAttribute("class");
    }
  }
}
