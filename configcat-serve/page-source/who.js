// Who gets what of a flag, and why: the evaluation step by step for each saved user.

import { h } from './dom.js';
import { link } from './route.js';
import { evaluate, invalidate, state } from './state.js';
import { plain, shown, valueNode } from './text.js';
import { badge, copyButton, icon, spacer } from './widgets.js';

/** The last evaluation for a purpose: `{ asked, revision, users, result, failure }`. */
const answers = new Map();
const PAUSE = 60;

/**
 * What flags serve to users; `null` until the first answer. It is asked again when flags or users change. Meanwhile the
 * last answer stays.
 */
export function evaluated(purpose, users, keys, explain) {
  const asked = JSON.stringify([state.doc, users, keys, explain]);
  let entry = answers.get(purpose);
  if (!entry)
    answers.set(purpose, (entry = { asked: '', revision: -1, result: null, failure: null, timer: 0, busy: false }));
  if (state.revision > 0 && !entry.busy && (entry.asked !== asked || entry.revision !== state.revision)) {
    const doc = state.doc;
    entry.busy = true;
    const run = async () => {
      entry.revision = state.revision;
      entry.asked = asked;
      try {
        const result = await evaluate(users, keys, explain);
        if (doc === state.doc) Object.assign(entry, { result: { ...result, asked, users }, failure: null });
      } catch (failure) {
        Object.assign(entry, { failure });
      }
      entry.busy = false;
      invalidate();
    };
    setTimeout(run, entry.result ? PAUSE : 0);
  }
  return entry;
}

/** Why a flag has a value, in a few words. */
export function reason(one, flag) {
  if (one.error !== null) return 'error';
  if (one.overridden) return 'override';
  if (one.rule !== null && one.percentage_option !== null) return `rule ${one.rule}, ${one.percentage} %`;
  if (one.rule !== null) return `rule ${one.rule}`;
  if (one.percentage_option !== null) return `share of ${one.percentage} %`;
  return flag?.rules.length || flag?.percentage_options.length ? 'everyone else' : 'everyone';
}

export function whoGetsWhat(flag) {
  const people = [{ name: 'Nobody known', user: null }, ...state.users];
  const { result, failure } = evaluated(
    'who',
    people.slice(0, 50).map((one) => one.user),
    [flag.key],
    true,
  );
  const fits = result?.keys[0] === flag.key;
  return h(
    'section.card',
    { 'aria-labelledby': 'who-title' },
    h(
      'div.card-head',
      h('h3', { id: 'who-title' }, 'Who gets what, and why'),
      spacer(),
      h('a', { href: link(state.doc, 'users') }, 'Users'),
    ),
    failure && h('p.field-error', shown(failure.message)),
    fits &&
      h(
        'div.who',
        people.slice(0, result.rows.length).map(({ name }, at) => {
          const one = result.rows[at][0];
          return h(
            'details.who-row',
            { key: name },
            h(
              'summary',
              h('span.who-name', shown(name)),
              valueNode(one.value, flag.type),
              h('span.reason', reason(one, flag)),
            ),
            explanation(one, flag),
          );
        }),
      ),
    !state.users.length && h('p.hint', 'Save users on the page Users, and they stand here.'),
  );
}

/** An evaluation step by step. */
export function explanation(one, flag) {
  const steps = one.steps;
  return h(
    'div.explanation',
    one.error !== null && h('p.field-error', shown(one.error)),
    one.overridden && h('p', 'An override serves this value to everyone. Rules do not matter.'),
    one.error === null &&
      h(
        'p.outcome',
        'Serves ',
        valueNode(one.value, flag.type),
        ' by ',
        h('b', reason(one, flag)),
        one.variation_id && [', variation id ', h('code', shown(one.variation_id))],
        '.',
      ),
    one.missing_attributes.length > 0 &&
      h(
        'p.hint',
        icon('warning'),
        ' The user lacks ',
        one.missing_attributes.flatMap((name, at) => [at ? ', ' : '', h('span.attribute', shown(name))]),
        ', which rules ask for.',
      ),
    steps && flagSteps(steps.flag ?? steps),
    one.explanation &&
      copyButton('Copy as text', () => one.explanation, { look: 'small quiet', said: 'The explanation is copied' }),
  );
}

function flagSteps({ targeting_rules: rules, percentage_options: options }) {
  return [
    rules.length > 0 &&
      h(
        'ol.steps',
        rules.map((rule, at) =>
          h(
            'li.step',
            { key: at },
            h(
              'p.step-head',
              `Rule ${at + 1} `,
              rule.outcome?.cannot_evaluate
                ? badge('warning', 'skipped', { sign: 'warning' })
                : outcome(rule.outcome),
              h('span.muted', ' serves ', shown(rule.then)),
            ),
            h(
              'ul.steps',
              rule.conditions.map((one, number) => conditionStep(one, number)),
            ),
            rule.skipped_conditions && h('p.hint', 'Its other conditions were not needed.'),
            rule.percentage_options && dealt(rule.percentage_options),
          ),
        ),
      ),
    options && dealt(options),
  ];
}

function conditionStep(one, number) {
  const nested = one.nested?.segment ?? one.nested?.prerequisite_flag;
  return h(
    'li.step',
    { key: number },
    h('p', outcome(one.outcome), ' ', h('span.step-text', shown(one.condition))),
    nested &&
      h(
        'details.nested',
        { open: true },
        h(
          'summary',
          one.nested.segment
            ? ['Segment ', shown(nested.name)]
            : ['Flag ', shown(nested.key), ' serves ', valueNode(nested.value)],
        ),
        one.nested.segment
          ? h(
              'ul.steps',
              nested.conditions.map((inner, at) => conditionStep(inner, at)),
            )
          : flagSteps(nested.flag),
      ),
  );
}

function outcome(one) {
  if (one === true) return badge('yes', 'true', { sign: 'check' });
  if (one === 'match') return badge('yes', 'matches', { sign: 'check' });
  if (one === false) return badge('no', 'false', { sign: 'close' });
  if (one === 'no_match') return badge('no', 'does not match', { sign: 'close' });
  if (one?.cannot_evaluate) return badge('warning', plain(one.cannot_evaluate), { sign: 'warning' });
  return badge('error', 'failed', { sign: 'warning' });
}

function dealt(options) {
  if (options.skipped) return h('p.hint', 'Percentage options skipped: ', shown(options.skipped));
  const { attribute, bucket, option } = options.dealt;
  return h(
    'p.dealt',
    'By ',
    h('span.attribute', shown(attribute)),
    `, the user is in bucket ${bucket} of 0 to 99`,
    option
      ? [`: option ${option.number} (${option.percentage} %) serves `, valueNode(option.value)]
      : ', which no option covers',
    '.',
  );
}
