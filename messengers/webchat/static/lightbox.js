// A picture over the whole page.

import { byId } from './dom.js';
import { word } from './words.js';

const box = byId('lightbox');

export function showPicture(file) {
  const picture = box.querySelector('img');
  const save = box.querySelector('a');
  picture.src = save.href = `/files/${file.id}`;
  picture.alt = save.download = file.name;
  save.title = word('download', { name: file.name });
  save.setAttribute('aria-label', save.title);
  box.setAttribute('aria-label', word('picture'));
  box.showModal();
}

export function startLightbox() {
  box.onclick = (event) => {
    if (!event.target.closest('a, img')) box.close();
  };
}
