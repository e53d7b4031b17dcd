// Settings of config v6 as plain data: what the editor changes in them.

export const TYPES = ['bool', 'text', 'int', 'float'];
const FIELDS = { bool: 'b', text: 's', int: 'i', float: 'd' };

/** The comparators that can be edited, with the field of the comparison value: list, text, number or date. */
export const COMPARATORS = [
  [
    'Text',
    [
      [0, 'is one of', 'l'],
      [1, 'is not one of', 'l'],
      [28, 'equals', 's'],
      [29, 'not equals', 's'],
      [30, 'starts with any of', 'l'],
      [31, 'not starts with any of', 'l'],
      [32, 'ends with any of', 'l'],
      [33, 'not ends with any of', 'l'],
      [2, 'contains any of', 'l'],
      [3, 'not contains any of', 'l'],
    ],
  ],
  [
    'Number',
    [
      [10, '=', 'd'],
      [11, '!=', 'd'],
      [12, '<', 'd'],
      [13, '<=', 'd'],
      [14, '>', 'd'],
      [15, '>=', 'd'],
    ],
  ],
  [
    'Version',
    [
      [4, 'is one of', 'l'],
      [5, 'is not one of', 'l'],
      [6, '<', 's'],
      [7, '<=', 's'],
      [8, '>', 's'],
      [9, '>=', 's'],
    ],
  ],
  [
    'Date',
    [
      [18, 'before', 'date'],
      [19, 'after', 'date'],
    ],
  ],
  [
    'List',
    [
      [34, 'array contains any of', 'l'],
      [35, 'array not contains any of', 'l'],
    ],
  ],
];
const BY_NUMBER = new Map(COMPARATORS.flatMap(([, list]) => list.map((one) => [one[0], one])));
const HASHED = {
  16: 'is one of',
  17: 'is not one of',
  20: 'equals',
  21: 'not equals',
  22: 'starts with any of',
  23: 'not starts with any of',
  24: 'ends with any of',
  25: 'not ends with any of',
  26: 'array contains any of',
  27: 'array not contains any of',
};

export function hashedWords(comparator) {
  return HASHED[comparator] ?? null;
}

/** `l`, `s`, `d` or `date`; undefined for a comparator that cannot be edited. */
export function fieldOf(comparator) {
  return BY_NUMBER.get(comparator)?.[2];
}

export function valueOf(wrapped) {
  return wrapped ? (Object.values(wrapped)[0] ?? null) : null;
}

export function wrap(type, value) {
  return { [FIELDS[type]]: value };
}

/** A served value. It has the variation id that the same value has elsewhere in the flag. */
export function served(type, value, choices) {
  const id = choices.find((choice) => choice.value === value)?.variation_id;
  return id ? { v: wrap(type, value), i: id } : { v: wrap(type, value) };
}

/** Gives a condition another comparator, and keeps the comparison value as far as it fits. */
export function withComparator(user, comparator) {
  const items = user.l ?? [user.s ?? user.d].filter((one) => one !== undefined && one !== null).map(String);
  const first = items[0] ?? '';
  const field = fieldOf(comparator);
  const next = { a: user.a, c: comparator };
  if (field === 'l') next.l = items;
  else if (field === 's') next.s = first;
  else next.d = first.trim() !== '' && Number.isFinite(Number(first)) ? Number(first) : null;
  return next;
}

const round = (number) => Math.round(number * 1e6) / 1e6;

export function sumOf(options) {
  return round(options.reduce((sum, option) => sum + (Number.isFinite(option.p) ? option.p : 0), 0));
}

/** Percentages after option `at` got another one: the options after it give, or take, the difference. */
export function shifted(start, at, percentage) {
  const next = [...start];
  let rest = round(percentage - start[at]);
  next[at] = percentage;
  for (let step = 1; step < start.length && rest !== 0; step += 1) {
    const other = (at + step) % start.length;
    const part = rest < 0 ? rest : Math.min(rest, next[other]);
    next[other] = round(next[other] - part);
    rest = round(rest - part);
  }
  next[at] = round(percentage - rest);
  return next;
}

/** Why a setting is not complete yet, so that it is not sent. */
export function gaps(setting) {
  const all = [];
  const shares = (options, where) => {
    if (!options?.length) return;
    const sum = sumOf(options);
    if (sum < 100) all.push(`${round(100 - sum)} % are missing ${where}`);
    if (sum > 100) all.push(`${round(sum - 100)} % are too many ${where}`);
    if (options.some((option) => valueOf(option.v) === null)) all.push(`an option has no value ${where}`);
  };
  (setting.r ?? []).forEach((rule, at) => {
    const where = `in rule ${at + 1}`;
    for (const one of rule.c ?? []) conditionGaps(one, where, all);
    if (rule.s && valueOf(rule.s.v) === null) all.push(`the served value is missing ${where}`);
    shares(rule.p, where);
  });
  shares(setting.p, 'in the percentage options');
  return all;
}

function conditionGaps({ u: user, s: segment, p: prerequisite }, where, all) {
  if (user) {
    if (!user.a) all.push(`an attribute is missing ${where}`);
    const field = fieldOf(user.c);
    const empty =
      field === 'l'
        ? !user.l?.length
        : field === 's'
          ? !user.s
          : field
            ? user.d === null || user.d === undefined
            : false;
    if (empty) all.push(`a comparison value is missing ${where}`);
  }
  if (segment && !(segment.s >= 0)) all.push(`a segment is missing ${where}`);
  if (prerequisite && (!prerequisite.f || valueOf(prerequisite.v) === null))
    all.push(`a flag or its value is missing ${where}`);
}

/** Whether the setting has whole numbers that a browser cannot keep exactly. */
export function isTooPrecise(setting) {
  if (Array.isArray(setting)) return setting.some(isTooPrecise);
  if (setting === null || typeof setting !== 'object') return false;
  return Object.entries(setting).some(([name, value]) =>
    name === 'i' && typeof value === 'number' ? !Number.isSafeInteger(value) : isTooPrecise(value),
  );
}
