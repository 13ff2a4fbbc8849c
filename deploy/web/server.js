/** What the page has to do with its server: it is told what happens, and sends what somebody does. */

/** Follows what happens, for ever; `state` hears of lost, back, ended and moved. */
export function follow(language, { told, state }) {
  let isLost = false;
  const source = new EventSource(`events?lang=${language}`);
  source.addEventListener('message', ({ data }) => {
    const each = JSON.parse(data);
    if (each.kind === 'moved') {
      source.close();
      state('moved');
      return;
    }
    if (each.kind === 'all' && isLost) state('back');
    isLost = false;
    told(each);
  });
  source.addEventListener('error', async () => {
    isLost = true;
    state('lost');
    // Refused: the browser tries no more. Whether there is a process that knows this page, it can be asked.
    if (source.readyState !== EventSource.CLOSED) return;
    const answer = await fetch('theme.js').catch(() => undefined);
    if (answer?.status === 403) state('ended');
    else setTimeout(() => follow(language, { told, state }), 2_000);
  });
}

/** Sends what somebody did; resolves to the thread it went to. Rejects with a sentence, or where the server is away. */
export async function send(did) {
  const answer = await fetch('did', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(did),
  });
  if (!answer.ok) throw new Refused(await answer.text());
  return (await answer.json()).thread;
}

/** Hands over a file; resolves to its id. */
export async function give(file) {
  const answer = await fetch(`files?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file });
  if (!answer.ok) throw new Refused(await answer.text());
  return (await answer.json()).id;
}

/** The server said no, and why. */
export class Refused extends Error {}
