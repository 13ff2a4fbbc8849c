import { byId, make } from './dom.js';
import { draw } from './draw.js';
import { word } from './words.js';

const talk = () => byId('talk');

/** Everything that stands in a thread. */
export function drawTalk(thread, does) {
  talk().replaceChildren(...[...thread.items.values()].map((item) => drawItem(item, does)));
  talk().append(make('p', { class: 'working', 'aria-hidden': 'true' }));
  drawTalk.head(thread);
  talk().scrollTop = thread.items.size > 1 ? talk().scrollHeight : 0;
}

drawTalk.head = ({ head }) => {
  byId('heading').textContent = head.isHome ? word('overview') : (head.title ?? word('untitled'));
  const working = talk().querySelector('.working');
  if (working) working.textContent = head.busy > 0 ? word('working') : '';
};

/** An item that is new, or a newer version of one: the focus stays where it is. */
export function putItem(thread, item, does) {
  const drawn = drawItem(item, does);
  const old = talk().querySelector(`[data-item="${CSS.escape(item.id)}"]`);
  if (thread.head.isHome) {
    drawTalk(thread, does);
    return;
  }
  if (old) replace(old, drawn);
  else {
    talk().insertBefore(drawn, talk().querySelector('.working'));
    reveal(drawn, item);
  }
}

function replace(old, drawn) {
  const at = reachable(old).indexOf(document.activeElement);
  const isAtEnd = isNearEnd();
  old.replaceWith(drawn);
  if (at >= 0) (reachable(drawn)[at] ?? drawn).focus({ preventScroll: true });
  if (isAtEnd) reveal(drawn, { from: 'bot' });
}

const reachable = (element) => [...element.querySelectorAll('button, a, summary, [tabindex]')];

function isNearEnd() {
  const { scrollTop, scrollHeight, clientHeight } = talk();
  return scrollHeight - scrollTop - clientHeight < 120;
}

/** A question goes to the top, so that its answer can be read from its beginning. */
function reveal(drawn, { from }) {
  const room = talk();
  const question = from === 'bot' ? (drawn.previousElementSibling ?? drawn) : drawn;
  const top = question.offsetTop - room.offsetTop - 16;
  const bottom = drawn.offsetTop - room.offsetTop + drawn.offsetHeight + 24 - room.clientHeight;
  room.scrollTop = from === 'bot' ? Math.min(top, Math.max(bottom, room.scrollTop)) : room.scrollHeight;
}

function drawItem(item, does) {
  const { id, at, from } = item;
  const who = from === 'person' ? word('you') : 'Sherlog';
  const time = new Date(at).toLocaleTimeString(document.documentElement.lang, {
    hour: '2-digit',
    minute: '2-digit',
  });
  const line = make(
    'div',
    { class: 'who' },
    make('span', {}, who),
    ' ',
    make('time', { datetime: at }, time),
  );
  const content = from === 'person' ? drawSaid(item) : draw(item.body, { ...does, press: does.press(id) });
  const lang = from === 'bot' && item.body.lang === 'zh' ? 'zh-CN' : item.body?.lang;
  return make(
    'article',
    {
      class: item.isPress ? `${from} press` : from,
      'data-item': id,
      tabindex: -1,
      'aria-label': `${who}, ${time}`,
      lang,
    },
    line,
    make('div', { class: 'body' }, ...content),
  );
}

function drawSaid({ text, files }) {
  return [
    text === '' ? undefined : make('p', { class: 'said' }, text),
    ...files.map((name) => make('p', { class: 'chip' }, name)),
  ];
}

/** Says to who does not see it what an answer is about, or how far it is. */
export function announce(item, isShown) {
  if (item.from !== 'bot' || !isShown) return;
  const steps = item.body.blocks.find(({ kind }) => kind === 'steps')?.steps;
  const done = steps?.filter(({ state }) => state === 'done' || state === 'failed').length;
  const progress = steps && done < steps.length ? word('progress', done, steps.length) : undefined;
  const words = progress ?? `${word('answer')}: ${item.body.title ?? firstWords(item.body)}`;
  if (byId('said').textContent !== words) byId('said').textContent = words;
}

function firstWords({ blocks }) {
  const line = blocks.find(({ kind }) => kind === 'text' || kind === 'note')?.lines[0] ?? [];
  return line
    .map((each) => (typeof each === 'string' ? each : (each.code ?? each.bold ?? each.link)))
    .join('')
    .trim();
}

const closed = new Set();

/** What nobody asked for, for all threads; it stays until it is put away. */
export function showNotice({ id, body }) {
  if (closed.has(id) || byId(id)) return;
  const away = () => {
    closed.add(id);
    byId(id).remove();
  };
  const button = make('button', { type: 'button', class: 'quiet', onclick: away }, word('close'));
  const nothing = { ask: undefined, press: () => undefined };
  byId('notices').append(
    make(
      'div',
      { class: 'notice', id, role: 'status' },
      make('div', { class: 'body' }, ...draw(body, nothing)),
      button,
    ),
  );
}
