// Discord's Markdown, as far as its client shows it, straight to elements. A sticky regular expression is tried at each place;
// what matches none is text.

import { h } from './dom.js';

const link = (url, children, title) =>
  h('a', { href: url, target: '_blank', rel: 'noopener noreferrer', title: title ?? url }, children);

const pill = (text) => h('span', { class: 'pill' }, text);

const STYLES = {
  t: { timeStyle: 'short' }, T: { timeStyle: 'medium' }, d: { dateStyle: 'short' }, D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' }, F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS = [['year', 31557600], ['month', 2629800], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

function relative(seconds) {
  const distance = seconds - Date.now() / 1000;
  const [unit, length] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(distance / length), unit);
}

function instant(seconds, style = 'f') {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(seconds);
  const shown = style === 'R' ? relative(seconds) : new Intl.DateTimeFormat('en-GB', STYLES[style]).format(date);
  const full = new Intl.DateTimeFormat('en-GB', STYLES.F).format(date);
  return h('time', { class: 'stamp', datetime: date.toISOString(), title: full }, shown);
}

const spoiler = (children) => {
  const reveal = () => {
    hidden.classList.add('shown');
    hidden.removeAttribute('role');
    hidden.removeAttribute('aria-label');
    hidden.removeAttribute('tabindex');
  };
  const hidden = h('span', {
    class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': 'Spoiler: show it', onclick: reveal,
    onkeydown: (event) => event.key === 'Enter' && reveal(),
  }, h('span', null, children));
  return hidden;
};

const body = (mark) => `((?:\\\\[\\s\\S]|(?!${mark})[\\s\\S])+?)`;
const paired = (mark, extra = '') => new RegExp(`${mark}${body(mark)}${mark}${extra}`, 'y');

