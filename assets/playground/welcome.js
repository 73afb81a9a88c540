// The card at the top of a channel: what this is, where it runs, and questions to click.

import { h, icon, nameOf } from './dom.js';

const key = (text) => h('kbd', null, text);

/** Draws the card for a channel. */
export function drawWelcome(host, { page, hints, isPrivate, isThread, title }) {
  const bot = nameOf(page.bot());
  const ask = (hint) => h('li', null, h('button', { type: 'button', class: 'hint', onclick: () => page.ask(hint) }, h('span', null, hint), icon('send')));
  const ways = [
    isPrivate ? ['Just write', 'here you are alone with the bot'] : [`@${bot} …`, 'a question in your own words'],
    [key('/'), 'commands, with suggestions as you type'],
    [key('⋯'), 'on a message, or right-click it: check what it claims'],
  ];
  host.replaceChildren(...[
    h('div', { class: 'welcome-icon', 'aria-hidden': 'true' }, icon(isPrivate ? 'exit' : isThread ? 'thread' : 'hash')),
    h('h2', null, isPrivate ? bot : `Welcome to ${isThread ? '' : '#'}${title}`),
    h('p', { class: 'welcome-text' }, h('strong', null, bot),
      ' answers questions about people leaving organisations, and every sentence carries its source and its date. Where sources disagree it shows both sides, and where they are silent it says so instead of guessing.'),
    hints.length > 0 && h('div', { class: 'hints' }, h('h3', null, 'Click a question to ask it'), h('ul', null, hints.map(ask))),
    h('dl', { class: 'ways' }, ways.map(([what, how]) => h('div', null, h('dt', null, what), h('dd', null, how)))),
    h('p', { class: 'local' }, icon('lock'), 'This is a local model of Discord with the bot connected to it. Nothing you write leaves this machine.'),
  ].filter(Boolean));
}
