// Small pieces that several views use.

import { h } from './dom.js';
import { dismiss, invalidate, state, toast } from './state.js';
import { copy, hasHidden, plain, plural, shown, valueText } from './text.js';

const ICONS = {
  close: 'M4 4l8 8M12 4l-8 8',
  up: 'M8 12.5v-9M4 7l4-4 4 4',
  down: 'M8 3.5v9M4 9l4 4 4-4',
  plus: 'M8 3v10M3 8h10',
  lock: 'M4.5 7.5h7v5.5h-7zM6 7.5V5.2a2 2 0 0 1 4 0v2.3',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.2M8 11.6v.2',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  undo: 'M6.5 3L3 6.5 6.5 10M3 6.5h6a4 4 0 0 1 0 7H7',
  redo: 'M9.5 3L13 6.5 9.5 10M13 6.5H7a4 4 0 0 0 0 7h2',
  reset: 'M3.2 8a4.8 4.8 0 1 0 1.6-3.6M3 2.8v2.4h2.4',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3L14 14',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z',
  auto: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  flags: 'M3.5 14V2.5h8l-1.5 3 1.5 3h-8',
  users: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM2.8 13.8a5.2 5.2 0 0 1 10.4 0',
  requests: 'M2.5 5h10M10 2.5L12.5 5 10 7.5M13.5 11h-10M6 8.5L3.5 11 6 13.5',
  faults: 'M9 1.5L3.5 9H8l-1 5.5L12.5 7H8z',
  draft: 'M3 13l.6-2.8L11 2.8l2.2 2.2-7.4 7.4zM9.5 4.3l2.2 2.2',
  document: 'M4 1.8h5.5L12.5 5v9.2H4zM9.3 1.8V5.2h3.2',
};

