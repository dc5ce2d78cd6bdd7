import type { CheckedDocument } from '../compile.js';
import { tableOf } from '../ddl/table.js';
import { formatDocument } from '../dsl/canonical.js';
import type { Ontology } from '../ontology/model.js';
import { closureOf, type Closure } from './closure.js';
import type { DeliveredTable } from './decision.js';
import type { Gate } from './gate.js';
import { sha256 } from '../base/sha256.js';
import { shortHash } from './short-hash.js';
import { proseOf } from './prose.js';
import { rowsMeaning } from './rows-meaning.js';
import { changesOf, deliveredForm } from './changes-of.js';
import { classOf, type TableChange } from './table-change.js';

/** What a spec says that people decide on. Texts of files by path in the spec. */
export interface Decidable {
  readonly kind: 'new' | 'modify' | 'retire' | 'quick';
  readonly requirement?: string;
  readonly solution?: string;
  /** Checked documents by short name; absent while one of them has errors or holes. */
  readonly documents?: ReadonlyMap<string, CheckedDocument>;
  /** SQL tasks of other hands, without comments and layout. */
  readonly tasks?: ReadonlyMap<string, string>;
  /** Given and expected rows, and rules beyond the generated ones. */
  readonly proofs: ReadonlyMap<string, string>;
  /** Tables of `spec.yaml`: of a spec that retires them, what goes. */
  readonly targets: readonly string[];
}

/** What there is to decide at a gate: absent while something before it is missing. */
export interface Meaning {
  readonly gate: Gate;
  /** SHA-256 over the parts. */
  readonly hash: string;
  /** Hashes of 16 digits by name: `requirement`, `document x`, `metric y`, `table z` … */
  readonly parts: Readonly<Record<string, string>>;
  /** The texts that are hashed. */
  readonly forms: Forms;
}

/** What is decided on as texts by name, equal exactly when the meaning is. */
export type Forms = Readonly<Record<string, string>>;

/** Everything that is decided on in a spec. */
export interface Meanings {
  readonly of: Readonly<Partial<Record<Gate, Meaning>>>;
  /** The wanted tables by name. */
  readonly tables: Readonly<Record<string, DeliveredTable>>;
  /** Against what was delivered. */
  readonly changes: readonly TableChange[];
}

/**
 * What each gate decides on, as hashes that change with the meaning and with nothing else (design
 * section 7): a reformatted file, a label or a newer printer leaves them. A `quick` spec has one gate;
 * G3 is there only when a table changes in a way that is not plainly safe. `delivered` are the tables
 * as they were last accepted.
 */
export function meaningsOf(
  spec: Decidable,
  ontology: Ontology,
  delivered: ReadonlyMap<string, DeliveredTable>,
): Meanings {
  const read = [...(spec.documents ?? [])].map(([name, { document, bound }]): Read => {
    const text = formatDocument(document);
    return { name, document, bound, text, closure: closureOf(text, bound, ontology) };
  });
  const tables = wantedTables(read);
  const changes = Object.keys(tables)
    .concat(spec.kind === 'retire' ? spec.targets.filter((t) => !(t in tables)) : [])
    .flatMap((name) => changesOf(name, delivered.get(name), tables[name]));
  const agreed = agreedForms(spec);
  const model = modelForms(read, tables, spec.tasks ?? new Map());
  const change = { changes: JSON.stringify(changes) };
  const complete = agreed !== undefined && (model !== undefined || spec.kind === 'retire');
  // Not the changes: what was accepted is what the next change is measured from.
  const all = complete ? { ...agreed, ...model, ...Object.fromEntries(spec.proofs) } : undefined;
  // A question and a small change have one gate; what writes a table has them all, whatever it is called.
  const long = spec.kind !== 'quick' || Object.keys(tables).length > 0;
  const risky = classOf(changes) !== 'safe';
  const entries = [
    ['G1', long && spec.solution !== undefined ? agreed : undefined],
    ['G2', long ? model : undefined],
    ['G3', complete && risky ? { ...change, ...tableForms(tables) } : undefined],
    ['G4', all],
  ] as const;
  const of = Object.fromEntries(
    entries.flatMap(([gate, parts]) =>
      parts === undefined ? [] : [[gate, meaningOf(gate, parts)]],
    ),
  );
  return { of, tables, changes };
}

/** A document in its canonical text, and what it reads of the ontology. */
interface Read extends Pick<CheckedDocument, 'document' | 'bound'> {
  readonly name: string;
  readonly text: string;
  readonly closure: Closure;
}

function agreedForms({ requirement, solution }: Decidable): Forms | undefined {
  if (requirement === undefined) return undefined;
  return {
    requirement: proseOf(requirement),
    ...(solution !== undefined && { solution: proseOf(solution) }),
  };
}

function modelForms(
  read: readonly Read[],
  tables: Readonly<Record<string, DeliveredTable>>,
  tasks: ReadonlyMap<string, string>,
): Forms | undefined {
  if (read.length === 0 && tasks.size === 0) return undefined;
  const parts = new Map([...tasks].map(([name, text]) => [`task ${name}`, text]));
  for (const { name, text, closure } of read) {
    parts.set(`document ${name}`, text);
    for (const [key, form] of closure) parts.set(key, form);
  }
  return { ...Object.fromEntries(parts), ...tableForms(tables) };
}

function tableForms(tables: Readonly<Record<string, DeliveredTable>>): Forms {
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [`table ${name}`, tableForm(table)]),
  );
}

function wantedTables(read: readonly Read[]): Readonly<Record<string, DeliveredTable>> {
  const tables = read.flatMap(({ document, bound: { target }, closure }) => {
    if (target === undefined) return [];
    const form = deliveredForm(tableOf(target));
    const columns = form.columns.map((c) => c.name);
    const meaning = rowsMeaning(document, columns, closure);
    return [[target.table.join('.'), { ...form, meaning }] as const];
  });
  return Object.fromEntries(tables.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The meaning of a gate from its texts. */
export function meaningOf(gate: Gate, forms: Forms): Meaning {
  const sorted = Object.entries(forms).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const parts = Object.fromEntries(sorted.map(([name, form]) => [name, shortHash(form)]));
  return { gate, hash: meaningHash(gate, parts), parts, forms };
}

/** The hash of what is decided on at a gate from the hashes of its parts. */
export function meaningHash(gate: Gate, parts: Readonly<Record<string, string>>): string {
  return sha256(JSON.stringify([1, gate, parts]));
}

/** The form of a table: what its rows mean is in the documents and definitions. */
export function tableForm({ meaning: _meaning, ...form }: DeliveredTable): string {
  return JSON.stringify(form);
}
