import { openComposer, tell } from './composer.js';
import { byId } from './dom.js';
import { tick } from './draw.js';
import { showForm, whenPutAway } from './forms.js';
import { Refused, follow, send } from './server.js';
import { openSettings, wordEverything } from './settings.js';
import { showList } from './sidebar.js';
import { announce, drawTalk, putItem, showNotice } from './talk.js';
import { chosen, language, word } from './words.js';

/** What the page knows: the threads by their ids, each with its head and its items, and which of them is shown. */
const threads = new Map();
let current;

const newestFirst = () => [...threads.values()].reverse();

/** What somebody did, with the language they chose, if they did. */
async function act(did) {
  const locale = chosen();
  const thread = await send({ ...did, ...(locale ? { locale } : {}) });
  if (thread !== current) show(thread);
}

const begin = (isHome) => send({ kind: 'opened', isHome, locale: language() }).then(show);

/** For buttons: what goes wrong is said where messages are written. */
function doing(work) {
  return work.then(
    () => tell(''),
    (error) => tell(error instanceof Refused ? error.message : word('notSent')),
  );
}

const does = {
  ask: (text) => doing(act({ kind: 'message', thread: current, text, key: crypto.randomUUID() })),
  press: (message) => (button) =>
    doing(
      act({ kind: 'press', thread: current, message, payload: button.payload, key: crypto.randomUUID() }),
    ),
};
const form = {
  submit: (id, values) =>
    doing(act({ kind: 'submit', thread: current, form: id, values, key: crypto.randomUUID() })),
  away: (id) => doing(send({ kind: 'closed', thread: current, form: id })),
};

/** Shows a thread; the address remembers it, so that it is there after a reload. */
function show(id) {
  current = id;
  history.replaceState(null, '', `#${id}`);
  drawCurrent();
  byId('text').focus();
}

function drawCurrent() {
  showList(newestFirst(), current, show);
  const thread = threads.get(current);
  if (!thread) return;
  drawTalk(thread, does);
  showForm(thread.head.form ?? undefined, form);
}

const hears = {
  all(told) {
    threads.clear();
    for (const { head, items } of told.threads)
      threads.set(head.id, { head, items: new Map(items.map((item) => [item.id, item])) });
    for (const notice of told.notices) showNotice(notice);
    const wanted = current ?? location.hash.slice(1);
    current = threads.has(wanted) ? wanted : newestFirst().find(({ head }) => !head.isHome)?.head.id;
    drawCurrent();
  },
  head({ thread }) {
    const known = threads.get(thread.id);
    if (known) known.head = thread;
    else threads.set(thread.id, { head: thread, items: new Map() });
    // It may be shown already: what is told and what is answered come by two ways.
    if (known || thread.id !== current) drawHead(thread.id);
    else drawCurrent();
  },
  item({ thread: id, item }) {
    const thread = threads.get(id);
    if (!thread) return;
    if (thread.head.isHome) thread.items.clear();
    thread.items.set(item.id, item);
    if (id !== current) thread.isNews = true;
    if (id === current) putItem(thread, item, does);
    announce(item, id === current);
    showList(newestFirst(), current, show);
  },
  gone({ thread }) {
    threads.delete(thread);
    if (thread === current) show(newestFirst()[0]?.head.id);
    else showList(newestFirst(), current, show);
  },
  notice: (notice) => showNotice(notice),
  call({ title }) {
    if (document.hidden) document.title = `● ${title || word('answer')}`;
  },
};

function drawHead(id) {
  showList(newestFirst(), current, show);
  if (id !== current) return;
  showForm(threads.get(id).head.form ?? undefined, form);
  drawTalk.head(threads.get(id));
}

const connection = {
  lost: () => sayConnection(word('lost')),
  back: () => sayConnection(word('back'), 3_000),
  ended: () => sayConnection(word('ended')),
  moved: () => sayConnection(word('moved'), undefined, word('here')),
};

function sayConnection(words, forMs, again) {
  const bar = byId('connection');
  bar.hidden = false;
  bar.replaceChildren(words);
  if (again) {
    const button = document.createElement('button');
    button.textContent = again;
    button.addEventListener('click', () => location.reload());
    bar.append(' ', button);
  }
  if (forMs) setTimeout(() => (bar.hidden = true), forMs);
}

openSettings(() => {
  wordEverything();
  drawCurrent();
});
wordEverything();
openComposer((message) => act({ kind: 'message', thread: current, ...message }));
whenPutAway(form.away);
document.querySelector('.skip').addEventListener('click', (event) => {
  // The address is the thread's.
  event.preventDefault();
  byId('text').focus();
});
byId('new').addEventListener('click', () => {
  const empty = newestFirst().find(isEmpty);
  if (empty) show(empty.head.id);
  else void doing(begin(false));
});
byId('home').addEventListener('click', () => void doing(begin(true)));
document.addEventListener('visibilitychange', () => (document.title = 'Sherlog'));
setInterval(() => tick(byId('talk')), 1_000);
follow(language(), { told: (each) => hears[each.kind]?.(each), state: (name) => connection[name]() });

/** A thread in which nothing was asked, greeted in the language of the page, is new enough. */
function isEmpty({ head: { isHome }, items }) {
  const all = [...items.values()];
  return !isHome && all.every(({ from, body }) => from === 'bot' && body.lang === language());
}
