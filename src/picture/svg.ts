import type { Playbook } from '../knowledge/schema';
import type { Locale } from '../language';
import { treeOf, type, type Arrow, type Box, type StepBox } from './tree';

/** Fill and line of each kind of step; read with black text. */
const colours = {
  start: ['#dbeafe', '#1d4ed8'],
  step: ['#f8fafc', '#475569'],
  resolved: ['#dcfce7', '#15803d'],
  unresolved: ['#fee2e2', '#b91c1c'],
} as const;
/** Height of the title, in pixels. */
const head = 44;

/** The tree of a playbook as an SVG, drawn for light and dark places alike: it has a ground of its own. */
export function svgOf(playbook: Playbook, locale: Locale): string {
  const tree = treeOf(playbook, locale);
  const width = Math.ceil(Math.max(tree.width, 360));
  const height = Math.ceil(tree.height + head);
  const title = escaped(playbook.title[locale]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" lang="${locale}" role="img" font-family="'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif">`,
    `<title>${title}</title>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#475569"/></marker></defs>',
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    `<text x="20" y="30" font-size="18" fill="#0f172a">${title}</text>`,
    `<g transform="translate(0 ${head})">`,
    ...tree.arrows.map(arrow),
    ...tree.arrows.map(({ label }) => labelled(label)),
    ...tree.steps.map(step),
    '</g></svg>',
    '',
  ].join('\n');
}

function arrow({ points }: Arrow): string {
  const path = points.map(({ x, y }) => `${round(x)} ${round(y)}`).join(' L');
  return `<path d="M${path}" fill="none" stroke="#475569" stroke-width="1.2" marker-end="url(#tip)"/>`;
}

function labelled(label: Box): string {
  return rectangle(label, ['#ffffff', 'none']) + lines(label, type.label, '#334155');
}

function step(box: StepBox): string {
  return rectangle(box, colours[box.kind]) + lines(box, type.step, '#0f172a');
}

function rectangle({ x, y, width, height }: Box, [fill, stroke]: readonly [string, string]): string {
  return `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="6" fill="${fill}" stroke="${stroke}"/>`;
}

function lines({ x, y, lines: all }: Box, size: number, fill: string): string {
  const top = y - (all.length * type.line) / 2 + type.line * 0.7;
  const rows = all.map(
    (line, at) => `<tspan x="${round(x)}" y="${round(top + at * type.line)}">${escaped(line)}</tspan>`,
  );
  return `<text font-size="${size}" fill="${fill}" text-anchor="middle">${rows.join('')}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
