import { randomBytes } from 'node:crypto';
import { maxShelfBytes } from './limits';

export interface ShelvedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isText: boolean;
}

/** Files by ids that nobody can guess, in memory; the oldest go where there are too many bytes. */
export interface Shelf {
  /** What is put in the same place again keeps its id. */
  put(file: ShelvedFile, place?: string): string;
  read(id: string): ShelvedFile | undefined;
  /** Hands it over, and forgets it. */
  take(id: string): ShelvedFile | undefined;
}

export function createShelf(mostBytes = maxShelfBytes): Shelf {
  const files = new Map<string, ShelvedFile>();
  const places = new Map<string, string>();
  let size = 0;
  const remove = (id: string) => {
    const file = files.get(id);
    size -= file?.bytes.length ?? 0;
    files.delete(id);
    return file;
  };
  return {
    put(file, place) {
      const id = (place !== undefined && places.get(place)) || randomBytes(18).toString('base64url');
      if (place !== undefined) places.set(place, id);
      remove(id);
      files.set(id, file);
      size += file.bytes.length;
      for (const oldest of files.keys()) if (size > mostBytes && oldest !== id) remove(oldest);
      return id;
    },
    read: (id) => files.get(id),
    take: remove,
  };
}
