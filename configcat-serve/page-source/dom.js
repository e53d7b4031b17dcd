// Draws the page: a tree of plain objects is compared with the last one, and only what differs touches the document.
// Elements stay what they are, so focus, selection and scroll positions stay too. Text is only ever set as text.

const SVG = new Set(['svg', 'path', 'circle', 'rect']);
const PROPERTIES = new Set(['value', 'checked', 'indeterminate', 'scrollTop']);

/**
 * A node of the tree: `h('p.hint', { id: 'a' }, 'text')`. The properties can be left out. Children that are null, false or
 * undefined are left out; lists are flattened.
 */
export function h(name, props, ...kids) {
  const [tag, ...classes] = name.split('.');
  const list = [];
  if (props?.constructor !== Object || 'kids' in props || 'text' in props) {
    collect([props], list);
    props = {};
  }
  collect(kids, list);
  if (classes.length) props = { ...props, class: classes.concat(props.class ?? []).join(' ') };
  return { tag, props, key: props.key, kids: list, el: null };
}

function collect(kids, list) {
  for (const kid of kids) {
    if (Array.isArray(kid)) collect(kid, list);
    else if (kid === null || kid === undefined || kid === false || kid === true) continue;
    else if (typeof kid === 'object') list.push(kid);
    else list.push({ tag: null, text: String(kid), el: null });
  }
}

const drawn = new WeakMap();

let wanted = null;

/** Focuses the first element that the selector finds, once the page is drawn. */
export function focusSoon(selector) {
  wanted = selector;
}

/** Makes `parent` contain this tree. The element that had the focus keeps it, even if it moves. */
export function draw(parent, ...kids) {
  const list = [];
  collect(kids, list);
  const focused = document.activeElement;
  const old = drawn.get(parent) ?? (parent.replaceChildren(), []);
  reconcile(parent, old, list);
  drawn.set(parent, list);
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
  if (wanted) document.querySelector(wanted)?.focus({ preventScroll: true });
  wanted = null;
}

function reconcile(parent, old, list) {
  const keyed = new Map();
  const plain = new Map();
  for (const node of old) {
    if (node.key !== undefined) keyed.set(node.key, node);
    else if (plain.has(node.tag)) plain.get(node.tag).push(node);
    else plain.set(node.tag, [node]);
  }
  const kept = new Set();
  const partners = list.map((node) => {
    const partner = node.key !== undefined ? keyed.get(node.key) : plain.get(node.tag)?.shift();
    if (!partner || partner.tag !== node.tag || kept.has(partner)) return null;
    kept.add(partner);
    return partner;
  });
  for (const node of old) if (!kept.has(node)) node.el.remove();
  let place = parent.firstChild;
  list.forEach((node, index) => {
    const el = partners[index] ? update(partners[index], node) : create(node);
    if (el === place) place = place.nextSibling;
    else parent.insertBefore(el, place);
  });
}

function create(node) {
  if (node.tag === null) return (node.el = document.createTextNode(node.text));
  const el = SVG.has(node.tag)
    ? document.createElementNS('http://www.w3.org/2000/svg', node.tag)
    : document.createElement(node.tag);
  node.el = el;
  reconcile(el, [], node.kids);
  for (const [name, value] of Object.entries(node.props)) set(el, name, value, undefined);
  if (node.props.mounted) queueMicrotask(() => node.props.mounted(el));
  return el;
}

function update(old, node) {
  if (old === node) return node.el;
  const el = (node.el = old.el);
  if (node.tag === null) {
    if (old.text !== node.text) el.data = node.text;
    return el;
  }
  reconcile(el, old.kids, node.kids);
  for (const name in old.props) if (!(name in node.props)) set(el, name, undefined, old.props[name]);
  for (const name in node.props) set(el, name, node.props[name], old.props[name]);
  return el;
}

function set(el, name, value, before) {
  if (name === 'key' || name === 'mounted') return;
  if (name.startsWith('on')) return listen(el, name.slice(2), value);
  if (name === 'style') return style(el, value ?? {}, before ?? {});
  if (PROPERTIES.has(name)) {
    // What somebody types stays, unless the value itself changed.
    const controlled = name !== 'value' || el.tagName === 'SELECT';
    if (value !== undefined && (controlled || value !== before) && el[name] !== value) el[name] = value;
    return;
  }
  if (value === before) return;
  if (name.startsWith('aria-') && value !== null && value !== undefined) el.setAttribute(name, String(value));
  else if (value === null || value === undefined || value === false) el.removeAttribute(name);
  else el.setAttribute(name, value === true ? '' : String(value));
}

function style(el, value, before) {
  for (const name in before) if (!(name in value)) el.style.removeProperty(name);
  for (const name in value) if (value[name] !== before[name]) el.style.setProperty(name, value[name]);
}

const listeners = new WeakMap();

function listen(el, type, handler) {
  let of = listeners.get(el);
  if (!of) listeners.set(el, (of = {}));
  if (!(type in of)) el.addEventListener(type, (event) => of[type]?.(event));
  of[type] = handler;
}

/** A function that calls `make` again only if one of its inputs is another one than the last time. */
export function cached(make) {
  let last = null;
  let value;
  return (...inputs) => {
    if (!last || inputs.some((one, at) => one !== last[at])) value = make(...inputs);
    last = inputs;
    return value;
  };
}

/** Says a change to those who do not see it. */
export function announce(text) {
  const region = document.getElementById('announce');
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}