export function icon(name) {
  return h(
    'svg.icon',
    { viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    h('path', { d: ICONS[name] }),
  );
}

export const spacer = () => h('span.spacer');

/** A button with a text, or with an icon whose meaning is in `label`. */
export function button(text, onclick, { look = '', label = null, sign = null, ...props } = {}) {
  const iconOnly = text === null;
  return h(
    'button',
    {
      type: 'button',
      class: `button ${look}${iconOnly ? ' square' : ''}`,
      onclick,
      'aria-label': label,
      title: iconOnly ? label : null,
      ...props,
    },
    sign && icon(sign),
    text,
  );
}

export function copyButton(text, make, options = {}) {
  const onclick = async () => {
    const copied = await copy(await make());
    toast(copied ? `${options.said ?? 'Copied'}.` : 'The browser does not allow the page to copy.');
  };
  return button(text, onclick, { sign: 'copy', ...options, said: undefined });
}

export function badge(look, text, { sign = null, title = null } = {}) {
  return h('span', { class: `badge ${look}`, title }, sign && icon(sign), text);
}

/** The state of a flag in a few words. */
export function flagBadges(flag) {
  const hints = flag.problems.filter((problem) => problem.severity === 'warning');
  return [
    flag.type === null && badge('error', 'broken', { sign: 'warning' }),
    flag.override !== null && badge('override', 'override'),
    flag.edited && badge('edited', 'edited'),
    hints.length > 0 &&
      badge('warning', plural(hints.length, 'hint'), {
        sign: 'warning',
        title: hints.map((one) => plain(one.message)).join('\n'),
      }),
    flag.hashed &&
      badge('hashed', 'hashed', { sign: 'lock', title: 'The document has only hashes of some comparison values' }),
  ];
}

export function searchField(value, oninput, props = {}) {
  return h(
    'label.search',
    icon('search'),
    h('span.hidden', 'Search flags'),
    h('input', {
      id: 'search',
      type: 'search',
      placeholder: `Search ${plural(state.flags.length, 'flag')}`,
      autocomplete: 'off',
      spellcheck: 'false',
      value,
      oninput: ({ target }) => oninput(target.value),
      ...props,
    }),
    h('kbd', { 'aria-hidden': 'true' }, '/'),
  );
}

export function panelHead(title, close) {
  return h(
    'header.panel-head',
    h('h2.panel-title', title),
    button(null, close, { look: 'quiet', label: 'Close (Esc)', sign: 'close' }),
  );
}

export const labelled = (text, field) => h('label.labelled', h('span', text), field);

/** A field for a date in UTC, which is a number of seconds. */
export function dateField(value, commit, props) {
  const valid = typeof value === 'number' && Math.abs(value) < 8e12;
  return h('input.field', {
    type: 'datetime-local',
    step: 1,
    value: valid ? new Date(value * 1000).toISOString().slice(0, 19) : '',
    ...props,
    onchange: ({ target }) => {
      const milliseconds = Date.parse(`${target.value}Z`);
      commit(Number.isNaN(milliseconds) ? undefined : milliseconds / 1000);
    },
  });
}

/** Mistakes with their places and remedies. */
export function problemList(problems, { file = null, flagLink = null } = {}) {
  if (!problems.length) return null;
  return h(
    'ul.problems',
    problems.map((problem) =>
      h(
        'li',
        { class: `problem ${problem.severity}` },
        icon('warning'),
        h(
          'div',
          h('p', flagLink && problem.key !== null && [flagLink(problem.key), ': '], shown(problem.message)),
          problem.remedy && h('p.remedy', h('b', 'Remedy: '), shown(problem.remedy)),
          h('p.place', place(problem, file)),
        ),
      ),
    ),
  );
}

function place({ severity, source, line, column, lint }, file) {
  const at =
    line === null || line === undefined
      ? null
      : `${file ? `${plain(file)}:` : 'line '}${line}${column ? `:${column}` : ''}`;
  const what = lint ? `lint ${lint}` : source === 'defect' ? 'defect' : source === 'file' ? 'FILE' : source;
  return [severity, what, at].filter(Boolean).join(' · ');
}

/** What the server said against something. */
export function refusal(failure, file = null) {
  if (!failure) return null;
  return h(
    'div.refusal',
    { role: 'alert' },
    h('p', h('b', shown(failure.message))),
    failure.remedy && h('p.remedy', shown(failure.remedy)),
    problemList(failure.problems ?? [], { file }),
  );
}

export function toasts() {
  return h(
    'section.toasts',
    { 'aria-label': 'Messages' },
    state.toasts.map((one) =>
      h(
        'div',
        { class: `toast${one.failure ? ' failed' : ''}`, key: one.number },
        h(
          'div',
          h('p', shown(one.text)),
          one.failure?.remedy && h('p.remedy', shown(one.failure.remedy)),
          problemList(one.failure?.problems ?? []),
        ),
        one.action && button(one.action.text, () => (dismiss(one.number), one.action.run()), { look: 'quiet' }),
        button(null, () => dismiss(one.number), { look: 'quiet', label: 'Close this message', sign: 'close' }),
      ),
    ),
  );
}

/** A text for which hidden characters are spelled out below the field. */
export function hiddenHint(text) {
  return hasHidden(text) ? h('p.hint', 'With hidden characters: ', h('code', shown(text))) : null;
}

/** Buttons of which one is pressed. `options` are `[value, text]`. */
export function segmented(label, options, value, onchange, { disabled = false } = {}) {
  return h(
    'div.segmented',
    { role: 'group', 'aria-label': label },
    options.map(([one, text]) =>
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': one === value,
          disabled,
          class: `choice-${one}`,
          onclick: () => onchange(one),
        },
        text,
      ),
    ),
  );
}

export function select(label, options, value, onchange, props = {}) {
  return h(
    'select',
    { 'aria-label': label, value, onchange: (event) => onchange(event.target.value), ...props },
    options.map(([one, text]) => h('option', { value: one, key: one, selected: one === value }, plain(text))),
  );
}

/** What is typed into fields and not yet sent, by the id of the field. */
export const typing = new Map();

export function forgetTyping(prefix) {
  for (const id of typing.keys()) if (id.startsWith(prefix)) typing.delete(id);
}

/** The value that a typed text means, or why it means none. */
export function parseValue(type, text, json = false) {
  if (type === 'text') {
    if (!json) return { value: text };
    try {
      JSON.parse(text);
      return { value: text };
    } catch (failure) {
      return { error: `This is no JSON: ${plain(failure.message)}` };
    }
  }
  const trimmed = text.trim();
  const value = Number(trimmed);
  if (type === 'int') {
    if (!/^[+-]?\d+$/.test(trimmed)) return { error: 'Type a whole number.' };
    return Number.isSafeInteger(value) ? { value } : { error: 'The number is too large for a browser.' };
  }
  return trimmed !== '' && Number.isFinite(value) ? { value } : { error: 'Type a number, such as 0.25.' };
}

