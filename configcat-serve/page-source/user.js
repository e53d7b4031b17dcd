// The form of one user: an input for each attribute that rules name, of the kind that the comparators need.

import { h } from './dom.js';
import { invalidate, saveUser, state, toast } from './state.js';
import { plain, plural, shown } from './text.js';
import { button, dateField, hiddenHint, refusal, typing, valueField } from './widgets.js';

const PREDEFINED = ['Identifier', 'Email', 'Country'];

/** The user that is edited: `{ original, name, user, refused }`. */
let edited = null;

export function editedUser() {
  return edited;
}

/** Edits a saved user; null is a new one, undefined ends it. */
export function startUser(name) {
  for (const id of typing.keys()) if (id.startsWith('user ')) typing.delete(id);
  if (name === undefined) edited = null;
  else {
    const saved = state.users.find((one) => one.name === name)?.user;
    const user = saved ? structuredClone(saved) : { Identifier: freshIdentifier() };
    edited = {
      original: name,
      name: name ?? '',
      user: { ...user, custom: { ...user?.custom } },
      refused: null,
      changed: false,
    };
  }
  invalidate();
}

function freshIdentifier() {
  return [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const read = (name) => (PREDEFINED.includes(name) ? edited.user[name] : edited.user.custom[name]);

function write(name, value) {
  const target = PREDEFINED.includes(name) ? edited.user : edited.user.custom;
  if (value === undefined || value === '' || (Array.isArray(value) && !value.length)) delete target[name];
  else target[name] = value;
  edited.changed = true;
  invalidate();
}

/** The user as the API takes it. */
function bare() {
  const { custom, ...user } = edited.user;
  return Object.keys(custom).length ? { ...user, custom } : user;
}

export function userForm(close) {
  const named = new Map(state.attributes.map((one) => [one.name, one]));
  const others = Object.keys(edited.user.custom).filter((name) => !named.has(name));
  const custom = state.attributes.filter((one) => !one.predefined);
  return h(
    'form.user-form',
    { onsubmit: (event) => (event.preventDefault(), save(close)) },
    row(
      'name',
      'Name of the user',
      h('input', {
        id: 'user name',
        class: 'field',
        required: true,
        maxlength: 200,
        value: edited.name,
        oninput: (event) => (Object.assign(edited, { name: event.target.value, changed: true }), invalidate()),
        mounted: (el) => el.focus(),
      }),
      'As the columns call it.',
    ),
    h('h3', 'Attributes'),
    PREDEFINED.map((name) => attributeRow(name, named.get(name))),
    custom.map((one) => attributeRow(one.name, one)),
    others.map((name) => attributeRow(name, undefined)),
    row(
      'other',
      'Another attribute',
      h('input', { id: 'user other', class: 'field', placeholder: 'name, then Enter', onkeydown: addOther }),
      'Rules do not name it yet.',
    ),
    h(
      'p.hint',
      state.usersFile === null
        ? 'Users are kept in memory until the server ends.'
        : ['Users are kept in ', h('code', shown(state.usersFile)), '.'],
    ),
    refusal(edited.refused),
    h(
      'div.form-buttons',
      h('button.button.primary', { type: 'submit' }, 'Save'),
      button('Cancel', close, { look: 'quiet' }),
    ),
  );
}

function row(id, label, field, hint) {
  return h(
    'div.form-row',
    { key: id },
    h('label', { for: `user ${id}` }, shown(label)),
    h('div', field, hint && h('p.hint', hint)),
  );
}

function addOther(event) {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const name = event.target.value.trim();
  if (!name || PREDEFINED.includes(name)) return;
  edited.user.custom[name] ??= '';
  event.target.value = '';
  invalidate();
}

function attributeRow(name, attribute) {
  const kinds = attribute?.kinds ?? [];
  const used = attribute
    ? `${kinds.length ? `Compared as ${kinds.join(', ')}` : 'Deals users out'} by ${plural(attribute.flags.length, 'flag')}.`
    : null;
  const hashed = attribute?.hashed_values ? ` ${plural(attribute.hashed_values, 'value')} of it are hashed.` : '';
  const hint = used && `${used}${hashed}`;
  const value = read(name);
  if (kinds.includes('list')) return row(name, name, listInput(name, value), `One item a line. ${hint}`);
  if (kinds.includes('date') && typeof value !== 'string')
    return row(
      name,
      name,
      dateField(value, (seconds) => write(name, seconds), { id: `user ${name}` }),
      `In UTC. ${hint}`,
    );
  if (kinds.includes('number') && !kinds.includes('text') && typeof value !== 'string') {
    const field = valueField({
      id: `user ${name}`,
      label: plain(name),
      type: 'float',
      value: value ?? null,
      placeholder: 'not set',
      commit: (number) => write(name, number),
    });
    return row(
      name,
      name,
      h(
        'div.with-clear',
        field,
        value !== undefined && button('Clear', () => write(name, undefined), { look: 'small quiet' }),
      ),
      hint,
    );
  }
  return row(name, name, textInput(name, value, attribute, kinds), hint);
}

function textInput(name, value, attribute, kinds) {
  const at = state.attributes.indexOf(attribute);
  const text = value === undefined || value === null ? '' : String(value);
  const wrong = kinds.includes('version') && text && !/^\s*\d+\.\d+\.\d+([-+].*)?\s*$/.test(text);
  return [
    h('input', {
      id: `user ${name}`,
      class: 'field',
      value: text,
      autocomplete: 'off',
      spellcheck: 'false',
      list: at >= 0 && attribute.examples.length ? `attribute-${at}` : null,
      placeholder: kinds.includes('version') ? 'such as 2.4.0' : 'not set',
      type: name === 'Email' ? 'email' : 'text',
      oninput: (event) => write(name, event.target.value),
    }),
    wrong && h('p.field-error', 'Not a version such as 2.4.0: rules that need one are skipped.'),
    hiddenHint(text),
  ];
}

function listInput(name, value) {
  const lines = Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
  return h('textarea', {
    id: `user ${name}`,
    class: 'field',
    rows: Math.min(8, Math.max(3, lines.length + 1)),
    value: lines.join('\n'),
    placeholder: 'not set',
    onchange: (event) =>
      write(
        name,
        event.target.value.split('\n').filter((line) => line !== ''),
      ),
  });
}

async function save(close) {
  const mine = edited;
  const name = mine.name.trim();
  try {
    await saveUser(name, bare());
    toast(`${plain(name)} is saved.`);
    close();
  } catch (failure) {
    mine.refused = failure;
    invalidate();
  }
}
