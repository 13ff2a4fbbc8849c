import { copyButton } from './copy.js';
import { make } from './dom.js';
import { lines, spans } from './lines.js';
import { word } from './words.js';

/** An answer as elements. `does` presses buttons and asks questions. */
export function draw(body, does) {
  const ask = body.isAskable ? does.ask : undefined;
  return [
    body.title ? make('h3', { class: body.isFailure ? 'failure' : undefined }, body.title) : undefined,
    ...body.blocks.flatMap((block) => drawers[block.kind](block, { ...does, ask })),
  ];
}

const drawers = {
  text: (block, { ask }) => make('div', { class: 'text' }, lines(block.lines, ask)),
  note: (block) => make('div', { class: 'note' }, lines(block.lines)),
  fields: ({ fields }) =>
    make(
      'dl',
      {},
      ...fields.map(({ label, value }) => [make('dt', {}, label), make('dd', {}, spans(value))]),
    ),
  table: drawTable,
  excerpt: drawExcerpt,
  steps: drawSteps,
  buttons: ({ buttons }, { press }) =>
    make('div', { class: 'buttons' }, ...buttons.map((button) => drawButton(button, press))),
  file: drawFile,
};

function drawButton(button, press) {
  const { label, opens, feedback } = button;
  const properties = {
    type: 'button',
    class: feedback ? 'feedback' : undefined,
    'aria-haspopup': opens === 'form' ? 'dialog' : undefined,
  };
  const element = make('button', properties, label);
  element.addEventListener('click', ({ detail }) => {
    // A double click is one press.
    if (detail < 2) press(button);
  });
  return element;
}

function drawTable({ columns, rows, below }) {
  const head = make('tr', {}, ...columns.map((column) => make('th', { scope: 'col' }, column)));
  const body = rows.map((row) => make('tr', {}, ...row.map((cell) => make('td', {}, spans(cell)))));
  return [
    make(
      'div',
      { class: 'table', role: 'region', 'aria-label': word('table'), tabindex: 0 },
      make('table', {}, make('thead', {}, head), make('tbody', {}, ...body)),
    ),
    below > 0 ? make('p', { class: 'note' }, word('rows', below)) : undefined,
  ];
}

function drawExcerpt({ lines: all, firstLine, hits, above, below, href }) {
  const rows = all.map((line, at) =>
    drawRow(line, { isHit: hits.includes(at), number: firstLine === undefined ? undefined : firstLine + at }),
  );
  const pre = make(
    'pre',
    { role: 'region', 'aria-label': word('excerpt'), tabindex: 0 },
    above > 0 ? make('div', { class: 'row more' }, word('above', above)) : undefined,
    ...rows,
    below > 0 ? make('div', { class: 'row more' }, word('below', below)) : undefined,
  );
  const where =
    firstLine === undefined ? word('excerpt') : word('lines', firstLine, firstLine + all.length - 1);
  const whole = href ? make('a', { href, download: '' }, word('whole')) : undefined;
  // Drawn first, then scrolled: only what is in the page can be.
  requestAnimationFrame(() => scrollToHit(pre));
  return make(
    'div',
    { class: 'excerpt' },
    make('div', { class: 'tools' }, make('span', {}, where), whole, copyButton(all.join('\n'))),
    pre,
  );
}

function drawRow(line, { isHit, number }) {
  const text = make(isHit ? 'mark' : 'span', { class: 'line' }, line === '' ? ' ' : line);
  // What the eye sees by its colour is said too.
  if (isHit) text.prepend(make('span', { class: 'hidden' }, `${word('hit')}: `));
  const counted = number === undefined ? undefined : make('span', { class: 'number' }, String(number));
  return make('div', { class: isHit ? 'row hit' : 'row' }, counted, text);
}

function scrollToHit(pre) {
  const hit = pre.querySelector('.hit');
  if (!hit) return;
  // Some lines before it, the first of them whole.
  const from = hit.offsetTop - pre.clientHeight / 3;
  const first = [...pre.children].find((row) => row.offsetTop >= from);
  pre.scrollTop = first.offsetTop;
}

const marks = { waiting: '·', running: '', done: '✓', failed: '✗' };

function drawSteps({ steps, since }) {
  const items = steps.map(({ label, state, detail }) =>
    make(
      'li',
      { class: state },
      make('span', { class: 'mark', 'aria-hidden': true }, marks[state]),
      make('span', {}, label, make('span', { class: 'hidden' }, ` (${word(state)})`)),
      detail ? make('span', { class: 'detail' }, detail) : undefined,
    ),
  );
  const isRunning = steps.some(({ state }) => state === 'running' || state === 'waiting');
  const clock = since && isRunning ? make('p', { class: 'note clock', 'data-since': since }) : undefined;
  return [make('ol', { class: 'steps', 'aria-label': word('steps') }, ...items), clock];
}

/** Says how long what is at work takes already. */
export function tick(root) {
  for (const clock of root.querySelectorAll('[data-since]')) {
    const seconds = Math.round((Date.now() - Date.parse(clock.dataset.since)) / 1_000);
    clock.textContent = word('seconds', Math.max(0, seconds));
  }
}

function drawFile({ name, bytes, href, isPicture, text, below }) {
  const link = make('a', { href, download: name }, name);
  const isWhole = text !== undefined && below === 0;
  const head = make(
    'div',
    { class: 'tools' },
    make('span', {}, link, ` · ${sizeOf(bytes)}`),
    isWhole ? copyButton(text) : undefined,
  );
  if (isPicture) return make('figure', { class: 'picture' }, make('img', { src: href, alt: name }), head);
  if (text === undefined) return make('div', { class: 'file' }, head);
  const rest = below > 0 ? `\n${word('below', below)}` : '';
  const pre = make('pre', { role: 'region', 'aria-label': name, tabindex: 0 }, text + rest);
  // A long one is there to be downloaded, and can be looked into.
  const shown = isWhole ? pre : make('details', {}, make('summary', {}, word('beginning')), pre);
  return make('div', { class: 'excerpt file' }, head, shown);
}

function sizeOf(bytes) {
  if (bytes < 1_024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${Math.round(bytes / 1_024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
