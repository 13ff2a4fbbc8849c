import { byId, make } from './dom.js';
import { word } from './words.js';

const dialog = () => byId('form');
let shown;

/** Shows the form of a thread, or none; a form that came back with errors has its first one in focus. */
export function showForm(form, does) {
  if (shown === form?.id) return;
  shown = form?.id;
  if (!form) {
    dialog().close();
    return;
  }
  dialog().replaceChildren(drawForm(form, does));
  if (!dialog().open) dialog().showModal();
  const first = dialog().querySelector('[aria-invalid]') ?? dialog().querySelector('input, select, textarea');
  first?.focus();
}

/** Esc, and the button, put the form away; whatever was typed is gone then. */
export function whenPutAway(away) {
  dialog().addEventListener('cancel', (event) => {
    event.preventDefault();
    if (shown) away(shown);
  });
}

function drawForm(form, { submit, away }) {
  const fields = form.fields.map(drawField);
  const cancel = make(
    'button',
    { type: 'button', class: 'quiet', onclick: () => away(form.id) },
    word('cancel'),
  );
  const element = make(
    'form',
    { novalidate: true },
    make('h2', { id: 'form-title' }, form.title),
    make('div', { class: 'fields' }, ...fields),
    make(
      'div',
      { class: 'ends' },
      cancel,
      make('button', { type: 'submit', class: 'send' }, form.submitLabel),
    ),
  );
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isWhole(element)) submit(form.id, Object.fromEntries(new FormData(element)));
  });
  return element;
}

function drawField({ name, label, value = '', required, isLong, choices, error }, at) {
  const id = `field-${at}`;
  const properties = {
    id,
    name,
    required,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': `${id}-error`,
  };
  return make(
    'div',
    { class: 'field' },
    make(
      'label',
      { for: id },
      label,
      required ? make('span', { class: 'required' }, ` · ${word('required')}`) : undefined,
    ),
    control(properties, { value, isLong, choices }),
    make('p', { class: 'error', id: `${id}-error` }, error ?? ''),
  );
}

function control(properties, { value, isLong, choices }) {
  if (choices) {
    const options = choices.map((each) =>
      make('option', { value: each.value, selected: each.value === value }, each.label),
    );
    const none = choices.some((each) => each.value === value)
      ? []
      : [make('option', { value: '', selected: true }, word('choose'))];
    return make('select', properties, ...none, ...options);
  }
  if (isLong) return make('textarea', { ...properties, rows: 5, spellcheck: 'false' }, value);
  return make('input', { ...properties, value, autocomplete: 'off', spellcheck: 'false' });
}

/** Marks what is missing, and goes to the first of it. */
function isWhole(form) {
  const missing = [...form.querySelectorAll('[required]')].filter((each) => each.value.trim() === '');
  for (const each of form.querySelectorAll('[name]')) {
    const isMissing = missing.includes(each);
    each.toggleAttribute('aria-invalid', isMissing);
    if (isMissing) each.setAttribute('aria-invalid', 'true');
    byId(`${each.id}-error`).textContent = isMissing ? word('missing') : '';
  }
  missing[0]?.focus();
  return missing.length === 0;
}
