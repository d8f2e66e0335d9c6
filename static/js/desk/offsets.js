// Where letters stand: the server counts code points, the browser UTF-16 units, and neither splits what a
// person takes for one sign. Every conversion of the desk is here.

/** Code points of a string. */
export function length(text) {
  let points = 0;
  for (const _ of text) points++;
  return points;
}

/** Code points before a UTF-16 index; an index amid a pair of surrogates counts as before the pair. */
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

/** Grow a stretch, in code points, to whole signs, then leave white space at its ends out. */
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

/** Where words begin and end, in code points: {starts, ends}, each in order; the text's own ends among them. */
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

// What these hold is no part of the article: numbers of cards, readings of damaged places, words for the ear.
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
