// `Flags::fake()` code for tests in Rust. The names are made as the code generator makes them.

import { SHORT, escaping } from './text.js';

const KEYWORDS = new Set(
  (
    'abstract as async await become box break const continue do dyn else enum extern false final fn for gen if impl in let ' +
    'loop macro match mod move mut override priv pub ref return static struct trait true try type typeof unsafe unsized use ' +
    'virtual where while yield'
  ).split(' '),
);
const LOWER = /^\p{Lowercase}/u;
const UPPER = /^\p{Uppercase}/u;

/** The words of a text: `HTTPServer v2` is `HTTP`, `Server`, `v2`. */
function words(text) {
  const all = [];
  for (const run of text
    .normalize('NFC')
    .split(/[^\p{Alphabetic}\p{N}]+/u)
    .filter(Boolean)) {
    const chars = [...run];
    let from = 0;
    let mode = '';
    chars.forEach((char, at) => {
      const next = chars[at + 1];
      if (next === undefined) return;
      const kind = LOWER.test(char) ? 'lower' : UPPER.test(char) ? 'upper' : mode;
      if (kind === 'lower' && UPPER.test(next)) {
        all.push(chars.slice(from, at + 1).join(''));
        from = at + 1;
        mode = '';
      } else if (mode === 'upper' && UPPER.test(char) && LOWER.test(next)) {
        if (at > from) all.push(chars.slice(from, at).join(''));
        from = at;
        mode = '';
      } else mode = kind;
    });
    all.push(chars.slice(from).join(''));
  }
  return all;
}

function identifier(name, prefix) {
  const whole = /^\p{XID_Start}/u.test(name) ? name : prefix + name;
  if (['self', 'super', 'crate', 'Self'].includes(whole)) return `${whole}_`;
  return KEYWORDS.has(whole) ? `r#${whole}` : whole;
}

/** The accessor of a flag: `newCheckout` is `new_checkout`. */
export function accessor(key) {
  const name = words(key).join('_').toLowerCase();
  return name && identifier(name, 'flag_');
}

function camel(text, prefix) {
  const name = words(text)
    .map((word) => word[0].toUpperCase() + word.slice(1).toLowerCase())
    .join('');
  return name && identifier(name, prefix);
}

function literal(text) {
  const escaped = escaping(
    text.replace(/[\\"]/g, '\\$&'),
    (char) => SHORT[char] ?? `\\u{${char.codePointAt(0).toString(16)}}`,
  );
  return `"${escaped}"`;
}

function rustValue(value, type) {
  if (type === 'text') return literal(value);
  if (type === 'float') return Number.isInteger(value) ? value.toFixed(1) : String(value);
  return String(value);
}

function line(flag) {
  const value = flag.override ?? flag.value;
  const name = accessor(flag.key);
  if (!name) return `    // The flag ${literal(flag.key)} needs a name: rename(${literal(flag.key)}, "my_flag")`;
  const variant = flag.looks_like_enum ? (value === '' ? 'Empty' : camel(value, 'Value')) : '';
  const type = camel(flag.key, 'Flag');
  const hint =
    variant && type
      ? ` // an enum: ${type}::${variant}`
      : flag.looks_like_json
        ? ' // a JSON flag: a value of its type'
        : '';
  return `    .${name}(${rustValue(value, flag.type)})${hint}`;
}

/** Fake flags with the values that these flags serve to everyone. */
export function fakeOf(flags) {
  const lines = flags.filter((flag) => flag.type !== null).map(line);
  return ['let flags = Flags::fake()', ...lines, '    .build();', ''].join('\n');
}
