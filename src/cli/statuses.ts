import type { Diagnostic } from '../base/diagnostic.js';
import { statusOf, type SpecStatus } from '../stages/status.js';
import { readSpec } from '../workspace/spec.js';
import { specsAsked, type Work } from './project.js';

/** Where specs stand, with what is wrong with their files. */
export async function statuses(
  { project, ontology, dialects, language }: Work,
  asked: string | undefined,
): Promise<readonly [readonly SpecStatus[], readonly Diagnostic[]]> {
  const database = project.config.database !== undefined;
  const all: SpecStatus[] = [];
  const found: Diagnostic[] = [];
  for (const name of await specsAsked(project, asked)) {
    const [spec, problems] = await readSpec(project, name);
    found.push(...problems);
    if (spec !== undefined) all.push(statusOf(spec, ontology, dialects, language, database));
  }
  return [all, found];
}
