// The list of flags: search, filters, and the value that is served to everyone.

import { cached, focusSoon, h } from './dom.js';
import { flagPanel } from './flag.js';
import { fakeOf } from './rust.js';
import { go, link, route } from './route.js';
import { attempt, invalidate, override, resetOverrides, state } from './state.js';
import { plain, plural, shown, valueNode, valueText } from './text.js';
import { longList } from './virtual.js';
import { button, copyButton, flagBadges, searchField, select } from './widgets.js';

const TYPES = [
  ['', 'All types'],
  ['bool', 'Bool'],
  ['text', 'Text'],
  ['int', 'Whole number'],
  ['float', 'Decimal number'],
];
const ONLY = {
  edited: ['Edited', (flag) => flag.edited],
  broken: ['Broken', (flag) => flag.type === null],
  overridden: ['Overridden', (flag) => flag.override !== null],
  problems: ['With problems', (flag) => flag.problems.length > 0],
};
const LIST = longList('flag-scroller', '.row', 52);

const filter = { text: '', type: '', only: null };
/** The key of the row that Tab reaches. */
let current = null;

const words = new WeakMap();

function haystack(flag) {
  let text = words.get(flag);
  if (text === undefined) {
    const choices = flag.choices.map((choice) => valueText(choice.value));
    const rules = flag.rules.map((rule) => rule.text);
    text = [flag.key, ...choices, ...rules, ...flag.segments, flag.percentage_attribute].join('\n').toLowerCase();
    words.set(flag, text);
  }
  return text;
}

const find = cached((flags, text, type, only) => {
  const needles = text.toLowerCase().split(/\s+/).filter(Boolean);
  const test = only ? ONLY[only][1] : () => true;
  const list = flags.filter(
    (flag) => (!type || flag.type === type) && test(flag) && needles.every((one) => haystack(flag).includes(one)),
  );
  const named = (flag) => Number(!needles.every((one) => flag.key.toLowerCase().includes(one)));
  return needles.length ? list.sort((a, b) => named(a) - named(b)) : list;
});

/** Makes the first keystroke as quick as the others. */
const prepare = cached((flags) => {
  const idle = window.requestIdleCallback ?? setTimeout;
  idle(() => flags.forEach(haystack));
});

/** The flags that the search and the filters leave. Flags whose key has the words come first. */
const found = () => find(state.flags, filter.text, filter.type, filter.only);

export function flagsView() {
  const { detail } = route();
  prepare(state.flags);
  const flag = detail === null ? null : state.byKey.get(detail);
  const list = found();
  return h(
    'div',
    { class: `split${detail === null ? '' : ' open'}`, key: 'flags' },
    h(
      'section.list-pane',
      { 'aria-label': 'Flags' },
      tools(list),
      h(
        'p.hidden',
        { role: 'status' },
        filter.text || filter.type || filter.only ? `${plural(list.length, 'flag')} found` : '',
      ),
      list.length ? rows(list, detail) : nothing(),
    ),
    detail !== null && flagPanel(detail, flag),
  );
}

function tools(list) {
  const overrides = state.flags.filter((flag) => flag.override !== null);
  const onkeydown = (event) => {
    if (event.key !== 'ArrowDown' || !list.length) return;
    event.preventDefault();
    focusRow(list, 0);
  };
  return h(
    'div.tools',
    searchField(filter.text, (text) => setFilter({ text }), { onkeydown }),
    select('Type', TYPES, filter.type, (type) => setFilter({ type }), { class: 'type-filter' }),
    h(
      'div.chips',
      { role: 'group', 'aria-label': 'Show only' },
      Object.entries(ONLY).map(([name, [text, test]]) => {
        const count = state.flags.filter(test).length;
        const pressed = filter.only === name;
        return h(
          'button',
          {
            type: 'button',
            key: name,
            class: 'chip',
            'aria-pressed': pressed,
            disabled: !count && !pressed,
            onclick: () => setFilter({ only: pressed ? null : name }),
          },
          text,
          h('span.count', count),
        );
      }),
    ),
    overrides.length > 0 &&
      h(
        'div.bulk',
        button('Reset all overrides', () => attempt(resetOverrides), { look: 'small', sign: 'reset' }),
        copyButton('Copy as Rust fake', () => fakeOf(overrides), {
          look: 'small',
          said: 'The code is copied',
          title: 'Flags::fake() with all overrides, for a test in Rust',
        }),
      ),
  );
}

function setFilter(change) {
  Object.assign(filter, change);
  LIST.scroller()?.scrollTo(0, 0);
  invalidate();
}

function nothing() {
  if (!state.flags.length) return h('p.empty', state.failure ? '' : 'The document has no flags.');
  return h(
    'div.empty',
    h('p', 'No flag fits the search and the filters.'),
    button('Show all flags', () => setFilter({ text: '', type: '', only: null })),
  );
}

function rows(list, open) {
  const at = list.findIndex((flag) => flag.key === current);
  const reachable = list[Math.max(0, at)].key;
  return h(
    'div.scroller',
    { id: 'flag-scroller', onscroll: invalidate },
    h(
      'ul.rows',
      { style: LIST.size(list.length), onkeydown: (event) => rowKey(event, list), onfocusin: rowFocused },
      LIST.visible(list.length, at).map((index) =>
        row(list[index], index, list.length, list[index].key === reachable, open),
      ),
    ),
  );
}

