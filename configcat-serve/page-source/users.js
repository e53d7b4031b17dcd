// Users: which of them are compared, and the matrix of flags and users.

import { cached, focusSoon, h } from './dom.js';
import { go, link, route } from './route.js';
import { attempt, forgetUser, invalidate, state } from './state.js';
import { plain, shown, valueNode } from './text.js';
import { editedUser, startUser, userForm } from './user.js';
import { longList } from './virtual.js';
import { ask, button, copyButton, panelHead, searchField, segmented } from './widgets.js';
import { evaluated, explanation, reason } from './who.js';

export const NOBODY = 'Nobody known';
const LIST = longList('matrix', '.matrix-row', 49);
const COLUMNS = 50;
const filter = { text: '', only: 'all' };
/** The names of saved users without a column. */
const left = new Set();
let cursor = { row: 0, column: 0 };

/** The columns: the user that is edited, nobody, and the saved users. */
function columns() {
  const edited = editedUser();
  const people = edited ? [{ name: edited.name || 'New user', user: edited.user, edited: true }] : [];
  people.push({ name: NOBODY, user: null });
  for (const { name, user } of state.users)
    if (edited?.original !== name && !left.has(name)) people.push({ name, user });
  return people.slice(0, COLUMNS);
}

const same = (cells) => cells.every((cell) => cell.value === cells[0].value && cell.error === cells[0].error);

const differences = cached(
  (result) => result.keys.filter((_, at) => !same(result.rows.map((row) => row[at]))).length,
);

/** The rows that the search leaves: the key, the cells, and whether users differ. */
const matrix = cached((result, text, only) => {
  const needles = text.toLowerCase().split(/\s+/).filter(Boolean);
  return result.keys
    .map((key, at) => ({ key, cells: result.rows.map((row) => row[at]) }))
    .map((row) => ({ ...row, differs: !same(row.cells) }))
    .filter(
      ({ key, differs }) => needles.every((one) => key.toLowerCase().includes(one)) && (only === 'all' || differs),
    );
});

export function usersView() {
  const { detail, more } = route();
  const people = columns();
  const { result, failure } = evaluated(
    'matrix',
    people.map((one) => one.user),
    null,
    false,
  );
  const open = detail !== null;
  return h(
    'div',
    { class: `split${open ? ' open' : ''}`, key: 'users' },
    h(
      'section.list-pane',
      { 'aria-label': 'Users' },
      savedUsers(),
      matrixTools(result),
      failure && h('p.field-error', shown(failure.message)),
      result && result.rows.length === people.length ? table(result, people) : h('p.empty', 'Evaluating…'),
    ),
    open && (detail === 'edit' ? userPanel() : whyPanel(detail, more ?? NOBODY, people)),
  );
}

function savedUsers() {
  const edited = editedUser();
  const edit = (name) => {
    startUser(name);
    go(link(state.doc, 'users', 'edit'));
  };
  return h(
    'div.people',
    h('h2.hidden', 'Saved users'),
    h(
      'ul.people-list',
      state.users.map(({ name }) => {
        const there = !left.has(name);
        return h(
          'li',
          { key: name, class: `person${edited?.original === name ? ' current' : ''}` },
          h(
            'label',
            h('input', {
              type: 'checkbox',
              checked: there,
              onchange: () => (there ? left.add(name) : left.delete(name), invalidate()),
            }),
            h('span', shown(name)),
          ),
          button(null, () => edit(name), { look: 'quiet tiny', sign: 'draft', label: `Edit ${plain(name)}` }),
          button(null, () => forget(name), { look: 'quiet tiny', sign: 'close', label: `Forget ${plain(name)}` }),
        );
      }),
    ),
    button('New user', () => edit(null), {
      sign: 'plus',
      look: state.users.length ? 'small' : 'small primary',
      id: 'new-user',
    }),
  );
}

function forget(name) {
  ask({
    title: 'Forget this user?',
    body: () => h('p', 'The saved user ', h('b', shown(name)), ' is removed for all tabs.'),
    yes: 'Forget',
    danger: true,
    run: () => attempt(() => forgetUser(name)),
  });
}

function matrixTools(result) {
  const differing = result ? differences(result) : 0;
  return h(
    'div.tools',
    searchField(filter.text, (text) => ((filter.text = text), invalidate())),
    segmented(
      'Flags',
      [
        ['all', 'All flags'],
        ['differ', `Users differ (${differing})`],
      ],
      filter.only,
      (only) => ((filter.only = only), invalidate()),
    ),
  );
}

function table(result, people) {
  const rows = matrix(result, filter.text, filter.only);
  if (!rows.length)
    return h('p.empty', filter.only === 'differ' ? 'All users get the same values.' : 'No flag fits the search.');
  cursor = { row: Math.min(cursor.row, rows.length - 1), column: Math.min(cursor.column, people.length - 1) };
  return h(
    'div',
    {
      id: 'matrix',
      class: 'matrix',
      role: 'grid',
      'aria-label': 'What flags serve to users',
      'aria-rowcount': rows.length + 1,
      'aria-colcount': people.length + 1,
      onscroll: invalidate,
      onkeydown: (event) => cellKey(event, rows, people),
    },
    h(
      'div.matrix-head',
      { role: 'row', 'aria-rowindex': 1, key: 'head' },
      h('div', { role: 'columnheader', class: 'matrix-key' }, 'Flag'),
      people.map(columnHead),
    ),
    h(
      'div.matrix-rows',
      { role: 'rowgroup', key: 'rows', style: LIST.size(rows.length) },
      LIST.visible(rows.length, cursor.row).map((index) => matrixRow(rows[index], index, people)),
    ),
  );
}

