// One message as elements: reference, author, text, embeds, attachments, components, and what only this user is told.

import { act, answeredInTime, ownFile } from './api.js';
import { avatar, fresh, h, icon, nameOf, toast } from './dom.js';
import { inline, markdown, plain } from './markdown.js';
import { Listbox } from './popup.js';

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const SUPPRESS_EMBEDS = 1 << 2;
const GROUP_WINDOW = 7 * 60 * 1000;

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const fullDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });

/** `Today at 14:02`, `Yesterday at 9:15`, `03/11/2026 20:00`. */
export function shownTime(date, now = new Date()) {
  const days = Math.round((new Date(now.toDateString()) - new Date(date.toDateString())) / 86400000);
  if (days === 0) return `Today at ${clock.format(date)}`;
  if (days === 1) return `Yesterday at ${clock.format(date)}`;
  return `${date.toLocaleDateString('en-GB')} ${clock.format(date)}`;
}

/** Whether a message stands under the same author line as the one before it. */
export function groups(before, message) {
  return Boolean(before) && before.author.id === message.author.id && !message.message_reference && !message.interaction
    && !message.interaction_metadata && !(message.flags & EPHEMERAL) && !(before.flags & EPHEMERAL)
    && new Date(message.timestamp) - new Date(before.timestamp) < GROUP_WINDOW
    && new Date(message.timestamp).toDateString() === new Date(before.timestamp).toDateString();
}

/** All that a message says, as plain text. */
export function textOf(message) {
  const parts = [message.content];
  for (const embed of message.embeds ?? []) {
    parts.push(embed.author?.name, embed.title, embed.description);
    for (const field of embed.fields ?? []) parts.push(field.name, field.value);
    parts.push(embed.footer?.text);
  }
  for (const attachment of message.attachments ?? []) parts.push(attachment.description);
  return parts.filter(Boolean).join('\n');
}

function reference(message, page) {
  const used = message.interaction ?? (message.interaction_metadata?.type === 2 ? message.interaction_metadata : null);
  if (used) {
    const slash = message.type !== 23;
    return h('div', { class: 'reference' }, avatar(used.user, true), h('span', { class: 'reference-name' }, nameOf(used.user)),
      ' used ', h('span', { class: 'reference-command' }, used.name ? (slash ? `/${used.name}` : used.name) : 'a command'));
  }
  if (!message.message_reference) return null;
  const origin = message.referenced_message;
  const there = origin && page.message(origin.id);
  if (!origin || !there) return h('div', { class: 'reference' }, icon('reply'), h('em', null, 'The original message was deleted'));
  const text = plain(there.content || textOf(there), page.names) || 'Click to see the attachment';
  return h('button', { type: 'button', class: 'reference', 'aria-label': `In reply to ${nameOf(there.author)}: ${text.slice(0, 80)}`, onclick: () => page.jumpTo(there.id) },
    avatar(there.author, true), h('span', { class: 'reference-name' }, nameOf(there.author)), h('span', { class: 'reference-text' }, text));
}

function picture(media, alt) {
  const source = media?.url && ownFile(media.url);
  if (!media?.url) return null;
  if (!source) return h('p', { class: 'elsewhere' }, icon('image'), 'A picture on another host is not loaded here: ', inline(`<${media.url}>`, {}));
  return h('a', { class: 'picture', href: source, target: '_blank', rel: 'noopener', 'aria-label': `Open the picture: ${alt || 'no description'}` },
    h('img', { src: source, alt: alt ?? '' }));
}

function embed(data, message, page) {
  const { names } = page;
  const image = data.image && (data.image.description ?? message.attachments?.find((one) => one.url === data.image.url)?.description);
  const title = data.title && inline(data.title, names, Boolean(data.url));
  const box = h('div', { class: 'embed', role: 'group', 'aria-label': plain(data.title ?? data.author?.name ?? 'Embed', names) },
    h('div', { class: 'embed-grid' },
      h('div', { class: 'embed-main' },
        data.author?.name && h('div', { class: 'embed-author' }, data.author.url
          ? h('a', { href: safe(data.author.url), target: '_blank', rel: 'noopener noreferrer' }, data.author.name) : data.author.name),
        title && h('div', { class: 'embed-title' }, data.url
          ? h('a', { href: safe(data.url), target: '_blank', rel: 'noopener noreferrer', title: data.url }, title) : title),
        data.description && h('div', { class: 'embed-description' }, markdown(data.description, names)),
        data.fields?.length > 0 && h('div', { class: 'embed-fields' }, data.fields.map((field) => h('div', { class: field.inline ? 'embed-field inline' : 'embed-field' },
          h('div', { class: 'embed-field-name' }, inline(field.name, names)), h('div', { class: 'embed-field-value' }, markdown(field.value, names)))))),
      data.thumbnail && h('div', { class: 'embed-thumbnail' }, picture(data.thumbnail, data.thumbnail.description))),
    data.image && picture(data.image, image),
    (data.footer?.text || data.timestamp) && h('div', { class: 'embed-footer' },
      [data.footer?.text, data.timestamp && shownTime(new Date(data.timestamp))].filter(Boolean).join(' • ')));
  if (data.color !== null && data.color !== undefined) box.style.borderLeftColor = `#${data.color.toString(16).padStart(6, '0')}`;
  return box;
}

