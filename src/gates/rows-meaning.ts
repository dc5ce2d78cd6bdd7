import { canonical } from '../dsl/canonical.js';
import type { Document } from '../dsl/document.js';
import type { Closure } from './closure.js';
import { shortHash } from './short-hash.js';

/** What the rows of a table are, as hashes of 16 digits: what a later change of its meaning is told from. */
export interface RowsMeaning {
  /** Which rows there are: sources, conditions, keys, limits. */
  readonly rows: string;
  /** How each column is computed. */
  readonly columns: Readonly<Record<string, string>>;
  /** Definitions of the ontology that are read. */
  readonly definitions: Readonly<Record<string, string>>;
}

/**
 * What a document's table means apart from words about it and from its form. Parts are followed by the
 * names they say, wherever these stand: too much may count as changed, too little never. So a new column,
 * and what only it needs, leaves the others as they are.
 */
export function rowsMeaning(
  document: Document,
  columns: readonly string[],
  closure: Closure,
): RowsMeaning {
  const parts = partsOf(document);
  const last = document.stages.at(-1)?.name ?? '';
  const rows = reached(parts, ['', last]);
  const hash = (some: ReadonlySet<Part>): string =>
    shortHash(parts.flatMap((p) => (some.has(p) ? [p.text] : [])).join('\n'));
  return {
    rows: hash(rows),
    columns: Object.fromEntries(columns.map((c) => [c, hash(reached(parts, [c]))])),
    definitions: Object.fromEntries([...closure].map(([name, form]) => [name, shortHash(form)])),
  };
}

/** Something of a document that others say by its name; '' is what belongs to the whole. */
interface Part {
  readonly name: string;
  readonly text: string;
  readonly words: ReadonlySet<string>;
}

function partsOf(document: Document): readonly Part[] {
  const { stages, as_of, timezone, params, target } = canonical(document);
  const { write, partition, key } = target ?? {};
  return [
    part('', { as_of, timezone, params, write, partition, key }),
    ...stages.flatMap(
      ({ name, columns, measures, windows, compute, match, show: _show, ...rest }) => {
        // A look-up that only adds columns never changes which rows there are.
        const added = match?.filter((m) => m.only === undefined) ?? [];
        const tests = match?.filter((m) => m.only !== undefined) ?? [];
        const values: readonly { readonly as: string }[] = [
          ...(columns ?? []),
          ...(measures ?? []),
          ...(windows ?? []),
          ...(compute ?? []),
        ];
        return [
          part(name, { name, ...rest, tests }),
          ...values.map((value) => part(value.as, value, name)),
          ...added.map((m) => part(m.as ?? m.to, m, name)),
        ];
      },
    ),
  ];
}

/** Which stage a value belongs to is no name that it says. */
function part(name: string, value: object, stage = ''): Part {
  const text = JSON.stringify(value);
  return { name, text: `${stage} ${text}`, words: new Set(text.match(/[\p{L}\p{N}_]+/gu)) };
}

/** The parts of these names, and those that they say by name, and so on. */
function reached(parts: readonly Part[], names: readonly string[]): ReadonlySet<Part> {
  const found = new Set(parts.filter((p) => names.includes(p.name)));
  for (const one of found)
    for (const other of parts) if (other.name !== '' && isSaid(other.name, one)) found.add(other);
  return found;
}

function isSaid(name: string, { words, text }: Part): boolean {
  return words.has(name) || (!/^[\p{L}\p{N}_]+$/u.test(name) && text.includes(name));
}