/** The field for a value of this type. `commit` gets each value that is complete. */
export function valueField({
  id,
  label,
  type,
  value,
  choices = [],
  json = false,
  enumLike = false,
  placeholder = null,
  commit,
}) {
  if (type === 'bool')
    return segmented(
      label,
      [
        [true, 'true'],
        [false, 'false'],
      ],
      value,
      commit,
    );
  const typed = typing.get(id);
  const known = value === null || choices.some((choice) => choice.value === value);
  if (enumLike && known && typed === undefined) {
    const options = choices.map((choice, at) => [String(at), choice.value === '' ? '(empty)' : choice.value]);
    const at = choices.findIndex((choice) => choice.value === value);
    const chosen = (one) =>
      one === 'other' ? (typing.set(id, valueText(value ?? '')), invalidate()) : commit(choices[one].value);
    return select(
      label,
      [...(at < 0 ? [['', 'Choose…']] : []), ...options, ['other', 'Another text…']],
      at < 0 ? '' : String(at),
      chosen,
      { class: 'field' },
    );
  }
  return textField({ id, label, type, value, json, commit, typed, enumLike, placeholder });
}

function textField({ id, label, type, value, json, commit, typed, enumLike, placeholder }) {
  const kept = value === null ? '' : valueText(value);
  const text = typed ?? kept;
  const parsed = typed === undefined ? {} : parseValue(type, text, json);
  const many = type === 'text' && (json || kept.length > 60 || kept.includes('\n'));
  const send = () => {
    if (!typing.has(id)) return;
    const { value: meant, error } = parseValue(type, typing.get(id), json);
    if (error) return invalidate();
    typing.delete(id);
    if (meant === value) invalidate();
    else commit(meant);
  };
  const props = {
    id,
    key: id,
    class: `field${json || type !== 'text' ? ' mono' : ''}`,
    'aria-label': label,
    'aria-invalid': parsed.error ? 'true' : null,
    'aria-describedby': parsed.error ? `${id}-error` : null,
    placeholder,
    spellcheck: 'false',
    autocomplete: 'off',
    value: text,
    mounted: enumLike && ((el) => el.focus()),
    oninput: (event) => (typing.set(id, event.target.value), invalidate()),
    onchange: send,
    onkeydown: (event) => fieldKey(event, id, many, send),
  };
  return h(
    'div.field-box',
    many
      ? h('textarea', { ...props, rows: Math.min(12, Math.max(3, text.split('\n').length + 1)) })
      : h('input', {
          ...props,
          type: 'text',
          inputmode: type === 'int' ? 'numeric' : type === 'float' ? 'decimal' : null,
        }),
    parsed.error && h('p.field-error', { id: `${id}-error` }, parsed.error),
    json && !parsed.error && button('Format', () => commitFormatted(id, text, commit), { look: 'quiet small' }),
    hiddenHint(text),
  );
}

function fieldKey(event, id, many, send) {
  if (event.key === 'Enter' && (!many || event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    send();
  } else if (event.key === 'Escape' && typing.has(id)) {
    event.stopPropagation();
    typing.delete(id);
    invalidate();
  }
}

function commitFormatted(id, text, commit) {
  const { error } = parseValue('text', text, true);
  if (error) return;
  typing.delete(id);
  commit(JSON.stringify(JSON.parse(text), null, 2));
}

/** Asks before something that cannot be taken back. `body` is drawn by the caller. */
let question = null;

export function ask({ title, body, yes, danger = false, run }) {
  question = { title, body, yes, danger, run, before: document.activeElement };
  invalidate();
}

function answerQuestion(run) {
  const { before } = question;
  question = null;
  invalidate();
  before?.focus?.();
  run?.();
}

export function questionDialog() {
  if (!question) return null;
  const { title, body, yes, danger, run } = question;
  return h(
    'dialog',
    {
      key: 'question',
      class: 'dialog',
      'aria-labelledby': 'question-title',
      mounted: (el) => el.isConnected && el.showModal(),
      oncancel: (event) => (event.preventDefault(), answerQuestion()),
    },
    h('h2', { id: 'question-title' }, title),
    h('div.dialog-body', body()),
    h(
      'div.dialog-buttons',
      button('Cancel', () => answerQuestion(), { look: 'quiet' }),
      button(yes, () => answerQuestion(run), { look: danger ? 'danger' : 'primary' }),
    ),
  );
}
