// The form of one slash command: a chip for each option in use, with fixed choices or the bot's own suggestions as one types.

import { act } from './api.js';
import { avatar, fresh, h, icon, nameOf } from './dom.js';
import { Listbox } from './popup.js';

const SUGGEST_AFTER = 120;

/** Fixed choices of an option, or null if it has none. */
function choicesOf(option, page) {
  if (option.choices?.length) return option.choices.map((choice) => ({ label: choice.name, value: String(choice.value) }));
  if (option.type === 5) return [{ label: 'True', value: 'true' }, { label: 'False', value: 'false' }];
  if (option.type === 6) return page.members().map((user) => ({ label: nameOf(user), value: user.id, icon: avatar(user, true) }));
  if (option.type === 7) return page.channels().map((channel) => ({ label: `#${channel.name}`, value: channel.id }));
  if (option.type === 8) return page.roles().map((role) => ({ label: `@${role.name}`, value: role.id }));
  return null;
}

class Chip {
  constructor(option, form) {
    this.option = option;
    this.form = form;
    this.picked = null;
    this.asked = 0;
    const id = fresh('chip');
    this.fixed = choicesOf(option, form.page);
    this.input = h('input', {
      id, type: 'text', autocomplete: 'off', spellcheck: 'false', maxlength: option.max_length ?? 1000, enterkeyhint: 'send',
      inputmode: option.type === 4 || option.type === 10 ? 'decimal' : null, 'aria-describedby': form.hintId,
      'aria-required': option.required ? 'true' : null,
      oninput: () => { this.picked = null; this.wrong(''); this.suggest(SUGGEST_AFTER); },
      onfocus: () => { form.explain(this); this.suggest(0); }, onblur: () => { this.asked += 1; this.list?.hide(); },
      onkeydown: (event) => this.key(event),
    });
    if (this.fixed || option.autocomplete) {
      this.input.setAttribute('aria-autocomplete', 'list');
      this.list = new Listbox(this.input, `Choices for ${option.name}`, (item) => this.choose(item));
    }
    const remove = !option.required && h('button', { type: 'button', class: 'chip-remove', 'aria-label': `Remove ${option.name}`, onclick: () => form.remove(this) }, icon('close'));
    this.element = h('div', { class: 'chip' }, h('label', { for: id }, option.name), this.input, remove);
  }

  /** What is sent: the value of the picked choice, or the text as typed. */
  get value() {
    const typed = this.input.value.trim();
    const named = this.fixed?.find((choice) => choice.label.toLowerCase() === typed.toLowerCase());
    return this.picked ?? named?.value ?? typed;
  }

  choose(item) {
    this.input.value = item.label;
    this.picked = item.value;
    this.list.hide();
    this.wrong('');
  }

  /** Shows choices: fixed ones at once, the bot's after a pause in typing; an answer that came too late is dropped. */
  async suggest(delay) {
    if (!this.list) return;
    const typed = this.input.value;
    const mine = ++this.asked;
    if (this.fixed) {
      const wanted = typed.trim().toLowerCase();
      this.list.show(this.fixed.filter((choice) => choice.label.toLowerCase().includes(wanted)), this.picked === null && wanted ? 0 : -1, this.option.name);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, delay));
    if (mine !== this.asked) return;
    try {
      const others = this.form.values(this);
      const { choices } = await act('complete', {
        channel: this.form.page.channel().id, command: this.form.entry.name, option: this.option.name, value: typed, options: others,
      });
      if (mine !== this.asked || document.activeElement !== this.input) return;
      this.list.show(choices.map((choice) => ({ label: choice.name, value: String(choice.value) })), -1, this.option.name);
    } catch {
      if (mine === this.asked) this.list.hide();
    }
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.list) {
      event.preventDefault();
      if (this.list.open) this.list.move(step);
      else this.suggest(0);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!(this.list?.open && this.list.pick())) this.form.send();
    } else if (event.key === 'Tab' && !event.shiftKey && this.list?.open && this.list.active) {
      this.list.pick();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (this.list?.open) this.list.hide();
      else this.form.calls.leave();
    } else if (event.key === 'Backspace' && !this.input.value) {
      event.preventDefault();
      if (this.option.required) this.form.calls.leave();
      else this.form.remove(this);
    }
  }

  wrong(text) {
    this.element.classList.toggle('wrong', Boolean(text));
    if (text) this.input.setAttribute('aria-invalid', 'true');
    else this.input.removeAttribute('aria-invalid');
    this.form.problem.textContent = text;
  }

  /** What a client would refuse to send, or ''. */
  check() {
    const { name, required, type, min_length: least } = this.option;
    const value = this.value;
    if (!value) return required ? `“${name}” is required.` : '';
    if (this.fixed && !this.fixed.some((choice) => choice.value === value)) return `Choose one of the options for “${name}”.`;
    if (type === 4 && !/^-?\d+$/.test(value)) return `“${name}” must be a whole number.`;
    if (type === 10 && Number.isNaN(Number(value))) return `“${name}” must be a number.`;
    return least && value.length < least ? `“${name}” needs at least ${least} characters.` : '';
  }
}

