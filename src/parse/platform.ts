import { platformQuery, type Command, type LocateQuery } from '../command';
import type { Heard } from './heard';

/** A question about platforms: one is named, or several of the matrix's columns are, and no log is asked for. */
export function asPlatform(heard: Heard, query: LocateQuery): Command | undefined {
  const explicit = heard.of('module').some((module) => !module.isImplied) || heard.of('component').length > 0;
  const stages = query.families.filter((family) => family !== 'image');
  const isFact = heard.intends('platform-fact') || heard.of('image-type').length > 0;
  const isFactAsked = isFact && heard.of('platform').length > 0 && !heard.intends('trouble');
  if (heard.intends('log') || query.scripts !== undefined || query.logs.length > 0 || explicit)
    return undefined;
  if (stages.length > 0 && !isFactAsked) return undefined;
  const filters = platformQuery.parse({
    platforms: heard.ids('platform').slice(0, 6),
    engines: heard.ids('engine'),
    storages: heard.ids('mode').filter((mode) => mode !== 'general'),
    imageTypes: heard.ids('image-type'),
    imageBuilds: heard.ids('image-build'),
    owners: heard.ids('owner'),
  });
  const columns = [filters.engines, filters.storages, filters.imageTypes, filters.imageBuilds].filter(
    (column) => column.length > 0,
  ).length;
  const isAbout =
    filters.platforms.length + filters.owners.length > 0 ||
    heard.intends('platform') ||
    columns + (heard.intends('platform-fact') ? 1 : 0) > 1;
  return isAbout ? { name: 'platform', query: filters } : undefined;
}
