// What is chosen in the text: sentences by keys, or any stretch by mouse and touch. Stretches are {start, end}
// in code points of the article's version; none crosses a paragraph.

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
    this.choose(null);
  }

  /** What is chosen now; empty where nothing is. */
  get stretches() {
    return this.selected() ?? this.own ?? this.byKeys();
  }

  /** What the mouse or a finger selected, paragraph by paragraph, or null. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.text.contains(range.commonAncestorContainer)) return null;
    const found = [];
    for (const block of this.text.querySelectorAll(".b")) {
      if (!range.intersectsNode(block)) continue;
      const text = textOf(block);
      const point = (node, at, outside) => (block.contains(node) ? pointIn(block, node, at) : outside);
      const start = point(range.startContainer, range.startOffset, 0);
      const end = point(range.endContainer, range.endOffset, length(text));
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
      if (before && sentence.previousElementSibling === before) found.at(-1).end = span.end;
      else found.push(span);
      before = sentence;
    }
    return found;
  }

  /** Move an end of stretches by a word: -1 leaves one out, 1 takes one in; `first`: the beginning. */
  byWord(stretches, step, first = false) {
    const moved = stretches.map((one) => ({ ...one }));
    const last = first ? moved[0] : moved.at(-1);
    const block = last && this.blockAt(last.start);
    if (!block) return stretches;
    const { starts, ends } = wordsOf(textOf(block));
    const [side, points] = first ? ["start", starts] : ["end", ends];
    const base = startOf(block);
    const here = last[side] - base;
    const back = step > 0 === first;
    const to = back ? points.findLast((at) => at < here) : points.find((at) => at > here);
    const next = { ...last, [side]: base + to };
    if (next.start < next.end) Object.assign(last, next); // without a word there: NaN
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

/** Where the words of a row stand. */
export const spans = (row) =>
  [...row.dataset.at.matchAll(/(\d+)-(\d+)/g)].map(([, start, end]) => ({ start: +start, end: +end }));

// Where letters stand: the server counts code points, the browser UTF-16 units, and a person whole signs.
// Every conversion of the desk is here.

/** Code points of a string. */
export function length(text) {
  let points = 0;
  for (const _ of text) points++;
  return points;
}

/** Code points before a UTF-16 index; amid a pair of surrogates: before the pair. */
export function toPoints(text, units) {
  let points = 0;
  let at = 0;
  for (const sign of text) {
    at += sign.length;
    if (at > units) break;
    points++;
  }
  return points;
}

/** The UTF-16 index after so many code points. */
export function toUnits(text, points) {
  let at = 0;
  for (const sign of text) {
    if (points-- <= 0) break;
    at += sign.length;
  }
  return at;
}

/** The slice between two code points. */
export function slice(text, start, end) {
  return text.slice(toUnits(text, start), toUnits(text, end));
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const wording = new Intl.Segmenter(undefined, { granularity: "word" });

/** Grow a stretch to whole signs, then leave white space at its ends out. */
export function snap(text, start, end) {
  let at = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = at + length(segment);
    if (at < start && start < next) start = at;
    if (at < end && end < next) end = next;
    if (next > end) break;
    at = next;
  }
  const signs = [...text];
  while (start < end && /\s/u.test(signs[start])) start++;
  while (end > start && /\s/u.test(signs[end - 1])) end--;
  return [start, end];
}

/** Where words begin and end: {starts, ends}, each in order; the text's own ends among them. */
export function wordsOf(text) {
  const starts = [];
  const ends = [];
  let at = 0;
  for (const { segment, isWordLike } of wording.segment(text)) {
    const next = at + length(segment);
    if (isWordLike) {
      starts.push(at);
      ends.push(next);
    }
    at = next;
  }
  const [first, last] = snap(text, 0, at);
  if (starts[0] !== first) starts.unshift(first);
  if (ends.at(-1) !== last) ends.push(last);
  return { starts, ends };
}

// No part of the article: numbers of cards, readings of damaged places, words for the ear.
const BESIDE = ".ref, .reading, .vh";

function* lettersIn(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest(BESIDE)) yield node;
  }
}

/** The article's own letters in an element. */
export function textOf(root) {
  let text = "";
  for (const node of lettersIn(root)) text += node.data;
  return text;
}

/** Code points from the beginning of an element to a point in it, as ranges give points. */
export function pointIn(root, container, offset) {
  const end = document.createRange();
  end.setStart(container, offset);
  let points = 0;
  for (const node of lettersIn(root)) {
    if (node === container) return points + toPoints(node.data, offset);
    if (end.comparePoint(node, 0) >= 0) break;
    points += length(node.data);
  }
  return points;
}

/** The range between two code points of an element. */
export function rangeIn(root, start, end) {
  const range = document.createRange();
  let at = 0;
  let begun = false;
  for (const node of lettersIn(root)) {
    const next = at + length(node.data);
    if (!begun && start < next) {
      range.setStart(node, toUnits(node.data, start - at));
      begun = true;
    }
    if (begun && end <= next) {
      range.setEnd(node, toUnits(node.data, end - at));
      return range;
    }
    at = next;
  }
  return begun ? range : null;
}
