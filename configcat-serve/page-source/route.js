// The place in the page: `#/DOCUMENT/VIEW/DETAIL/…`.

import { part } from './api.js';

export const VIEWS = ['flags', 'users', 'requests', 'faults', 'draft', 'document'];

/** The route of the address: the document, the view, and what is open in it. */
export function route() {
  const [doc = null, view = 'flags', ...rest] = location.hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map(decoded);
  return { doc, view: VIEWS.includes(view) ? view : 'flags', detail: rest[0] ?? null, more: rest[1] ?? null };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function link(doc, view, ...rest) {
  return `#/${[doc, view, ...rest]
    .filter((one) => one !== null && one !== undefined)
    .map((one) => part(one))
    .join('/')}`;
}

export function go(hash, { replace = false } = {}) {
  if (replace) {
    history.replaceState(null, '', hash);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else location.hash = hash;
}
