// The open conversation: its messages, scrolling, reading and where the keyboard's focus goes.

import { get, post } from './api.js';
import { bubble, plainText } from './bubbles.js';
import { avatar, byId, el, moveFocus } from './dom.js';
import { speak, toast } from './notices.js';
import { dayKey, dayName } from './time.js';
import { word } from './words.js';

const NEAR = 80; // pixels from the end that still count as the end
const TOGETHER = 5 * 60e3; // milliseconds between messages drawn as one group
const TYPING = 5000;
const OWED = 4000; // milliseconds in which an answer's first button gets the focus of the button that vanished

const scroll = byId('scroll');
const list = byId('messages');
const down = byId('down');

let person = null;
let messages = new Map(); // id -> message, in order
let more = false;
let loading = null; // news of the open chat that arrived while its history was on the way
let unseen = 0;
let owedUntil = 0;
let pinned = true; // the end stays in sight until the person scrolls away from it
let lastTop = 0;
let actions;

export const openId = () => person?.id ?? null;

/** Show somebody's conversation. */
export async function openConversation(whose) {
  const another = whose.id !== person?.id;
  person = whose;
  byId('who-avatar').replaceChildren(avatar(person));
  byId('who-name').textContent = person.name;
  byId('who-caption').textContent = person.caption;
  if (another) clear();
  await load(another);
}

/** Nobody's conversation is open. */
export function closeConversation() {
  person = null;
  clear();
}

function clear() {
  messages = new Map();
  list.replaceChildren();
  byId('empty').hidden = true;
  stopTyping();
  setUnseen(0);
}

async function load(another) {
  const whose = person;
  const late = (loading = []);
  const page = await get(`/api/chats/${whose.id}/messages`);
  if (person !== whose || loading !== late) return;
  loading = null;
  more = page.more;
  const stay = another || pinned;
  messages = new Map(page.messages.map((message) => [message.id, message]));
  list.replaceChildren(...page.messages.map((message) => bubble(message, actions)));
  for (const news of late) take(news);
  regroup();
  if (stay) toEnd('instant');
  read();
}

async function loadOlder() {
  if (!more || loading || !messages.size) return;
  more = false;
  const whose = person;
  const page = await get(`/api/chats/${whose.id}/messages?before=${messages.keys().next().value}`);
  if (person !== whose) return;
  more = page.more;
  const fromEnd = scroll.scrollHeight - scroll.scrollTop;
  messages = new Map([...page.messages.map((message) => [message.id, message]), ...messages]);
  list.prepend(...page.messages.map((message) => bubble(message, actions)));
  regroup();
  scroll.scrollTop = scroll.scrollHeight - fromEnd;
}

/** A message of the open conversation came, was changed or vanished. */
export function takeNews(news) {
  if (loading) {
    loading.push(news);
    return;
  }
  take(news);
  regroup();
  if (news.kind === 'message' && news.fresh) arrived(news.message);
  else if (pinned) toEnd('instant');
}

function take(news) {
  if (news.kind === 'deleted') {
    element(news.id)?.remove();
    messages.delete(news.id);
    return;
  }
  const { message } = news;
  const old = element(message.id);
  if (!old && !news.fresh) return; // an older one, above what is loaded
  messages.set(message.id, message);
  const drawn = bubble(message, actions);
  if (!old) list.append(drawn);
  else replace(old, drawn);
}

function replace(old, drawn) {
  const place = keysOf(old).indexOf(document.activeElement);
  old.replaceWith(drawn);
  if (place < 0) return;
  const keys = keysOf(drawn);
  if (keys.length) keys[Math.min(place, keys.length - 1)].focus();
  else owe();
}

function arrived(message) {
  if (!message.mine) {
    stopTyping();
    speak(word('from_bot', { text: plainText(message) }));
    payFocus(message);
  }
  if (pinned || message.mine) {
    toEnd('smooth');
    read();
  } else {
    setUnseen(unseen + 1);
  }
}

/** The buttons that had the focus are gone: the next message's buttons will get it, or the field for typing. */
function owe() {
  owedUntil = Date.now() + OWED;
  byId('text').focus({ preventScroll: true });
}

function payFocus(message) {
  const first = keysOf(element(message.id))[0];
  if (Date.now() > owedUntil || !first) return;
  owedUntil = 0;
  if (document.activeElement === byId('text') && !byId('text').value) first.focus({ preventScroll: true });
}

