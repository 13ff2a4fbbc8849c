import { clean, cut } from '../../src/plain';
import type { Rendered } from './render';

/** A form that could not open by itself, as a button that opens it as it stands, for who asked. */
export function opening(title: string, key: string): Rendered {
  const label = { type: 'plain_text', text: openLabel, emoji: false };
  const button = {
    type: 'button',
    action_id: 'kept-0',
    text: label,
    value: key,
    accessibility_label: openLabel,
  };
  const head = {
    type: 'section',
    text: { type: 'plain_text', text: cut(clean(title), 300) || ' ', emoji: false },
  };
  return { text: openLabel, blocks: [head, { type: 'actions', elements: [button] }], files: [] };
}
const openLabel = 'Open the form 打开表单';
