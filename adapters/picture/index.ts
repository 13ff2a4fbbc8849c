import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Resvg, initWasm } from '@resvg/resvg-wasm';
import type { Draw } from '../../src/ports';

/** Twice as many pixels as the picture says: it is read on sharp screens. */
const zoom = 2;

let started: Promise<void> | undefined;

/** Draws with resvg, inside the process, with the font of a folder (deploy/picture). */
export function createDraw(folder: string): Draw {
  return async (svg) => {
    await (started ??= start());
    const font = await readFile(join(folder, 'NotoSansSC-subset.ttf'));
    const picture = new Resvg(svg, {
      fitTo: { mode: 'zoom', value: zoom },
      font: { fontBuffers: [font], defaultFontFamily: 'Noto Sans SC' },
    });
    try {
      return picture.render().asPng();
    } finally {
      picture.free();
    }
  };
}

async function start(): Promise<void> {
  const module = dirname(require.resolve('@resvg/resvg-wasm'));
  await initWasm(await readFile(join(module, 'index_bg.wasm')));
}
