import type { Diagnostic } from '../base/diagnostic.js';
import { unknown } from './lint/lint.js';
import type { DocumentText, Entity, Ontology } from './model.js';

/**
 * The ontology in which each entity that is the result of a document has its text. The path is from the
 * folder of the file that names it, and stays among the files of the ontology; one that nothing has is
 * reported with the nearest.
 */
export function withViews(
  ontology: Ontology,
  documents: readonly DocumentText[],
): readonly [Ontology, readonly Diagnostic[]] {
  const views = [...ontology.entities.values()].filter(({ table }) => table.dsl !== undefined);
  if (views.length === 0) return [ontology, []];
  const byFile = new Map(documents.map((document) => [document.file, document]));
  const entities = new Map(ontology.entities);
  const found = views.flatMap((entity): readonly Diagnostic[] => {
    const { source, table } = entity;
    const written = table.dsl!;
    const view = byFile.get(pathFrom(source.file, written));
    if (view !== undefined) {
      entities.set(entity.name, { ...entity, table: { ...table, view } } satisfies Entity);
      return [];
    }
    const what = { kind: 'document', name: written };
    const names = [...byFile.keys()].map((file) => seenFrom(source.file, file));
    return [unknown(source, '/source/dsl', what, names)];
  });
  return [{ ...ontology, entities }, found];
}

/** The path of a file from where another one stands in which it is named. */
function pathFrom(file: string, path: string): string {
  const steps = file.split('/').slice(0, -1);
  for (const step of path.split('/'))
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  return steps.join('/');
}

/** How a file is named in another one. */
function seenFrom(file: string, other: string): string {
  const here = file.split('/').slice(0, -1);
  const there = other.split('/');
  let same = 0;
  while (same < here.length && here[same] === there[same]) same++;
  return [...here.slice(same).map(() => '..'), ...there.slice(same)].join('/');
}
