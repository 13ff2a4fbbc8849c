import { byId, make } from './dom.js';
import { Refused, give } from './server.js';
import { word } from './words.js';

const mostFileBytes = 20 * 1_024 * 1_024;
const mostFiles = 5;
/** A text beyond this goes as a file, which may be longer; the server takes 600 KB. */
const mostTextLength = 150_000;

let files = [];
/** The same text sent again after a failure is the same message: it is answered once. */
let key = crypto.randomUUID();

/** The message box: Enter sends, files are attached by the button, by dropping, by pasting. */
export function openComposer(say) {
  const text = byId('text');
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(say);
  });
  text.addEventListener('keydown', (event) => {
    // Enter that ends the input of Chinese characters is no sending.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    void submit(say);
  });
  text.addEventListener('input', () => {
    key = crypto.randomUUID();
    fit();
  });
  text.addEventListener('paste', ({ clipboardData }) => attach([...(clipboardData?.files ?? [])]));
  byId('attach').addEventListener('click', () => byId('file').click());
  byId('file').addEventListener('change', ({ target }) => {
    attach([...target.files]);
    target.value = '';
  });
  takeDrops();
}

function takeDrops() {
  const drop = byId('drop');
  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    drop.hidden = false;
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) drop.hidden = true;
  });
  addEventListener('drop', (event) => {
    drop.hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    attach([...event.dataTransfer.files]);
    byId('text').focus();
  });
}

function hasFiles({ dataTransfer }) {
  return dataTransfer?.types.includes('Files');
}

function attach(added) {
  if (added.length === 0) return;
  const fitting = added.filter((file) => file.size <= mostFileBytes);
  tell(fitting.length < added.length ? word('tooLarge') : '');
  if (files.length + fitting.length > mostFiles) tell(word('tooMany'));
  files = [...files, ...fitting].slice(0, mostFiles);
  key = crypto.randomUUID();
  showFiles();
}

function showFiles() {
  byId('files').replaceChildren(
    ...files.map((file) =>
      make(
        'span',
        { class: 'chip' },
        file.name,
        make(
          'button',
          { type: 'button', 'aria-label': `${word('remove')} ${file.name}`, onclick: () => without(file) },
          '×',
        ),
      ),
    ),
  );
}

function without(file) {
  files = files.filter((each) => each !== file);
  showFiles();
  byId('text').focus();
}

async function submit(say) {
  const box = byId('text');
  if (box.value.length > mostTextLength) {
    attach([new File([box.value], 'pasted.log', { type: 'text/plain' })]);
    box.value = '';
    tell(word('tooLong'));
    return;
  }
  const text = box.value;
  if (text.trim() === '' && files.length === 0) return;
  const sent = files;
  try {
    const ids = await Promise.all(sent.map(give));
    await say({ text, files: ids, key });
  } catch (error) {
    tell(error instanceof Refused ? error.message : word('notSent'));
    return;
  }
  key = crypto.randomUUID();
  files = files.filter((each) => !sent.includes(each));
  if (box.value === text) box.value = '';
  tell('');
  showFiles();
  fit();
}

export function tell(problem) {
  byId('problem').textContent = problem;
}

/** As high as its text, up to a third of the page. */
function fit() {
  const box = byId('text');
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight + 2, innerHeight / 3)}px`;
}
