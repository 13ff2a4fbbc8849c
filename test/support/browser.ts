import { existsSync } from 'node:fs';
import { launch, type Browser } from 'puppeteer-core';

/** The machine's own browser; undefined where it has none. */
export const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);

/** A browser in English, its pages of this size in pixels. */
export function startBrowser(width: number, height: number): Promise<Browser> {
  return launch({
    executablePath: chromium ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--lang=en'],
    defaultViewport: { width, height },
  });
}
