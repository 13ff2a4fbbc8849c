import { byId, make } from './dom.js';
import { choose, chosen, language, names, word } from './words.js';

const appearances = ['auto', 'light', 'dark'];

/** The two things that can be set: the language of page and answers, and light or dark. */
export function openSettings(changed) {
  byId('language').addEventListener('change', ({ target }) => {
    choose(target.value === 'auto' ? undefined : target.value);
    changed();
  });
  byId('theme').addEventListener('change', ({ target }) => {
    document.documentElement.dataset.theme = target.value;
    localStorage.setItem('theme', target.value);
  });
  const menu = byId('menu');
  menu.addEventListener('click', () => {
    const isOpen = menu.getAttribute('aria-expanded') === 'true';
    menu.setAttribute('aria-expanded', String(!isOpen));
  });
}

/** Says everything of the page in its language. */
export function wordEverything() {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-word]'))
    element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll('[data-name]'))
    element.setAttribute('aria-label', word(element.dataset.name));
  byId('text').placeholder = word('placeholder');
  byId('language').replaceChildren(
    option('auto', word('automatic'), chosen() ?? 'auto'),
    ...Object.entries(names).map(([value, name]) => option(value, name, chosen())),
  );
  const now = document.documentElement.dataset.theme;
  byId('theme').replaceChildren(
    ...appearances.map((value) => option(value, word(value === 'auto' ? 'automatic' : value), now)),
  );
}

function option(value, text, now) {
  return make('option', { value, selected: value === now }, text);
}
