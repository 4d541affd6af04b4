// The demo's time: it runs with the real one, but from where the clock was put.

import { word } from './words.js';

let zone = 'UTC';
let offset = 0; // milliseconds between the demo's clock and the browser's

/** Take over what the server's clock shows. */
export function setTime(clock) {
  zone = clock.zone;
  offset = Date.parse(clock.now) - Date.now();
}

export const now = () => new Date(Date.now() + offset);

const format = (date, options) => new Intl.DateTimeFormat('ru', { timeZone: zone, ...options }).format(date);
const year = (date) => format(date, { year: 'numeric' });

export const clockTime = (date) => format(date, { hour: '2-digit', minute: '2-digit' });
export const dayKey = (date) => format(date, { year: 'numeric', month: '2-digit', day: '2-digit' });

/** Monday, 1 December | 2025 | 09:00 - in Russian; the year may be left out where there is little room. */
export const fullTime = (date) => ({
  date: format(date, { weekday: 'short', day: 'numeric', month: 'long' }),
  year: year(date).replace(/\D/g, ''),
  time: clockTime(date),
});

/** 1 Dec, 09:00 - in Russian. */
export const shortTime = (date) => format(date, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** The words of a day separator. */
export function dayName(date) {
  if (dayKey(date) === dayKey(now())) return word('today');
  if (dayKey(date) === dayKey(new Date(now() - 864e5))) return word('yesterday');
  const withYear = year(date) === year(now()) ? {} : { year: 'numeric' };
  return format(date, { day: 'numeric', month: 'long', ...withYear });
}

/** The time of the last message in the list of people: the hour, the day of the week or the date. */
export function listTime(date) {
  if (dayKey(date) === dayKey(now())) return clockTime(date);
  const days = Math.abs(now() - date) / 864e5;
  if (days < 6) return format(date, { weekday: 'short' });
  return format(date, { day: '2-digit', month: '2-digit', year: '2-digit' });
}
