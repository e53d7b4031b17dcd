// What the page knows, and how it learns it. Views read `state` and change it through the functions here; each change ends
// in `invalidate`, which draws the page once.

import { call, follow, part } from './api.js';
import { announce } from './dom.js';
import { plain, valueText } from './text.js';

export const state = {
  server: null,
  documents: null,
  /** The id of the document that is shown. */
  doc: null,
  flags: [],
  /** The flags of the document by key. */
  byKey: new Map(),
  /** Counts up when the flags change. */
  revision: 0,
  attributes: [],
  overridesFile: null,
  users: [],
  usersFile: null,
  requests: [],
  /** Counts up when the requests change. */
  requestRevision: 0,
  faults: [],
  diff: null,
  connection: 'connecting',
  /** Whether the server answers although it gives no events. */
  answers: false,
  retryAt: 0,
  failure: null,
  toasts: [],
};

const REQUESTS = 1000;
let render = () => {};
let queued = false;

/** Draws the page soon, once for all changes until then. */
export function invalidate() {
  if (queued) return;
  queued = true;
  const later = document.hidden ? setTimeout : requestAnimationFrame;
  later(() => {
    queued = false;
    render();
  });
}

export function document_() {
  return state.documents?.find((one) => one.id === state.doc) ?? null;
}

const path = (rest) => `/documents/${part(state.doc)}${rest}`;

// One read of each kind at a time; what changes meanwhile is read once more afterwards.
const running = new Map();

function once(name, read) {
  const now = running.get(name);
  if (now) {
    now.again = true;
    return now.done;
  }
  const entry = { again: false, done: null };
  running.set(name, entry);
  entry.done = (async () => {
    try {
      do {
        entry.again = false;
        await read();
      } while (entry.again);
    } finally {
      running.delete(name);
      invalidate();
    }
  })();
  return entry.done;
}

const read = {
  server: () => once('server', async () => void (state.server = await call('GET', ''))),
  documents: () => once('documents', async () => void (state.documents = await call('GET', '/documents'))),
  flags: () =>
    once('flags', async () => {
      const doc = state.doc;
      const [flags, attributes] = await Promise.all([call('GET', path('/flags')), call('GET', path('/attributes'))]);
      if (doc === state.doc) take(flags, attributes);
    }),
  overrides: () =>
    once('overrides', async () => void (state.overridesFile = (await call('GET', path('/overrides'))).file)),
  users: () =>
    once('users', async () => {
      const { file, users } = await call('GET', '/users');
      state.usersFile = file;
      state.users = users;
    }),
  requests: () =>
    once('requests', async () => {
      state.requests = await call('GET', '/requests');
      state.requestRevision += 1;
    }),
  faults: () => once('faults', async () => void (state.faults = await call('GET', '/faults'))),
  diff: () =>
    once('diff', async () => {
      const doc = state.doc;
      const diff = await call('GET', path('/draft/diff'));
      if (doc === state.doc) state.diff = diff;
    }),
};

function take(flags, attributes) {
  state.flags = flags;
  state.byKey = new Map(flags.map((flag) => [flag.key, flag]));
  state.attributes = attributes;
  state.revision += 1;
}

async function everything() {
  try {
    await Promise.all([read.server(), read.documents(), read.users(), read.requests(), read.faults()]);
    if (!document_()) state.doc = state.documents[0]?.id ?? null;
    if (state.doc !== null) await Promise.all([read.flags(), read.overrides(), read.diff()]);
    state.failure = null;
    state.answers = true;
  } catch (failure) {
    state.failure = failure;
  }
  invalidate();
}

function quietly(promise) {
  promise.catch((failure) => {
    if (failure.status) state.failure = failure;
  });
}

function changed(event) {
  quietly(read.documents());
  if (event.document !== undefined && event.document !== state.doc) return;
  quietly(read.flags());
  quietly(read.diff());
}

let stream = null;

