// The conditions of a rule that is edited. Hashed values are as they are.

import { cached, h } from './dom.js';
import { COMPARATORS, fieldOf, hashedWords, valueOf, withComparator, wrap } from './setting.js';
import { document_, invalidate, state } from './state.js';
import { dateText, plain, shown } from './text.js';
import { button, dateField, icon, select, typing, valueField } from './widgets.js';

export function conditionsEditor(context, rule, ruleAt) {
  const { change } = context;
  const segments = document_()?.segments ?? [];
  const add = (condition) => change(() => (rule.c = [...(rule.c ?? []), condition]), { moves: true });
  const others = state.flags.filter((flag) => flag.key !== context.flag.key && flag.type);
  return h(
    'div.conditions',
    (rule.c ?? []).map((condition, at) => {
      const place = `${ruleAt} ${at}`;
      const remove = () => change(() => rule.c.splice(at, 1), { moves: true });
      return h(
        'div.condition-edit',
        { key: at },
        h('span.rule-word', at ? 'and' : 'If'),
        h(
          'div.condition-fields',
          condition.u
            ? userFields(context, condition, place)
            : condition.s
              ? segmentFields(context, condition, segments)
              : prerequisiteFields(context, condition, others, place),
        ),
        button(null, remove, {
          look: 'quiet',
          sign: 'close',
          label: `Remove condition ${at + 1} of rule ${ruleAt + 1}`,
        }),
      );
    }),
    h(
      'div.add-condition',
      h('span.hint', rule.c?.length ? 'Add:' : 'Always. Add:'),
      button('Attribute', () => add({ u: { a: state.attributes[0]?.name ?? 'Email', c: 0, l: [] } }), {
        look: 'small quiet',
        sign: 'plus',
      }),
      segments.length > 0 &&
        button('Segment', () => add({ s: { s: 0, c: 0 } }), { look: 'small quiet', sign: 'plus' }),
      others.length > 0 &&
        button('Flag', () => add({ p: { f: others[0].key, c: 0, v: wrap(others[0].type, others[0].value) } }), {
          look: 'small quiet',
          sign: 'plus',
        }),
    ),
  );
}

function userFields({ change, flag }, condition, place) {
  const user = condition.u;
  const hashed = hashedWords(user.c);
  if (hashed !== null) return hashedFields(user, hashed);
  if (!fieldOf(user.c))
    return h('p', shown(user.a ?? ''), ` has comparator ${plain(user.c)}, which cannot be edited.`);
  return [
    h('input', {
      class: 'field attribute-field',
      list: 'attribute-names',
      'aria-label': 'Attribute',
      placeholder: 'attribute',
      value: user.a ?? '',
      onchange: (event) => change(() => (user.a = event.target.value)),
    }),
    h(
      'select.comparator-field',
      {
        'aria-label': 'Comparator',
        value: String(user.c),
        onchange: (event) => change(() => (condition.u = withComparator(user, Number(event.target.value)))),
      },
      COMPARATORS.map(([group, list]) =>
        h(
          'optgroup',
          { label: group, key: group },
          list.map(([number, words]) =>
            h('option', { value: String(number), key: number, selected: number === user.c }, words),
          ),
        ),
      ),
    ),
    comparisonField(change, user, `edit ${flag.key} ${place}`),
  ];
}

function hashedFields(user, words) {
  const items = user.l ?? [user.s];
  return [
    h('span.attribute', shown(user.a ?? '')),
    h('b.comparator', words),
    h(
      'ul.items',
      items.map((item, at) =>
        h(
          'li.item.hashed',
          { key: at },
          icon('lock'),
          h('code', { title: plain(item ?? '') }, shown(String(item ?? '').slice(0, 10)), '…'),
        ),
      ),
    ),
    h('p.hint', 'Hashed: the values cannot be read or edited. Keep the condition, or remove it.'),
  ];
}

function comparisonField(change, user, id) {
  const field = fieldOf(user.c);
  if (field === 'l') return listField(change, user, id);
  if (field === 's') {
    return h('input.field', {
      'aria-label': 'Comparison value',
      placeholder: 'value',
      list: listFor(user.a),
      value: user.s ?? '',
      onchange: (event) => change(() => (user.s = event.target.value)),
    });
  }
  if (field === 'date') {
    const commit = (seconds) => seconds !== undefined && change(() => (user.d = seconds));
    return [
      dateField(user.d, commit, { 'aria-label': 'Date and time in UTC' }),
      h('span.hint', 'UTC', user.d % 1 ? `, ${dateText(user.d)}` : ''),
    ];
  }
  return valueField({
    id,
    label: 'Comparison value',
    type: 'float',
    value: user.d ?? null,
    commit: (value) => change(() => (user.d = value)),
  });
}

