// Long lists, of which only the rows on the screen are in the document.

import { invalidate } from './state.js';

const OVERSCAN = 4;
const lists = [];

/** A list in the scrolling element `id`, whose rows are `row` and about `height` pixels high until one is measured. */
export function longList(id, row, height) {
  const list = {
    scroller: () => document.getElementById(id),

    /** The numbers of the rows to draw. The row `kept` is one of them if the focus is in the list. */
    visible(count, kept = -1) {
      const scroller = list.scroller();
      const from = Math.max(0, Math.floor((scroller?.scrollTop ?? 0) / height) - OVERSCAN);
      const room = Math.ceil((scroller?.clientHeight || window.innerHeight) / height) + 2 * OVERSCAN;
      const to = Math.min(count, from + room);
      const all = [];
      const focused = kept >= 0 && kept < count && document.activeElement?.closest(row);
      if (focused && kept < from) all.push(kept);
      for (let at = from; at < to; at += 1) all.push(at);
      if (focused && kept >= to) all.push(kept);
      return all;
    },

    size: (count) => ({ height: `${count * height}px` }),
    place: (at) => ({ transform: `translateY(${at * height}px)` }),
    perPage: () => Math.max(1, Math.floor((list.scroller()?.clientHeight ?? 0) / height) - 1),

    /** Scrolls so that row `at` is on the screen, below a head of `head` pixels. */
    reveal(at, head = 0) {
      const scroller = list.scroller();
      const top = at * height;
      const bottom = top + height + head - scroller.clientHeight;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (bottom > scroller.scrollTop) scroller.scrollTop = bottom;
    },

    measure() {
      const real = list.scroller()?.querySelector(row)?.offsetHeight;
      if (!real || real === height) return;
      height = real;
      invalidate();
    },
  };
  lists.push(list);
  return list;
}

/** To be called after the page is drawn: rows are higher on narrow pages. */
export function measureLists() {
  for (const list of lists) list.measure();
}