function row(flag, index, count, reachable, open) {
  const tabindex = reachable ? 0 : -1;
  const overridden = flag.override !== null;
  return h(
    'li',
    {
      key: `row ${flag.key}`,
      class: `row${overridden ? ' overridden' : ''}${open === flag.key ? ' current' : ''}`,
      'data-key': flag.key,
      'aria-setsize': count,
      'aria-posinset': index + 1,
      style: LIST.place(index),
    },
    h(
      'a.row-main',
      { href: link(state.doc, 'flags', flag.key), tabindex, 'aria-current': open === flag.key ? 'true' : null },
      h('span.row-key', shown(flag.key)),
      h('span.row-badges', flagBadges(flag)),
      h('span.row-summary', summary(flag)),
      flag.rules.length > 0 &&
        h('span.row-words', { 'aria-hidden': 'true' }, shown(flag.rules[0].text.slice(0, 300))),
    ),
    h('div.row-control', control(flag, tabindex)),
  );
}

function summary(flag) {
  if (flag.type === null) return shown(flag.problems[0]?.message ?? 'This flag cannot be evaluated.');
  const parts = [];
  if (flag.rules.length) parts.push(plural(flag.rules.length, 'rule'));
  if (flag.percentage_options.length > 3) parts.push(`${flag.percentage_options.length} percentage options`);
  else if (flag.percentage_options.length) {
    parts.push(
      flag.percentage_options
        .map((option) => [`${option.percentage} % `, shown(valueText(option.value).slice(0, 24))])
        .flatMap((one, at) => (at ? [' / ', one] : [one])),
    );
  }
  if (!parts.length) return 'the same for everyone';
  return [
    parts.flatMap((one, at) => (at ? [', ', one] : [one])),
    ', else ',
    shown(valueText(flag.value).slice(0, 80)),
  ];
}

function control(flag, tabindex) {
  const name = plain(flag.key);
  if (flag.type === null) return h('span.muted', 'unusable');
  const overridden = flag.override !== null;
  const reset =
    overridden &&
    button(null, () => attempt(() => override(flag.key)), {
      look: 'quiet reset',
      label: `Take the override of ${name} back`,
      sign: 'reset',
      tabindex,
    });
  if (flag.type === 'bool') return [reset, toggle(flag, tabindex)];
  if (flag.looks_like_enum) {
    const options = flag.choices.map((choice, at) => [String(at), valueText(choice.value) || '(empty)']);
    const at = flag.choices.findIndex((choice) => choice.value === flag.override);
    const other = overridden && at < 0;
    const label =
      flag.rules.length || flag.percentage_options.length
        ? 'by its rules'
        : `${valueText(flag.value)} (as in the document)`;
    const all = [['', label], ...(other ? [['other', valueText(flag.override)]] : []), ...options];
    const chosen = (one) =>
      one !== 'other' && attempt(() => override(flag.key, one === '' ? undefined : flag.choices[one].value));
    return [
      reset,
      select(`${name}: served to everyone`, all, other ? 'other' : overridden ? String(at) : '', chosen, {
        tabindex,
        class: `row-select${overridden ? ' set' : ''}`,
      }),
    ];
  }
  return [
    reset,
    h(
      'a.row-value',
      { href: link(state.doc, 'flags', flag.key), tabindex },
      h('span.hidden', `Edit ${name}: `),
      valueNode(flag.override ?? flag.value, flag.type),
    ),
  ];
}

function toggle(flag, tabindex) {
  const on = flag.override ?? flag.value;
  const overridden = flag.override !== null;
  return [
    h('span', { class: `toggle-text ${on ? 'on' : 'off'}`, 'aria-hidden': 'true' }, String(on)),
    h(
      'button',
      {
        type: 'button',
        role: 'switch',
        class: `switch${overridden ? ' set' : ''}`,
        'aria-checked': on,
        'aria-label': `${plain(flag.key)}, ${overridden ? 'override for everyone' : 'not overridden'}`,
        title: overridden
          ? 'Everyone gets this value'
          : 'Not overridden: rules decide. Flip to serve a value to everyone',
        tabindex,
        onclick: () => attempt(() => override(flag.key, !on)),
      },
      h('span.knob'),
    ),
  ];
}

function rowFocused(event) {
  const key = event.target.closest('.row')?.dataset.key;
  if (key !== undefined && key !== current) {
    current = key;
    invalidate();
  }
}

function focusRow(list, at) {
  current = list[at].key;
  LIST.reveal(at);
  focusSoon(`.row[data-key="${CSS.escape(current)}"] a`);
  invalidate();
}

/** Focuses the row of a flag, such as the one whose panel closes. */
export function focusFlag(key) {
  const list = found();
  const at = list.findIndex((flag) => flag.key === key);
  if (at >= 0 && LIST.scroller()) focusRow(list, at);
}

function rowKey(event, list) {
  if (event.target.tagName === 'SELECT' || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = list.findIndex((flag) => flag.key === event.target.closest('.row')?.dataset.key);
  if (at < 0) return;
  const page = LIST.perPage();
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -at, End: list.length - 1 - at };
  if (event.key in steps) {
    event.preventDefault();
    if (at === 0 && event.key === 'ArrowUp') document.getElementById('search').focus();
    else focusRow(list, Math.min(list.length - 1, Math.max(0, at + steps[event.key])));
  } else if (event.key === ' ' && event.target.tagName === 'A') {
    event.preventDefault();
    const flag = list[at];
    if (flag.type === 'bool') attempt(() => override(flag.key, !(flag.override ?? flag.value)));
    else go(link(state.doc, 'flags', flag.key));
  }
}
