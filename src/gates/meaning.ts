import type { CheckedDocument } from '../compile.js';
import { tableOf } from '../ddl/table.js';
import { formatDocument } from '../dsl/canonical.js';
import type { Ontology } from '../ontology/model.js';
import { closureOf } from './closure.js';
import type { DeliveredTable } from './decision.js';
import type { Gate } from './gate.js';
import { sha256 } from '../base/sha256.js';
import { proseOf } from './prose.js';
import { changesOf, classOf, deliveredForm, type TableChange } from './table-change.js';

/** What a spec says that people decide on. Texts of files by path in the spec. */
export interface Decidable {
  readonly kind: 'new' | 'modify' | 'retire' | 'quick';
  readonly requirement?: string;
  readonly solution?: string;
  /** Checked documents by short name; absent while one of them has errors or holes. */
  readonly documents?: ReadonlyMap<string, CheckedDocument>;
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
}

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
  const tables = wantedTables(spec);
  const changes = Object.keys(tables)
    .concat(spec.kind === 'retire' ? spec.targets.filter((t) => !(t in tables)) : [])
    .flatMap((name) => changesOf(name, delivered.get(name), tables[name]));
  const agreed = agreedParts(spec);
  const model = modelParts(spec, ontology, tables);
  const change = { changes: short(JSON.stringify(changes)) };
  const complete = agreed !== undefined && (model !== undefined || spec.kind === 'retire');
  const proofs = [...spec.proofs].map(([path, text]) => [path, short(text)] as const);
  // Not the changes: what was accepted is what the next change is measured from.
  const all = complete ? { ...agreed, ...model, ...Object.fromEntries(proofs) } : undefined;
  // A question and a small change have one gate; what writes a table has them all, whatever it is called.
  const long = spec.kind !== 'quick' || Object.keys(tables).length > 0;
  const risky = classOf(changes) !== 'safe';
  const entries = [
    ['G1', long && spec.solution !== undefined ? agreed : undefined],
    ['G2', long ? model : undefined],
    ['G3', complete && risky ? { ...change, ...tableParts(tables) } : undefined],
    ['G4', all],
  ] as const;
  const of = Object.fromEntries(
    entries.flatMap(([gate, parts]) => (parts === undefined ? [] : [[gate, meaning(gate, parts)]])),
  );
  return { of, tables, changes };
}

type Parts = Readonly<Record<string, string>>;

function agreedParts({ requirement, solution }: Decidable): Parts | undefined {
  if (requirement === undefined) return undefined;
  return {
    requirement: short(proseOf(requirement)),
    ...(solution !== undefined && { solution: short(proseOf(solution)) }),
  };
}

function modelParts(
  { documents }: Decidable,
  ontology: Ontology,
  tables: Readonly<Record<string, DeliveredTable>>,
): Parts | undefined {
  if (documents === undefined || documents.size === 0) return undefined;
  const parts = new Map<string, string>();
  for (const [name, { document, bound }] of documents) {
    const text = formatDocument(document);
    parts.set(`document ${name}`, short(text));
    for (const [key, form] of closureOf(text, bound, ontology)) parts.set(key, short(form));
  }
  return { ...Object.fromEntries(parts), ...tableParts(tables) };
}

function tableParts(tables: Readonly<Record<string, DeliveredTable>>): Parts {
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [`table ${name}`, short(JSON.stringify(table))]),
  );
}

function wantedTables({ documents }: Decidable): Readonly<Record<string, DeliveredTable>> {
  const targets = [...(documents?.values() ?? [])].flatMap(({ bound }) =>
    bound.target === undefined ? [] : [bound.target],
  );
  return Object.fromEntries(
    targets
      .map((target) => [target.table.join('.'), deliveredForm(tableOf(target))] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function meaning(gate: Gate, parts: Parts): Meaning {
  const sorted = Object.fromEntries(Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { gate, hash: sha256(JSON.stringify([1, gate, sorted])), parts: sorted };
}

/** 16 digits tell parts apart; the hash over all of them is whole. */
function short(text: string): string {
  return sha256(text).slice(0, 16);
}
