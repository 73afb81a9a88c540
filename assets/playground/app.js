// The page: reads the state, follows its changes, and puts sidebar, messages and composer together.

import { act, answeredInTime, listen, read, settle } from './api.js';
import { Composer } from './composer.js';
import { avatar, h, icon, nameOf, toast } from './dom.js';
import { copyText, renderMessage } from './message.js';
import { openModal } from './modal.js';
import { openMenu } from './popup.js';
import { drawWelcome } from './welcome.js';

const $ = (id) => document.getElementById(id);

const state = { me: null, bot: null, guild: null, channels: [], messages: new Map(), current: null, hints: [], unread: new Set(), dismissed: new Set(), early: [] };

const here = () => state.channels.find((channel) => channel.id === state.current);
const isPrivate = (channel) => channel?.type === 1 || channel?.type === 3;
const titleOf = (channel) => (channel.type === 1 ? nameOf(state.bot) : channel.name ?? 'group');
const listed = () => [...(state.messages.get(state.current)?.values() ?? [])].filter((message) => !state.dismissed.has(message.id));
const everyone = () => [...(state.guild?.members ?? [])];

/** What messages and the composer may ask of the page. */
const page = {
  me: () => state.me,
  bot: () => state.bot,
  channel: here,
  channels: () => state.channels.filter((channel) => channel.guild_id && channel.type !== 15),
  members: () => (isPrivate(here()) ? [state.bot, state.me] : everyone()),
  roles: () => state.guild?.roles ?? [],
  place: () => (isPrivate(here()) ? `@${titleOf(here())}` : `#${titleOf(here())}`),
  message: (id) => state.messages.get(state.current)?.get(id),
  names: {
    user: (id) => nameOf([state.bot, state.me, ...everyone()].find((user) => user?.id === id)),
    role: (id) => state.guild?.roles.find((role) => role.id === id)?.name ?? 'unknown role',
    channel: (id) => state.channels.find((channel) => channel.id === id)?.name ?? 'unknown',
    command: (name) => composer.open(name),
  },
  reply: (message) => composer.reply(message),
  ask: (question) => ask(question),
  jumpTo(id) {
    const article = find(id);
    if (!article) return;
    article.scrollIntoView({ block: 'center' });
    article.classList.add('found');
    article.focus({ preventScroll: true });
    setTimeout(() => article.classList.remove('found'), 1500);
  },
  dismiss(id) {
    state.dismissed.add(id);
    drawLog();
    composer.focus();
  },
  contextMenu(event, message, article) {
    // A link keeps the browser's own menu.
    if (event.target.closest('a')) return;
    event.preventDefault();
    const point = event.button === 2 ? [event.clientX, event.clientY] : undefined;
    page.messageMenu(message, point ? article : article.querySelector('.tools button:last-child'), point);
  },
  async messageMenu(message, origin, point) {
    const commands = (composer.commands ?? []).filter((command) => command.type === 3);
    const own = message.author.id === state.me.id;
    const apps = commands.map((command) => ({ label: command.name, icon: 'apps', act: () => useOn(message, command.name) }));
    openMenu('Message actions', [
      { label: 'Message', items: [
        ...(message.flags & 64 ? [] : [{ label: 'Reply', icon: 'reply', act: () => composer.reply(message) }]),
        { label: 'Copy text', icon: 'copy', act: () => copyText(message, page.names) },
      ] },
      { label: `Apps: ${nameOf(state.bot)}`, title: `Apps · ${nameOf(state.bot)}`, items: apps },
      { label: 'Your message', items: own ? [{ label: 'Delete message', icon: 'bin', danger: true, act: () => quietly(act('delete', { message: message.id })) }] : [] },
    ], origin, point);
  },
};

async function quietly(promise) {
  try {
    return await promise;
  } catch (error) {
    toast(error.message, true);
    return null;
  }
}

async function useOn(message, command) {
  const begun = await quietly(act('menu', { message: message.id, command }));
  if (begun && !(await answeredInTime(begun.id))) toast(`${nameOf(state.bot)} did not respond in time.`, true);
}

/** Asks as a person would: with a mention, except where one is alone with the bot. */
function ask(question) {
  const content = isPrivate(here()) ? question : `<@${state.bot.id}> ${question}`;
  return quietly(act('say', { channel: state.current, content }));
}

const find = (id) => $('log').querySelector(`[data-id="${CSS.escape(id)}"]`);

function divider(date) {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(date);
  return h('div', { class: 'divider', role: 'separator', 'aria-label': text }, h('span', { 'aria-hidden': 'true' }, text));
}

const newDay = (before, message) => !before || new Date(before.timestamp).toDateString() !== new Date(message.timestamp).toDateString();

function drawLog() {
  const log = $('log');
  // What stood here before need not be read out again.
  log.setAttribute('aria-busy', 'true');
  let before = null;
  const parts = [];
  for (const message of listed()) {
    if (newDay(before, message)) parts.push(divider(new Date(message.timestamp)));
    parts.push(renderMessage(message, before, page));
    before = message;
  }
  log.replaceChildren(...parts);
  log.removeAttribute('aria-busy');
  toBottom();
}

