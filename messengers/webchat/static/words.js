// The page's words come from the server; here they are filled in and put where index.html wants them.

let words = {};
const plural = new Intl.PluralRules('ru');

/** Remember the words and put them on the fixed parts of the page. */
export function setWords(given) {
  words = given;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', word(element.dataset.label));
  }
  for (const element of document.querySelectorAll('[data-title]')) element.title = word(element.dataset.title);
  for (const element of document.querySelectorAll('[data-hint]')) element.placeholder = word(element.dataset.hint);
}

/** A phrase with its {places} filled; a phrase with plural forms is chosen by `n`. */
export function word(name, places = {}) {
  const given = words[name] ?? name;
  const phrase = typeof given === 'string' ? given : given[plural.select(places.n)] ?? given.many;
  return phrase.replace(/\{(\w+)\}/g, (_, place) => places[place] ?? '');
}

/** A size in bytes as people read it. */
export function fileSize(bytes) {
  const units = words.sizes;
  const power = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  const digits = power === 2 ? 1 : 0;
  return `${(bytes / 1024 ** power).toLocaleString('ru', { maximumFractionDigits: digits })} ${units[power]}`;
}
