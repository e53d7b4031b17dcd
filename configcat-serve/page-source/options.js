// Served values, and percentage options with sliders. What is sent always sums up to 100.

import { h } from './dom.js';
import { shareBar } from './rules.js';
import { served, shifted, sumOf, valueOf } from './setting.js';
import { invalidate } from './state.js';
import { plain } from './text.js';
import { button, labelled, spacer, valueField } from './widgets.js';

/** The field of what `target` serves. */
export function valueEditor({ flag, type, change: edit }, place, target, label) {
  return valueField({
    id: `edit ${flag.key} ${place}`,
    label,
    type,
    value: valueOf(target.v),
    choices: flag.choices,
    json: flag.looks_like_json,
    enumLike: flag.looks_like_enum,
    commit: (value) =>
      edit(() => {
        const { v, i } = served(type, value, flag.choices);
        target.v = v;
        if (i) target.i = i;
        else delete target.i;
      }),
  });
}

/** The percentage options for users whom no rule names. */
export function optionsSection(context) {
  const { setting, type, flag, change } = context;
  const options = setting.p ?? [];
  const start = () => {
    const first = { v: structuredClone(setting.v), ...(setting.i ? { i: setting.i } : {}) };
    const second = type === 'bool' ? served(type, !valueOf(setting.v), flag.choices) : first;
    change(
      (all) =>
        (all.p = [
          { p: 50, ...second },
          { p: 50, ...structuredClone(first) },
        ]),
      { moves: true },
    );
  };
  if (!options.length)
    return h('div.add-rule', button('Serve the others by share', start, { sign: 'plus', look: 'small' }));
  return h(
    'div.rule.edit',
    h(
      'div.rule-bar',
      h('b', 'Percentage options'),
      spacer(),
      button('Remove all', () => change((all) => delete all.p, { moves: true }), { look: 'quiet small' }),
    ),
    labelled(
      'Dealt out by',
      h('input.field', {
        list: 'attribute-names',
        value: setting.a ?? 'Identifier',
        onchange: ({ target: { value } }) =>
          change((all) => (value && value !== 'Identifier' ? (all.a = value) : delete all.a)),
      }),
    ),
    optionsEditor(context, setting, 'options'),
  );
}

/** Where a slider was when somebody began to drag it. */
let drag = null;

/** The percentage options of `owner`, which is a rule or the setting. */
export function optionsEditor(context, owner, place) {
  const { type, flag, setting, change: edit } = context;
  const options = owner.p;
  const sum = sumOf(options);
  const slide = (at, percentage) => {
    if (drag?.owner !== owner || drag.at !== at) drag = { owner, at, start: options.map((option) => option.p) };
    const balanced = sumOf(drag.start.map((p) => ({ p }))) === 100;
    const next = balanced
      ? shifted(drag.start, at, percentage)
      : options.map((option, number) => (number === at ? percentage : option.p));
    next.forEach((p, number) => (options[number].p = p));
    invalidate();
  };
  const remove = (at) =>
    edit(
      () => {
        const [{ p }] = options.splice(at, 1);
        if (options.length) options[at % options.length].p += p;
        else delete owner.p;
      },
      { moves: true },
    );
  return h(
    'div.options',
    shareBar(
      options.map((option) => option.p),
      { 'aria-hidden': 'true' },
    ),
    options.map((option, at) =>
      h(
        'div.option',
        { key: at },
        h(`span.dot.share${at % 6}`),
        h('input', {
          type: 'range',
          min: 0,
          max: 100,
          step: 1,
          class: 'slider',
          'aria-label': `Percentage of option ${at + 1}`,
          value: String(option.p),
          oninput: (event) => slide(at, Number(event.target.value)),
          onchange: () => ((drag = null), edit(() => {})),
        }),
        percentField(option, at, edit),
        valueEditor(context, `${place} option ${at}`, option, `Value of option ${at + 1}`),
        button(null, () => remove(at), {
          look: 'quiet',
          sign: 'close',
          label: `Remove option ${at + 1}`,
          disabled: options.length === 1 && owner !== setting,
        }),
      ),
    ),
    h(
      'div',
      { class: `sum${sum === 100 ? '' : ' off'}` },
      h(
        'span',
        { role: 'status' },
        sum === 100
          ? 'The sum is 100 %.'
          : sum < 100
            ? `${plain(100 - sum)} % are missing.`
            : `${plain(sum - 100)} % are too many.`,
      ),
      sum !== 100 &&
        options.at(-1).p + 100 - sum >= 0 &&
        button('Let the last option make up for it', () => edit(() => (options.at(-1).p += 100 - sum)), {
          look: 'small',
        }),
      spacer(),
      button(
        'Add an option',
        () =>
          edit(() => options.push({ p: Math.max(0, 100 - sum), ...served(type, valueOf(setting.v), flag.choices) })),
        { look: 'small', sign: 'plus' },
      ),
    ),
  );
}

function percentField(option, at, edit) {
  return h(
    'span.percent-field',
    h('input.field.mono', {
      'aria-label': `Percent of option ${at + 1}`,
      type: 'number',
      min: 0,
      max: 100,
      step: 'any',
      value: String(option.p),
      onchange: (event) => {
        const percentage = Number(event.target.value);
        if (event.target.value !== '' && percentage >= 0 && percentage <= 100) edit(() => (option.p = percentage));
        else event.target.value = String(option.p);
      },
    }),
    h('span', { 'aria-hidden': 'true' }, '%'),
  );
}
