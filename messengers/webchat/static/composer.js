// Writing: the field, the /commands, and sending what was typed.

import { post } from './api.js';
import { dropFiles, hasFiles, sendFiles, startFiles } from './files.js';
import { byId, el } from './dom.js';
import { toast } from './notices.js';
import { word } from './words.js';

const LONGEST = 4096;
const WARNED = 300; // signs that are left when the counter appears

const field = byId('text');
const list = byId('commands');
const menu = byId('menu');
const drafts = new Map(); // what was typed and not sent, by person

let person = null;
let chosen = -1;
let onUp;

/** Write in this person's name from now on. */
export function writeAs(whose) {
  if (person) drafts.set(person.id, field.value);
  person = whose;
  field.value = drafts.get(person.id) ?? '';
  menu.hidden = !person.commands.length;
  dropFiles();
  hideCommands();
  refresh();
}

/** Send these words as if they were typed. */
export async function say(text) {
  try {
    await post(`/api/chats/${person.id}/text`, { text });
    return true;
  } catch {
    toast(word('not_sent'));
    return false;
  }
}

async function send() {
  const text = field.value.trim();
  if (text.length > LONGEST) {
    toast(word('too_long', { n: LONGEST }));
    return;
  }
  if (!text && !hasFiles()) return;
  field.value = '';
  refresh();
  const sent = hasFiles() ? await sendFiles(person, text) : await say(text);
  if (!sent && !field.value) field.value = text;
  refresh();
}

function refresh() {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
  byId('send').disabled = !field.value.trim() && !hasFiles();
  const left = LONGEST - field.value.length;
  byId('counter').hidden = left > WARNED;
  byId('counter').textContent = left > WARNED ? '' : left < 0 ? word('over', { n: -left }) : word('left', { n: left });
}

// --- commands

function showCommands(beginning) {
  const fitting = person.commands.filter((command) => `/${command.command}`.startsWith(beginning));
  list.replaceChildren(...fitting.map(entry));
  list.hidden = !fitting.length;
  menu.setAttribute('aria-expanded', !list.hidden);
  choose(fitting.length ? 0 : -1);
}

function entry({ command, description }, place) {
  const made = el('li', { role: 'option', id: `command-${place}` }, el('b', {}, `/${command}`), el('span', {}, description));
  made.onclick = () => run(command);
  return made;
}

function run(command) {
  hideCommands();
  field.value = '';
  refresh();
  field.focus();
  say(`/${command}`);
}

function choose(place) {
  chosen = place;
  [...list.children].forEach((item, index) => {
    item.setAttribute('aria-selected', index === place);
    if (index === place) item.scrollIntoView({ block: 'nearest' });
  });
  if (place < 0) field.removeAttribute('aria-activedescendant');
  else field.setAttribute('aria-activedescendant', `command-${place}`);
}

function hideCommands() {
  list.hidden = true;
  menu.setAttribute('aria-expanded', 'false');
  choose(-1);
}

// --- keys

function onKey(event) {
  if (event.isComposing) return;
  if (!list.hidden && commandKey(event)) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    send();
  } else if (event.key === 'ArrowUp' && !field.value) {
    event.preventDefault();
    onUp();
  }
}

function commandKey(event) {
  const count = list.children.length;
  const moves = { ArrowDown: (chosen + 1) % count, ArrowUp: (chosen - 1 + count) % count };
  if (event.key in moves) choose(moves[event.key]);
  else if (event.key === 'Escape') hideCommands();
  else if ((event.key === 'Enter' || event.key === 'Tab') && chosen >= 0) list.children[chosen].click();
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** `up` is called for the arrow up in an empty field. */
export function startComposer(up) {
  onUp = up;
  field.addEventListener('keydown', onKey);
  field.addEventListener('input', () => {
    refresh();
    if (/^\/\w*$/.test(field.value)) showCommands(field.value);
    else hideCommands();
  });
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    send();
    field.focus();
  });
  menu.onclick = () => {
    if (list.hidden) showCommands('/');
    else hideCommands();
    field.focus();
  };
  document.addEventListener('click', (event) => {
    if (!event.target.closest('#commands, #menu, #text')) hideCommands();
  });
  startFiles(refresh);
}