// Order matters: a longer mark stands before the shorter one that begins it.
const RULES = [
  [/\\([^A-Za-z0-9\s])/y, (m) => m[1]],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, (m) => h('code', null, m[2].replace(/^ (.*) $/s, '$1'))],
  [/<@!?(\d+)>/y, (m, names) => pill(`@${names.user(m[1])}`)],
  [/<@&(\d+)>/y, (m, names) => pill(`@${names.role(m[1])}`)],
  [/<#(\d+)>/y, (m, names) => pill(`#${names.channel(m[1])}`)],
  [/<\/([-_'\p{L}\p{N} ]{1,100}):(\d+)>/uy, (m, names) =>
    h('button', { type: 'button', class: 'pill', onclick: () => names.command(m[1]) }, `/${m[1]}`)],
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, (m) => instant(Number(m[1]), m[2])],
  [/<a?:(\w+):\d+>/y, (m) => `:${m[1]}:`],
  [/<(https?:\/\/[^\s<>]+)>/y, (m) => link(m[1], m[1])],
  [/\[((?:\\[\s\S]|\[[^[\]]*\]|[^[\]\\])+)\]\(\s*<?(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+"([^"]*)")?\s*\)/y,
    (m, names) => link(m[2], inline(m[1], names, true), m[3] ? `${m[3]} (${m[2]})` : m[2])],
  [/https?:\/\/[^\s<]*[^\s<.,:;"'\])!?*_~|]/y, (m) => link(m[0], m[0]), 'link'],
  [paired('\\*\\*', '(?!\\*)'), (m, names, linked) => h('strong', null, inline(m[1], names, linked))],
  [paired('__', '(?!_)'), (m, names, linked) => h('u', null, inline(m[1], names, linked))],
  [paired('~~'), (m, names, linked) => h('s', null, inline(m[1], names, linked))],
  [paired('\\|\\|'), (m, names, linked) => spoiler(inline(m[1], names, linked))],
  [/\*(?=\S)((?:\\[\s\S]|\*\*(?:\\[\s\S]|[^*\\])+?\*\*|[^*\\])+?)\*(?!\*)/y, (m, names, linked) => h('em', null, inline(m[1], names, linked))],
  [/_((?:\\[\s\S]|__|[^_\\])+?)_(?![\p{L}\p{N}_])/uy, (m, names, linked) => h('em', null, inline(m[1], names, linked)), 'word'],
  [/@(?:everyone|here)\b/y, (m) => pill(m[0])],
];

/** Marks within a line or across lines; returns nodes and texts. `names` tells who and what an id is. */
export function inline(source, names, linked = false) {
  const out = [];
  let plain = '';
  let at = 0;
  next: while (at < source.length) {
    for (const [pattern, make, kind] of RULES) {
      if (kind === 'link' && linked) continue;
      if (kind === 'word' && /[\p{L}\p{N}_]$/u.test(source.slice(Math.max(0, at - 2), at))) continue;
      pattern.lastIndex = at;
      const match = pattern.exec(source);
      if (!match) continue;
      if (plain) out.push(plain);
      plain = '';
      // Read before the rule is tried on what lies inside.
      at = pattern.lastIndex;
      out.push(make(match, names, linked));
      continue next;
    }
    const character = String.fromCodePoint(source.codePointAt(at));
    plain += character;
    at += character.length;
  }
  if (plain) out.push(plain);
  return out;
}

const ITEM = /^(\s*)([-*]|\d{1,9}\.)\s+(.*)$/;

/** Consecutive list lines as nested lists. */
function listOf(lines, names) {
  const stack = [{ indent: -1, list: null }];
  const top = [];
  for (const line of lines) {
    const [, space, mark, text] = ITEM.exec(line);
    const ordered = /\d/.test(mark);
    const tag = ordered ? 'OL' : 'UL';
    while (stack.at(-1).indent > space.length) stack.pop();
    if (stack.at(-1).indent === space.length && stack.at(-1).list.tagName !== tag) stack.pop();
    if (stack.at(-1).indent < space.length) {
      const list = h(tag, ordered ? { start: parseInt(mark, 10) } : null);
      const parent = stack.at(-1).list?.lastElementChild;
      if (parent) parent.append(list);
      else top.push(list);
      stack.push({ indent: space.length, list });
    }
    stack.at(-1).list.append(h('li', null, inline(text, names)));
  }
  return top;
}

function lines(source, names) {
  const all = source.split('\n');
  const out = [];
  let text = [];
  const flush = () => {
    if (text.length) out.push(h('div', { class: 'p' }, inline(text.join('\n'), names)));
    text = [];
  };
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at];
    const heading = /^(#{1,3})\s+(.+)$/.exec(line);
    const small = /^-#\s+(.+)$/.exec(line);
    if (/^>>> /.test(line)) {
      flush();
      out.push(h('blockquote', null, lines([line.slice(4), ...all.slice(at + 1)].join('\n'), names)));
      return out;
    }
    if (/^> /.test(line)) {
      flush();
      const quoted = [];
      for (; at < all.length && /^> /.test(all[at]); at += 1) quoted.push(all[at].slice(2));
      at -= 1;
      out.push(h('blockquote', null, lines(quoted.join('\n'), names)));
    } else if (heading) {
      flush();
      out.push(h('div', { class: `heading h${heading[1].length}`, role: 'heading', 'aria-level': heading[1].length + 2 }, inline(heading[2], names)));
    } else if (small) {
      flush();
      out.push(h('div', { class: 'subtext' }, inline(small[1], names)));
    } else if (ITEM.test(line)) {
      flush();
      const items = [];
      for (; at < all.length && ITEM.test(all[at]); at += 1) items.push(all[at]);
      at -= 1;
      out.push(...listOf(items, names));
    } else {
      text.push(line);
    }
  }
  flush();
  return out;
}

const FENCE = /```(?:([\w+#.-]*)\n)?([\s\S]*?[^\s`][\s\S]*?)```/g;

/** A whole message's or field's text as block elements. */
export function markdown(source, names) {
  const out = [];
  let from = 0;
  for (const match of source.matchAll(FENCE)) {
    const before = source.slice(from, match.index).replace(/\n$/, '');
    if (before) out.push(...lines(before, names));
    out.push(h('pre', { tabindex: 0 }, h('code', null, match[2].replace(/\n$/, ''))));
    from = match.index + match[0].length;
    if (source[from] === '\n') from += 1;
  }
  const rest = source.slice(from);
  if (rest) out.push(...lines(rest, names));
  return out;
}

/** The same text without marks, for a reference line or a screen reader. */
export function plain(source, names) {
  const host = document.createElement('div');
  host.append(...inline(source.replace(/```\w*\n?/g, '').replace(/^(#{1,3}|>{1,3}|-#|[-*])\s+/gm, ''), names));
  return host.textContent.replace(/\s+/g, ' ').trim();
}
