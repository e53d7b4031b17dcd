// The keys of the page.

import { h } from './dom.js';
import { invalidate } from './state.js';
import { button } from './widgets.js';

const KEYS = [
  [['/'], 'search'],
  [['↑', '↓'], 'go through the list; in the matrix also ← and →'],
  [['Enter'], 'open a flag, or the reason of a value'],
  [['Space'], 'flip a bool for everyone'],
  [['Esc'], 'close the panel; in a field, take back what is typed'],
  [['1', '…', '6'], 'go to a view'],
  [['Ctrl', 'Z'], 'undo the last edit of the draft'],
  [['Ctrl', 'Shift', 'Z'], 'redo it'],
  [['?'], 'show these keys'],
];
let visible = false;
let before = null;

export function showKeys() {
  before = document.activeElement;
  visible = true;
  invalidate();
}

function hide() {
  visible = false;
  invalidate();
  before?.focus?.();
}

export function keysDialog() {
  if (!visible) return null;
  return h(
    'dialog',
    {
      key: 'keys',
      class: 'dialog',
      'aria-labelledby': 'keys-title',
      mounted: (el) => el.isConnected && el.showModal(),
      oncancel: (event) => (event.preventDefault(), hide()),
    },
    h('h2', { id: 'keys-title' }, 'Keys'),
    h(
      'dl.keys',
      KEYS.map(([keys, text]) => [
        h(
          'dt',
          { key: `${text} keys` },
          keys.map((key) => (key === '…' ? ' … ' : h('kbd', key))),
        ),
        h('dd', { key: text }, text),
      ]),
    ),
    h('div.dialog-buttons', button('Close', hide, { look: 'primary' })),
  );
}
