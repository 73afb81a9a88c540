// Where a person writes: a text box with mentions, which turns into a command's form once one is picked.

import { act, answeredInTime, read } from './api.js';
import { avatar, h, icon, nameOf, toast } from './dom.js';
import { CommandForm } from './command.js';
import { Listbox } from './popup.js';

/** Commands of type 1 with their subcommands as entries of their own: `settings show`. */
export function entries(commands) {
  const walk = (owner, path) => {
    const subs = (owner.options ?? []).filter((option) => option.type <= 2);
    if (!subs.length) return [{ name: path.join(' '), description: owner.description, options: owner.options ?? [] }];
    return subs.flatMap((sub) => walk(sub, [...path, sub.name]));
  };
  return commands.filter((command) => command.type === 1).flatMap((command) => walk(command, [command.name]));
}

export class Composer {
  /** `page` names people and channels, and says where one is. */
  constructor(host, page) {
    this.page = page;
    this.replying = null;
    this.entries = [];
    this.mirror = h('div', { class: 'mirror', 'aria-hidden': 'true' });
    this.text = h('textarea', {
      id: 'composer-text', rows: 1, autocomplete: 'off', spellcheck: 'true', enterkeyhint: 'send', maxlength: 4000,
      'aria-multiline': 'true', 'aria-autocomplete': 'list',
      oninput: () => this.changed(), onkeydown: (event) => this.key(event), onblur: () => this.list.hide(),
      onclick: () => this.changed(), onscroll: () => { this.mirror.scrollTop = this.text.scrollTop; },
    });
    this.list = new Listbox(this.text, 'Suggestions', (item) => item.choose());
    this.replyName = h('strong');
    this.replyBar = h('div', { class: 'replying', hidden: true }, h('span', null, 'Replying to ', this.replyName),
      h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Do not reply', onclick: () => this.reply(null) }, icon('close')));
    this.slash = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Use a command', onclick: () => this.startCommand() }, icon('slash'));
    this.sendButton = h('button', { type: 'button', class: 'icon-button send', 'aria-label': 'Send the message', onclick: () => this.send() }, icon('send'));
    this.box = h('div', { class: 'box' }, this.slash, h('div', { class: 'area' }, this.mirror, this.text), this.sendButton);
    this.slot = h('div', { class: 'command-slot' });
    host.append(this.list.element, this.slot, this.replyBar, this.box);
  }

  /** Shows that one is in another channel now. */
  async moved() {
    const label = `Message ${this.page.place()}`;
    this.text.placeholder = label;
    this.text.setAttribute('aria-label', label);
    this.reply(null, false);
    this.leaveCommand(false);
    await this.reload();
  }

  /** Reads the commands that are offered here. */
  async reload() {
    try {
      this.commands = await read('commands', { channel: this.page.channel().id });
      this.entries = entries(this.commands);
    } catch (error) {
      toast(error.message, true);
    }
  }

  reply(message, focus = true) {
    this.replying = message;
    this.replyBar.hidden = !message;
    this.replyName.textContent = message ? nameOf(message.author) : '';
    if (focus) this.focus();
  }

  focus() {
    (this.form?.firstInput() ?? this.text).focus();
  }

  startCommand() {
    this.leaveCommand();
    this.text.value = '/';
    this.changed();
    this.text.focus();
  }

  changed() {
    this.resize();
    const value = this.text.value;
    const caret = this.text.selectionStart;
    const mention = /(^|\s)@([\p{L}\p{N}_.-]*)$/u.exec(value.slice(0, caret));
    if (/^\/[^\n]*$/.test(value)) this.offerCommands(value.slice(1));
    else if (mention) this.offerPeople(mention[2], caret);
    else this.list.hide();
  }

  /** The text box is as tall as its text; its mirror shows mentions as pills behind it. */
  resize() {
    this.text.style.height = 'auto';
    this.text.style.height = `${this.text.scrollHeight}px`;
    const names = this.page.members().map((user) => nameOf(user)).concat('everyone', 'here').sort((a, b) => b.length - a.length);
    const pattern = new RegExp(`(@(?:${names.map((name) => name.replace(/[^\p{L}\p{N}_]/gu, '\\$&')).join('|')})(?![\\p{L}\\p{N}_]))`, 'u');
    const parts = this.text.value.split(pattern);
    this.mirror.replaceChildren(...parts.map((part, index) => (index % 2 ? h('span', { class: 'pill' }, part) : part)), '\u200b');
  }

  offerCommands(typed) {
    const exact = this.entries.find((entry) => typed.startsWith(`${entry.name} `));
    if (exact) {
      this.enterCommand(exact, typed.slice(exact.name.length + 1));
      return;
    }
    const wanted = typed.toLowerCase();
    const rank = (entry) => (entry.name.startsWith(wanted) ? 0 : entry.name.includes(wanted) ? 1 : entry.description?.toLowerCase().includes(wanted) && wanted.length > 2 ? 2 : 3);
    const fitting = this.entries.filter((entry) => rank(entry) < 3).sort((a, b) => rank(a) - rank(b));
    const bot = this.page.bot();
    this.list.show(fitting.map((entry) => ({
      icon: avatar(bot), label: `/${entry.name}`, hint: entry.options.map((option) => (option.required ? option.name : `${option.name}?`)).join('  '),
      detail: entry.description, badge: nameOf(bot), choose: () => this.enterCommand(entry),
    })), 0, `Commands of ${nameOf(bot)}`);
  }

  offerPeople(typed, caret) {
    const wanted = typed.toLowerCase();
    const people = this.page.members().filter((user) => nameOf(user).toLowerCase().includes(wanted));
    people.sort((a, b) => Number(b.bot ?? false) - Number(a.bot ?? false) || nameOf(a).localeCompare(nameOf(b)));
    this.list.show(people.map((user) => ({
      icon: avatar(user, true), label: nameOf(user), badge: user.bot ? 'APP' : null,
      choose: () => {
        const before = this.text.value.slice(0, caret - typed.length);
        const after = this.text.value.slice(caret).replace(/^\s?/, ' ');
        this.text.value = `${before}${nameOf(user)}${after}`;
        const at = before.length + nameOf(user).length + 1;
        this.text.setSelectionRange(at, at);
        this.list.hide();
        this.resize();
      },
    })), 0, 'Members');
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (this.list.open && step) {
      event.preventDefault();
      this.list.move(step);
    } else if (this.list.open && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) {
      event.preventDefault();
      this.list.pick();
    } else if (event.key === 'Escape') {
      if (this.list.open) this.list.hide();
      else if (this.replying) this.reply(null);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  /** Names after @ become mentions, the longest name first. */
  encoded() {
    const people = this.page.members().sort((a, b) => nameOf(b).length - nameOf(a).length);
    let text = this.text.value.trim();
    for (const user of people) {
      const name = nameOf(user).replace(/[^\p{L}\p{N}_]/gu, '\\$&');
      text = text.replace(new RegExp(`(^|[^\\p{L}\\p{N}<])@${name}(?![\\p{L}\\p{N}_])`, 'gu'), `$1<@${user.id}>`);
    }
    return text;
  }

  async send() {
    if (this.form) {
      await this.form.send();
      return;
    }
    const content = this.encoded();
    if (!content) return;
    const reply = this.replying;
    this.text.value = '';
    this.changed();
    this.reply(null);
    try {
      await act('say', { channel: this.page.channel().id, content, reply_to: reply?.id });
    } catch (error) {
      toast(error.message, true);
    }
  }

  /** Turns the box into the form of a command; `rest` fills its first text option. */
  enterCommand(entry, rest = '') {
    this.list.hide();
    this.leaveCommand(false);
    this.text.value = '';
    this.resize();
    this.form = new CommandForm(entry, this.page, {
      leave: () => this.leaveCommand(),
      run: (options) => this.run(entry, options),
    });
    this.slot.replaceChildren(this.form.element);
    this.box.classList.add('in-command');
    this.form.fill(rest);
    this.focus();
  }

  /** Opens a command by its full name, from a command mention. */
  open(name) {
    const entry = this.entries.find((one) => one.name === name);
    if (entry) this.enterCommand(entry);
    else toast(`/${name} is not offered here.`, true);
  }

  leaveCommand(focus = true) {
    this.form = null;
    this.slot.replaceChildren();
    this.box.classList.remove('in-command');
    if (focus) this.text.focus();
  }

  async run(entry, options) {
    try {
      const { id } = await act('run', { channel: this.page.channel().id, command: entry.name, options });
      this.leaveCommand();
      if (!(await answeredInTime(id))) toast(`${nameOf(this.page.bot())} did not respond in time.`, true);
    } catch (error) {
      toast(error.message, true);
    }
  }
}

