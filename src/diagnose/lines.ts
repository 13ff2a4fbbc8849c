/** What the lines of a paste say about whether something went wrong at all. */
export interface Evidence {
  /** By line: 1 an error, 0 says nothing, -1 sounds healthy, -2 says outright that all is well. */
  readonly ofLine: readonly number[];
  readonly hasError: boolean;
  /** The share of the lines that tell anything which sound healthy, 0 to 1. */
  readonly healthy: number;
}

const errorLevel = /(?:^|[\s[|"'=:])(?:ERROR|CRITICAL|FATAL|SEVERE|TRACE|WRN|panic|E)(?=[\s\]|:"',]|$)/;
const calmLevel = /(?:^|[\s[|"'=:])(?:INFO|DEBUG|NOTICE|AUDIT)(?=[\s\]|:"',]|$)/;
const errorWord =
  /HEALTH_(?:WARN|ERR)|\bskew|\bbusy\b|\bcritical\b|\blow on\b|\b(?:errors?|err|exceptions?|failed|fails|failure|failing|cannot|can ?not|can't|could ?n[o']t|unable|denied|refused|closed|timed? ?-?out|unreachable|invalid|not found|no such|not (?:supported|recognized|available|authorized|enough|exist|running)|does not|doesn't|did not|won't|missing|exceed(?:s|ed)|exhausted|insufficient|corrupt\w*|aborted|rejected|blocked|forbidden|unauthorized|traceback|caused by|warning|warn|down|full|lost|expired|conflict|mismatch|broken|stuck|killed|panic|oom|no space|no valid|no more|already)\b|\w(?:Error|Exception|Failure|NotFound|Timeout|Denied|Exceeded|Invalid|Conflict|Fault)\b|HTTP[ /\d.]*[45]\d\d|\b[45]\d\d (?:[A-Z])|\bcode[":= ]+\d|0x8\w{7}/i;
/** Names of system errors: ECONNREFUSED, ENOSPC. */
const errorName = /\bE[A-Z]{4,}\b/;
const errorHan =
  /失败|错误|报错|异常|无法|不能|不了|不上|不到|不通|不可|不足|不存在|不支持|不够|不匹配|不生效|拒绝|超时|超限|超出|丢失|断开|中断|冲突|过期|失效|无效|没有|未能|未找到|缺少|占用|卡住|卡在|满了|已满|损坏|蓝屏|黑屏|起不来|掉线|离线|告警|警告|看不到|受限|被/;
const healthyWord =
  /\b(?:success\w*|succeeded|completed?|connected|established|passed|cleared|healthy|HEALTH_OK|ready|started|finished|done|ok|available|active|enabled|recovered|resolved|attached|created|accepted|authenticated|200 OK|20[0146])\b|成功|完成|正常|已连接|通过|就绪|恢复|健康|已生效|已关联|已挂载|稳定/i;

/** Reads the lines of a cleaned paste. */
export function evidenceOf(text: string): Evidence {
  const ofLine = text.split('\n').map(lineEvidence);
  const telling = ofLine.filter((each) => each !== 0).length;
  const healthy = telling === 0 ? 0 : ofLine.filter((each) => each < 0).length / telling;
  return { ofLine, hasError: ofLine.some((each) => each > 0), healthy };
}

function lineEvidence(written: string): number {
  if (cleared.test(written)) return -2;
  const line = written.replace(denied, ' ok ');
  if (errorLevel.test(line)) return 1;
  const isWell = healthyWord.test(line) && !/\b(?:not|no|never|un\w+|without)\b|[不未没无]/i.test(line);
  const isFailing = errorWord.test(line) || errorHan.test(line) || errorName.test(line);
  if (calmLevel.test(line)) return isWell ? -2 : isFailing ? 0 : -1;
  if (isFailing) return 1;
  return isWell ? -1 : 0;
}

/** "0 failed", "no errors", 「未超时」: errors named only to say that there is none. */
const denied =
  /\b(?:no|0|zero|without)\s+(?:\w+\s+)?(?:errors?|warnings?|failures?|failed|issues?|problems?|alarms?)\b|\b(?:errors?|warnings?|failures?|failed|unreachable|error count|err)\s?[:=]?\s?0\b(?![.\d])|(?:无|没有|未(?:见|发现|出现|发生|产生)?)(?:任何|新的?)?(?:告警|警告|错误|报错|异常|失败|超时|丢失|冲突|降级|不一致|慢请求|积压|分区)|(?:错误|失败|警告|告警|异常)(?:数|次数)?\s?[:：]?\s?0(?![.\d])/gi;

/** "Health check cleared: OSD_DOWN (was: 1 osds down)": the words of an error, in the line that ends it. */
const cleared =
  /\bhealth check cleared\b|\b(?:alarm|alert|error|problem|issue) (?:was |is |has been )?(?:cleared|resolved)\b|\bsucceeded after\b|\bfailed: 0\b|\bHEALTH_OK\b|\bskew resolved\b|告警已恢复|已(?:自动)?清除|恢复正常|已恢复正常|驱动修复成功|卸载成功|修复成功|\[1\] (?:Stable|稳定)|Last error: No error|\bdid not recur\b|^\W{0,3}Fixed:|\bPASSED$/i;
