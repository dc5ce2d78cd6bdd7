import type { Diagnostic } from '../base/diagnostic.js';
import { ontologyDiagnostic } from './diagnostics.js';
import type {
  Calendar,
  Described,
  DocumentText,
  Entity,
  Metric,
  Ontology,
  Period,
  Policy,
  Term,
} from './model.js';

/** Definitions in lists: of one file, or of several. */
export interface Part {
  readonly entities: readonly Entity[];
  readonly metrics: readonly Metric[];
  readonly periods: readonly Period[];
  readonly calendars: readonly Calendar[];
  readonly terms: readonly Term[];
  readonly policies: readonly Policy[];
  /** Documents that entities may be the results of, by their files. */
  readonly documents: readonly DocumentText[];
}

/** All definitions of several parts, each list in the order of names; names that are defined twice are reported. */
export function merged(parts: readonly Partial<Part>[]): readonly [Part, readonly Diagnostic[]] {
  const found: Diagnostic[] = [];
  const all = <T extends Described>(
    kind: string,
    pick: (part: Partial<Part>) => readonly T[] | undefined,
  ) => {
    const [list, duplicates] = distinct(
      kind,
      parts.flatMap((part) => pick(part) ?? []),
    );
    found.push(...duplicates);
    return list;
  };
  const part: Part = {
    entities: all('entity', (p) => p.entities),
    metrics: all('metric', (p) => p.metrics),
    periods: all('period', (p) => p.periods),
    calendars: all('calendar', (p) => p.calendars),
    terms: all('term', (p) => p.terms),
    policies: all('policy', (p) => p.policies),
    documents: parts.flatMap((p) => p.documents ?? []).toSorted((a, b) => compare(a.file, b.file)),
  };
  return [part, found];
}

/** The definitions by name. */
export function byName(part: Part): Ontology {
  return {
    entities: mapOf(part.entities),
    metrics: mapOf(part.metrics),
    periods: mapOf(part.periods),
    calendars: mapOf(part.calendars),
    terms: mapOf(part.terms),
    policies: mapOf(part.policies),
  };
}

/** Compares texts by their characters' codes, as every machine does alike. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function distinct<T extends Described>(
  kind: string,
  list: readonly T[],
): readonly [readonly T[], readonly Diagnostic[]] {
  const ordered = list.toSorted(
    (a, b) =>
      compare(a.name, b.name) ||
      compare(a.source.file, b.source.file) ||
      a.source.document - b.source.document,
  );
  const isSecond = (i: number): boolean => ordered[i - 1]?.name === ordered[i]?.name;
  const first = ordered.filter((_, i) => !isSecond(i));
  const second = ordered.filter((_, i) => isSecond(i));
  return [first, second.map((d) => duplicate(kind, d, first.find((f) => f.name === d.name) ?? d))];
}

function duplicate(kind: string, { name, source }: Described, first: Described): Diagnostic {
  const { file, document, path } = source;
  const params = { kind, name, first: first.source.file, number: first.source.document + 1 };
  return ontologyDiagnostic('duplicate-definition', path, params, { file, document });
}

function mapOf<T extends Described>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((definition) => [definition.name, definition]));
}