export class CommandForm {
  /** `calls.run(options)` sends, `calls.leave()` gives up. */
  constructor(entry, page, calls) {
    this.entry = entry;
    this.page = page;
    this.calls = calls;
    this.hintId = fresh('hint');
    this.hint = h('p', { class: 'command-hint', id: this.hintId }, entry.description);
    this.problem = h('p', { class: 'command-problem', role: 'alert' });
    this.lists = h('div');
    this.row = h('div', { class: 'chips' });
    this.more = h('div', { class: 'chips-more', role: 'group', 'aria-label': 'Options that may be added' });
    this.chips = entry.options.filter((option) => option.required).map((option) => new Chip(option, this));
    this.sender = h('button', { type: 'button', class: 'icon-button send', 'aria-label': `Run /${entry.name}`, onclick: () => this.send() }, icon('send'));
    const leave = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Cancel the command', onclick: () => calls.leave() }, icon('close'));
    this.name = h('span', { class: 'command-name', tabindex: -1 }, avatar(page.bot(), true), `/${entry.name}`);
    this.element = h('div', { class: 'command', role: 'group', 'aria-label': `Command /${entry.name}: ${entry.description ?? ''}`, onkeydown: (event) => this.key(event) },
      this.lists, h('div', { class: 'command-top' }, this.hint, this.problem),
      h('div', { class: 'command-box' }, this.name, this.row, this.more, h('span', { class: 'grow' }), leave, this.sender));
    this.draw();
  }

  draw() {
    this.row.replaceChildren(...this.chips.map((chip) => chip.element));
    this.lists.replaceChildren(...this.chips.filter((chip) => chip.list).map((chip) => chip.list.element));
    const used = new Set(this.chips.map((chip) => chip.option.name));
    const unused = this.entry.options.filter((option) => !used.has(option.name));
    this.more.replaceChildren(...unused.map((option) => h('button', {
      type: 'button', class: 'chip-add', title: option.description, 'aria-label': `Add ${option.name}: ${option.description}`, onclick: () => this.add(option),
    }, `+ ${option.name}`)));
    this.more.hidden = unused.length === 0;
  }

  add(option) {
    const chip = new Chip(option, this);
    this.chips.push(chip);
    this.draw();
    chip.input.focus();
  }

  remove(chip) {
    this.chips = this.chips.filter((one) => one !== chip);
    this.draw();
    (this.chips.at(-1)?.input ?? this.sender).focus();
  }

  /** Text typed after the command's name goes into its first option. */
  fill(text) {
    const first = this.chips[0] ?? null;
    if (first && text) first.input.value = text;
  }

  firstInput() {
    return this.chips.find((chip) => !chip.value)?.input ?? this.chips[0]?.input ?? this.sender;
  }

  explain(chip) {
    this.hint.replaceChildren(h('strong', null, chip.option.name), ` ${chip.option.description ?? ''}`);
  }

  values(except) {
    return Object.fromEntries(this.chips.filter((chip) => chip !== except && chip.value).map((chip) => [chip.option.name, chip.value]));
  }

  key(event) {
    if (event.key === 'Escape' && !event.defaultPrevented) this.calls.leave();
  }

  async send() {
    const wrong = this.chips.find((chip) => chip.check());
    if (wrong) {
      wrong.input.focus();
      wrong.wrong(wrong.check());
      return;
    }
    if (this.sending) return;
    this.sending = true;
    await this.calls.run(this.values(null));
    this.sending = false;
  }
}
