import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Deployment } from 'kubernetes-models/apps/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { ConfigMap, PersistentVolumeClaim, Secret, Service } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { configSchema } from '../../src/config/schema';
import { projectFolder } from '../support/knowledge';

/* deploy/kubernetes/sherlog.yaml, held to Kubernetes' own types and patterns, and to what is promised of it. */

const models = { ConfigMap, Secret, PersistentVolumeClaim, Deployment, Service, NetworkPolicy };
type Kind = keyof typeof models;
interface Manifest {
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

const text = readFileSync(join(projectFolder, 'deploy/kubernetes/sherlog.yaml'), 'utf8');
const manifests = parseAllDocuments(text).map((document) => {
  expect(document.errors).toEqual([]);
  return document.toJS() as Manifest;
});
const of = (kind: Kind) => manifests.find((each) => each.kind === kind);
const deployment = of('Deployment') as unknown as ConstructorParameters<typeof Deployment>[0];
const pod = deployment?.spec?.template.spec;
const container = pod?.containers[0];

test('every document is what Kubernetes takes, its quantities, names and ports too', () => {
  expect(manifests.map(({ kind }) => kind)).toEqual([
    'ConfigMap',
    'Secret',
    'PersistentVolumeClaim',
    'PersistentVolumeClaim',
    'Deployment',
    'Service',
    'NetworkPolicy',
  ]);
  for (const manifest of manifests) {
    const model = new models[manifest.kind](manifest);
    expect({ apiVersion: model.apiVersion, kind: model.kind }).toEqual({
      apiVersion: manifest.apiVersion,
      kind: manifest.kind,
    });
    expect(() => model.validate()).not.toThrow();
    expect(manifest.metadata.namespace).toBeUndefined();
  }
});

test('no field is misspelt: the compiler knows every one that Kubernetes has', () => {
  // Inside the project, where the compiler finds the types.
  const folder = mkdtempSync(join(projectFolder, 'node_modules', '.kubernetes-'));
  try {
    expect(compiled(folder, manifests)).toBe('');
    const misspelt = JSON.parse(
      JSON.stringify(manifests).replace('readOnlyRootFilesystem', 'readonlyRootFilesystem'),
    ) as Manifest[];
    expect(compiled(folder, misspelt)).toMatch(/readonlyRootFilesystem.* does not exist/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** What the compiler says of manifests as values of their types. */
function compiled(folder: string, all: readonly Manifest[]): string {
  const values = all.map((manifest, index) => {
    const place = manifest.apiVersion;
    return `import type { I${manifest.kind} as T${index} } from 'kubernetes-models/${place}';\nexport const v${index}: T${index} = ${JSON.stringify(manifest)};\n`;
  });
  const file = join(folder, 'manifests.ts');
  writeFileSync(file, values.join(''));
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--module',
    'node20',
    '--types',
    'node',
    '--ignoreConfig',
  ];
  try {
    return execFileSync(join(projectFolder, 'node_modules/.bin/tsc'), [...options, file], {
      cwd: projectFolder,
      encoding: 'utf8',
    });
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

test('one process owns the store, and is given its time to end', () => {
  expect(deployment?.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
  expect(pod?.terminationGracePeriodSeconds).toBe(30);
});

test('it runs as nobody special, writes to its volumes alone, and knows nothing of the cluster', () => {
  expect(pod).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(container?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(pod?.hostNetwork ?? pod?.hostPID ?? pod?.hostIPC).toBeUndefined();
  const writable = container?.volumeMounts?.filter(({ readOnly }) => !readOnly).map(({ name }) => name);
  expect(writable).toEqual(['kept', 'key', 'tmp']);
});

test('the key of the record is kept apart from the record', () => {
  const claims = pod?.volumes?.flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? []);
  expect(claims).toEqual(['sherlog-kept', 'sherlog-key']);
  expect(
    manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(({ metadata }) => metadata.name),
  ).toEqual(claims);
});

test('no secret is a variable: each is a file that the Secret holds', () => {
  const secret = of('Secret') as unknown as { readonly stringData: Readonly<Record<string, string>> };
  const mounted = container?.volumeMounts?.find(({ name }) => name === 'secrets')?.mountPath;
  const files = container?.env?.filter(({ name }) => name.endsWith('_FILE')) ?? [];
  expect(files.map(({ value }) => value)).toEqual(
    Object.keys(secret.stringData).map((name) => `${mounted}/${name}`),
  );
  expect(
    container?.env?.map(({ name }) => name).filter((name) => /(?:TOKEN|SECRET|PASSWORD)$/.test(name)),
  ).toEqual([]);
});

test('the probes ask the health address that the configuration opens, and metrics are at another', () => {
  const { data } = of('ConfigMap') as unknown as { readonly data: Readonly<Record<string, string>> };
  const { ops } = configSchema.parse(parse(data['sherlog.yaml'] ?? ''));
  const ports = Object.fromEntries(
    container?.ports?.map(({ name, containerPort }) => [name, containerPort]) ?? [],
  );
  expect(ops).toEqual({
    health: { host: '0.0.0.0', port: ports['health'] },
    metrics: { host: '0.0.0.0', port: ports['metrics'] },
  });
  expect(ports['health']).not.toBe(ports['metrics']);
  expect(container?.livenessProbe?.httpGet).toEqual({ path: '/healthz', port: 'health' });
  expect(container?.readinessProbe?.httpGet).toEqual({ path: '/readyz', port: 'health' });
  expect(container?.resources?.limits?.['memory']).toBe('512Mi');
});
