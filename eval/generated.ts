import { partsOf, stagesOf, type Catalog } from '../src/knowledge/catalog';
import type { StageId } from '../src/knowledge/schema';
import type { Locale } from '../src/language';
import type { LabelledQuestion } from './questions';

/** The stages and modes as people name them in the generated questions; written here, not taken from the aliases. */
const stageWords: Readonly<Record<string, Readonly<Record<Locale, readonly string[]>>>> = {
  install: {
    en: ['installation and registration', 'install', 'registration'],
    zh: ['安装与注册', '安装', '注册'],
  },
  image: {
    en: ['transition host image build', 'image build', 'gateway image'],
    zh: ['过渡主机镜像创建', '镜像创建', '网关镜像'],
  },
  sync: { en: ['data sync', 'synchronization', 'replication'], zh: ['数据同步', '同步', '数据复制'] },
  boot: { en: ['host boot', 'boot', 'host startup'], zh: ['主机启动', '启动', '拉起主机'] },
  cleanup: { en: ['host cleanup', 'cleanup', 'cleaning up'], zh: ['主机清理', '清理', '资源清理'] },
  monitor: { en: ['monitoring and alerting', 'monitoring', 'alerts'], zh: ['监控和告警', '监控', '告警'] },
};
const modeWords: Readonly<Record<string, Readonly<Record<Locale, readonly string[]>>>> = {
  block: { en: ['block storage', 'blk'], zh: ['块存储', '块'] },
  object: { en: ['object storage', 'obj'], zh: ['对象存储', '对象'] },
  general: { en: ['general method', 'generic'], zh: ['通用方式', '通用'] },
};
const frames: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    '{module} log at {stage}, {mode}',
    'where is the {module} log for {stage} ({mode})?',
    '{mode} {stage}: which log of {module}',
  ],
  zh: [
    '{mode}{stage}阶段 {module} 的日志在哪',
    '{module} 在{stage}（{mode}）看哪个日志',
    '{stage} {mode} {module} 日志路径',
  ],
};

/** For each of the 63 rows a question in each language, frame and wording, and for each stage one without a module. */
export function generatedQuestions(catalog: Catalog): LabelledQuestion[] {
  const stages = catalog.families.flatMap(stagesOf);
  return (['en', 'zh'] as const).flatMap((lang) =>
    stages.flatMap((stage) => {
      const rows = catalog.rows.filter((row) => row.stage === stage);
      const modules = [...new Set(rows.map((row) => row.log.module))];
      const ofModule = modules.flatMap((module) => {
        const paths = [
          ...new Set(rows.filter((row) => row.log.module === module).map((row) => row.log.path)),
        ];
        return frames[lang].map((frame, at) => question(lang, stage, module, frame, at, paths));
      });
      const all = [...new Set(rows.map((row) => row.log.path))];
      return [
        ...ofModule,
        ...frames[lang].map((frame, at) => question(lang, stage, undefined, frame, at, all)),
      ];
    }),
  );
}

function question(
  lang: Locale,
  stage: StageId,
  module: string | undefined,
  frame: string,
  at: number,
  paths: readonly string[],
): LabelledQuestion {
  const { family, mode } = partsOf(stage);
  const text = frame
    .replace('{module}', module ?? '')
    .replace('{stage}', stageWords[family]?.[lang][at] ?? '')
    .replace('{mode}', mode ? (modeWords[mode]?.[lang][at % 2] ?? '') : '');
  return {
    id: `${lang}-${stage}-${module ?? 'all'}-${at}`,
    lang,
    style: module ? 'module and stage' : 'stage',
    text,
    command: 'locate',
    stages: [stage],
    paths,
  };
}