function columnHead(one) {
  return h(
    'div',
    {
      role: 'columnheader',
      class: `matrix-cell head${one.edited ? ' edited' : ''}`,
      key: one.edited ? 'edited' : one.name,
      title: plain(one.name),
    },
    h('span.clip', shown(one.name)),
    one.edited && h('span.reason', 'being edited'),
  );
}

function matrixRow(row, index, people) {
  const { detail, more } = route();
  const type = state.byKey.get(row.key)?.type;
  return h(
    'div',
    {
      class: `matrix-row${row.differs ? ' differs' : ''}`,
      role: 'row',
      key: row.key,
      'aria-rowindex': index + 2,
      style: LIST.place(index),
    },
    h(
      'div',
      { role: 'rowheader', class: 'matrix-key' },
      h(
        'a.mono.clip',
        { tabindex: -1, href: link(state.doc, 'flags', row.key), title: plain(row.key) },
        shown(row.key),
      ),
      row.differs && h('span.hidden', ' (users differ)'),
    ),
    people.map((one, column) => {
      const cell = row.cells[column];
      const open = detail === row.key && (more ?? NOBODY) === one.name;
      return h(
        'div',
        { role: 'gridcell', class: 'matrix-cell', key: one.edited ? 'edited' : one.name },
        h(
          'a',
          {
            class: `cell-link${open ? ' current' : ''}`,
            href: link(state.doc, 'users', row.key, one.name),
            'data-cell': `${index} ${column}`,
            tabindex: index === cursor.row && column === cursor.column ? 0 : -1,
            onfocus: () => ((cursor = { row: index, column }), invalidate()),
          },
          cell.error === null ? valueNode(cell.value, type) : h('span.value.error', 'error'),
          h('span.reason', reason(cell, state.byKey.get(row.key))),
        ),
      );
    }),
  );
}

function cellKey(event, rows, people) {
  const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
  const step = steps[event.key];
  if (!step || !event.target.closest('.cell-link')) return;
  event.preventDefault();
  const row = Math.min(rows.length - 1, Math.max(0, cursor.row + step[0]));
  const column = Math.min(people.length - 1, Math.max(0, cursor.column + step[1]));
  cursor = { row, column };
  LIST.reveal(row, LIST.scroller().querySelector('.matrix-head').offsetHeight);
  focusSoon(`[data-cell="${row} ${column}"]`);
  invalidate();
}

function closeUserPanel() {
  startUser(undefined);
  go(link(state.doc, 'users'));
  document.querySelector('.matrix .cell-link[tabindex="0"], #new-user')?.focus();
}

/** Closes the panel, but asks before what is typed is lost. */
export function leaveUserPanel() {
  if (!editedUser()?.changed) return closeUserPanel();
  ask({
    title: 'Leave without saving?',
    body: () => h('p', 'What you changed in this user would be lost.'),
    yes: 'Leave',
    danger: true,
    run: closeUserPanel,
  });
}

function userPanel() {
  if (!editedUser()) startUser(null);
  const edited = editedUser();
  return h(
    'aside.panel',
    { key: 'user', 'aria-label': 'User', id: 'panel' },
    panelHead(edited.original === null ? 'New user' : ['Edit ', shown(edited.original)], leaveUserPanel),
    h('div.panel-body', userForm(closeUserPanel)),
  );
}

function whyPanel(key, name, people) {
  const one = people.find((other) => other.name === name);
  const close = () => go(link(state.doc, 'users'));
  const flag = state.byKey.get(key);
  let content;
  if (!one || !flag) content = h('p.empty', 'There is no such flag or user.');
  else {
    const { result, failure } = evaluated('why', [one.user], [key], true);
    const fits = result?.keys[0] === key && result.asked.includes(JSON.stringify([one.user]));
    content = [
      failure && h('p.field-error', shown(failure.message)),
      fits && explanation(result.rows[0][0], flag),
      h(
        'details.more',
        h('summary', 'The user as JSON'),
        h(
          'pre',
          JSON.stringify(one.user, null, 2)
            .split('\n')
            .map((line) => [shown(line), '\n']),
        ),
      ),
      copyButton('Copy the user as JSON', () => JSON.stringify(one.user), {
        look: 'small quiet start',
        said: 'The user is copied as JSON',
      }),
    ];
  }
  return h(
    'aside.panel',
    { key: 'why', 'aria-label': 'Why', id: 'panel' },
    panelHead(
      [h('a.mono', { href: link(state.doc, 'flags', key) }, shown(key)), h('span.muted', ' for '), shown(name)],
      close,
    ),
    h('div.panel-body', content),
  );
}
