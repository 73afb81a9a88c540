// The loopback's page API: the state, a stream of what changes, and the verbs.

const BASE = '/playground/api';

/** Who uses this page: `?as=NAME`, else the loopback's `you`. */
export const user = new URLSearchParams(location.search).get('as') ?? 'you';

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.message ?? `The playground answered ${response.status}.`);
  return body;
}

/** Reads a resource. */
export const read = async (name, query = {}) =>
  answer(await fetch(`${BASE}/${name}?${new URLSearchParams({ user, ...query })}`));

/** Carries out a verb; a refusal throws an error whose message can be shown. */
export const act = async (verb, body) =>
  answer(await fetch(`${BASE}/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, ...body }),
  }));

/** Calls `onEvent` for every change; `onOpen` after every (re)connection, when the state must be read afresh. */
export function listen({ onOpen, onEvent, onLost }) {
  const source = new EventSource(`${BASE}/events?${new URLSearchParams({ user })}`);
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onLost);
  source.addEventListener('message', (message) => onEvent(JSON.parse(message.data)));
}

const answered = new Map();
const waiting = new Map();

/** Notes that the bot answered an interaction. */
export function settle(id, kind) {
  answered.set(id, kind);
  waiting.get(id)?.(true);
}

/** Whether the bot answers an interaction before Discord would give it up, 3 s after it arrived. */
export function answeredInTime(id) {
  if (answered.has(id)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), 3500);
    const done = (result) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(result);
    };
    waiting.set(id, done);
  });
}

/** An attachment's address on this page's own origin, or null for anything that lies elsewhere: no other host is asked. */
export function ownFile(url) {
  const parsed = URL.canParse(url, location.href) ? new URL(url, location.href) : null;
  const local = parsed && ['127.0.0.1', 'localhost'].includes(parsed.hostname) && parsed.port === location.port;
  return local && parsed.pathname.startsWith('/attachments/') ? parsed.pathname : null;
}