function listField(change, user, id) {
  const items = user.l ?? [];
  const add = (text) => {
    const fresh = text.split('\n').filter((one) => one !== '' && !items.includes(one));
    typing.delete(id);
    if (fresh.length) change(() => (user.l = [...items, ...fresh]));
    else invalidate();
  };
  return h(
    'ul.items',
    items.map((item, at) =>
      h(
        'li.item',
        { key: `item ${at}` },
        item === '' ? '“”' : shown(item),
        button(null, () => change(() => (user.l = items.filter((_, other) => other !== at))), {
          look: 'quiet tiny',
          sign: 'close',
          label: `Remove ${plain(item)}`,
        }),
      ),
    ),
    h(
      'li',
      { key: 'add' },
      h('input', {
        class: 'field add-item',
        'aria-label': 'Add a comparison value',
        placeholder: items.length ? 'add…' : 'add a value…',
        list: listFor(user.a),
        value: typing.get(id) ?? '',
        autocomplete: 'off',
        oninput: (event) => (typing.set(id, event.target.value), invalidate()),
        onchange: (event) => add(event.target.value),
        onpaste: (event) => {
          const text = event.clipboardData?.getData('text') ?? '';
          if (!text.includes('\n')) return;
          event.preventDefault();
          add(text.replaceAll('\r', ''));
        },
      }),
    ),
  );
}

function segmentFields({ change }, { s: target }, segments) {
  return [
    select(
      'In the segment or not',
      [
        ['0', 'is in segment'],
        ['1', 'is not in segment'],
      ],
      String(target.c),
      (one) => change(() => (target.c = Number(one))),
    ),
    select(
      'Segment',
      segments.map((segment, at) => [String(at), segment.name]),
      String(target.s),
      (one) => change(() => (target.s = Number(one))),
    ),
  ];
}

function prerequisiteFields({ change, flag }, { p: target }, others, place) {
  const other = state.byKey.get(target.f);
  return [
    h('input', {
      class: 'field',
      list: 'flag-keys',
      'aria-label': 'Prerequisite flag',
      value: target.f ?? '',
      onchange: (event) => {
        const next = state.byKey.get(event.target.value);
        change(
          () => {
            target.f = event.target.value;
            if (next?.type) target.v = wrap(next.type, next.value);
          },
          { moves: true },
        );
      },
    }),
    select(
      'Is or is not',
      [
        ['0', 'is'],
        ['1', 'is not'],
      ],
      String(target.c),
      (one) => change(() => (target.c = Number(one))),
    ),
    other?.type
      ? valueField({
          id: `edit ${flag.key} ${place} flag`,
          label: `Value of ${plain(target.f)}`,
          type: other.type,
          value: valueOf(target.v),
          choices: other.choices,
          json: other.looks_like_json,
          enumLike: other.looks_like_enum,
          commit: (value) => change(() => (target.v = wrap(other.type, value))),
        })
      : h('p.field-error', 'The document has no such flag, or it is broken.'),
  ];
}

function listFor(attribute) {
  const at = state.attributes.findIndex((one) => one.name === attribute);
  return at < 0 ? null : `attribute-${at}`;
}

const list = (id, values) =>
  h(
    'datalist',
    { id, key: id },
    values.map((value) => h('option', { value, key: value })),
  );

const lists = cached((flags, attributes) =>
  h(
    'div',
    { hidden: true, key: 'suggestions' },
    list('attribute-names', [...new Set(['Identifier', 'Email', 'Country', ...attributes.map((one) => one.name)])]),
    list(
      'flag-keys',
      flags.filter((flag) => flag.type).map((flag) => flag.key),
    ),
    attributes.map((one, at) => list(`attribute-${at}`, [...new Set(one.examples.map(String))])),
  ),
);

/** Suggestions for fields: names of attributes, keys of flags, and the values of each attribute. */
export function suggestions() {
  return lists(state.flags, state.attributes);
}
