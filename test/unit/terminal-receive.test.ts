import { buttonNumber, receive } from '../../adapters/terminal/receive';

test.each([
  ['2', 2],
  ['[2]', 2],
  [' 2. ', 2],
  ['２', 2],
  ['2)', 2],
  ['12', 12],
])('"%s" is the button number %i', (text, number) => {
  expect(buttonNumber(text)).toBe(number);
});

test.each(['2 please', 'v2', '', '2025', '-1', '1.5'])('"%s" is no button number', (text) => {
  expect(buttonNumber(text)).toBeUndefined();
});

test('a number without buttons is a message', () => {
  expect(receive('2', [], { thread: 't' })).toMatchObject({ kind: 'message', text: '2' });
});
