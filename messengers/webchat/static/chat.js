// The page of the demo: puts the parts together and passes the news on.

import { get, listen } from './api.js';
import { refreshClock, showClock, startClock } from './clock.js';
import { say, startComposer, writeAs } from './composer.js';
import * as conversation from './conversation.js';
import { limitFiles } from './files.js';
import { byId } from './dom.js';
import { startLightbox } from './lightbox.js';
import { alertBox, showOffline, toast } from './notices.js';
import { focusPerson, markOpen, refreshPerson, showPeople } from './people.js';
import { setWords, word } from './words.js';

const people = new Map();
let bot;

async function refreshAll() {
  const start = await get('/api/start');
  bot = start.bot;
  setWords(start.words);
  limitFiles(start.limits.upload);
  for (const person of start.people) people.set(person.id, Object.assign(people.get(person.id) ?? {}, person));
  showPeople([...people.values()], (id) => { location.hash = id; });
  showClock(start.clock);
  showOffline(false);
  showTitle();
  route();
}

/** The address says whose conversation is open, so that the browser's «back» works. */
function route() {
  const person = people.get(location.hash.slice(1));
  document.body.dataset.view = person ? 'chat' : 'list';
  markOpen(person?.id);
  if (!person) {
    conversation.closeConversation();
    return;
  }
  const another = person.id !== conversation.openId();
  if (another) writeAs(person);
  conversation.openConversation(person);
  if (another && matchMedia('(pointer: fine)').matches) byId('text').focus();
}

function showTitle() {
  const unread = [...people.values()].reduce((sum, person) => sum + person.unread, 0);
  document.title = unread ? `(${unread}) ${word('title')}` : word('title');
}

// --- news

const hears = {
  message: (news) => update(news, news.message),
  deleted: (news) => update(news, news.last),
  read: (news) => update(news),
  typing: (news) => isOpen(news) && conversation.showTyping(),
  clock: (news) => showClock(news.clock),
  commands: () => refreshAll(),
  answered: (news) => {
    if (!isOpen(news)) return;
    conversation.pressAnswered();
    if (news.text) (news.alert ? alertBox : toast)(news.text);
  },
};

const isOpen = (news) => news.chat === conversation.openId();

function update(news, last) {
  const person = people.get(news.chat);
  person.unread = news.unread;
  const isOlder = news.kind === 'message' && !news.fresh && person.last?.id !== last.id;
  if (last !== undefined && !isOlder) person.last = last;
  refreshPerson(person);
  showTitle();
  if (last !== undefined) refreshClock();
  if (last !== undefined && isOpen(news)) conversation.takeNews(news);
}

function newDay() {
  for (const person of people.values()) refreshPerson(person);
  if (conversation.openId()) conversation.regroup();
}

// --- links that begin a talk with this very bot, as in a messenger

function startPayload(href) {
  const address = new URL(href);
  const isOurs = address.hostname === 't.me' && address.pathname === `/${bot.username}`;
  return isOurs ? address.searchParams.get('start') ?? '' : null;
}

const begin = (payload) => say(`/start ${payload}`.trim());

// --- keys and looks

function leave() {
  const id = conversation.openId();
  if (!id) return;
  location.hash = '';
  focusPerson(id);
}

function switchTheme() {
  const isDark = getComputedStyle(document.documentElement).colorScheme === 'dark';
  document.documentElement.dataset.theme = isDark ? 'light' : 'dark';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !document.querySelector('dialog[open]')) leave();
});
byId('back').onclick = leave;
byId('theme').onclick = switchTheme;
window.addEventListener('hashchange', route);
startClock(newDay);
startLightbox();
startComposer(conversation.focusButtons);
conversation.startConversation({ say, begin, startPayload });

let ready; // news wait until the page knows the people they are about
listen(
  (news) => ready.then(() => hears[news.kind](news)),
  () => { ready = refreshAll(); },
  () => showOffline(true),
);