/** Only http and https lead anywhere. */
const safe = (url) => (/^https?:\/\//.test(url) ? url : null);

function attachment(file) {
  const source = ownFile(file.url);
  if (!source) return null;
  if (file.content_type?.startsWith('image/') || /\.(png|jpe?g|gif|webp|svg)$/i.test(file.filename)) return picture(file, file.description ?? file.filename);
  const size = file.size < 1024 ? `${file.size} bytes` : `${(file.size / 1024).toFixed(1)} KB`;
  return h('a', { class: 'file', href: source, download: file.filename }, icon('file'),
    h('span', null, h('span', { class: 'file-name' }, file.filename), h('span', { class: 'file-size' }, size)));
}

/** Runs a component's interaction: busy until the bot answers, and a civil line if it does not. */
async function use(control, article, verb, body) {
  control.setAttribute('aria-busy', 'true');
  const failed = article.querySelector('.failed');
  failed.textContent = '';
  try {
    const { id } = await act(verb, body);
    if (!(await answeredInTime(id))) failed.textContent = 'This interaction failed';
  } catch (error) {
    failed.textContent = error.message;
  }
  control.removeAttribute('aria-busy');
}

const BUTTON_STYLES = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };
/** Emoji that the page draws itself, as Discord does with all: not every system has a font for them. */
const DRAWN = { '📚': 'books', '📅': 'calendar', '👍': 'helpful', '👎': 'unhelpful', '◀️': 'before', '▶️': 'after' };
const emojiOf = (emoji) => (DRAWN[emoji?.name] ? h('span', { class: 'emoji', 'aria-hidden': 'true' }, icon(DRAWN[emoji.name])) : emojiText(emoji));
const emojiText = (emoji) => (emoji ? h('span', { class: 'emoji', 'aria-hidden': 'true' }, emoji.id ? `:${emoji.name}:` : emoji.name) : null);

function button(data, message, article) {
  const kind = `button ${BUTTON_STYLES[data.style] ?? 'secondary'}`;
  const name = data.label || data.emoji?.name || 'Button';
  if (data.style === 5) {
    return h('a', { class: kind, href: safe(data.url ?? ''), target: '_blank', rel: 'noopener noreferrer', 'aria-label': `${name} (opens ${data.url})` },
      emojiOf(data.emoji), data.label, icon('outside'));
  }
  const control = h('button', { type: 'button', class: kind, disabled: data.disabled, 'data-key': data.custom_id, 'aria-label': name },
    emojiOf(data.emoji), data.label);
  control.addEventListener('click', () => control.getAttribute('aria-busy') || use(control, article, 'press', { message: message.id, component: data.custom_id }));
  return control;
}

/** What a select menu offers: its own options, or the users, roles or channels of the server. */
function optionsOf(data, page) {
  if (data.type === 3) return data.options.map((option) => ({ ...option, icon: emojiOf(option.emoji), detail: option.description }));
  const people = page.members().map((user) => ({ label: nameOf(user), value: user.id }));
  const roles = page.roles().map((role) => ({ label: role.name, value: role.id }));
  const channels = page.channels().map((channel) => ({ label: `#${channel.name}`, value: channel.id }));
  return { 5: people, 6: roles, 7: [...people, ...roles], 8: channels }[data.type] ?? [];
}

