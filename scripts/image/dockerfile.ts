import { DockerfileParser, type Copy, type From, type Instruction } from 'dockerfile-ast';

/** A step that changes files, as far as our Dockerfile uses them. */
export type Step =
  | { readonly kind: 'in'; readonly folder: string }
  | {
      readonly kind: 'copy';
      readonly sources: readonly string[];
      readonly to: string;
      readonly stage?: string | undefined;
    }
  | { readonly kind: 'run'; readonly command: string }
  | { readonly kind: 'set'; readonly values: readonly (readonly [string, string])[] };

/** A stage with its steps, and what is only said of it: user, command, check of its health. */
export interface Stage {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly told: ReadonlyMap<string, Instruction>;
}

/** The stages of a Dockerfile; what stands before the first is about which base, which is not ours to know. */
export function stagesOf(text: string): Stage[] {
  const stages: { name: string; steps: Step[]; told: Map<string, Instruction> }[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM')
      stages.push({ name: (instruction as From).getBuildStage() ?? 'image', steps: [], told: new Map() });
    const stage = stages.at(-1);
    const step = stepOf(keyword, instruction);
    if (step) stage?.steps.push(step);
    else stage?.told.set(keyword, instruction);
  }
  return stages;
}

function stepOf(keyword: string, instruction: Instruction): Step | undefined {
  const words = instruction.getArguments().map(String);
  if (keyword === 'WORKDIR') return { kind: 'in', folder: words[0] ?? '/' };
  if (keyword === 'RUN') return { kind: 'run', command: instruction.getRawArgumentsContent() ?? '' };
  if (keyword === 'ENV') return { kind: 'set', values: words.map(pairOf) };
  if (keyword !== 'COPY') return undefined;
  const stage = (instruction as Copy)
    .getFlags()
    .find((flag) => flag.getName() === 'from')
    ?.getValue();
  return { kind: 'copy', sources: words.slice(0, -1), to: words.at(-1) ?? '', stage: stage ?? undefined };
}

function pairOf(word: string): readonly [string, string] {
  const [name = '', ...value] = word.split('=');
  return [name, value.join('=')];
}

/** The words of an instruction in its JSON form, such as CMD ["sherlog", "serve"], or of a HEALTHCHECK's CMD. */
export function wordsOf(instruction: Instruction | undefined): string[] {
  const written = instruction?.getRawArgumentsContent()?.replace(/^CMD\s+/, '');
  return JSON.parse(written ?? '[]') as string[];
}

/** What the context of a build holds: the first folders that .dockerignore lets in. */
export function contextOf(dockerignore: string): Set<string> {
  const lines = dockerignore.split('\n').filter((line) => line.startsWith('!'));
  return new Set(lines.map((line) => line.slice(1).trim()));
}
