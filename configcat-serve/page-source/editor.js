// The editor of a setting. Each complete change is sent at once, so that the draft, the server and other tabs follow.

import { h } from './dom.js';
import { conditionsEditor } from './conditions.js';
import { optionsEditor, optionsSection, valueEditor } from './options.js';
import { TYPES, gaps, isTooPrecise, served, valueOf } from './setting.js';
import { attempt, document_, draftStep, invalidate, putSetting, state } from './state.js';
import { button, forgetTyping, refusal, segmented, spacer } from './widgets.js';

let on = false;

export function editing() {
  return on;
}

export function setEditing(value) {
  on = value;
  work = null;
  forgetTyping('edit ');
  invalidate();
}

/** The setting that is edited: as typed, and as the server has it. */
let work = null;
let lastId = 0;

const textOf = (value) => JSON.stringify(value);

function load(flag) {
  const setting = structuredClone(flag.setting);
  const same = work?.key === flag.key && work.ids.length === (setting.r?.length ?? 0);
  const ids = same ? work.ids : (setting.r ?? []).map(() => (lastId += 1));
  if (!same) forgetTyping('edit ');
  work = {
    doc: state.doc,
    key: flag.key,
    setting,
    base: textOf(flag.setting),
    ids,
    version: 0,
    sent: 0,
    busy: false,
    failure: null,
  };
}

/** Changes the setting, and sends it if it is complete. Fields that move lose what is typed and not sent. */
function change(edit, { moves = false } = {}) {
  if (moves) forgetTyping('edit ');
  edit(work.setting);
  work.version += 1;
  send();
}

async function send() {
  const mine = work;
  invalidate();
  if (mine.busy || mine.sent === mine.version || gaps(mine.setting).length) return;
  const { version } = mine;
  mine.busy = true;
  try {
    const flag = await putSetting(mine.key, mine.setting);
    mine.base = textOf(flag.setting);
    mine.failure = null;
    if (mine.version === version && textOf(mine.setting) !== mine.base) load(flag);
  } catch (failure) {
    mine.failure = failure;
  }
  mine.sent = version;
  mine.busy = false;
  if (mine === work) send();
  else invalidate();
}

export function editor(flag) {
  if (isTooPrecise(flag.setting)) {
    return h(
      'p.hint',
      'The setting has whole numbers beyond 9,007,199,254,740,991, which a browser cannot keep. Edit FILE instead.',
    );
  }
  if (work?.key !== flag.key || work.doc !== state.doc) load(flag);
  const unsent = work.version !== work.sent || work.failure !== null;
  if (textOf(flag.setting) !== work.base && !unsent && !work.busy) load(flag);
  const elsewhere = textOf(flag.setting) !== work.base && unsent && !work.busy;
  const { setting } = work;
  const type = TYPES[setting.t];
  const context = { flag, type, setting, change };
  return h(
    'div.editor',
    { key: `editor ${flag.key}` },
    status(flag, elsewhere),
    h(
      'ol.rules',
      (setting.r ?? []).map((rule, at) => ruleEditor(context, rule, at)),
    ),
    h(
      'div.add-rule',
      button('Add a rule', () => addRule(context), { sign: 'plus', look: 'small' }),
    ),
    optionsSection(context),
    h(
      'div.rule.last',
      h(
        'div.rule-then',
        h('span.rule-word', setting.r?.length || setting.p?.length ? 'Everyone else' : 'Everyone'),
        valueEditor(context, 'else', setting, 'Value for everyone else'),
      ),
    ),
  );
}

