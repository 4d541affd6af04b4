// Draws one message: its words, its file, its time and the buttons under it.

import { el, icon } from './dom.js';
import { showPicture } from './lightbox.js';
import { clockTime } from './time.js';
import { fileSize, word } from './words.js';

const WIDEST = 556; // pixels
const TALLEST = 460;

/** The words of a message without formatting, or the name of its file. */
export function plainText(message) {
  const text = flat(message.nodes).trim();
  if (text || !message.file) return text;
  return message.file.picture ? word('picture') : message.file.name;
}

const flat = (nodes) => nodes.map((node) => (typeof node === 'string' ? node : flat(node.nodes))).join('');

/** A list item with the message; `actions` has press(message, button, element), say(text) and begin(payload). */
export function bubble(message, actions) {
  const item = el('li', { className: `message ${message.mine ? 'mine' : 'theirs'}` });
  item.dataset.id = message.id;
  const body = el('div', { className: 'bubble' });
  if (message.file) body.append(message.file.picture ? picture(message.file) : fileCard(message.file));
  if (message.nodes.length) body.append(el('div', { className: 'words' }, ...drawAll(message.nodes, actions)));
  body.append(meta(message));
  item.append(body);
  if (message.rows.length) item.append(keyboard(message, actions));
  return item;
}

function meta(message) {
  const date = new Date(message.date);
  const edited = message.edited ? el('span', { className: 'edited' }, word('edited')) : null;
  return el('span', { className: 'meta' }, edited, el('time', { dateTime: message.date }, clockTime(date)));
}

const BLOCKS = ['pre', 'blockquote'];

/** A line break after a block is already there by itself. */
function drawAll(nodes, actions) {
  return nodes.map((node, place) => {
    const afterBlock = place > 0 && BLOCKS.includes(nodes[place - 1].tag);
    return draw(typeof node === 'string' && afterBlock ? node.replace(/^\n/, '') : node, actions);
  });
}

function draw(node, actions) {
  if (typeof node === 'string') return node;
  const children = drawAll(node.nodes, actions);
  if (node.tag === 'command') {
    const command = flat(node.nodes);
    return el('button', { type: 'button', className: 'command', onclick: () => actions.say(command) }, ...children);
  }
  if (node.tag === 'a') return node.href ? link(node.href, children, actions) : el('span', {}, ...children);
  return el(node.tag, {}, ...children);
}

function link(href, children, actions) {
  const payload = actions.startPayload(href);
  const onclick = (event) => {
    if (payload === null) return;
    event.preventDefault();
    actions.begin(payload);
  };
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer', onclick }, ...children);
}

function picture(file) {
  const { width, height } = file.picture;
  const image = el('img', { src: `/files/${file.id}`, alt: file.name, width, height, loading: 'lazy' });
  image.style.width = `${Math.min(width, WIDEST, (TALLEST * width) / height)}px`; // its place is kept until it is there
  const label = word('open_picture', { name: file.name });
  return el('button', { type: 'button', className: 'picture', 'aria-label': label, onclick: () => showPicture(file) }, image);
}

function fileCard(file) {
  const names = el('span', { className: 'names' }, el('b', {}, file.name), el('small', {}, fileSize(file.size)));
  const label = word('download', { name: file.name });
  const href = `/files/${file.id}`;
  return el('a', { className: 'file', href, download: file.name, 'aria-label': label },
    el('span', { className: 'disc' }, icon('file')), names);
}

function keyboard(message, actions) {
  const rows = message.rows.map((row) => el('div', { className: 'row' }, ...row.map((key) => button(message, key, actions))));
  return el('div', { className: 'keys', role: 'group' }, ...rows);
}

function button(message, key, actions) {
  if (!key.url) {
    const made = el('button', { type: 'button', className: 'key' }, key.text);
    made.onclick = () => actions.press(message, key.callback_data, made);
    return made;
  }
  const made = link(key.url, [key.text, icon('link')], actions);
  made.className = 'key';
  made.title = word('opens_link');
  return made;
}
