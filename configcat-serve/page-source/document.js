// The document itself: how programs connect, what is served, its problems and its segments.

import { h } from './dom.js';
import { link, route } from './route.js';
import { conditions, flagLink } from './rules.js';
import { document_, state } from './state.js';
import { bytes, plural, shown } from './text.js';
import { badge, copyButton, problemList } from './widgets.js';

export function documentView() {
  const document = document_();
  return h(
    'div.page',
    { key: 'document' },
    h(
      'div.page-head',
      h('h1.mono', shown(document.name)),
      h('p.muted', shown(document.file), `, ${formatWords(document.format)}, `, plural(document.flags, 'flag')),
    ),
    problemList(
      document.problems.filter(({ source }) => source !== 'v5' && source !== 'v6'),
      { file: document.file, flagLink },
    ),
    connect(document),
    servedCard(document),
    files(document),
    document.segments.length > 0 && segments(document),
  );
}

const formatWords = (format) => (format === 'simple' ? 'simple document' : `config ${format}`);

function connect(document) {
  return h(
    'section.card',
    { 'aria-labelledby': 'connect-title' },
    h(
      'div.card-head',
      h('h2', { id: 'connect-title' }, 'Connect a program'),
      h('span.muted', document.any_sdk_key ? 'Every SDK key works.' : 'It needs this SDK key.'),
    ),
    h(
      'dl.lines-to-paste',
      [
        ['SDK key', document.sdk_key],
        ['Base URL', state.server.url],
        ...document.base_urls.map(({ sdk, code }) => [sdk, code]),
      ].map(([name, code]) => [
        h('dt', { key: `${name} name` }, name),
        h(
          'dd',
          { key: name },
          h('pre', { tabindex: 0, 'aria-label': name }, shown(code)),
          copyButton(null, () => code, {
            look: 'quiet',
            label: `Copy the line for ${name}`,
            said: 'The line is copied',
          }),
        ),
      ]),
    ),
  );
}

function servedCard({ served, file }) {
  return h(
    'section.card',
    { 'aria-labelledby': 'served-title' },
    h('div.card-head', h('h2', { id: 'served-title' }, 'Served')),
    h(
      'div.served',
      ['v6', 'v5'].map((version) => {
        const one = served[version];
        return h(
          'div.served-version',
          { key: version },
          h(
            'p',
            h('b', `Config ${version} `),
            one.available
              ? badge('yes', 'served', { sign: 'check' })
              : badge('warning', 'not served', { sign: 'warning' }),
            one.bytes !== null && h('span.muted', ` ${bytes(one.bytes)}`),
          ),
          h('p.hint.path', shown(one.url)),
          one.reasons.length > 0 &&
            h(
              'details.more',
              h('summary', plural(one.reasons.length, 'reason')),
              problemList(one.reasons, { file, flagLink }),
            ),
        );
      }),
    ),
  );
}

function files({ file }) {
  const kept = (name, empty) => (name === null ? empty : h('code.path', shown(name)));
  return h(
    'section.card',
    { 'aria-labelledby': 'files-title' },
    h('div.card-head', h('h2', { id: 'files-title' }, 'Files')),
    h(
      'dl.facts-list',
      [
        ['FILE', [h('code.path', shown(file)), ' is watched, and written only when you ask.']],
        ['Overrides', kept(state.overridesFile, 'in memory until the server ends')],
        ['Users', kept(state.usersFile, 'in memory until the server ends')],
        state.server.live !== null && ['Mirror of', h('code', shown(state.server.live))],
      ]
        .filter(Boolean)
        .map(([name, what]) => [h('dt', { key: `${name} name` }, name), h('dd', { key: name }, what)]),
    ),
  );
}

function segments({ segments: all }) {
  const { detail } = route();
  return h(
    'section.card',
    { 'aria-labelledby': 'segments-title' },
    h('div.card-head', h('h2', { id: 'segments-title' }, 'Segments')),
    h(
      'ul.segments',
      all.map((segment) =>
        h(
          'li',
          {
            class: `segment${detail === segment.name ? ' current' : ''}`,
            key: segment.name,
            mounted: (el) => detail === segment.name && el.scrollIntoView({ block: 'center' }),
          },
          h('h3', h('a', { href: link(state.doc, 'document', segment.name) }, shown(segment.name))),
          h('div.rule-conditions', conditions(segment.conditions)),
          segment.flags.length > 0 &&
            h(
              'p.hint',
              'Used by ',
              segment.flags.flatMap((key, at) => [at ? ', ' : '', flagLink(key)]),
            ),
        ),
      ),
    ),
  );
}
