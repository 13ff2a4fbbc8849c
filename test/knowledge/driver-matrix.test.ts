import { builtInKnowledge } from '../support/knowledge';
import { readTable } from '../support/table';

const { catalog } = builtInKnowledge();
const bare = (name: string | undefined) => (name ?? '').replace(/[\s，,]/g, '');

test("the driver matrix is the documents' own: 35 platforms, 49 rows", () => {
  const ours = catalog.platforms.flatMap(({ number, name, rows }) =>
    rows.map((row) =>
      [
        number,
        bare(name.en),
        bare(name.zh),
        row.engine,
        row.storage,
        row.imageBuild,
        row.imageTypes.join(),
        row.owner,
      ].join('|'),
    ),
  );
  const theirs = readTable('driver-matrix.tsv').map(([number, en, zh, ...row]) =>
    [number, bare(en), bare(zh), ...row].join('|'),
  );
  expect(ours).toEqual(theirs);
  expect(catalog.platforms).toHaveLength(35);
  expect(ours).toHaveLength(49);
});