function select(data, message, article, page) {
  const options = optionsOf(data, page);
  const most = data.max_values ?? 1;
  let chosen = new Set(options.filter((option) => option.default).map((option) => option.value));
  const placeholder = data.placeholder || 'Make a selection';
  const shown = h('span', { class: 'select-text' });
  const control = h('button', { type: 'button', class: 'select', disabled: data.disabled, 'data-key': data.custom_id }, shown, icon('down'));
  const name = () => {
    const labels = options.filter((option) => chosen.has(option.value)).map((option) => option.label);
    shown.textContent = labels.join(', ') || placeholder;
    control.setAttribute('aria-label', labels.length ? `${placeholder}: ${labels.join(', ')}` : placeholder);
  };
  const list = new Listbox(control, placeholder, (item) => {
    if (most === 1) chosen = new Set([item.value]);
    else if (chosen.has(item.value)) chosen.delete(item.value);
    else if (chosen.size < most) chosen.add(item.value);
    name();
    if (most === 1) close(true);
    else open(list.at);
  });
  const open = (at) => {
    const items = options.map((option) => ({ ...option, selected: chosen.has(option.value) }));
    list.show(items, at ?? Math.max(0, items.findIndex((item) => item.selected)));
    list.element.scrollIntoView({ block: 'nearest' });
  };
  const close = (send) => {
    list.hide();
    if (send && chosen.size >= (data.min_values ?? 1)) use(control, article, 'select', { message: message.id, component: data.custom_id, values: [...chosen] });
  };
  control.addEventListener('click', () => (list.open ? close(most > 1) : open()));
  control.addEventListener('blur', () => list.open && close(most > 1));
  control.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      event.stopPropagation();
      if (list.open) list.move(step);
      else open();
    } else if (list.open && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      list.pick();
    } else if (list.open && event.key === 'Escape') {
      event.stopPropagation();
      close(false);
    } else if (list.open && (event.key === 'Home' || event.key === 'End')) {
      event.preventDefault();
      list.activate(event.key === 'Home' ? 0 : options.length - 1);
    }
  });
  name();
  return h('div', { class: 'select-box' }, control, list.element);
}

function row(data, message, article, page) {
  const parts = (data.components ?? []).map((one) => (one.type === 2 ? button(one, message, article) : select(one, message, article, page)));
  return h('div', { class: 'row' }, parts);
}

/** The message as an article. `page` gives names, other messages and what the message's own buttons do. */
export function renderMessage(message, before, page) {
  const grouped = groups(before, message);
  const { names } = page;
  const date = new Date(message.timestamp);
  const ephemeral = Boolean(message.flags & EPHEMERAL);
  const loading = Boolean(message.flags & LOADING);
  const head = fresh('head');
  const time = h('time', { datetime: message.timestamp, title: fullDate.format(date), class: 'time' }, grouped ? clock.format(date) : shownTime(date));
  const badge = message.author.bot && h('span', { class: 'badge' }, h('span', { class: 'hidden' }, '('), 'APP', h('span', { class: 'hidden' }, ')'));
  const mentioned = (message.mentions ?? []).some((user) => user.id === page.me().id);
  const article = h('article', {
    class: ['message', grouped && 'grouped', ephemeral && 'ephemeral', mentioned && 'mentioned'].filter(Boolean).join(' '),
    'data-id': message.id, tabindex: -1, 'aria-labelledby': head,
    oncontextmenu: (event) => page.contextMenu(event, message, article),
  });
  const header = h('div', { class: grouped ? 'head hidden' : 'head', id: head },
    h('span', { class: message.author.bot ? 'author bot' : 'author' }, nameOf(message.author)), badge, grouped ? null : time);
  const edited = message.edited_timestamp && h('span', { class: 'edited', title: fullDate.format(new Date(message.edited_timestamp)) }, ' (edited)');
  const content = loading
    ? h('div', { class: 'content thinking' }, h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')), `${nameOf(message.author)} is thinking…`)
    : h('div', { class: 'content' }, markdown(message.content ?? '', names), message.content ? edited : null);
  const embeds = message.flags & SUPPRESS_EMBEDS && !message.author.bot ? [] : message.embeds ?? [];
  const inEmbeds = new Set(embeds.flatMap((one) => [one.image?.url, one.thumbnail?.url]).filter(Boolean));
  const files = (message.attachments ?? []).filter((file) => !inEmbeds.has(file.url));
  const more = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'More actions', 'aria-haspopup': 'menu', 'aria-expanded': 'false', onclick: () => page.messageMenu(message, more) }, icon('more'));
  const reply = !ephemeral && h('button', { type: 'button', class: 'icon-button', 'aria-label': `Reply to ${nameOf(message.author)}`, onclick: () => page.reply(message) }, icon('reply'));
  article.append(...[
    reference(message, page), grouped ? h('span', { class: 'gutter' }, time) : avatar(message.author), header, content,
    ...embeds.map((one) => embed(one, message, page)), ...files.map(attachment),
    ...(message.components ?? []).map((one) => row(one, message, article, page)),
    h('p', { class: 'failed', role: 'alert' }),
    ephemeral && h('p', { class: 'only-you' }, icon('eye'), 'Only you can see this • ', h('button', { type: 'button', class: 'text-link', onclick: () => page.dismiss(message.id) }, 'Dismiss message')),
    h('div', { class: 'tools' }, reply, more),
  ].filter(Boolean));
  return article;
}

/** Copies a message's text; says so either way. */
export async function copyText(message, names) {
  const source = textOf(message);
  const host = document.createElement('div');
  for (const line of source.split('\n')) host.append(...inline(line, names), '\n');
  try {
    await navigator.clipboard.writeText(host.textContent.trimEnd());
    toast('Copied.');
  } catch {
    toast('The browser did not allow copying.', true);
  }
}
