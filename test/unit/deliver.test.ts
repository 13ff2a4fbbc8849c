import { deliver } from '../../src/desk/deliver';
import type { Outlet, Posted } from '../../src/ports';
import type { Reply } from '../../src/reply';
import type { Handle, Surface } from '../../src/request';
import { message } from '../support/bot';

const version = (title: string): Reply => ({ kind: 'reply', title, blocks: [] });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** An outlet that notes what happens to its one message. */
function recorder(overrides: Partial<Outlet<Posted>> = {}): Outlet<Posted> & { readonly events: string[] } {
  const events: string[] = [];
  return {
    events,
    async post(reply) {
      events.push(`post ${reply.title}`);
      return { id: String(events.length) };
    },
    async edit(_, reply) {
      events.push(`edit ${reply.title}`);
      return 'edited';
    },
    async openForm(form) {
      events.push(`form ${form.title}`);
    },
    ...overrides,
  };
}

const run = (handle: Handle, outlet: Outlet<Posted>, spacingMs = 20, surface: Surface = 'thread') =>
  deliver(handle, { ...message('x'), surface }, outlet, { signal: new AbortController().signal, spacingMs });

test('an answer without progress is posted once', async () => {
  const outlet = recorder();
  await run(async () => version('answer'), outlet);
  expect(outlet.events).toEqual(['post answer']);
});

test('progress is posted, the answer edits it', async () => {
  const outlet = recorder();
  await run(async (_, { show }) => {
    show(version('working'));
    await pause(5);
    return version('answer');
  }, outlet);
  expect(outlet.events).toEqual(['post working', 'edit answer']);
});

test('of versions that come faster than the spacing only the latest is shown', async () => {
  const outlet = recorder();
  await run(
    async (_, { show }) => {
      show(version('1'));
      await pause(5);
      for (const title of ['2', '3', '4']) show(version(title));
      await pause(60);
      return version('answer');
    },
    outlet,
    30,
  );
  expect(outlet.events).toEqual(['post 1', 'edit 4', 'edit answer']);
});

test('the answer does not wait for the spacing', async () => {
  const outlet = recorder();
  const before = Date.now();
  await run(
    async (_, { show }) => {
      show(version('working'));
      await pause(1);
      return version('answer');
    },
    outlet,
    60_000,
  );
  expect(outlet.events.at(-1)).toBe('edit answer');
  expect(Date.now() - before).toBeLessThan(30_000);
});

test('where the edited message is gone the answer is posted anew', async () => {
  const outlet = recorder({ edit: async () => 'gone' });
  await run(async (_, { show }) => {
    show(version('working'));
    await pause(5);
    return version('answer');
  }, outlet);
  expect(outlet.events).toEqual(['post working', 'post answer']);
});

test('progress that cannot be shown is no loss: the answer still lands', async () => {
  let isDown = true;
  const outlet = recorder();
  const post = outlet.post;
  outlet.post = async (reply) => {
    if (isDown) throw new Error('rate limited');
    return post(reply);
  };
  await run(async (_, { show }) => {
    show(version('working'));
    await pause(5);
    isDown = false;
    return version('answer');
  }, outlet);
  expect(outlet.events).toEqual(['post answer']);
});

test('an answer that cannot be shown is told to the adapter', async () => {
  const outlet = recorder({ post: async () => Promise.reject(new Error('channel archived')) });
  await expect(run(async () => version('answer'), outlet)).rejects.toThrow('channel archived');
});

test.each(['asker', 'dialog'] as const)(
  'a surface that only the %s sees gets one interim version at most',
  async (surface) => {
    const outlet = recorder();
    await run(
      async (_, { show }) => {
        for (const title of ['1', '2', '3']) {
          show(version(title));
          await pause(5);
        }
        return version('answer');
      },
      outlet,
      1,
      surface,
    );
    expect(outlet.events).toEqual(['post 1', 'edit answer']);
  },
);

test('what is shown after the answer is not shown', async () => {
  const outlet = recorder();
  let late: (() => void) | undefined;
  await run(async (_, { show }) => {
    late = () => show(version('late'));
    return version('answer');
  }, outlet);
  late?.();
  await pause(5);
  expect(outlet.events).toEqual(['post answer']);
});

test('a form is opened, after the progress', async () => {
  const outlet = recorder();
  await run(
    async () => ({ kind: 'form', title: 'Search', fields: [], submitLabel: 'Go', payload: 'p' }),
    outlet,
  );
  expect(outlet.events).toEqual(['form Search']);
});

test('an answer that took long calls its asker, a quick one does not', async () => {
  const called: unknown[] = [];
  const outlet = recorder({ call: async ({ title }) => void called.push(title) });
  const options = { signal: new AbortController().signal, spacingMs: 5, patienceMs: 30 };
  const slow: Handle = async (_, { show }) => {
    show(version('working'));
    await pause(50);
    return version('slow');
  };
  await deliver(slow, message('x'), outlet, options);
  await deliver(async () => version('quick'), message('x'), outlet, options);
  expect(called).toEqual(['slow']);
});

test('progress is shown again while nothing changes, and no more once the answer is there', async () => {
  const outlet = recorder();
  const options = { signal: new AbortController().signal, spacingMs: 5, tickMs: 20 };
  const slow: Handle = async (_, { show }) => {
    show(version('working'));
    await pause(90);
    return version('answer');
  };
  await deliver(slow, message('x'), outlet, options);
  const shown = [...outlet.events];
  await pause(60);
  expect(outlet.events).toEqual(shown);
  expect(shown[0]).toBe('post working');
  expect(shown.filter((each) => each === 'edit working').length).toBeGreaterThanOrEqual(2);
  expect(shown.at(-1)).toBe('edit answer');
});
