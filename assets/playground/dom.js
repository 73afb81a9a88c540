// Making elements. Text only ever becomes text nodes: nothing a message says is parsed as HTML.

const SVG = 'http://www.w3.org/2000/svg';

/** An element with properties (`class`, `on…` listeners, attributes) and children (nodes, texts, lists, or nothing). */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const PATHS = {
  hash: 'M10 3 8.600 8H4l-.5 2h4.500l-1.100 4H2.500L2 16h4.300L5 21h2l1.300-5h4L11 21h2l1.400-5H19l.5-2h-4.500l1.100-4h4.400l.5-2h-4.300L18 3h-2l-1.300 5h-4L12 3zm.1 7h4L13 14H9z',
  thread: 'M4 4h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7l-5 4.500V15H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zm3 4v1.700h10V8zm0 3.300V13h7v-1.700z',
  at: 'M12 2a10 10 0 1 0 5 18.700l-1-1.800A8 8 0 1 1 20 12v1.200a1.800 1.800 0 0 1-3.500 0V8h-2v.6A4.500 4.500 0 1 0 15 15.500a3.800 3.800 0 0 0 7-2.300V12A10 10 0 0 0 12 2zm0 7.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z',
  menu: 'M3 5h18v2H3zm0 6h18v2H3zm0 6h18v2H3z',
  idea: 'M12 2a7 7 0 0 0-4 12.700V17h8v-2.300A7 7 0 0 0 12 2zM8.500 18.500h7V20h-7zM10 21h4v1.500h-4z',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z',
  sun: 'M12 7a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM11 1h2v4h-2zm0 18h2v4h-2zM1 11h4v2H1zm18 0h4v2h-4zM4.200 5.600l1.400-1.400 2.800 2.800L7 8.400zm11.400 11.400 1.400-1.400 2.800 2.800-1.400 1.400zM5.600 19.800l-1.400-1.400L7 15.600 8.400 17zM17 8.400 15.600 7l2.800-2.800 1.400 1.400z',
  reply: 'M10 6V2L2 9.500 10 17v-4.500c5.500 0 9 1.800 11.500 5.500C20.800 12 17.500 6.500 10 6z',
  more: 'M5 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  eye: 'M12 5C6.500 5 2.700 9 1 12c1.700 3 5.500 7 11 7s9.300-4 11-7c-1.700-3-5.500-7-11-7zm0 11a4 4 0 1 1 0-8 4 4 0 0 1 0 8zm0-2a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  send: 'M3 20.500 22 12 3 3.500 3 10l11 2-11 2z',
  close: 'm12 10.600 5.600-5.600L19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600l5.600-5.600L5 6.400 6.400 5z',
  copy: 'M8 2h11a2 2 0 0 1 2 2v11h-2V4H8zM5 6h10a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z',
  bin: 'M9 2h6l1 2h5v2H3V4h5zM5 8h14l-1 13a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1z',
  apps: 'M4 3h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm10 0h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM4 13h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zm12.500 0h1v3.500H21v1h-3.500V21h-1v-3.500H13v-1h3.500z',
  outside: 'M14 3h7v7h-2V6.400l-8.300 8.300-1.400-1.400L17.600 5H14zM5 5h6v2H6v11h11v-5h2v6a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z',
  down: 'm12 15.500-6.500-6.500L7 7.500l5 5 5-5L18.500 9z',
  check: 'm9.500 17.500-5.500-5.500 1.500-1.500 4 4 9-9L20 7z',
  file: 'M6 2h8l5 5v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm7 1.500V8h4.500z',
  lock: 'M12 2a5 5 0 0 0-5 5v3H5v11h14V10h-2V7a5 5 0 0 0-5-5zm0 2a3 3 0 0 1 3 3v3H9V7a3 3 0 0 1 3-3z',
  exit: 'M4 3h10a2 2 0 0 1 2 2v4h-2.500V5.500h-9v13h9V15H16v4a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm13 5 5.500 4-5.500 4v-2.700H8.500v-2.600H17z',
  books: 'M4 3h4v18H4zm5 0h4v18H9zm5.300 1.200 3.900-.9 3.800 17-3.900.9z',
  calendar: 'M7 2h2v2h6V2h2v2h3a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h3zM5 9v10h14V9zm2 2.500h3v3H7z',
  helpful: 'M2 10h4v11H2zm6 0 4-8a2.500 2.500 0 0 1 2.500 2.500V8H20a2 2 0 0 1 2 2.300l-1.300 8.500a2.500 2.500 0 0 1-2.500 2.200H8z',
  unhelpful: 'M2 3h4v11H2zm6 11 4 8a2.500 2.500 0 0 0 2.500-2.500V16H20a2 2 0 0 0 2-2.300l-1.300-8.500A2.500 2.500 0 0 0 18.200 3H8z',
  before: 'M17 4v16L5 12z',
  after: 'M7 4v16l12-8z',
  slash: 'M15.500 3h2.700L9.500 21H6.800z',
  image: 'M4 4h16a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zm1 12.500V18h14v-3l-4-4-5 5-2.500-2zM8.500 7a1.800 1.800 0 1 0 0 3.500 1.800 1.800 0 0 0 0-3.500z',
};

/** One of the page's own icons, hidden from screen readers: whatever carries it has a name of its own. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [key, value] of [['viewBox', '0 0 24 24'], ['class', 'icon'], ['aria-hidden', 'true'], ['focusable', 'false']]) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

/** A user's avatar: the bot's emblem, or an initial on one of six colours. */
export function avatar(user, small = false) {
  const size = small ? ' small' : '';
  if (user?.bot) return h('span', { class: `avatar bot${size}`, 'aria-hidden': 'true' }, icon('exit'));
  const name = nameOf(user);
  let sum = 0;
  for (const character of name) sum += character.codePointAt(0);
  const initial = [...name][0]?.toUpperCase() ?? '?';
  return h('span', { class: `avatar hue-${sum % 6}${size}`, 'aria-hidden': 'true' }, initial);
}

export const nameOf = (user) => user?.global_name ?? user?.username ?? 'someone';

let count = 0;
/** An id that no other element has. */
export const fresh = (prefix) => `${prefix}-${++count}`;

/** Shows a short notice for some seconds; screen readers announce it. */
export function toast(text, bad = false) {
  const notice = h('p', { class: bad ? 'toast bad' : 'toast' }, text);
  document.getElementById('toasts').append(notice);
  setTimeout(() => notice.remove(), bad ? 8000 : 3000);
}
