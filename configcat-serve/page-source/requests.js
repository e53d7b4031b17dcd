// The requests of SDKs as they come, and which SDKs there are.

import { h } from './dom.js';
import { link } from './route.js';
import { attempt, clearRequests, invalidate, state } from './state.js';
import { bytes, clock, plural, shown } from './text.js';
import { longList } from './virtual.js';
import { badge, button, segmented, spacer } from './widgets.js';

const LIST = longList('log', '.log-rows .log-row', 38);
const filter = { only: 'all' };

const TESTS = {
  all: () => true,
  here: (one) => one.document === state.doc,
  changed: (one) => one.status === 200 && !one.fault,
  faults: (one) => one.fault !== null || one.status >= 400,
};

export function requestsView() {
  const list = state.requests.filter(TESTS[filter.only]);
  const options = [
    ['all', 'All'],
    ...(state.documents.length > 1 ? [['here', 'This document']] : []),
    ['changed', 'Got a config'],
    ['faults', 'Faults and errors'],
  ];
  return h(
    'div.page',
    { key: 'requests' },
    h(
      'div.page-head',
      h('h1', 'Requests'),
      segmented('Show', options, filter.only, (only) => ((filter.only = only), invalidate())),
      spacer(),
      button('Clear', () => attempt(clearRequests), { look: 'small', disabled: !state.requests.length }),
    ),
    state.requests.length > 0 && clients(),
    list.length ? log(list) : empty(),
  );
}

function empty() {
  if (state.requests.length) return h('p.empty', 'No request fits the filter.');
  return h(
    'div.empty',
    h('p', 'No SDK has asked yet.'),
    h('p', h('a', { href: link(state.doc, 'document') }, 'Connect a program'), ': it needs one line.'),
  );
}

/** The newest request of each SDK, with its way of polling. */
function clients() {
  const newest = new Map();
  for (const one of state.requests) {
    const id = `${one.sdk ?? one.user_agent ?? ''} ${one.polling_mode} ${one.sdk_key}`;
    if (!newest.has(id)) newest.set(id, one);
  }
  return h(
    'ul.clients',
    { 'aria-label': 'SDKs', tabindex: 0 },
    [...newest]
      .slice(0, 12)
      .map(([id, one]) =>
        h(
          'li.client',
          { key: id },
          h('b', shown(one.sdk ?? one.user_agent ?? 'unknown')),
          h(
            'span.muted',
            [one.polling_mode && `${one.polling_mode} polling`, `last at ${clock(one.time)}`]
              .filter(Boolean)
              .join(', '),
          ),
          held(one),
        ),
      ),
  );
}

/** What an SDK has after a request. */
function held(one) {
  if (one.fault) return badge('error', 'got a fault');
  if (one.status === 200) return badge('yes', 'got the config');
  if (one.status === 304 || one.holds_current) return badge('yes', 'up to date');
  if (one.holds !== null) return badge('warning', 'holds an older one');
  return badge('no', 'holds none');
}

function log(list) {
  return h(
    'div',
    {
      id: 'log',
      class: 'log',
      role: 'table',
      tabindex: 0,
      'aria-label': plural(list.length, 'request'),
      'aria-rowcount': list.length + 1,
      onscroll: invalidate,
    },
    h(
      'div.log-row.head',
      { role: 'row', 'aria-rowindex': 1, key: 'head' },
      ['Time', 'SDK', 'Config', 'Status', 'Held before', 'Sent'].map((name) =>
        h('div', { role: 'columnheader', key: name }, name),
      ),
    ),
    h(
      'div.log-rows',
      { role: 'rowgroup', key: 'rows', style: LIST.size(list.length) },
      LIST.visible(list.length).map((at) => requestRow(list[at], at)),
    ),
  );
}

function requestRow(one, index) {
  const cell = (className, ...content) => h('div', { role: 'cell', class: className, key: className }, content);
  const name = state.documents.find((other) => other.id === one.document)?.name;
  const look = one.fault || one.status >= 400 ? 'bad' : one.status === 304 ? 'same' : 'fresh';
  return h(
    'div.log-row',
    { role: 'row', key: one.number, 'aria-rowindex': index + 2, style: LIST.place(index) },
    cell('time mono', clock(one.time)),
    cell(
      'sdk clip',
      shown(one.sdk ?? one.user_agent ?? 'unknown'),
      one.polling_mode && h('span.muted', ` ${one.polling_mode}`),
    ),
    cell(
      'path clip',
      one.method !== 'GET' && h('b', `${one.method} `),
      h('span', { title: one.path }, one.version ? [shown(name ?? ''), ` ${one.version}`] : shown(one.path)),
    ),
    cell(
      'status',
      h('span', { class: `code ${look}` }, one.status),
      one.fault && badge('error', one.fault.replaceAll('_', ' ')),
    ),
    cell(
      'holds',
      one.holds === null ? h('span.muted', 'nothing') : one.holds_current ? 'current' : h('span.older', 'older'),
    ),
    cell('bytes mono', one.bytes ? bytes(one.bytes) : ''),
  );
}
