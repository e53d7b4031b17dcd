// Calls of the server, and its events.

/** An answer that is not 2xx. */
export class Refusal extends Error {
  constructor(status, { message, remedy = null, problems = [] }) {
    super(message);
    this.status = status;
    this.remedy = remedy;
    this.problems = problems ?? [];
  }
}

export const part = encodeURIComponent;

/** Calls the API. Throws a `Refusal`, also if the server does not answer (status 0). */
export async function call(method, path, body) {
  const request = { method, headers: {}, cache: 'no-store', signal: AbortSignal.timeout(60_000) };
  if (body !== undefined) {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(`api${path}`, request);
  } catch {
    throw new Refusal(0, { message: 'The server does not answer.', remedy: 'Start `cargo configcat serve` again.' });
  }
  let content = null;
  try {
    content = await answer.json();
  } catch {
    // An answer without JSON is described by its status.
  }
  if (answer.ok) return content;
  throw new Refusal(
    answer.status,
    content?.error ?? { message: `The server answered with status ${answer.status}.` },
  );
}

const NAMES = ['hello', 'document', 'overrides', 'draft', 'faults', 'users', 'request', 'requests'];
const LONGEST_PAUSE = 15_000;
const HIDDEN_FOR = 20_000;

/**
 * Follows the events. `on` has a function for each event, and `state(name, retryAt)` is told whether the stream is
 * `open`, `lost` (with the time of the next attempt) or `paused`. A browser opens few connections to one server, so tabs
 * that nobody sees give theirs back.
 */
export function follow(on, state) {
  let source = null;
  let timer = 0;
  let hidden = 0;
  let pause = 500;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource('api/events');
    for (const name of NAMES) {
      source.addEventListener(name, (event) => {
        if (name === 'hello') {
          pause = 500;
          state('open');
        }
        on[name]?.(event.data ? JSON.parse(event.data) : {});
      });
    }
    source.onerror = () => {
      source.close();
      state('lost', Date.now() + pause);
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
  }

  function sleep() {
    clearTimeout(timer);
    source?.close();
    source = null;
    state('paused');
  }

  document.addEventListener('visibilitychange', () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = setTimeout(sleep, HIDDEN_FOR);
    else if (!source || source.readyState === EventSource.CLOSED) open();
  });
  window.addEventListener('online', open);
  open();
  return { retry: open };
}
