// Short lines that come and go: toasts, alerts, words for screen readers, the lost connection.

import { byId } from './dom.js';
import { word } from './words.js';

let hiding;

/** A short line over the conversation. */
export function toast(text) {
  const box = byId('toast');
  box.textContent = text;
  box.classList.add('shown');
  clearTimeout(hiding);
  hiding = setTimeout(() => box.classList.remove('shown'), 2500 + text.length * 40);
}

/** A line that waits until it is closed. */
export function alertBox(text) {
  const box = byId('alert');
  box.querySelector('p').textContent = text;
  box.showModal();
}

/** Say something to a screen reader. */
export function speak(text) {
  byId('spoken').textContent = text;
}

export function showOffline(lost) {
  const line = byId('offline');
  line.hidden = !lost;
  line.textContent = lost ? word('offline') : '';
}
