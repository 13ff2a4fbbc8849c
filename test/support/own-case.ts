/** A case as an operator writes one, in YAML. */
export function ownCase(id: string, reference = 'https://wiki.example.org/widget'): string {
  return `id: ${id}
status: stable
title: { en: The widget broke, zh: 小部件损坏 }
area: product
stages: [any]
symptoms: { en: [the widget of plant 7 is broken], zh: [七号厂的小部件坏了] }
signatures: [{ text: 'frobnicator refused widget <*>' }]
causes: [{ en: It is old., zh: 老化。 }]
checks: []
actions: [{ en: Replace it., zh: 更换。 }]
logs: []
references: ['${reference}']
samples:
  match: [ERROR frobnicator refused widget 17]
  nearMiss: [frobnicator accepted widget 17]
`;
}