/** Reads all, and follows the events. `draw` draws the page. */
export function start(draw) {
  render = draw;
  stream = follow(
    {
      hello: everything,
      document: changed,
      overrides: changed,
      draft: changed,
      users: () => quietly(read.users()),
      faults: () => quietly(read.faults()),
      requests: () => quietly(read.requests()),
      request(request) {
        state.requests = [request, ...state.requests.slice(0, REQUESTS - 1)];
        state.requestRevision += 1;
        if (request.fault && state.faults.some((fault) => fault.requests !== null)) quietly(read.faults());
        invalidate();
      },
    },
    (name, retryAt = 0) => {
      if (name === 'lost' && state.connection === 'open') announce('The connection to the server is lost.');
      if (name === 'open' && state.connection === 'lost') announce('The connection to the server is back.');
      state.connection = name;
      state.retryAt = retryAt;
      state.answers = false;
      if (name === 'lost') everything();
      invalidate();
    },
  );
}

export function reconnect() {
  stream?.retry();
}

/** Shows another document. */
export function select(doc) {
  if (doc === state.doc) return;
  state.doc = doc;
  take([], []);
  state.diff = null;
  if (state.documents && document_()) {
    quietly(read.flags());
    quietly(read.overrides());
    quietly(read.diff());
  }
}

let toastNumber = 0;

/** Shows a message for a while. Failures stay until they are closed. */
export function toast(text, { failure = null, action = null } = {}) {
  const one = { number: (toastNumber += 1), text, failure, action };
  state.toasts = [...state.toasts.slice(-2), one];
  if (!failure) setTimeout(() => dismiss(one.number), action ? 8000 : 4000);
  announce(failure ? `${text} ${failure.remedy ?? ''}` : text);
  invalidate();
}

export function dismiss(number) {
  state.toasts = state.toasts.filter((one) => one.number !== number);
  invalidate();
}

/** Does something that the server may refuse. A refusal is shown, and gives undefined. */
export async function attempt(action) {
  try {
    return await action();
  } catch (failure) {
    if (typeof failure.status !== 'number') throw failure;
    toast(failure.message, { failure });
    return undefined;
  }
}

function replace(flag) {
  const at = state.flags.findIndex((one) => one.key === flag.key);
  if (at < 0) return;
  state.flags = state.flags.with(at, flag);
  state.byKey.set(flag.key, flag);
  state.revision += 1;
  invalidate();
}

/** Serves a value to everyone; undefined takes the override back. Throws what the server refuses. */
export async function override(key, value) {
  const target = path(`/overrides/${part(key)}`);
  const flag = value === undefined ? await call('DELETE', target) : await call('PUT', target, { value });
  replace(flag);
  announce(
    value === undefined
      ? `${plain(key)}: the override is taken back.`
      : `${plain(key)}: everyone gets ${plain(valueText(value))}.`,
  );
}

export async function resetOverrides() {
  const { removed } = await call('DELETE', path('/overrides'));
  toast(removed === 1 ? '1 override taken back.' : `${removed} overrides taken back.`);
}

/** Puts a setting into the draft. Throws what the server refuses. */
export async function putSetting(key, setting) {
  const flag = await call('PUT', path(`/draft/flags/${part(key)}`), setting);
  replace(flag);
  return flag;
}

/** `undo`, `redo`, `discard` or `write`. Throws what the server refuses. */
export async function draftStep(step, body) {
  const draft = await call('POST', path(`/draft/${step}`), body);
  const document = document_();
  if (document) Object.assign(document, { edited: draft.edited, can_undo: draft.can_undo, can_redo: draft.can_redo });
  changed({});
  return draft;
}

export function draftDocument(format) {
  return call('GET', path(`/draft${format ? `?format=${format}` : ''}`));
}

export function evaluate(users, keys, explain) {
  return call('POST', path('/evaluate'), keys ? { users, keys, explain } : { users, explain });
}

export async function saveUser(name, user) {
  await call('PUT', `/users/${part(name)}`, user);
  await read.users();
}

export async function forgetUser(name) {
  await call('DELETE', `/users/${part(name)}`);
  await read.users();
}

export async function clearRequests() {
  await call('DELETE', '/requests');
  await read.requests();
}

export async function putFault(fault) {
  state.faults = await call('PUT', '/faults', fault);
  invalidate();
}

/** Switches the fault of a document off; null is all faults. */
export async function clearFault(document) {
  state.faults = await call('DELETE', document === null ? '/faults' : `/faults?document=${part(document)}`);
  invalidate();
}
