import type { Outlet } from '../../src/ports';
import { type Calls } from './calls';
import { maxHomeBlocks } from './limits';
import type { SlackRef } from './outlet';
import { render } from './render';

/** The bot's own page of one person: an answer there takes the place of what stood there. */
export function createHomeOutlet(user: string, calls: Calls): Outlet<SlackRef> {
  const post: Outlet<SlackRef>['post'] = async (reply) => {
    // A table is for messages alone.
    const blocks = reply.blocks.map((block) =>
      block.kind === 'table'
        ? ({
            kind: 'text',
            lines: [
              [block.columns.join(' · ')],
              ...block.rows.map((row) => row.flatMap((cell) => [...cell, ' · ']).slice(0, -1)),
            ],
          } as const)
        : block,
    );
    const drawn = render({ ...reply, blocks }, new Date(), maxHomeBlocks);
    await calls.publishHome(user, { type: 'home', blocks: drawn.blocks });
    return { id: `home ${user}`, isFleeting: true };
  };
  return {
    post,
    edit: async (_, reply) => {
      await post(reply);
      return 'edited';
    },
    openForm: async () => {},
  };
}

/** What the direct messages suggest to somebody who opens them. */
export const prompts = [
  { title: 'Where is a log?', message: 'unicloud log at host boot, block storage' },
  { title: 'What is this error?', message: 'Failed to attach volume: could not be found. (HTTP 404)' },
  { title: '日志在哪里？', message: '块存储主机启动，unicloud 日志在哪' },
  { title: 'What can you do?', message: 'help' },
] as const;
