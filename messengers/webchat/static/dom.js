// Small bricks the page is built of. Text becomes text nodes only: nothing is ever parsed as HTML.

const SVG = 'http://www.w3.org/2000/svg';

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** A new element: `properties` are set as they are, names with a dash become attributes. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.includes('-') || name === 'role') element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** One of the icons drawn in index.html. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Initials on a colour that stays the same for the same person. */
export function avatar(person) {
  const sum = [...person.id].reduce((total, sign) => total + sign.charCodeAt(0), 0);
  const initials = person.name.split(/\s+/).slice(0, 2).map((word) => word[0]).join('');
  return el('span', { className: `avatar hue-${sum % 7}`, 'aria-hidden': 'true' }, initials);
}

/** Moves the focus through `items` with the arrows, Home and End; tells whether the key was one of these. */
export function moveFocus(event, items, step) {
  const place = items.indexOf(document.activeElement);
  const moves = { [step.back]: place - 1, [step.on]: place + 1, Home: 0, End: items.length - 1 };
  const target = moves[event.key];
  if (place < 0 || target === undefined) return false;
  event.preventDefault();
  items[Math.max(0, Math.min(items.length - 1, target))].focus();
  return true;
}
