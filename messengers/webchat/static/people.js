// The list of people on the left.

import { avatar, byId, el, moveFocus } from './dom.js';
import { listTime } from './time.js';
import { plainText } from './bubbles.js';
import { word } from './words.js';

const list = byId('people');
const shown = new Map(); // id of a person -> their entry

/** Draw the list anew; `open(id)` is called for the chosen person. */
export function showPeople(people, open) {
  const groups = new Map();
  for (const person of people) {
    if (!groups.has(person.group)) groups.set(person.group, []);
    groups.get(person.group).push(person);
  }
  list.replaceChildren(...[...groups].map(([name, members]) => group(name, members, open)));
}

function group(name, members, open) {
  const entries = members.map((person) => {
    const entry = el('button', { type: 'button', className: 'person', onclick: () => open(person.id) });
    entry.dataset.id = person.id;
    shown.set(person.id, entry);
    refreshPerson(person);
    return el('li', {}, entry);
  });
  return el('section', {}, el('h2', {}, name), el('ul', {}, ...entries));
}

/** Show a person's last message and unread count as they are now. */
export function refreshPerson(person) {
  const time = person.last ? el('time', { dateTime: person.last.date }, listTime(new Date(person.last.date))) : null;
  shown.get(person.id).replaceChildren(
    avatar(person),
    el('span', { className: 'names' },
      el('span', { className: 'upper' }, el('b', {}, person.name), time),
      el('span', { className: 'caption' }, person.caption),
      el('span', { className: 'lower' }, preview(person.last), badge(person.unread))),
  );
}

function preview(message) {
  if (!message) return el('span', { className: 'preview quiet' }, word('no_messages'));
  const text = plainText(message).replace(/\s+/g, ' ').slice(0, 120);
  const you = message.mine ? el('span', { className: 'you' }, `${word('you')}: `) : null;
  return el('span', { className: 'preview' }, you, text);
}

function badge(unread) {
  if (!unread) return null;
  return el('span', { className: 'badge', role: 'img', 'aria-label': word('unread', { n: unread }) }, unread);
}

/** Mark whose conversation is open. */
export function markOpen(id) {
  for (const [key, entry] of shown) {
    if (key === id) entry.setAttribute('aria-current', 'true');
    else entry.removeAttribute('aria-current');
  }
  shown.get(id)?.scrollIntoView({ block: 'nearest' });
}

/** Put the focus on a person of the list. */
export function focusPerson(id) {
  (shown.get(id) ?? list.querySelector('.person'))?.focus();
}

list.addEventListener('keydown', (event) => {
  moveFocus(event, [...shown.values()], { back: 'ArrowUp', on: 'ArrowDown' });
});
