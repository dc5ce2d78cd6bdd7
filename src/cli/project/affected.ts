import { join } from 'node:path';
import { parseDocument } from '../../dsl/parse.js';
import { insideToRead } from '../../workspace/files/inside.js';
import { exists, readText } from '../../workspace/files/read-text.js';
import { someAtOnce } from '../../workspace/files/some-at-once.js';
import { specNames, type Project } from '../../workspace/project.js';
import { readSpec, type Spec } from '../../workspace/spec.js';

/**
 * Specs with those that their changes reach: whoever's `spec.yaml` names one of them, or a table that one
 * of them writes. A name within another one only means that a spec more is checked.
 */
export async function withAffected(
  project: Project,
  changed: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const names = await specNames(project);
  const specs = await Promise.all(
    names.filter((name) => changed.has(name)).map((name) => readSpec(project, name)),
  );
  const words = [
    ...changed,
    ...specs.flatMap(([spec]) => (spec === undefined ? [] : wordsOf(spec))),
  ];
  const others = await someAtOnce(
    names.filter((name) => !changed.has(name)),
    async (name) => {
      const file = await insideToRead(project.root, join(project.config.specs, name, 'spec.yaml'));
      const text = (await exists(file)) ? await readText(file) : '';
      return words.some((word) => text.includes(word)) ? [name] : [];
    },
  );
  return new Set([...changed, ...others.flat()]);
}

/** The tables of a spec, and the spec that it changes. */
function wordsOf({ meta: { changes, targets = [] }, documents }: Spec): readonly string[] {
  const written = documents.flatMap(({ text }) => {
    const target = parseDocument(text)[0]?.document.target;
    return target === undefined ? [] : [target.table];
  });
  return [...targets, ...written, ...(changes === undefined ? [] : [changes])];
}
