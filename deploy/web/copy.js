import { byId, make } from './dom.js';
import { word } from './words.js';

/** A button that copies a text, and says so. */
export function copyButton(text) {
  const button = make('button', { type: 'button', class: 'copy' }, word('copy'));
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text).catch(() => copiedByHand(text));
    button.textContent = word('copied');
    byId('said').textContent = word('copied');
    setTimeout(() => (button.textContent = word('copy')), 1_500);
  });
  return button;
}

/** Where the browser does not let the page use the clipboard by itself. */
function copiedByHand(text) {
  const area = make('textarea', { class: 'hidden' }, text);
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