/** Puts a new or changed message in its place; keeps the focus on the control that had it. */
function place(message) {
  const all = listed();
  const at = all.findIndex((one) => one.id === message.id);
  if (at < 0) return;
  const before = all[at - 1] ?? null;
  const fresh = renderMessage(message, before, page);
  const old = find(message.id);
  if (old) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.dataset.key;
    old.replaceWith(fresh);
    if (focused) ((key && fresh.querySelector(`[data-key="${CSS.escape(key)}"]`)) || fresh).focus({ preventScroll: true });
  } else if (at === all.length - 1) {
    if (newDay(before, message)) $('log').append(divider(new Date(message.timestamp)));
    $('log').append(fresh);
  } else {
    drawLog();
  }
}

let sticky = true;
let lastTop = 0;
const atBottom = () => $('scroll').scrollHeight - $('scroll').scrollTop - $('scroll').clientHeight < 48;
function toBottom() {
  sticky = true;
  $('scroll').scrollTop = $('scroll').scrollHeight;
  $('jump').hidden = true;
}

function drawSide() {
  $('guild-name').textContent = state.guild?.name ?? '';
  $('rail-icon').replaceChildren(icon('exit'));
  const button = (channel, kind) => h('button', {
    type: 'button', class: `channel ${kind}${state.unread.has(channel.id) ? ' unread' : ''}`, 'aria-current': channel.id === state.current ? 'page' : null,
    onclick: () => { go(channel.id); closeSide(); },
  }, kind === 'dm' ? avatar(state.bot, true) : icon(kind === 'thread' ? 'thread' : 'hash'), h('span', null, titleOf(channel)),
  state.unread.has(channel.id) && h('span', { class: 'hidden' }, ', unread'));
  const inGuild = state.channels.filter((channel) => channel.guild_id === state.guild?.id);
  const tops = inGuild.filter((channel) => channel.type === 0 || channel.type === 15);
  const threads = (parent) => inGuild.filter((channel) => channel.type === 11 && channel.parent_id === parent.id);
  const row = (channel) => [channel.type === 15 ? h('div', { class: 'forum' }, icon('thread'), channel.name) : button(channel, 'text'),
    threads(channel).map((thread) => button(thread, 'thread'))];
  const privates = state.channels.filter(isPrivate);
  $('channels').replaceChildren(
    h('h2', { class: 'section' }, 'Text channels'), ...tops.flatMap(row).flat(),
    h('h2', { class: 'section' }, 'Direct messages'), ...privates.map((channel) => button(channel, 'dm')));
  $('me').replaceChildren(avatar(state.me), h('span', { class: 'me-text' }, h('strong', null, nameOf(state.me)), h('span', null, 'Only on this machine')));
}

function drawHead() {
  const channel = here();
  const kind = isPrivate(channel) ? 'at' : channel.type === 11 ? 'thread' : 'hash';
  $('bar-icon').replaceChildren(icon(kind));
  $('channel-name').textContent = titleOf(channel);
  $('topic').textContent = isPrivate(channel) ? 'No mention needed here' : `Ask with @${nameOf(state.bot)}, or type / for commands`;
  document.title = `${isPrivate(channel) ? '@' : '#'}${titleOf(channel)} | Playground`;
  drawWelcome($('welcome'), { page, hints: state.hints, isPrivate: isPrivate(channel), title: titleOf(channel), isThread: channel.type === 11 });
}

function go(id) {
  state.current = id;
  state.unread.delete(id);
  drawSide();
  drawHead();
  drawLog();
  showTyping();
  composer.moved();
  composer.focus();
}

