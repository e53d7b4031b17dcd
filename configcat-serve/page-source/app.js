// The frame of the page: navigation, banners, keys, and which view is drawn.

import { suggestions } from './conditions.js';
import { documentView } from './document.js';
import { announce, draw, h } from './dom.js';
import { draftView } from './draft.js';
import { faultText, faultsView } from './faults.js';
import { closePanel } from './flag.js';
import { flagsView, focusFlag } from './flags.js';
import { keysDialog, showKeys } from './keys.js';
import { requestsView } from './requests.js';
import { go, link, route } from './route.js';
import {
  attempt,
  document_,
  draftStep,
  invalidate,
  reconnect,
  select as selectDocument,
  start,
  state,
} from './state.js';
import { plain, shown } from './text.js';
import { leaveUserPanel, usersView } from './users.js';
import { measureLists } from './virtual.js';
import { button, icon, problemList, questionDialog, refusal, select, toasts, spacer } from './widgets.js';

const VIEWS = {
  flags: ['Flags', flagsView],
  users: ['Users', usersView],
  requests: ['Requests', requestsView],
  faults: ['Faults', faultsView],
  draft: ['Draft', draftView],
  document: ['Document', documentView],
};
const THEMES = {
  auto: ['Theme of the system', 'light'],
  light: ['Light theme', 'dark'],
  dark: ['Dark theme', 'auto'],
};
const ICON_OF_THEME = { auto: 'auto', light: 'sun', dark: 'moon' };
let opened = null;
let byKey = false;
let countdown = 0;

function theme() {
  return document.documentElement.dataset.theme ?? 'auto';
}

function setTheme(next) {
  if (next === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem('theme', next);
  } catch {
    // It lasts as long as the page.
  }
  announce(THEMES[next][0]);
  invalidate();
}

function render() {
  const app = document.getElementById('app');
  const now = route();
  const current = document_();
  draw(
    app,
    button('To the content', () => document.getElementById('content').focus(), { look: 'skip primary' }),
    top(now, current),
    h('section.banners', { 'aria-label': 'Notices' }, banners(current)),
    h(
      'main',
      { id: 'content', tabindex: -1, key: 'content', 'aria-busy': state.documents === null ? 'true' : null },
      current
        ? [['flags', 'users'].includes(now.view) && h('h1.hidden', VIEWS[now.view][0]), VIEWS[now.view][1]()]
        : start_(),
    ),
    state.documents && suggestions(),
    toasts(),
    keysDialog(),
    questionDialog(),
  );
  document.title = [VIEWS[now.view][0], current && plain(current.name), 'ConfigCat serve']
    .filter(Boolean)
    .join(' · ');
  measureLists();
  focusPanel(now);
}

function start_() {
  if (state.failure)
    return h(
      'div.page',
      refusal(state.failure),
      button('Try again', () => reconnect()),
    );
  return h('p.loading', state.documents ? 'The server has no document.' : 'Loading the flags…');
}

/** A panel that opens by a key, or covers the list, gets the focus. */
function focusPanel({ view, detail, more }) {
  const now = detail === null || view === 'document' ? null : `${view}/${detail}/${more}`;
  if (now === opened) return;
  opened = now;
  const panel = document.getElementById('panel');
  if (!panel || (!byKey && window.innerWidth > 860) || panel.contains(document.activeElement)) return;
  const title = panel.querySelector('.panel-title');
  title.tabIndex = -1;
  title.focus();
}

function top({ view }, current) {
  return h(
    'header.top',
    { key: 'top' },
    h(
      'a.brand',
      { href: link(state.doc, 'flags'), 'aria-label': 'ConfigCat serve, flags' },
      h('span.brand-mark', h('span'), h('span')),
      h('span.brand-name', 'ConfigCat ', h('b', 'serve')),
    ),
    current && picker(current),
    h(
      'nav',
      { 'aria-label': 'Views' },
      current && Object.entries(VIEWS).map(([name, [text]]) => navItem(name, text, view, current)),
    ),
    spacer(),
    connection(),
    button(null, () => setTheme(THEMES[theme()][1]), {
      look: 'quiet',
      label: `${THEMES[theme()][0]}; press for another`,
      sign: ICON_OF_THEME[theme()],
    }),
    h(
      'button',
      {
        type: 'button',
        class: 'button quiet square help',
        onclick: showKeys,
        'aria-label': 'Keys',
        title: 'Keys (?)',
      },
      '?',
    ),
  );
}

function picker(current) {
  if (state.documents.length === 1) return null;
  const options = state.documents.map((one) => [one.id, one.name]);
  return select('Document', options, current.id, (id) => go(link(id, route().view)), { class: 'picker' });
}

