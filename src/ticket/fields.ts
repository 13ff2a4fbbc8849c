import type { Text } from '../language';

/** What support asks of every ticket, in the order of the form. */
export const fieldNames = [
  'summary',
  'product',
  'component',
  'priority',
  'company',
  'contact',
  'error',
  'time',
  'requestId',
  'resources',
  'user',
  'stage',
  'storage',
  'source',
  'sourcePlatform',
  'targetPlatform',
  'version',
  'tried',
] as const;
export type FieldName = (typeof fieldNames)[number];
export type Values = Readonly<Record<FieldName, string>>;

/** Longest short description that the portal takes, in characters. */
export const maxSummary = 160;
/** Longest value of any other field, in characters. */
export const maxValue = 16_000;

export interface Field {
  readonly label: Text;
  /** What the person is asked where it is not known, and where the answer is found. */
  readonly question: Text;
  readonly choices?: readonly { readonly value: string; readonly label: Text }[];
}

const same = (value: string) => ({ value, label: { en: value, zh: value } });

export const fields: Readonly<Record<FieldName, Field>> = {
  summary: {
    label: { en: 'Short description', zh: '简短描述' },
    question: {
      en: 'What fails, in one line of at most 160 characters?',
      zh: '一句话说明什么失败了（最多 160 字符）？',
    },
  },
  product: {
    label: { en: 'Product', zh: '产品' },
    question: { en: 'HyperBDR or HyperMotion?', zh: 'HyperBDR 还是 HyperMotion？' },
    choices: [same('HyperBDR'), same('HyperMotion')],
  },
  component: {
    label: { en: 'Component', zh: '组件' },
    question: { en: 'Which component fails?', zh: '哪个组件出错？' },
  },
  priority: {
    label: { en: 'Priority', zh: '优先级' },
    question: { en: 'How badly does it hurt?', zh: '影响有多大？' },
    choices: [
      {
        value: 'P1',
        label: {
          en: 'P1: production is down or a recovery cannot be done, no way around',
          zh: 'P1：生产中断或无法接管恢复，没有绕过办法',
        },
      },
      {
        value: 'P2',
        label: {
          en: 'P2: an important function fails, work goes on with difficulty',
          zh: 'P2：重要功能失败，业务勉强可继续',
        },
      },
      {
        value: 'P3',
        label: {
          en: 'P3: a function fails in part, or there is a way around',
          zh: 'P3：部分功能异常，或有绕过办法',
        },
      },
      { value: 'P4', label: { en: 'P4: a question, or a wish', zh: 'P4：咨询或建议' } },
    ],
  },
  company: { label: { en: 'Company', zh: '公司' }, question: { en: 'Which customer?', zh: '哪家客户？' } },
  contact: {
    label: { en: 'Contact', zh: '联系人' },
    question: { en: 'Whom may support call or write to?', zh: '支持人员联系谁（电话或邮箱）？' },
  },
  error: {
    label: { en: 'Error text', zh: '报错原文' },
    question: { en: 'What does the page or the log say, word for word?', zh: '页面或日志的报错原文是什么？' },
  },
  time: {
    label: { en: 'Time, with time zone', zh: '发生时间（含时区）' },
    question: { en: 'When did it happen, in which time zone?', zh: '什么时候发生的，哪个时区？' },
  },
  requestId: {
    label: { en: 'Request id', zh: '请求 ID' },
    question: { en: 'Is there a req-… in the page or the log?', zh: '页面或日志里有 req-… 吗？' },
  },
  resources: {
    label: { en: 'Resource ids', zh: '资源 ID' },
    question: { en: 'Which volume, instance or host is it?', zh: '是哪个云硬盘、实例或主机？' },
  },
  user: {
    label: { en: 'User id', zh: '用户 ID' },
    question: { en: 'Under which account of the console?', zh: '使用的控制台账号？' },
  },
  stage: {
    label: { en: 'Stage', zh: '阶段' },
    question: { en: 'At which stage does it fail?', zh: '在哪个阶段失败？' },
  },
  storage: {
    label: { en: 'Storage mode', zh: '存储模式' },
    question: { en: 'Block or object storage?', zh: '块存储还是对象存储？' },
    choices: [
      { value: 'block', label: { en: 'Block storage', zh: '块存储' } },
      { value: 'object', label: { en: 'Object storage', zh: '对象存储' } },
    ],
  },
  source: {
    label: { en: 'Source type', zh: '源端类型' },
    question: {
      en: 'Agentless, Windows agent or Linux agent?',
      zh: '无代理、Windows Agent 还是 Linux Agent？',
    },
    choices: [
      { value: 'agentless', label: { en: 'Agentless', zh: '无代理' } },
      { value: 'windows-agent', label: { en: 'Windows agent', zh: 'Windows Agent' } },
      { value: 'linux-agent', label: { en: 'Linux agent', zh: 'Linux Agent' } },
    ],
  },
  sourcePlatform: {
    label: { en: 'Source platform', zh: '源端平台' },
    question: { en: 'Where does the host run today, in which version?', zh: '源主机所在平台及版本？' },
  },
  targetPlatform: {
    label: { en: 'Target platform', zh: '目标平台' },
    question: { en: 'Where is it to run, in which version?', zh: '目标平台及版本？' },
  },
  version: {
    label: { en: 'Product version', zh: '产品版本' },
    question: {
      en: 'What does /opt/installer/production/version say?',
      zh: '/opt/installer/production/version 的内容？',
    },
  },
  tried: {
    label: { en: 'What was tried', zh: '已尝试的操作' },
    question: { en: 'What was done already, and what came of it?', zh: '已经做过哪些处理，结果如何？' },
  },
};
