// What is chosen in the text: sentences by keys, or any stretch by mouse and touch. Stretches are
// {start, end} in code points of the article's version; none crosses a paragraph.
import { length, pointIn, rangeIn, slice, snap, textOf, wordsOf } from "./offsets.js";

const spanOf = (sentence) => {
  const start = Number(sentence.id.slice(1));
  return { start, end: start + length(textOf(sentence)) };
};
const startOf = (block) => Number(block.dataset.s);

export class Choice {
  constructor(text) {
    this.text = text;
    this.at = -1; // the sentence where one is
    this.anchor = -1; // where a choice of several began
    this.taken = new Set();
    this.own = null; // stretches that were grown or shrunk by words
    this.listed = null;
    text.addEventListener("toggle", () => this.forget(), true);
  }

  /** Sentences were exchanged or folded: look for them again. */
  forget() {
    const here = this.sentence?.id;
    this.listed = null;
    if (here) this.at = this.sentences.findIndex((one) => one.id === here);
  }

  get sentences() {
    this.listed ??= [...this.text.querySelectorAll(".s")].filter((one) => one.checkVisibility());
    return this.listed;
  }

  get sentence() {
    return this.listed?.[this.at];
  }

  /** Go to the sentence with that number; `more`: take in all from where one was. */
  go(to, more = false) {
    const from = this.at;
    this.at = Math.max(0, Math.min(this.sentences.length - 1, to));
    this.own = null;
    getSelection().removeAllRanges();
    if (more) {
      if (this.anchor < 0) this.anchor = Math.max(0, from);
      const [low, high] = [Math.min(this.anchor, this.at), Math.max(this.anchor, this.at)];
      this.taken = new Set(Array.from({ length: high - low + 1 }, (_, one) => low + one));
    } else {
      this.anchor = -1;
      this.taken.clear();
    }
    this.paint();
    return this.sentence;
  }

  /** Go to the sentence in which a code point stands. */
  goTo(point) {
    const to = this.sentences.findLastIndex((one) => Number(one.id.slice(1)) <= point);
    return this.go(Math.max(0, to));
  }

  /** Take the sentence in, or leave it out. */
  toggle() {
    if (this.at < 0) return;
    this.own = null;
    if (!this.taken.delete(this.at)) this.taken.add(this.at);
    this.paint();
  }

  clear() {
    this.taken.clear();
    this.anchor = -1;
    this.own = null;
    getSelection().removeAllRanges();
    this.paint();
  }

  /** What is chosen now; empty where nothing is. */
  get stretches() {
    return this.selected() ?? this.own ?? this.byKeys();
  }

  /** What the mouse or a finger selected, paragraph by paragraph; null without such a selection. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.text.contains(range.commonAncestorContainer)) return null;
    const found = [];
    for (const block of this.text.querySelectorAll(".b")) {
      if (!range.intersectsNode(block)) continue;
      const text = textOf(block);
      const inside = (node) => block.contains(node);
      const start = inside(range.startContainer) ? pointIn(block, range.startContainer, range.startOffset) : 0;
      const end = inside(range.endContainer)
        ? pointIn(block, range.endContainer, range.endOffset)
        : length(text);
      const [first, last] = snap(text, start, end);
      if (first < last) found.push({ start: startOf(block) + first, end: startOf(block) + last });
    }
    return found.length ? found : null;
  }

  /** Neighbouring sentences of a paragraph are one stretch. */
  byKeys() {
    const numbers = this.taken.size ? [...this.taken].sort((a, b) => a - b) : [this.at];
    const found = [];
    let before = null;
    for (const number of numbers) {
      const sentence = this.sentences[number];
      if (!sentence) continue;
      const span = spanOf(sentence);
      const goesOn = before?.number === number - 1 && before.parent === sentence.parentElement;
      if (goesOn) found.at(-1).end = span.end;
      else found.push(span);
      before = { number, parent: sentence.parentElement };
    }
    return found;
  }

  /** Move an end of stretches by a word: -1 leaves one out, 1 takes one in; `first`: at the beginning. */
  byWord(stretches, step, first = false) {
    const moved = stretches.map((one) => ({ ...one }));
    const last = first ? moved[0] : moved.at(-1);
    const block = last && this.blockAt(last.start);
    if (!block) return stretches;
    const { starts, ends } = wordsOf(textOf(block));
    const base = startOf(block);
    if (first) {
      const to = step > 0 ? starts.findLast((at) => base + at < last.start) : starts.find((at) => base + at > last.start);
      if (to !== undefined && base + to < last.end) last.start = base + to;
    } else {
      const to = step > 0 ? ends.find((at) => base + at > last.end) : ends.findLast((at) => base + at < last.end);
      if (to !== undefined && base + to > last.start) last.end = base + to;
    }
    return moved;
  }

  /** Choose exactly these stretches. */
  choose(stretches) {
    this.own = stretches;
    getSelection().removeAllRanges();
    this.paint();
  }

  blockAt(point) {
    return [...this.text.querySelectorAll(".b")].findLast((one) => startOf(one) <= point);
  }

  /** As the server takes it: [[start, end, words], …]. */
  spell(stretches) {
    return stretches.map(({ start, end }) => {
      const block = this.blockAt(start);
      const base = startOf(block);
      return [start, end, slice(textOf(block), start - base, end - base)];
    });
  }

  ranges(stretches) {
    return stretches
      .map(({ start, end }) => {
        const block = this.blockAt(start);
        return block && rangeIn(block, start - startOf(block), end - startOf(block));
      })
      .filter(Boolean);
  }

  /** Show where one is, and what is chosen beyond that. */
  paint() {
    for (const one of this.text.querySelectorAll(".s.cur")) one.classList.remove("cur");
    this.sentence?.classList.add("cur");
    const chosen = this.own ?? (this.taken.size ? this.byKeys() : []);
    CSS.highlights.set("chosen", new Highlight(...this.ranges(chosen)));
  }
}