const element = (id) => list.querySelector(`[data-id="${CSS.escape(id)}"]`);
const keysOf = (item) => [...item.querySelectorAll('.key')];

/** Put the focus on the first of the newest buttons. */
export function focusButtons() {
  const items = list.querySelectorAll('.keys');
  items[items.length - 1]?.querySelector('.key').focus();
}

/** Day separators, and messages of one side drawn as a group. */
export function regroup() {
  for (const separator of list.querySelectorAll('.day')) separator.remove();
  let before = null;
  for (const message of messages.values()) {
    const item = element(message.id);
    const sameDay = before && dayKey(new Date(before.date)) === dayKey(new Date(message.date));
    if (!sameDay) item.before(el('li', { className: 'day' }, el('span', {}, dayName(new Date(message.date)))));
    const near = before && Math.abs(Date.parse(message.date) - Date.parse(before.date)) < TOGETHER;
    item.classList.toggle('first', !(sameDay && near && before.mine === message.mine && !before.rows.length));
    before = message;
  }
  byId('empty').hidden = messages.size > 0;
}

// --- scrolling and reading

const isAtEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;

function toEnd(behavior) {
  pinned = true;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scroll.scrollTo({ top: scroll.scrollHeight, behavior: calm ? 'instant' : behavior });
}

function onScroll() {
  const atEnd = isAtEnd();
  if (atEnd) pinned = true;
  else if (scroll.scrollTop < lastTop) pinned = false;
  lastTop = scroll.scrollTop;
  down.hidden = pinned;
  if (pinned && unseen) setUnseen(0);
  if (atEnd) read();
  if (lastTop < 200) loadOlder();
}

function setUnseen(count) {
  unseen = count;
  byId('down-count').hidden = !count;
  byId('down-count').textContent = count;
}

/** Tell the server that everything loaded was seen. */
function read() {
  if (!person?.unread || document.hidden || !messages.size || !isSeen()) return;
  post(`/api/chats/${person.id}/read`, { upto: [...messages.keys()].at(-1) }).catch(() => {});
}

const isSeen = () => byId('chat').checkVisibility();

// --- typing

let typingEnds;

export function showTyping() {
  byId('typing').hidden = false;
  byId('who-caption').textContent = `${word('typing')}…`;
  if (pinned) toEnd('smooth');
  clearTimeout(typingEnds);
  typingEnds = setTimeout(stopTyping, TYPING);
}

function stopTyping() {
  clearTimeout(typingEnds);
  byId('typing').hidden = true;
  if (person) byId('who-caption').textContent = person.caption;
}

// --- pressing

async function press(message, data, key) {
  if (key.ariaBusy === 'true') return;
  setBusy(key, true);
  setTimeout(() => setBusy(key, false), 15e3);
  try {
    await post(`/api/chats/${person.id}/press`, { message: message.id, data });
  } catch (failed) {
    setBusy(key, false);
    toast(word(failed.refused ? 'stale' : 'not_sent'));
  }
}

function setBusy(key, busy) {
  key.ariaBusy = String(busy);
}

/** The bot answered a press in the open conversation. */
export function pressAnswered() {
  for (const key of list.querySelectorAll('.key[aria-busy=true]')) setBusy(key, false);
}

/** `say(text)` sends words, `startPayload(href)` recognises links that begin a talk with this bot. */
export function startConversation(given) {
  actions = { ...given, press };
  scroll.addEventListener('scroll', onScroll, { passive: true });
  down.onclick = () => toEnd('smooth');
  document.addEventListener('visibilitychange', read);
  list.addEventListener('keydown', moveAmongKeys);
  const sizes = new ResizeObserver(() => { if (pinned) toEnd('instant'); });
  sizes.observe(scroll);
  sizes.observe(list);
  byId('begin').onclick = () => actions.begin('');
}

function moveAmongKeys(event) {
  const keys = event.target.closest('.keys');
  if (!keys) return;
  const all = [...keys.querySelectorAll('.key')];
  const sideways = { back: 'ArrowLeft', on: 'ArrowRight' };
  if (!moveFocus(event, all, sideways)) moveFocus(event, all, { back: 'ArrowUp', on: 'ArrowDown' });
}
