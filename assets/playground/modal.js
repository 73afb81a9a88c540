// The form that a bot opens: a native dialog, so that focus stays inside, Escape closes it, and the rest of the page is inert.

import { act, answeredInTime } from './api.js';
import { avatar, fresh, h, icon, nameOf } from './dom.js';
import { markdown } from './markdown.js';

/** Length in UTF-16 units, as Discord counts. */
const length = (text) => text.length;

/** One labelled input; `check` returns what is wrong with its value, or ''. */
function field(input, outer, names) {
  const id = fresh('field');
  const required = input.required ?? true;
  const [least, most] = [input.min_length ?? 0, input.max_length ?? 4000];
  const label = input.label ?? outer?.label ?? '';
  const description = outer?.description;
  const common = {
    id, name: input.custom_id, 'aria-describedby': `${id}-help ${id}-error`, 'aria-required': required ? 'true' : null,
  };
  let control;
  if (input.type === 4) {
    const settings = { ...common, placeholder: input.placeholder, autocomplete: 'off', maxlength: most };
    control = input.style === 2 ? h('textarea', { ...settings, rows: 4 }) : h('input', { ...settings, type: 'text' });
    control.value = input.value ?? '';
  } else {
    const first = h('option', { value: '' }, input.placeholder ?? 'Make a selection');
    const options = (input.options ?? []).map((option) => h('option', { value: option.value, selected: option.default }, option.label));
    control = h('select', common, first, options);
  }
  const counter = h('span', { class: 'counter', 'aria-hidden': 'true' });
  const error = h('p', { class: 'field-error', id: `${id}-error`, role: 'alert' });
  const check = () => {
    const value = control.value;
    if (required && !value.trim()) return 'This field is required.';
    if (value && length(value) < least) return `Write at least ${least} characters.`;
    return length(value) > most ? `Write at most ${most} characters.` : '';
  };
  const show = (wrong) => {
    error.textContent = wrong;
    control.setAttribute('aria-invalid', String(Boolean(wrong)));
  };
  const count = () => {
    counter.textContent = input.type === 4 && most < 4000 ? `${length(control.value)}/${most}` : '';
  };
  control.addEventListener('input', () => { show(''); count(); });
  count();
  const bounds = least > 1 ? `At least ${least} characters. ` : '';
  const help = h('p', { class: 'field-help', id: `${id}-help` }, description ? markdown(description, names) : bounds.trim());
  const element = h('div', { class: 'field' },
    h('div', { class: 'field-top' },
      h('label', { for: id }, label, required && h('span', { class: 'star', 'aria-hidden': 'true' }, ' *')), counter),
    help, control, error);
  return { element, control, key: input.custom_id, check, show };
}

/** Opens a modal as the bot sent it; `bot` is its author. */
export function openModal(modal, bot, names) {
  const origin = document.activeElement;
  const title = fresh('title');
  const fields = [];
  const parts = (modal.components ?? []).map((row) => {
    if (row.type === 10) return h('div', { class: 'modal-text' }, markdown(row.content ?? '', names));
    const input = row.component ?? row.components?.[0];
    if (!input) return null;
    const made = field(input, row.component ? row : null, names);
    fields.push(made);
    return made.element;
  });
  const problem = h('p', { class: 'field-error', role: 'alert' });
  const submit = h('button', { type: 'submit', class: 'button primary' }, 'Submit');
  const cancel = h('button', { type: 'button', class: 'button plain', onclick: () => dialog.close() }, 'Cancel');
  const form = h('form', { novalidate: true, method: 'dialog', onsubmit: send },
    h('header', { class: 'modal-head' }, avatar(bot), h('h2', { id: title }, modal.title ?? ''),
      h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('close'))),
    h('div', { class: 'modal-body' },
      h('p', { class: 'modal-note' }, `This form is sent to ${nameOf(bot)}. Do not share passwords or other secrets.`), parts, problem),
    h('footer', { class: 'modal-foot' }, cancel, submit));
  const dialog = h('dialog', { class: 'modal', 'aria-labelledby': title, onclick: (event) => event.target === dialog && dialog.close() }, form);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (origin?.isConnected) origin.focus({ preventScroll: true });
    else document.getElementById('composer-text')?.focus();
  });

  async function send(event) {
    event.preventDefault();
    for (const one of fields) one.show(one.check());
    const wrong = fields.find((one) => one.check());
    if (wrong) {
      wrong.control.focus();
      return;
    }
    submit.disabled = true;
    problem.textContent = '';
    try {
      const values = Object.fromEntries(fields.map((one) => [one.key, one.control.value]));
      const { id } = await act('submit', { modal: modal.id, fields: values });
      if (!(await answeredInTime(id))) throw new Error('Something went wrong. Try again.');
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
      submit.disabled = false;
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  (fields[0]?.control ?? submit).focus();
}
