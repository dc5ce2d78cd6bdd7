import {
  at,
  inFile,
  type Checked,
  type Diagnostic,
  type JsonPointer,
  type PatchOperation,
} from '../../base/diagnostic.js';
import { formDiagnostic, type ProblemOf, replace, type ReportForm } from '../../base/form/form.js';
import {
  compileSchema,
  type SchemaCheck,
  type SchemaProblem,
} from '../../base/json/json-schema.js';
import { closest } from '../../base/text/suggest.js';
import { unreachable } from '../../base/unreachable.js';
import { yamlDiagnostic, type ReportYaml } from '../../base/yaml/yaml-definitions.js';
import { readYaml } from '../../base/yaml/yaml.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { merged, type Part } from '../merge.js';
import schema from '../ontology.schema.json' with { type: 'json' };
import {
  heads,
  type Head,
  type RawCalendar,
  type RawEntity,
  type RawMetric,
  type RawPeriod,
  type RawPolicy,
  type RawTerm,
} from './raw.js';
import { readEntity } from './entity.js';
import { readMetric } from './metric.js';
import { readCalendar, readPeriod, readPolicy, readTerm } from './others.js';
import { newReader, type Reader } from './reader.js';

/** One file of the ontology: its name relative to the project, and its text. */
export interface OntologyFile {
  readonly file: string;
  readonly text: string;
}

/**
 * The definitions of one file: its documents in the form of `ontology.schema.json`, shorthands written
 * out, expressions and types parsed. Names of other definitions are looked up by `linkOntology` only, so
 * the result depends on nothing but this text. Absent after an error of form (L1). A file of JSON is a
 * document that entities may be the result of; it is read where one is.
 */
export function readOntologyFile({ file, text }: OntologyFile): Checked<Part> {
  if (file.endsWith('.json')) return [merged([{ documents: [{ file, text }] }])[0], []];
  const { documents, problem } = readYaml(text, 'text');
  if (problem !== undefined)
    return [undefined, inFile([yamlDiagnostic(problem, ontologyDiagnostic as ReportYaml)], file)];
  const read = documents.map((value, i) => {
    const reader = newReader(file, i);
    return { part: value === null ? {} : readDocument(reader, value), found: reader.found() };
  });
  const [part, duplicates] = merged(read.map((r) => r.part));
  const found = [...read.flatMap((r) => r.found), ...duplicates];
  const unread = found.some(({ severity, level }) => severity === 'error' && level === 1);
  return [unread ? undefined : part, found];
}

let compiled: SchemaCheck | undefined;

/** Lists of one definition at most: that of the document. */
function readDocument(reader: Reader, written: unknown): Partial<Part> {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    const found = Array.isArray(written) ? 'list' : 'text';
    reader.add([ontologyDiagnostic('wrong-shape', '', { found, expected: ['object'] })]);
    return {};
  }
  const value = withoutNull(written as Members, '');
  const head = heads.find((key) => key in value);
  if (head === undefined) {
    reader.add([headless(value)]);
    return {};
  }
  const empty = emptyPlaces(value, '', '');
  if (empty.length > 0) {
    const params = { found: 'null', expected: ['text', 'object'] };
    reader.add(empty.map((path) => ontologyDiagnostic('wrong-shape', path, params)));
    return {};
  }
  compiled ??= compileSchema(schema, { coerce: true });
  const problems = compiled(value, definitionOf(head, value));
  reader.add(problems.map(formProblem));
  return problems.length > 0 ? {} : build(reader, head, value);
}

function build(reader: Reader, head: Head, value: unknown): Partial<Part> {
  switch (head) {
    case 'entity':
      return { entities: [readEntity(reader, value as RawEntity)] };
    case 'metric':
      return { metrics: [readMetric(reader, value as RawMetric)] };
    case 'period':
      return { periods: [readPeriod(reader, value as RawPeriod)] };
    case 'calendar':
      return { calendars: [readCalendar(reader, value as RawCalendar)] };
    case 'term':
      return { terms: [readTerm(reader, value as RawTerm)] };
    case 'policy':
      return { policies: [readPolicy(reader, value as RawPolicy)] };
    default:
      return unreachable(head);
  }
}

