import { auditProblems } from '../audit';
import { checksOf, type Check, type Store } from '../ports';

/** Writes, reads, and looks whether store and record are whole. What it writes goes with the other leases. */
export async function checkStore(
  store: Store,
  folder: string,
  key: () => Uint8Array | undefined,
  now: Date,
): Promise<Check[]> {
  const { ok, fail } = checksOf('store');
  const at = now.toISOString();
  try {
    await store.write([{ kind: 'lease', id: 'doctor', at, body: { until: at } }]);
    const problems = [...(await store.verify()), ...(await auditProblems(store, key()))];
    if (problems.length === 0) return [ok(`${folder}: written, read, whole`, `${folder}：可写、可读、完整`)];
    const found = problems.slice(0, 3).join('; ');
    return [
      fail(
        { en: `${folder}: ${found}`, zh: `${folder}：${found}` },
        {
          en: 'sherlog store verify says all; restore a backup',
          zh: 'sherlog store verify 列出全部；请恢复备份',
        },
      ),
    ];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [
      fail(
        { en: `${folder} cannot be used: ${why}`, zh: `${folder} 不可用：${why}` },
        {
          en: 'make it a folder that this account may write to, with room',
          zh: '请确认该账号可写，且有剩余空间',
        },
      ),
    ];
  }
}
