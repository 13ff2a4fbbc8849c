import { bodyOf } from '../../src/chat/given-body';
import type { GivenFile } from '../../src/request';
import type { SharedFile } from './receive';

export interface DownloadDeps {
  readonly token: string;
  /** Where the Web API is, where that is not Slack's own. */
  readonly apiUrl?: string | undefined;
  readonly fetch?: typeof fetch;
}

/** A file that somebody shared, downloaded when it is read; an image is told to be pasted as text by the core. */
export function givenFile(file: SharedFile, deps: DownloadDeps): GivenFile {
  return {
    name: file.name ?? 'file',
    bytes: file.size ?? 0,
    read: (signal) => download(file, deps, signal),
  };
}

/** The token goes to Slack's own hosts alone, over TLS, and no redirect is followed. Rejects with what was expected. */
async function download(
  file: SharedFile,
  { token, apiUrl, fetch: load = fetch }: DownloadDeps,
  signal: AbortSignal,
) {
  const url = file.url_private_download ?? file.url_private ?? '';
  if (file.is_external === true || !isSlacks(url, apiUrl))
    throw new Error('expected a file that lies at Slack itself, found one elsewhere');
  const response = await load(url, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'manual',
    signal,
  });
  if (response.status !== 200) throw new Error(`expected the file, found HTTP ${response.status}`);
  // Without the scope files:read Slack answers with its sign-in page.
  if (
    (response.headers.get('content-type') ?? '').startsWith('text/html') &&
    !/\.html?$/i.test(file.name ?? '')
  )
    throw new Error('expected the file, found a sign-in page: the app lacks the scope files:read');
  return bodyOf(response);
}

/** A host of Slack's; or of the configured Web API, for proxies and tests. */
export function isSlacks(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, host } = new URL(url);
  if (apiUrl !== undefined && URL.canParse(apiUrl) && new URL(apiUrl).host === host) return true;
  return protocol === 'https:' && /(?:^|\.)slack(?:-files)?\.com$/.test(hostname);
}
