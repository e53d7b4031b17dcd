// The draft: how it differs from FILE, and the one place that writes FILE.

import { h } from './dom.js';
import { flagLink } from './rules.js';
import { attempt, document_, draftDocument, draftStep, invalidate, state, toast } from './state.js';
import { plural, shown } from './text.js';
import { ask, badge, button, copyButton, select, spacer } from './widgets.js';

const CONTEXT = 3;
const FORMATS = [
  ['', 'as the draft'],
  ['v6', 'config v6'],
  ['v5', 'config v5'],
  ['simple', 'simple'],
];
const KIND_WORDS = { added: 'added', removed: 'removed', changed: 'changed', version: 'another config version' };
let format = '';

export function draftView() {
  const document = document_();
  const { diff } = state;
  return h(
    'div.page',
    { key: 'draft' },
    h(
      'div.page-head',
      h('h1', 'Draft'),
      h(
        'p.muted',
        document.edited
          ? ['differs from ', h('code', shown(document.file))]
          : ['is the same as ', h('code', shown(document.file))],
      ),
    ),
    toolbar(document),
    diff &&
      diff.format[0] !== diff.format[1] &&
      h(
        'p.note',
        `The draft is config ${diff.format[1]}, FILE is ${diff.format[0]}: the format of FILE cannot hold the draft.`,
      ),
    diff && diff.flags.length > 0 ? diff.flags.map(flagDiff) : emptyDraft(document),
  );
}

function emptyDraft(document) {
  if (document.edited) return h('p.empty', 'Reading the differences…');
  return h(
    'div.empty',
    h('p', 'Nothing is edited.'),
    h(
      'p',
      'Open a flag and press Edit to change its rules. SDKs get each edit at once; FILE stays as it is until you write it.',
    ),
  );
}

function toolbar(document) {
  const writes = state.server?.writes;
  return h(
    'div.toolbar',
    button('Undo', () => attempt(() => draftStep('undo')), {
      sign: 'undo',
      look: 'small',
      disabled: !document.can_undo,
    }),
    button('Redo', () => attempt(() => draftStep('redo')), {
      sign: 'redo',
      look: 'small',
      disabled: !document.can_redo,
    }),
    button('Discard', discard, { look: 'small', disabled: !document.edited }),
    spacer(),
    h(
      'label.inline',
      h('span', 'Format'),
      select('Format', FORMATS, format, (one) => ((format = one), invalidate()), { id: 'draft-format' }),
    ),
    copyButton(
      'Copy as JSON',
      async () => JSON.stringify((await attempt(() => draftDocument(format))) ?? null, null, 2),
      { look: 'small', said: 'The document is copied as JSON' },
    ),
    button('Write to FILE', () => confirmWrite(document, false), {
      look: 'small primary',
      disabled: !writes || (!document.edited && format === ''),
      title: writes ? null : 'A mirror of a live config cannot be written',
      id: 'write',
    }),
  );
}

function discard() {
  attempt(async () => {
    await draftStep('discard');
    toast('The draft is as FILE again.', { action: { text: 'Undo', run: () => attempt(() => draftStep('undo')) } });
  });
}

function confirmWrite(document, overwrite) {
  const count = state.diff?.flags.length ?? 0;
  ask({
    title: overwrite ? 'Replace the other changes?' : 'Write the draft to FILE?',
    body: () => [
      overwrite && h('p', 'Somebody else changed the file since it was read. Those changes would be lost.'),
      h('p', h('code.path', shown(document.file))),
      h(
        'p',
        `${plural(count, 'flag')} ${count === 1 ? 'differs' : 'differ'}. ${format ? `The file becomes ${format === 'simple' ? 'a simple document' : `config ${format}`}. ` : ''}Overrides are not written.`,
      ),
    ],
    yes: overwrite ? 'Replace them' : 'Write',
    danger: overwrite,
    run: () => write(document, overwrite),
  });
}

async function write(document, overwrite) {
  try {
    await draftStep('write', { ...(format ? { format } : {}), overwrite });
    toast(`${document.name} is written.`);
  } catch (failure) {
    if (failure.status === 409 && !overwrite) confirmWrite(document, true);
    else toast(failure.message, { failure });
  }
}

function flagDiff(one) {
  return h(
    'section.card.diff',
    { key: one.key, 'aria-label': one.key },
    h(
      'div.card-head',
      h('h2.mono', flagLink(one.key)),
      badge(one.kind === 'removed' ? 'error' : 'edited', KIND_WORDS[one.kind]),
    ),
    one.words.length > 0 &&
      h(
        'ul.diff-words',
        one.words.map((text) => h('li', { class: { '+': 'added', '-': 'removed' }[text[0]] }, shown(text))),
      ),
    h('details.more', { open: true }, h('summary', 'Line by line'), lines(one.lines)),
  );
}

/** The lines that differ, with a few around them. */
function lines(all) {
  const near = all.map((_, at) =>
    all.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((line) => line.kind !== 'same'),
  );
  const nodes = [];
  all.forEach(({ kind, text }, at) => {
    if (near[at]) {
      const sign = { same: ' ', removed: '−', added: '+' }[kind];
      nodes.push(
        h(
          'span',
          { class: `line ${kind}` },
          h('span.line-sign', { 'aria-hidden': 'true' }, sign),
          kind !== 'same' && h('span.hidden', `${kind}: `),
          shown(text),
          '\n',
        ),
      );
    } else if (at === 0 || near[at - 1]) nodes.push(h('span.line.gap', '⋯\n'));
  });
  return h('pre.lines', { tabindex: 0, 'aria-label': 'Differences line by line' }, nodes);
}