function status(flag, elsewhere) {
  const missing = gaps(work.setting);
  const document = document_();
  let text = flag.edited ? 'In the draft. SDKs get it now; FILE is as it was.' : 'As in FILE.';
  if (missing.length) text = `Not sent yet: ${missing.join('; ')}.`;
  else if (work.failure) text = 'Refused. SDKs get what they got before.';
  else if (work.version !== work.sent) text = 'Sending…';
  return h(
    'div',
    { class: `editor-status${missing.length || work.failure ? ' unsent' : ''}` },
    h('p', { role: 'status' }, text),
    spacer(),
    (missing.length > 0 || work.failure || elsewhere) &&
      button('Take back', () => (load(flag), forgetTyping('edit '), invalidate()), {
        look: 'small',
        title: 'Show what the draft has',
      }),
    button(null, () => attempt(() => draftStep('undo')), {
      look: 'quiet',
      sign: 'undo',
      label: 'Undo the last edit',
      disabled: !document?.can_undo,
    }),
    button(null, () => attempt(() => draftStep('redo')), {
      look: 'quiet',
      sign: 'redo',
      label: 'Redo the edit',
      disabled: !document?.can_redo,
    }),
    elsewhere && h('p.hint', 'Somebody else changed this flag meanwhile. “Take back” shows that.'),
    refusal(work.failure),
  );
}

function addRule({ flag, type, setting }) {
  const attribute = state.attributes[0]?.name ?? 'Email';
  const value = type === 'bool' ? !valueOf(setting.v) : valueOf(setting.v);
  change(
    (all) => {
      all.r = [...(all.r ?? []), { c: [{ u: { a: attribute, c: 0, l: [] } }], s: served(type, value, flag.choices) }];
      work.ids.push((lastId += 1));
    },
    { moves: true },
  );
}

function moveRule(at, to) {
  if (!(to in work.setting.r)) return;
  change(
    (all) => {
      for (const list of [all.r, work.ids]) list.splice(to, 0, ...list.splice(at, 1));
    },
    { moves: true },
  );
}

function removeRule(at) {
  change(
    (all) => {
      all.r.splice(at, 1);
      work.ids.splice(at, 1);
      if (!all.r.length) delete all.r;
    },
    { moves: true },
  );
}

function ruleEditor(context, rule, at) {
  const { type, setting, flag } = context;
  const name = `Rule ${at + 1}`;
  const shares = Boolean(rule.p?.length);
  const serve = (how) =>
    change(
      () => {
        if (how === 'shares') {
          const value = rule.s?.v ?? setting.v;
          const other =
            type === 'bool'
              ? served(type, !valueOf(value), flag.choices)
              : { v: structuredClone(setting.v), ...(setting.i ? { i: setting.i } : {}) };
          rule.p = [
            { p: 50, ...rule.s },
            { p: 50, ...other },
          ];
          delete rule.s;
        } else {
          const { v, i } = rule.p[0];
          rule.s = i ? { v, i } : { v };
          delete rule.p;
        }
      },
      { moves: true },
    );
  return h(
    'li.rule.edit',
    { key: `rule ${work.ids[at]}`, 'aria-label': name },
    h(
      'div.rule-bar',
      h('b', name),
      spacer(),
      button(null, () => moveRule(at, at - 1), {
        look: 'quiet',
        sign: 'up',
        label: `Move rule ${at + 1} up`,
        'aria-disabled': at === 0,
      }),
      button(null, () => moveRule(at, at + 1), {
        look: 'quiet',
        sign: 'down',
        label: `Move rule ${at + 1} down`,
        'aria-disabled': at === setting.r.length - 1,
      }),
      button(null, () => removeRule(at), { look: 'quiet', sign: 'close', label: `Remove rule ${at + 1}` }),
    ),
    conditionsEditor(context, rule, at),
    h(
      'div.rule-then',
      h('span.rule-word', 'then'),
      segmented(
        `${name} serves`,
        [
          ['value', 'a value'],
          ['shares', 'by share'],
        ],
        shares ? 'shares' : 'value',
        (how) => (how === 'shares') !== shares && serve(how),
      ),
      !shares && valueEditor(context, `rule ${at}`, rule.s, `Value of rule ${at + 1}`),
    ),
    shares && optionsEditor(context, rule, `rule ${at}`),
  );
}