type Members = Readonly<Record<string, unknown>>;

/** Metrics are told apart by their type, so that what is wrong is said of the one that is meant. */
function definitionOf(head: Head, value: Members): string {
  const types = ['aggregate', 'derived', 'composite', 'conversion'];
  const type = value['type'];
  return head === 'metric' && types.includes(String(type)) ? `${String(type)}_metric` : head;
}

function headless(value: Members): Diagnostic {
  const [key, meant] =
    Object.keys(value)
      .map((name) => [name, closest(name, heads)] as const)
      .find(([, near]) => near !== undefined) ?? [];
  if (key === undefined || meant === undefined)
    return ontologyDiagnostic('no-head', '', {}, { allowed: heads });
  const fix: readonly PatchOperation[] = [
    { op: 'remove', path: at('', key) },
    { op: 'add', path: at('', meant), value: value[key] },
  ];
  return ontologyDiagnostic('no-head', at('', key), {}, { key: true, allowed: [meant], fix });
}

/** Mappings from names that people choose: there an empty value is something unsaid, not something absent. */
const maps: readonly string[] = [
  'attributes',
  'relationships',
  'values',
  'grains',
  'on',
  'keys',
  'metrics',
];

/** Every key that some object of an ontology has. */
const knownKeys: ReadonlySet<string> = new Set(
  Object.values(schema.$defs).flatMap((d) => ('properties' in d ? Object.keys(d.properties) : [])),
);

/** A known key without a value is as good as none; an unknown one is reported like any other. */
function withoutNull(value: Members, name: string): Members {
  const isMap = maps.includes(name);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => member !== null || isMap || !knownKeys.has(key))
      .map(([key, member]) => [key, withoutNulls(member, isMap ? '' : key)]),
  );
}

function withoutNulls(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, ''));
  if (typeof value !== 'object' || value === null) return value;
  return withoutNull(value as Members, name);
}

/** Places of lists and mappings without a value; a coded value without a label is its own. */
function emptyPlaces(value: unknown, name: string, path: JsonPointer): readonly JsonPointer[] {
  if (typeof value !== 'object' || value === null) return [];
  const needed = Array.isArray(value) || (maps.includes(name) && name !== 'values');
  return Object.entries(value).flatMap(([key, member]: readonly [string, unknown]) => {
    if (member === null) return needed ? [at(path, key)] : [];
    return emptyPlaces(member, maps.includes(name) ? '' : key, at(path, key));
  });
}

/** In braces YAML cuts a text at its commas, and takes the rest for a key without a value. */
function formProblem(problem: SchemaProblem): Diagnostic {
  const cut = problem.kind === 'unknown-key' && problem.value === null && /[^\w]/.test(problem.key);
  if (cut)
    return ontologyDiagnostic('cut-at-comma', problem.path, { rest: problem.key }, { key: true });
  return formDiagnostic(problem, ontologyDiagnostic as ReportForm, knowledge);
}

const knowledge = {
  keysCalled: (word: string): readonly string[] => foreign[word.toLowerCase()] ?? [],
  reshape({ path, found, value, definition = '' }: ProblemOf<'wrong-shape'>) {
    if (found !== 'text' || !['time', 'source'].includes(definition)) return undefined;
    return [replace(path, definition === 'time' ? { period: value } : { table: value })];
  },
} as const;

/** What other formats call our keys. */
const foreign: Readonly<Record<string, readonly string[]>> = {
  name: ['label', 'as', 'column'],
  alias: ['synonyms'],
  aliases: ['synonyms'],
  comment: ['description'],
  desc: ['description'],
  columns: ['attributes'],
  fields: ['attributes'],
  dimensions: ['attributes'],
  relations: ['relationships'],
  joins: ['relationships'],
  primary_key: ['key'],
  clock: ['time'],
  expr: ['is', 'of'],
  expression: ['is', 'of'],
  measure: ['of'],
  filter: ['where'],
  filters: ['where'],
  enum: ['values'],
  target: ['to'],
  join: ['on'],
  nullable: ['required'],
};
