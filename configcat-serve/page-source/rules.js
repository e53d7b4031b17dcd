// Targeting rules in words, and percentage options as bars.

import { h } from './dom.js';
import { link } from './route.js';
import { state } from './state.js';
import { dateText, plain, plural, shown, valueNode } from './text.js';
import { icon } from './widgets.js';

const DATES = new Set([18, 19]);
const MANY = 12;

export function flagLink(key) {
  return h('a.mono', { href: link(state.doc, 'flags', key) }, shown(key));
}

export function segmentLink(name) {
  return h('a', { href: link(state.doc, 'document', name) }, shown(name));
}

/** A condition in words. */
export function condition(one) {
  return h(
    'span.condition',
    conditionParts(one),
    one.problem && h('span.condition-problem', icon('warning'), ' ', shown(one.problem)),
  );
}

function conditionParts(one) {
  if (one.kind === 'segment' && one.segment !== null) {
    const out = /NOT/.test(one.comparator ?? one.text);
    return [
      'the user ',
      h('b.comparator', out ? 'is not in segment' : 'is in segment'),
      ' ',
      segmentLink(one.segment),
    ];
  }
  if (one.kind === 'prerequisite' && one.prerequisite !== null) {
    const not = /NOT/.test(one.comparator ?? one.text.split("'").at(-3) ?? '');
    const type = state.byKey.get(one.prerequisite)?.type;
    return [
      'the flag ',
      flagLink(one.prerequisite),
      ' ',
      h('b.comparator', not ? 'is not' : 'is'),
      ' ',
      valueNode(one.prerequisite_value, type),
    ];
  }
  if (one.kind !== 'user' || one.attribute === null) return shown(one.text);
  return [
    h('span.attribute', shown(one.attribute)),
    ' ',
    h('b.comparator', shown((one.comparator ?? '').toLowerCase())),
    ' ',
    comparison(one),
  ];
}

function comparison(one) {
  if (one.hashed) {
    return h(
      'span.hashed-values',
      { title: 'The document has only hashes of these values' },
      icon('lock'),
      ' ',
      plural(one.hashed_values, 'hashed value'),
    );
  }
  const text = (value) => (DATES.has(one.comparator_number) ? dateText(value) : value);
  const chips = one.values.slice(0, MANY).map((value) => h('span.literal', value === '' ? '“”' : shown(text(value))));
  const joined = chips.flatMap((chip, at) => (at ? [' ', chip] : [chip]));
  const more = one.values.length - MANY;
  return [
    joined.length ? joined : 'nothing',
    more > 0 &&
      h(
        'details.more',
        h('summary', `and ${more} more`),
        one.values.slice(MANY).map((value) => [h('span.literal', shown(text(value))), ' ']),
      ),
  ];
}

export function shareBar(shares, props) {
  const whole = Math.max(
    100,
    shares.reduce((all, one) => all + one, 0),
  );
  return h(
    'div.bar',
    props,
    shares.map((one, at) => h(`span.share.share${at % 6}`, { style: { width: `${(one / whole) * 100}%` } })),
  );
}

/** Percentage options as one bar, with what each serves. */
export function percentages(options, type, attribute) {
  return h(
    'div.percentages',
    shareBar(
      options.map((option) => option.percentage),
      {
        role: 'img',
        'aria-label': options.map((option) => `${option.percentage} % ${plain(String(option.value))}`).join(', '),
      },
    ),
    h(
      'ul.legend',
      options.map((option, at) =>
        h(
          'li',
          h(`span.dot.share${at % 6}`),
          h('span.percent', `${option.percentage} %`),
          ' ',
          valueNode(option.value, type),
        ),
      ),
    ),
    attribute &&
      attribute !== 'Identifier' &&
      h('p.hint', 'Dealt out by ', h('span.attribute', shown(attribute)), '.'),
  );
}

/** All that decides about a flag, in its order. */
export function rulesInWords(flag) {
  return h(
    'ol.rules',
    flag.rules.map((rule, at) =>
      h(
        'li.rule',
        { key: at },
        h(
          'div.rule-if',
          h('span.rule-word', at ? 'Else if' : 'If'),
          h('div.rule-conditions', conditions(rule.conditions)),
        ),
        h(
          'div.rule-then',
          h('span.rule-word', 'then'),
          rule.percentage_options.length
            ? percentages(rule.percentage_options, flag.type, flag.percentage_attribute)
            : valueNode(rule.value, flag.type),
        ),
      ),
    ),
    flag.percentage_options.length > 0 &&
      h(
        'li.rule',
        { key: 'options' },
        h(
          'div.rule-if',
          h('span.rule-word', flag.rules.length ? 'Else' : 'Known users'),
          h('span', flag.rules.length ? 'users by share' : 'get, by share'),
        ),
        percentages(flag.percentage_options, flag.type, flag.percentage_attribute),
      ),
    h(
      'li.rule.last',
      { key: 'last' },
      h(
        'div.rule-then',
        h('span.rule-word', flag.rules.length || flag.percentage_options.length ? 'Everyone else' : 'Everyone'),
        valueNode(flag.value, flag.type),
      ),
    ),
  );
}

export function conditions(list) {
  if (!list.length) return h('p.muted', 'always (no conditions)');
  return list.map((one, at) => h('p', { key: at }, at > 0 && h('span.and', 'and '), condition(one)));
}
