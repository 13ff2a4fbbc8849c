import { factsOf } from '../../src/diagnose/facts';
import { builtInKnowledge } from '../support/knowledge';

const { catalog } = builtInKnowledge();
const facts = (text: string) => factsOf(text, catalog);

test('a log line tells time, request, resource, module, path', () => {
  const line =
    '2025-09-18 16:24:31,207 2109 ERROR unicloud.engine [req-5f0e0a7c-3c1b-4a52-9d9e-1f2a3b4c5d6e - -] volume 6ec3e693-69f7-4129-a43a-16eebe74b528 on 10.0.0.7, see /opt/installer/production/logs/unicloud/unicloud-engine.log';
  expect(facts(line)).toEqual({
    times: ['2025-09-18 16:24:31,207'],
    requestIds: ['req-5f0e0a7c-3c1b-4a52-9d9e-1f2a3b4c5d6e'],
    resources: [{ kind: 'volume', id: '6ec3e693-69f7-4129-a43a-16eebe74b528' }],
    codes: [],
    hosts: ['10.0.0.7'],
    modules: ['unicloud'],
    platforms: [],
    paths: ['/opt/installer/production/logs/unicloud/unicloud-engine.log'],
  });
});

test.each([
  ['HTTP 404', ['404']],
  ['code=InvalidAccessKeyId.NotFound', ['InvalidAccessKeyId.NotFound']],
  ['[Errno 111] Connection refused', ['111']],
  ['0x800423f2', ['0x800423f2']],
  ['unicloud-engine.log of example.org', []],
])('codes of %s', (text, codes) => {
  expect(facts(text).codes).toEqual(codes);
});

test.each([
  ['华为云启动失败', ['huawei-cloud']],
  ['boot fails on AWS', ['aws']],
  ['jaws and clawsome', []],
])('platforms of %s', (text, platforms) => {
  expect(facts(text).platforms).toEqual(platforms);
});

test.each([
  ['2025-09-18T16:24:31Z', ['2025-09-18T16:24:31Z']],
  ['2025-09-18 16:24:31 +08:00', ['2025-09-18 16:24:31 +08:00']],
  ['at 16:24:31 only', ['16:24:31']],
])('times of %s, with the zone where one is given', (text, times) => {
  expect(facts(text).times).toEqual(times);
});
