import { byId, make } from './dom.js';
import { word } from './words.js';

/** The threads, newest first; the one that is shown is marked, and those with news. */
export function showList(threads, current, show) {
  const shown = threads.find(({ head }) => head.id === current);
  if (shown) shown.isNews = false;
  if (shown?.head.isHome) byId('home').setAttribute('aria-current', 'true');
  else byId('home').removeAttribute('aria-current');
  const items = threads.filter(({ head }) => !head.isHome).map((thread) => entry(thread, current, show));
  const had = document.activeElement?.dataset?.thread;
  byId('list').replaceChildren(...items);
  if (had)
    byId('list')
      .querySelector(`[data-thread="${CSS.escape(had)}"]`)
      ?.focus();
}

function entry({ head, isNews }, current, show) {
  const { id, title, busy } = head;
  const state = busy > 0 ? 'busy' : isNews ? 'news' : '';
  const open = () => {
    byId('menu').setAttribute('aria-expanded', 'false');
    show(id);
  };
  return make(
    'li',
    {},
    make(
      'button',
      {
        type: 'button',
        class: `entry ${state}`,
        'data-thread': id,
        'aria-current': id === current ? 'true' : undefined,
        title,
        onclick: open,
      },
      make('span', {}, title ?? word('untitled')),
    ),
  );
}
