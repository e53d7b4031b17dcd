// Text from documents as the page shows it: nothing in it can hide, reorder or imitate what stands beside it.

import { h } from './dom.js';

// Controls, marks of direction, and characters without a width. A joiner inside an emoji is what it is for.
const HIDDEN =
  /(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\ud800-\udfff]/gu;
const PLAIN = /^[\x20-\x7e]*$/;
export const SHORT = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOf(char) {
  return SHORT[char] ?? `\\u${char.codePointAt(0).toString(16).padStart(4, '0')}`;
}

/** The text with what `escape` gives instead of each character that hides. */
export function escaping(text, escape) {
  return String(text).replace(HIDDEN, escape);
}

/** The text with escapes, for labels and titles. */
export function plain(text) {
  return escaping(text, escapeOf);
}

/** The text with escapes that look different from text; a node or a list of them. */
export function shown(text) {
  const whole = String(text);
  if (PLAIN.test(whole)) return whole;
  const parts = [];
  let from = 0;
  for (const match of whole.matchAll(HIDDEN)) {
    if (match.index > from) parts.push(whole.slice(from, match.index));
    parts.push(h('span.escape', escapeOf(match[0])));
    from = match.index + match[0].length;
  }
  if (from < whole.length) parts.push(whole.slice(from));
  return parts;
}

export function hasHidden(text) {
  return String(text).replaceAll('\n', '').search(HIDDEN) >= 0;
}

/** A value as text: texts as they are, others as JSON. */
export function valueText(value) {
  return typeof value === 'string' ? value : value === null ? 'nothing' : String(value);
}

/** A value of a flag. Empty texts and texts with blanks at their ends are in quotes. */
export function valueNode(value, type) {
  if (value === null || value === undefined) return h('span.value.none', 'nothing');
  const kind = typeof value === 'boolean' ? (value ? 'on' : 'off') : typeof value === 'number' ? 'number' : 'text';
  const quoted = typeof value === 'string' && (value === '' || value !== value.trim());
  let text = type === 'float' && Number.isSafeInteger(value) ? value.toFixed(1) : value;
  // A browser rounds whole numbers that are too long for it.
  if (type === 'int' && !Number.isSafeInteger(value)) text = `≈ ${value}`;
  return h('span', { class: `value ${kind}` }, quoted ? ['“', shown(text), '”'] : shown(text));
}

export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

export function bytes(count) {
  return count < 1000
    ? `${count} B`
    : count < 1e6
      ? `${(count / 1000).toFixed(1)} kB`
      : `${(count / 1e6).toFixed(1)} MB`;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function clock(milliseconds) {
  return CLOCK.format(milliseconds);
}

export function dateText(seconds) {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Copies a text. Pages that are not from this machine may have no clipboard of the browser. */
export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // The other way may still work.
    }
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
