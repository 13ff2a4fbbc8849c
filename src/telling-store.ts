import { BotError } from './errors';
import type { Store } from './ports';

/** A store whose failures are told to the person who needs it: a full disk, a folder that cannot be written to. */
export function tellingStore(store: Store): Store {
  return {
    write: telling(store.write),
    read: telling(store.read),
    list: telling(store.list),
    prune: telling(store.prune),
    verify: telling(store.verify),
    close: store.close,
  };
}

function telling<Given extends unknown[], Result>(call: (...given: Given) => Promise<Result>) {
  return (...given: Given): Promise<Result> =>
    call(...given).catch((cause: unknown) => Promise.reject(unavailable(cause)));
}

function unavailable(cause: unknown): BotError {
  return new BotError(
    'store-failed',
    {
      en: 'Nothing can be kept right now, so no ticket can be drafted.',
      zh: '目前无法保存数据，因此不能起草工单。',
    },
    {
      en: 'Everything else goes on. The administrators find the reason in the log: a full disk, or a folder that cannot be written to.',
      zh: '其他功能不受影响。管理员可在日志中看到原因：磁盘已满，或目录不可写。',
    },
    { cause },
  );
}
