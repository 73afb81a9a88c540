// Lists and menus that open beside what the user is at. Focus stays with the owner of a listbox (its active option is named by
// `aria-activedescendant`); a menu takes the focus and gives it back.

import { fresh, h, icon } from './dom.js';

/** A listbox owned by an input or a button. */
export class Listbox {
  /** `onPick(item)` is called with the chosen item; the element must be put into the page by the caller. */
  constructor(owner, label, onPick) {
    this.owner = owner;
    this.onPick = onPick;
    this.items = [];
    this.at = -1;
    this.list = h('div', { role: 'listbox', id: fresh('list'), 'aria-label': label, class: 'options' });
    this.title = h('p', { class: 'popup-title', 'aria-hidden': 'true' });
    this.element = h('div', { class: 'popup', hidden: true, onmousedown: (event) => event.preventDefault() }, this.title, this.list);
    owner.setAttribute('role', 'combobox');
    owner.setAttribute('aria-haspopup', 'listbox');
    owner.setAttribute('aria-controls', this.list.id);
    owner.setAttribute('aria-expanded', 'false');
  }

  get open() {
    return !this.element.hidden;
  }

  get active() {
    return this.items[this.at] ?? null;
  }

  /** Shows items `{label, detail?, badge?, icon?, selected?}`; `at` is the active one, -1 for none. */
  show(items, at = 0, title = '') {
    this.items = items;
    this.title.textContent = title;
    this.title.hidden = !title;
    this.list.replaceChildren(...items.map((item, index) => h('div', {
      role: 'option', id: fresh('option'), class: 'option', 'aria-selected': item.selected ? 'true' : 'false',
      onclick: () => this.pick(index), onmousemove: () => this.at !== index && this.activate(index, false),
    },
    item.icon,
    h('span', { class: 'option-text' },
      h('span', { class: 'option-label' }, item.label, item.hint && h('span', { class: 'option-hint' }, item.hint)),
      item.detail && h('span', { class: 'option-detail' }, item.detail)),
    item.badge && h('span', { class: 'option-badge' }, item.badge),
    item.selected && icon('check'))));
    this.element.hidden = items.length === 0;
    this.owner.setAttribute('aria-expanded', String(this.open));
    this.activate(Math.min(at, items.length - 1));
  }

  hide() {
    this.element.hidden = true;
    this.items = [];
    this.at = -1;
    this.owner.setAttribute('aria-expanded', 'false');
    this.owner.removeAttribute('aria-activedescendant');
  }

  activate(index, scroll = true) {
    this.at = index;
    [...this.list.children].forEach((option, at) => option.classList.toggle('active', at === index));
    const option = this.list.children[index];
    if (option) {
      this.owner.setAttribute('aria-activedescendant', option.id);
      if (scroll) option.scrollIntoView({ block: 'nearest' });
    } else {
      this.owner.removeAttribute('aria-activedescendant');
    }
  }

  /** Moves the active option by one step, around the ends. */
  move(step) {
    const count = this.items.length;
    if (count) this.activate(this.at < 0 ? (step > 0 ? 0 : count - 1) : (this.at + step + count) % count);
  }

  pick(index = this.at) {
    const item = this.items[index];
    if (item) this.onPick(item);
    return Boolean(item);
  }
}

let closeOpenMenu = null;

/** Opens a menu of groups of `{label, icon, act, danger?}` at a point or below an element; focus returns to `origin`. */
export function openMenu(label, groups, origin, point) {
  closeOpenMenu?.(false);
  const close = (restore = true) => {
    menu.remove();
    document.removeEventListener('pointerdown', outside, true);
    window.removeEventListener('blur', away);
    window.removeEventListener('resize', away);
    origin?.setAttribute?.('data-menu', 'closed');
    if (origin?.hasAttribute?.('aria-expanded')) origin.setAttribute('aria-expanded', 'false');
    closeOpenMenu = null;
    if (restore) origin?.focus?.({ preventScroll: true });
  };
  const outside = (event) => menu.contains(event.target) || close(false);
  const away = () => close(false);
  const item = (entry) => h('button', {
    type: 'button', role: 'menuitem', tabindex: -1, class: entry.danger ? 'menu-item danger' : 'menu-item',
    onclick: () => { close(); entry.act(); },
  }, h('span', { class: 'menu-label' }, entry.label), icon(entry.icon));
  const menu = h('div', { role: 'menu', class: 'menu', 'aria-label': label, tabindex: -1, onkeydown: keys, oncontextmenu: (event) => event.preventDefault() },
    groups.filter((group) => group.items.length).map((group) => h('div', { role: 'group', 'aria-label': group.label, class: 'menu-group' },
      group.title && h('div', { class: 'menu-title', 'aria-hidden': 'true' }, group.title), group.items.map(item))));
  function keys(event) {
    const items = [...menu.querySelectorAll('[role=menuitem]')];
    const at = items.indexOf(document.activeElement);
    const go = (index) => { event.preventDefault(); items[(index + items.length) % items.length]?.focus(); };
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at < 0 ? -1 : at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.key === 'Escape' || event.key === 'Tab') { event.preventDefault(); event.stopPropagation(); close(); }
    else if (event.key.length === 1 && event.key !== ' ') {
      const wanted = event.key.toLowerCase();
      const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      order.find((one) => one.textContent.trim().toLowerCase().startsWith(wanted))?.focus();
    }
  }
  document.body.append(menu);
  const box = origin?.getBoundingClientRect?.() ?? { left: 0, bottom: 0, right: 0 };
  const [x, y] = point ?? [box.left, box.bottom + 4];
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
  if (origin?.hasAttribute?.('aria-expanded')) origin.setAttribute('aria-expanded', 'true');
  closeOpenMenu = close;
  menu.querySelector('[role=menuitem]')?.focus({ preventScroll: true });
  document.addEventListener('pointerdown', outside, true);
  window.addEventListener('blur', away);
  window.addEventListener('resize', away);
}
