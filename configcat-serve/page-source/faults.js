// Faults: what SDKs get instead of the config.

import { h } from './dom.js';
import { attempt, clearFault, invalidate, putFault, state, toast } from './state.js';
import { plain, plural, shown } from './text.js';
import { button, icon, labelled, refusal, select, spacer } from './widgets.js';

export const KINDS = {
  forbidden: ['403 Forbidden', 'As for an SDK key that is wrong.'],
  not_found: ['404 Not Found', 'As for an SDK key that does not exist.'],
  too_many: ['429 Too Many Requests', 'With Retry-After.'],
  server_error: ['500 Server Error', 'As if the service was down.'],
  slow: ['Slow', 'The right answer, later.'],
  stalled: ['Stalled', 'Headers, and a body that never comes.'],
  truncated: ['Truncated', 'Half of the body, then the connection breaks.'],
  garbage: ['Garbage', '200 with a body that is no JSON.'],
  not_modified: ['Always 304', 'Nothing ever changes for the SDK.'],
  redirect: ['Redirect', 'A config that sends SDKs to another base URL.'],
};

const form = {
  document: '',
  kind: 'server_error',
  milliseconds: '5000',
  retry_after: '30',
  location: '',
  requests: '',
  failure: null,
};

const target = (id) => (id === null ? 'all documents' : (state.documents.find((one) => one.id === id)?.name ?? id));

export function faultText(fault) {
  const [name] = KINDS[fault.kind] ?? [fault.kind];
  return `${name} for ${plain(target(fault.document ?? null))}`;
}

export function faultsView() {
  return h(
    'div.page',
    { key: 'faults' },
    h(
      'div.page-head',
      h('h1', 'Faults'),
      h('p.muted', 'See how your programs behave when ConfigCat does not.'),
      spacer(),
      state.faults.length > 0 && button('Switch all off', () => attempt(() => clearFault(null)), { look: 'small' }),
    ),
    active(),
    faultForm(),
  );
}

function active() {
  if (!state.faults.length) return h('p.all-well', icon('check'), ' No fault is on: SDKs get the config.');
  return h(
    'ul.active-faults',
    { 'aria-label': 'Faults that are on' },
    state.faults.map((fault) => {
      const document = fault.document ?? null;
      return h(
        'li.active-fault',
        { key: document ?? '' },
        icon('faults'),
        h('div', h('b', shown(faultText(fault))), h('p.muted', details(fault))),
        spacer(),
        button('Switch off', () => attempt(() => off(fault)), {
          look: 'small',
          'aria-label': `Switch off: ${faultText(fault)}`,
        }),
      );
    }),
  );
}

function details(fault) {
  const parts = [];
  if (fault.kind === 'slow') parts.push(`${(fault.milliseconds ?? 5000) / 1000} s later`);
  if (fault.kind === 'too_many') parts.push(`Retry-After: ${fault.retry_after ?? 30}`);
  if (fault.kind === 'redirect')
    parts.push(fault.location ? ['to ', shown(fault.location)] : 'to this server, again and again');
  parts.push(fault.requests ? `for ${plural(fault.requests, 'more request')}` : 'until it is switched off');
  return parts.flatMap((one, at) => (at ? [', ', one] : [one]));
}

/** Switches one fault off. The API has no call for the fault of all documents alone, so the others are set again. */
async function off(fault) {
  const document = fault.document ?? null;
  if (document !== null) return clearFault(document);
  const others = state.faults.filter((one) => (one.document ?? null) !== null);
  await clearFault(null);
  for (const one of others) await putFault(one);
}

function faultForm() {
  const set = (change) => (Object.assign(form, change, { failure: null }), invalidate());
  const field = (name, label, props) =>
    labelled(
      label,
      h('input.field.mono', { value: form[name], oninput: (event) => set({ [name]: event.target.value }), ...props }),
    );
  const number = (name, label, placeholder, min) => field(name, label, { type: 'number', placeholder, min });
  return h(
    'form.card.fault-form',
    { onsubmit: (event) => (event.preventDefault(), switchOn()) },
    h('div.card-head', h('h2', 'Switch a fault on')),
    state.documents.length > 1 &&
      labelled(
        'For',
        select(
          'For',
          [['', 'All documents'], ...state.documents.map((one) => [`=${one.id}`, one.name])],
          form.document,
          (document) => set({ document }),
          { class: 'field' },
        ),
      ),
    h(
      'fieldset.kinds',
      h('legend.hidden', 'Kind'),
      Object.entries(KINDS).map(([kind, [name, text]]) =>
        h(
          'label',
          { class: `kind${form.kind === kind ? ' chosen' : ''}`, key: kind },
          h('input', {
            type: 'radio',
            name: 'kind',
            value: kind,
            checked: form.kind === kind,
            onchange: () => set({ kind }),
          }),
          h('span', h('b', name), h('span.muted', text)),
        ),
      ),
    ),
    h(
      'div.fault-options',
      form.kind === 'slow' && number('milliseconds', 'Delay in milliseconds', '5000', 0),
      form.kind === 'too_many' && number('retry_after', 'Retry-After in seconds', '30', 0),
      form.kind === 'redirect' && field('location', 'Base URL', { placeholder: 'this server' }),
      number('requests', 'For how many requests', 'until switched off', 1),
      h('button', { type: 'submit', class: 'button primary' }, 'Switch on'),
    ),
    refusal(form.failure),
  );
}

async function switchOn() {
  const whole = (text) => (text.trim() === '' ? null : Number(text));
  const fault = {
    document: form.document === '' ? null : form.document.slice(1),
    kind: form.kind,
    requests: whole(form.requests),
  };
  if (form.kind === 'slow') fault.milliseconds = whole(form.milliseconds);
  if (form.kind === 'too_many') fault.retry_after = whole(form.retry_after);
  if (form.kind === 'redirect') fault.location = form.location.trim() || null;
  try {
    await putFault(fault);
    toast(`On: ${faultText(fault)}.`);
  } catch (failure) {
    form.failure = failure;
    invalidate();
  }
}
