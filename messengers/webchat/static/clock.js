// The clock of the demo at the top of the page.

import { get, post } from './api.js';
import { byId, el } from './dom.js';
import { dayKey, fullTime, now, setTime, shortTime } from './time.js';
import { toast } from './notices.js';
import { word } from './words.js';

const steps = byId('clock-steps');
const more = byId('clock-more');

let ticking;
let day = '';
let onNewDay;

/** Show what the server's clock says; the face goes on by itself. */
export function showClock(clock) {
  setTime(clock);
  tick();
  ticking ??= setInterval(tick, 1000);
  const next = clock.next ? shortTime(new Date(clock.next)) : '';
  const button = steps.querySelector('[data-step=next]');
  button.disabled = !clock.next;
  button.title = clock.next ? word('next_at', { time: next }) : word('next_none');
  byId('clock-next').textContent = next;
}

function tick() {
  if (day !== dayKey(now())) {
    day = dayKey(now());
    onNewDay();
  }
  const face = byId('clock-face');
  const { date, year, time } = fullTime(now());
  if (face.dataset.shown === `${date} ${time}`) return;
  face.dataset.shown = `${date} ${time}`;
  face.replaceChildren(date, el('span', { className: 'year' }, ` ${year}`), `, ${time}`);
  face.dateTime = now().toISOString();
}

let waiting;

/** The plan may have changed: ask again, but not at every message. */
export function refreshClock() {
  clearTimeout(waiting);
  waiting = setTimeout(() => get('/api/clock').then(showClock, () => {}), 700); // without a connection it can wait
}

async function turn(step) {
  steps.inert = true;
  steps.classList.add('busy');
  try {
    showClock(await post('/api/clock', { step }));
  } catch {
    toast(word('clock_failed'));
  } finally {
    steps.inert = false;
    steps.classList.remove('busy');
  }
}

function unfold(open) {
  more.setAttribute('aria-expanded', open);
  steps.classList.toggle('open', open);
}

/** `newDay` is called when another day has begun: what was today is yesterday now. */
export function startClock(newDay) {
  onNewDay = newDay;
  more.onclick = () => unfold(more.getAttribute('aria-expanded') !== 'true');
  steps.onclick = async (event) => {
    const button = event.target.closest('[data-step]');
    if (!button) return;
    await turn(button.dataset.step);
    if (steps.classList.contains('open')) more.focus();
    else button.focus();
    unfold(false);
  };
  document.addEventListener('click', (event) => {
    if (!event.target.closest('#clock')) unfold(false);
  });
  byId('clock').addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !steps.classList.contains('open')) return;
    event.stopPropagation();
    unfold(false);
    more.focus();
  });
}
