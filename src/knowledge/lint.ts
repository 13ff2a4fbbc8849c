import type { Problem } from '../document';
import type { Finding, KnowledgeFiles, Rule } from './rule';
import { aliasesLeadToOnePlace } from './rules/aliases-lead-to-one-place';
import { bothLanguages } from './rules/both-languages';
import { casesHoldTogether } from './rules/cases-hold-together';
import { everyStageHasPriority } from './rules/every-stage-has-priority';
import { fileNamesAgree } from './rules/file-names-agree';
import { idsAreUnique } from './rules/ids-are-unique';
import { logsAreThere } from './rules/logs-are-there';
import { namesExist } from './rules/names-exist';
import { pathsOpen } from './rules/paths-open';
import { playbooksEnd } from './rules/playbooks-end';
import { referencesResolve } from './rules/references-resolve';
import { signaturesAreTheirOwn } from './rules/signatures-are-their-own';
import { topicsHoldTogether } from './rules/topics-hold-together';
import { variantsPair } from './rules/variants-pair';

export const rules: readonly Rule[] = [
  fileNamesAgree,
  idsAreUnique,
  namesExist,
  logsAreThere,
  pathsOpen,
  everyStageHasPriority,
  playbooksEnd,
  casesHoldTogether,
  signaturesAreTheirOwn,
  topicsHoldTogether,
  bothLanguages,
  aliasesLeadToOnePlace,
  referencesResolve,
  variantsPair,
];

/** Runs every rule over files that fit their schemas; problems in the order of file and line. */
export function lint(files: KnowledgeFiles): Problem[] {
  const problems = rules.flatMap((rule) => [...rule.check(files)].map((finding) => problemOf(rule, finding)));
  return problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

function problemOf(rule: Rule, { document, path, message, tip }: Finding): Problem {
  const at = { file: document.file, line: document.lineOf(path), message: `${message} [${rule.name}]` };
  return tip === undefined ? at : { ...at, tip };
}