const typing = new Map();
function showTyping() {
  const name = typing.has(state.current) ? nameOf(state.bot) : null;
  $('typing').replaceChildren(...(name ? [h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')), h('strong', null, name), ' is typing…'] : []));
}
function stopTyping(channel) {
  clearTimeout(typing.get(channel));
  typing.delete(channel);
  showTyping();
}

const events = {
  MESSAGE_CREATE(message) {
    const channel = state.messages.get(message.channel_id);
    if (!channel) return void load();
    channel.set(message.id, message);
    if (message.author.id === state.bot.id) stopTyping(message.channel_id);
    if (message.channel_id !== state.current) {
      if (message.author.id !== state.me.id) state.unread.add(message.channel_id);
      return drawSide();
    }
    const stay = sticky || message.author.id === state.me.id;
    place(message);
    if (stay) toBottom();
    else $('jump').hidden = false;
  },
  MESSAGE_UPDATE(message) {
    state.messages.get(message.channel_id)?.set(message.id, message);
    if (message.channel_id !== state.current) return;
    const stay = sticky;
    place(message);
    if (stay) toBottom();
  },
  MESSAGE_DELETE({ id, channel_id: channel }) {
    state.messages.get(channel)?.delete(id);
    if (channel === state.current) {
      const lost = find(id)?.contains(document.activeElement);
      drawLog();
      if (lost) composer.focus();
    }
  },
  TYPING_START({ channel_id: channel }) {
    clearTimeout(typing.get(channel));
    typing.set(channel, setTimeout(() => stopTyping(channel), 10000));
    showTyping();
  },
  COMMANDS: () => composer.reload(),
  MODAL_OPEN: (modal) => openModal(modal, state.bot, page.names),
  INTERACTION_ANSWERED: ({ id, type }) => settle(id, type),
};

/** Reads everything afresh: at the start, after a lost connection, and when something unknown turns up. */
async function load() {
  const fresh = await quietly(read('state'));
  if (!fresh) return;
  Object.assign(state, { me: fresh.me, bot: fresh.bot, guild: fresh.guild, channels: fresh.channels });
  state.messages = new Map(Object.entries(fresh.messages).map(([id, list]) => [id, new Map(list.map((message) => [message.id, message]))]));
  $('lost').hidden = true;
  const early = state.early ?? [];
  state.early = null;
  if (here()) {
    drawSide();
    drawLog();
    composer.reload();
  } else {
    go((state.channels.find((channel) => channel.type === 0) ?? state.channels[0]).id);
  }
  for (const event of early) events[event.t]?.(event.d);
}

function closeSide() {
  document.body.classList.remove('side-open');
  $('scrim').hidden = true;
  $('open-side').setAttribute('aria-expanded', 'false');
}

function wire() {
  $('open-side').append(icon('menu'));
  $('open-side').addEventListener('click', () => {
    document.body.classList.add('side-open');
    $('scrim').hidden = false;
    $('open-side').setAttribute('aria-expanded', 'true');
    $('channels').querySelector('[aria-current]')?.focus();
  });
  $('scrim').addEventListener('click', closeSide);
  $('side').addEventListener('keydown', (event) => event.key === 'Escape' && (closeSide(), $('open-side').focus()));
  $('ideas').append(icon('idea'));
  $('ideas').addEventListener('click', () => openMenu('Questions to try', [{
    label: 'Questions to try', title: 'Try one of these', items: state.hints.map((hint) => ({ label: hint, icon: 'send', act: () => ask(hint) })),
  }], $('ideas')));
  const light = matchMedia('(prefers-color-scheme: light)');
  const shown = () => document.documentElement.dataset.theme ?? (light.matches ? 'light' : 'dark');
  const drawTheme = () => $('theme').replaceChildren(icon(shown() === 'light' ? 'moon' : 'sun'));
  $('theme').addEventListener('click', () => {
    document.documentElement.dataset.theme = shown() === 'light' ? 'dark' : 'light';
    try { localStorage.setItem('theme', shown()); } catch { /* Private windows may refuse; the choice then lasts as long as the page. */ }
    drawTheme();
  });
  try {
    const kept = localStorage.getItem('theme');
    if (kept) document.documentElement.dataset.theme = kept;
  } catch { /* As above. */ }
  light.addEventListener('change', drawTheme);
  drawTheme();
  $('jump').addEventListener('click', toBottom);
  $('scroll').addEventListener('scroll', () => {
    // What grows below (a picture that comes late) leaves the end without anybody having moved; only upwards is away from it.
    const top = $('scroll').scrollTop;
    if (atBottom()) sticky = true;
    else if (top < lastTop) sticky = false;
    lastTop = top;
    if (sticky) $('jump').hidden = true;
  }, { passive: true });
  // A picture that arrives later must not push the newest message out of sight.
  new ResizeObserver(() => sticky && toBottom()).observe($('log'));
  new ResizeObserver(() => sticky && toBottom()).observe($('scroll'));
  $('log').addEventListener('keydown', walk);
  addEventListener('resize', () => composer.resize());
}

/** Arrow keys walk from message to message; Shift+F10 and the menu key open a message's menu; Escape leads back to writing. */
function walk(event) {
  const article = event.target.closest('article');
  const articles = [...$('log').querySelectorAll('article')];
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step && event.target.closest('article, .log') === event.target) {
    event.preventDefault();
    const at = article ? articles.indexOf(article) + step : articles.length - 1;
    (articles[Math.max(0, at)] ?? composer.text).focus();
  } else if (article && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
    event.preventDefault();
    const message = page.message(article.dataset.id);
    if (message) page.messageMenu(message, article, [article.getBoundingClientRect().left + 72, article.getBoundingClientRect().top + 24]);
  } else if (event.key === 'Escape' && !event.defaultPrevented) {
    composer.focus();
  }
}

const composer = new Composer($('composer'), page);
wire();
state.hints = (await quietly(read('hints'))) ?? [];
$('ideas').hidden = state.hints.length === 0;
listen({
  onOpen: load,
  onEvent: (event) => (state.early ? state.early.push(event) : events[event.t]?.(event.d)),
  onLost: () => {
    state.early = [];
    $('lost').textContent = 'The playground does not answer. Waiting for it to come back…';
    $('lost').hidden = false;
  },
});