function navItem(name, text, view, current) {
  const problems = current.problems.filter(
    (problem) => problem.severity === 'error' && !/^v\d/.test(problem.source),
  ).length;
  const counts = {
    draft: current.edited ? Math.max(1, state.diff?.flags.length ?? 1) : 0,
    faults: state.faults.length,
    document: problems,
  };
  const count = counts[name] ?? 0;
  return h(
    'a',
    {
      href: link(state.doc, name),
      key: name,
      class: `nav-item ${name}`,
      'aria-current': view === name ? 'page' : null,
    },
    icon(name),
    h('span', text),
    count > 0 &&
      h(
        'span',
        { class: `nav-count ${name}`, title: name === 'faults' ? state.faults.map(faultText).join('\n') : null },
        count,
      ),
  );
}

function connection() {
  const { connection: name } = state;
  const text = { open: 'live', connecting: 'connecting', paused: 'paused', lost: 'no server' }[name];
  return h(
    'span',
    { class: `connection ${name}`, title: name === 'open' ? 'The page follows all changes' : null },
    h('span.light'),
    h('span.connection-text', text),
  );
}

function banners(current) {
  const list = [];
  if (state.connection === 'lost') {
    const seconds = Math.max(0, Math.ceil((state.retryAt - Date.now()) / 1000));
    clearTimeout(countdown);
    countdown = setTimeout(invalidate, 500);
    list.push(
      h(
        'div.banner.error',
        { role: 'alert', key: 'lost' },
        icon('warning'),
        h(
          'p',
          h('b', state.answers ? 'The server gives this tab no events. ' : 'The server is gone. '),
          state.answers ? 'Close another tab of this page. ' : 'What you see may be old. ',
          h('span', { 'aria-hidden': 'true' }, seconds ? `Trying again in ${seconds} s.` : 'Trying again…'),
        ),
        button('Try now', reconnect, { look: 'small' }),
      ),
    );
  }
  if (state.failure && current && state.connection === 'open')
    list.push(h('div.banner.error', { key: 'failure' }, icon('warning'), refusal(state.failure)));
  const broken =
    current?.problems.filter((problem) => problem.source === 'file' && problem.severity === 'error') ?? [];
  if (broken.length) {
    list.push(
      h(
        'div.banner.error',
        { role: 'alert', key: 'broken' },
        icon('warning'),
        h(
          'div',
          h(
            'p',
            h('b', shown(current.name), ' cannot be used. '),
            'SDKs get the last good version until it is mended.',
          ),
          problemList(broken.slice(0, 5), { file: current.file }),
          broken.length > 5 && h('a', { href: link(state.doc, 'document') }, `All ${broken.length} problems`),
        ),
      ),
    );
  }
  if (state.faults.length) {
    list.push(
      h(
        'div.banner.fault',
        { key: 'faults' },
        icon('faults'),
        h('p', h('b', 'SDKs get faults: '), state.faults.map(faultText).join('; '), '.'),
        h('a', { href: link(state.doc, 'faults') }, 'Faults'),
      ),
    );
  }
  return list;
}

function close() {
  const { view, detail } = route();
  if (detail === null || document.querySelector('dialog[open]')) return;
  if (view === 'flags') {
    closePanel();
    focusFlag(detail);
  } else if (view === 'users') {
    leaveUserPanel();
  }
}

function pressed(event) {
  byKey = true;
  const typing = event.target.closest?.('input:not([type=checkbox], [type=radio], [type=range]), textarea, select');
  if (event.key === 'Escape') {
    if (event.target.id === 'search' && event.target.value) return;
    close();
  } else if (typing || event.altKey || document.querySelector('dialog[open]')) return;
  else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
    event.preventDefault();
    const step = event.shiftKey ? 'redo' : 'undo';
    if (document_()?.[`can_${step}`]) attempt(() => draftStep(step));
  } else if (event.ctrlKey || event.metaKey) return;
  else if (event.key === '?') showKeys();
  else if (event.key === '/') {
    event.preventDefault();
    if (!document.getElementById('search')) go(link(state.doc, 'flags'));
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById('search')?.select()));
  } else if (/^[1-6]$/.test(event.key)) go(link(state.doc, Object.keys(VIEWS)[Number(event.key) - 1]));
}

function moved() {
  const { doc, view } = route();
  if (!state.documents) return;
  const known = state.documents.some((one) => one.id === doc);
  if (!known && state.documents.length) return go(link(state.doc ?? state.documents[0].id, view), { replace: true });
  selectDocument(doc);
  invalidate();
}

state.doc = route().doc;
window.addEventListener('hashchange', moved);
window.addEventListener('keydown', pressed);
window.addEventListener('pointerdown', () => (byKey = false), true);
window.addEventListener('resize', invalidate);
start(() => {
  if (state.documents?.length && route().doc !== state.doc) moved();
  render();
});
invalidate();
