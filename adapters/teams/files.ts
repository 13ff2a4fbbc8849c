import { bodyOf } from '../../src/chat/given-body';
import type { GivenFile } from '../../src/request';
import type { Attachment } from './activity';

/** What Teams says of a file that somebody sent in a personal chat. */
const fileType = 'application/vnd.microsoft.teams.file.download.info';
/** Most files of one message that are read. */
const mostFiles = 5;

/** The files of a message. A picture is told to be pasted as text by the core, where nothing else was said. */
export function filesIn(
  attachments: readonly Attachment[],
  said: string,
  load: typeof fetch = fetch,
): GivenFile[] {
  const files = attachments.flatMap(({ contentType, name = 'file', content }): GivenFile[] => {
    if (contentType !== fileType) return [];
    const { downloadUrl } = (content ?? {}) as { downloadUrl?: unknown };
    const url = typeof downloadUrl === 'string' ? downloadUrl : '';
    return [{ name, bytes: 0, read: (signal) => download(url, load, signal) }];
  });
  const isPicture = attachments.some(({ contentType = '' }) => contentType.startsWith('image/'));
  if (files.length > 0 || !isPicture || said !== '') return files.slice(0, mostFiles);
  return [{ name: 'picture.png', bytes: 0, read: async () => new Uint8Array() }];
}

/** A host of Microsoft's own file stores: the public cloud's, China's, and the governments'. */
export function isFileStore(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' && /\.sharepoint(?:-df)?\.(?:com|cn|us)$/.test(hostname);
}

/** The address carries its own permission: no token of the bot's goes anywhere, and no redirect is followed. */
async function download(url: string, load: typeof fetch, signal: AbortSignal): Promise<Uint8Array> {
  if (!isFileStore(url)) throw new Error('expected a file in OneDrive or SharePoint, found one elsewhere');
  const response = await load(url, { redirect: 'manual', signal });
  if (response.status !== 200) throw new Error(`expected the file, found HTTP ${response.status}`);
  return bodyOf(response);
}
