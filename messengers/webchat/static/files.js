// Files that are about to be sent: chosen, dropped or pasted, shown in a tray, then uploaded one by one.

import { post, upload } from './api.js';
import { byId, el, icon } from './dom.js';
import { toast } from './notices.js';
import { fileSize, word } from './words.js';

const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

const tray = byId('tray');
const asFile = byId('as-file');
const input = byId('files');

let waiting = []; // { file, chip }
let most = 0;
let changed;

export const hasFiles = () => waiting.length > 0;

/** How big a file may be. */
export function limitFiles(bytes) {
  most = bytes;
}

function add(files) {
  for (const file of files) {
    if (file.size > most) toast(word('too_big', { name: file.name, size: fileSize(most) }));
    else waiting.push({ file, chip: chip(file) });
  }
  refresh();
  byId('text').focus();
}

function chip(file) {
  const shown = PICTURES.includes(file.type) ? preview(file) : el('span', { className: 'disc' }, icon('file'));
  const label = word('remove_file', { name: file.name });
  const remove = el('button', { type: 'button', className: 'round', 'aria-label': label, title: label }, icon('close'));
  remove.onclick = () => drop(file);
  const names = el('span', { className: 'names' }, el('b', {}, file.name), el('small', {}, fileSize(file.size)));
  const progress = el('progress', { max: 1, value: 0, hidden: true });
  return el('div', { className: 'chip' }, shown, names, remove, progress);
}

function preview(file) {
  const image = el('img', { src: URL.createObjectURL(file), alt: '' });
  image.onload = () => URL.revokeObjectURL(image.src);
  return image;
}

function drop(file) {
  waiting = waiting.filter((one) => one.file !== file);
  refresh();
  byId('text').focus();
}

/** Forget what was chosen and not sent. */
export function dropFiles() {
  waiting = [];
  refresh();
}

function refresh() {
  tray.replaceChildren(...waiting.map(({ chip: shown }) => shown));
  tray.hidden = !waiting.length;
  asFile.hidden = !waiting.some(({ file }) => PICTURES.includes(file.type));
  input.value = '';
  changed();
}

/** Send everything in the tray; the words go with the first file. Tells whether all was sent. */
export async function sendFiles(person, words) {
  let caption = words;
  for (const one of [...waiting]) {
    try {
      await sendOne(person, one, caption);
    } catch {
      toast(word('not_sent'));
      one.chip.querySelector('progress').hidden = true;
      return false;
    }
    caption = '';
    drop(one.file);
  }
  asFile.querySelector('input').checked = false;
  return true;
}

async function sendOne(person, { file, chip: shown }, caption) {
  const progress = shown.querySelector('progress');
  progress.hidden = false;
  const media = PICTURES.includes(file.type) && !asFile.querySelector('input').checked ? 'photo' : 'document';
  const stored = await upload(file, media, (share) => {
    progress.value = share;
    progress.ariaLabel = word('uploading', { name: file.name, percent: Math.round(share * 100) });
  });
  await post(`/api/chats/${person.id}/file`, { file: stored.id, caption });
}

// --- where files come from

/** `onChange` is called whenever the tray changes. */
export function startFiles(onChange) {
  changed = onChange;
  byId('attach').onclick = () => input.click();
  input.onchange = () => add(input.files);
  byId('text').addEventListener('paste', (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    add(event.clipboardData.files);
  });
  startDropping(byId('chat'), byId('dropzone'));
}

function startDropping(area, sign) {
  let depth = 0; // every child under the pointer enters and leaves as well
  const show = (step) => {
    depth = step === 0 ? 0 : depth + step;
    sign.hidden = depth < 1;
  };
  const withFiles = (event) => document.body.dataset.view === 'chat' && event.dataTransfer.types.includes('Files');
  area.addEventListener('dragenter', (event) => withFiles(event) && show(1));
  area.addEventListener('dragleave', (event) => withFiles(event) && show(-1));
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    show(0);
    if (area.contains(event.target) && withFiles(event)) add(event.dataTransfer.files);
  });
}
