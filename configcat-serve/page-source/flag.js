// The panel of one flag: its override, its rules, who gets what, and its problems.

import { h } from './dom.js';
import { editor, editing, setEditing } from './editor.js';
import { go, link } from './route.js';
import { flagLink, rulesInWords, segmentLink } from './rules.js';
import { fakeOf } from './rust.js';
import { TYPES } from './setting.js';
import { document_, invalidate, override, state } from './state.js';
import { plain, shown } from './text.js';
import {
  button,
  copyButton,
  flagBadges,
  forgetTyping,
  panelHead,
  problemList,
  refusal,
  segmented,
  valueField,
  spacer,
} from './widgets.js';
import { whoGetsWhat } from './who.js';

const TYPE_WORDS = { bool: 'bool', text: 'text', int: 'whole number', float: 'decimal number' };

/** What the server said against the last override of a flag. */
let refused = null;

export function flagPanel(key, flag) {
  return h(
    'aside.panel',
    { key: `flag ${key}`, 'aria-label': `Flag ${plain(key)}`, id: 'panel' },
    panelHead(h('span.mono', shown(key)), closePanel),
    flag
      ? body(flag)
      : h('p.empty', state.flags.length ? ['The document has no flag ', h('b', shown(key)), '.'] : 'Loading…'),
  );
}

export function closePanel() {
  forgetTyping('override ');
  go(link(state.doc, 'flags'));
}

function body(flag) {
  const file = document_()?.file ?? null;
  return h(
    'div.panel-body',
    { key: 'body' },
    h(
      'div.facts',
      flag.type &&
        h(
          'span.badge.type',
          flag.looks_like_json ? 'JSON' : flag.looks_like_enum ? 'text with choices' : TYPE_WORDS[flag.type],
        ),
      flagBadges(flag),
      spacer(),
      copyButton('Key', () => flag.key, { look: 'small quiet', said: 'The key is copied' }),
      flag.setting &&
        copyButton('JSON', () => JSON.stringify(flag.setting, null, 2), {
          look: 'small quiet',
          said: 'The setting is copied as JSON',
        }),
      flag.type &&
        copyButton('Rust fake', () => fakeOf([flag]), { look: 'small quiet', said: 'Flags::fake() code is copied' }),
    ),
    problemList(flag.problems, { file }),
    flag.type && overrideSection(flag),
    targeting(flag),
    connections(flag),
    flag.type && whoGetsWhat(flag),
  );
}

function overrideSection(flag) {
  const refusedHere = refused?.key === flag.key ? refused.failure : null;
  const serve = async (value) => {
    try {
      await override(flag.key, value);
      refused = null;
    } catch (failure) {
      refused = { key: flag.key, failure };
      invalidate();
    }
  };
  const overridden = flag.override !== null;
  return h(
    'section',
    { class: `card override-card${overridden ? ' set' : ''}`, 'aria-labelledby': 'override-title' },
    h(
      'div.card-head',
      h('h3', { id: 'override-title' }, 'Override'),
      h('span.muted', overridden ? 'everyone gets this value' : 'not set: the rules below decide'),
      spacer(),
      overridden && flag.type !== 'bool' && button('Reset', () => serve(undefined), { look: 'small', sign: 'reset' }),
    ),
    flag.type === 'bool'
      ? segmented(
          'Served to everyone',
          [
            ['rules', 'By the rules'],
            [true, 'true'],
            [false, 'false'],
          ],
          overridden ? flag.override : 'rules',
          (value) => serve(value === 'rules' ? undefined : value),
        )
      : valueField({
          id: `override ${flag.key}`,
          label: 'Value for everyone',
          type: flag.type,
          value: overridden ? flag.override : flag.looks_like_enum ? null : flag.value,
          choices: flag.choices,
          json: flag.looks_like_json,
          enumLike: flag.looks_like_enum,
          commit: serve,
        }),
    flag.type !== 'bool' &&
      !flag.looks_like_enum &&
      !overridden &&
      h('p.hint', 'Change the value and leave the field to serve it to everyone. Esc takes back what you typed.'),
    refusal(refusedHere),
  );
}

function targeting(flag) {
  const edit = flag.setting && !flag.read_only && flag.setting.t in TYPES;
  const on = editing() && edit;
  return h(
    'section.card',
    { 'aria-labelledby': 'rules-title' },
    h(
      'div.card-head',
      h('h3', { id: 'rules-title' }, on ? 'Edit rules and values' : 'Rules and values'),
      spacer(),
      edit
        ? button(on ? 'Done' : 'Edit', () => setEditing(!on), {
            look: on ? 'small primary' : 'small',
            sign: on ? 'check' : 'draft',
            id: 'edit-rules',
          })
        : h('span.muted', 'read-only'),
    ),
    flag.read_only && h('p.hint', shown(flag.read_only)),
    on
      ? editor(flag)
      : flag.type
        ? rulesInWords(flag)
        : flag.rules.length
          ? h('p.hint', 'The flag is broken, so no rule counts.')
          : null,
  );
}

function connections(flag) {
  const lists = [
    ['Needs', flag.prerequisites.map(flagLink)],
    ['Needed by', flag.required_by.map(flagLink)],
    ['Segments', flag.segments.map(segmentLink)],
  ].filter(([, links]) => links.length);
  if (!lists.length) return null;
  return h(
    'dl.connections',
    lists.map(([name, links]) => [
      h('dt', name),
      h(
        'dd',
        links.flatMap((one, at) => (at ? [', ', one] : [one])),
      ),
    ]),
  );
}
