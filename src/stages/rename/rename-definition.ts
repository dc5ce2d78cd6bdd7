import { hasErrors, type Diagnostic } from '../../base/diagnostic.js';
import { viewBinding } from '../../bind/bind.js';
import { checkViews } from '../../bind/views.js';
import { check, compileTo } from '../../compile.js';
import { linkFiles } from '../../ontology/load.js';
import type { Ontology } from '../../ontology/model.js';
import { readOntologyFile } from '../../ontology/read/file.js';
import type { Dialect } from '../../sql/dialect.js';
import { readRules } from '../../workspace/dqc-rules.js';
import type { Spec } from '../../workspace/spec.js';
import type { SpecFile } from '../../workspace/files/yaml-documents.js';
import { generate } from '../generate.js';
import type { NamedDefinition } from '../definitions-named.js';
import { findingKey, mend, type Renaming } from './mend.js';
import { renamedDefinition } from './renamed-definition.js';
import { withOptions } from './renamed-options.js';

/** What a renaming works on: every file that may say the name. */
export interface RenameInput {
  /** Texts of the ontology's files by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly ontology: Ontology;
  readonly specs: readonly { readonly spec: Spec; readonly dqc?: SpecFile }[];
  /** The dialect whose text shows that nothing else changed. */
  readonly dialect: Dialect;
  readonly definition: NamedDefinition;
  readonly renaming: Renaming;
}

/** What a renaming comes to. Where `left` or `differing` is not empty nothing may be written. */
export interface RenameResult {
  /** Texts that change, by path. */
  readonly changed: ReadonlyMap<string, string>;
  readonly ontology?: Ontology;
  /** Specs whose own texts change, as they are then. */
  readonly specs: readonly Spec[];
  /** Errors that the renaming would bring. */
  readonly left: readonly Diagnostic[];
  /** Documents (`spec/document`) and metrics that would compute something else. */
  readonly differing: readonly string[];
}

/**
 * Gives a definition another name wherever it is read. The places are those where the old name is an error
 * once the definition is gone; that nothing else changed is shown by the SQL of every document and of every
 * metric, which must be the same but for the name.
 */
export async function renameDefinition(input: RenameInput): Promise<RenameResult> {
  const { files, ontology, definition, renaming, specs } = input;
  const { file } = definition.definition.source;
  const begun = new Map(files);
  begun.set(file, await renamedDefinition(files.get(file)!, definition, renaming.to));
  const none = { changed: new Map<string, string>(), specs: [], differing: [] };
  const known = new Set(linked(files)[1].map(findingKey));
  const mended = await mend(begun, renaming, (texts) => linked(texts)[1], known);
  const [renamed] = linked(mended.texts);
  if (mended.left.length > 0 || renamed === undefined) return { ...none, left: mended.left };

  const changed = new Map([...mended.texts].filter(([path, text]) => files.get(path) !== text));
  const made: Spec[] = [];
  const left: Diagnostic[] = [];
  const differing = metricsThatDiffer(input, renamed);
  for (const { spec, dqc } of specs) {
    const before = generate(spec, ontology, [input.dialect], 'en');
    const texts = new Map([...spec.documents, ...(dqc ? [dqc] : [])].map((f) => [f.file, f.text]));
    const found = await mend(
      withOptions(texts, renaming),
      renaming,
      (now) => generate(specOf(spec, now), renamed, [input.dialect], 'en').found,
      new Set(before.found.map(findingKey)),
    );
    left.push(...found.left);
    const after = specOf(spec, found.texts);
    const again = generate(after, renamed, [input.dialect], 'en');
    differing.push(...filesThatDiffer(spec.name, before.files, again.files, renaming));
    const own = [...found.texts].filter(([path, text]) => texts.get(path) !== text);
    for (const [path, text] of own) changed.set(path, text);
    made.push(after);
  }
  return { changed, ontology: renamed, specs: made, left, differing };
}

function linked(
  texts: ReadonlyMap<string, string>,
): readonly [Ontology | undefined, readonly Diagnostic[]] {
  const [ontology, found] = linkFiles(
    [...texts].map(([file, text]) => readOntologyFile({ file, text })),
  );
  // Documents of views name things too.
  const views = ontology === undefined ? [] : checkViews(viewBinding(ontology, []));
  return [ontology, [...found, ...views]];
}

/** The spec with other texts of its documents and rules. */
function specOf(spec: Spec, texts: ReadonlyMap<string, string>): Spec {
  const documents = spec.documents.map(({ file }) => ({ file, text: texts.get(file)! }));
  const dqc = texts.get(`${spec.folder}/dqc.yaml`);
  const [rules = spec.rules] =
    dqc === undefined ? [] : readRules({ file: `${spec.folder}/dqc.yaml`, text: dqc });
  return { ...spec, documents, rules };
}

/** What was made of a document before and after must be the same but for the name. */
function filesThatDiffer(
  spec: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  renaming: Renaming,
): readonly string[] {
  const plain = masked(renaming);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => path !== 'manifest.json')
    .filter((path) => plain(before.get(path)) !== plain(after.get(path)))
    .map((path) => `${spec}/${path}`);
}

/** Metrics that no document reads are asked for once, before and after. */
function metricsThatDiffer(
  { ontology, dialect, renaming }: RenameInput,
  renamed: Ontology,
): string[] {
  const plain = masked(renaming);
  const nameThen = (name: string): string =>
    renaming.kind === 'metric' && name === renaming.from ? renaming.to : name;
  return [...ontology.metrics.keys()].filter(
    (name) =>
      plain(totalOf(name, ontology, dialect)) !== plain(totalOf(nameThen(name), renamed, dialect)),
  );
}

/** The SQL of a metric's total; where it has none, why. */
function totalOf(metric: string, ontology: Ontology, dialect: Dialect): string {
  const measures = [{ as: 'value', metric }];
  const stages = [{ name: 'total', by: [], measures }];
  const question = { dsl: '1', title: 'total', as_of: '2026-01-31', stages };
  const [checked, found] = check(JSON.stringify(question), ontology);
  const [compiled, more] = checked ? compileTo(checked, ontology, dialect) : [undefined, []];
  return compiled?.sql.text ?? JSON.stringify([...found, ...more].map((d) => d.code));
}

/**
 * A text in which the old and the new name look the same, however its lines are broken; the longer first,
 * since one may be part of the other.
 */
function masked({ from, to }: Renaming): (text: string | undefined) => string | undefined {
  const [longer, shorter] = from.length > to.length ? [from, to] : [to, from];
  return (text) =>
    text
      ?.replaceAll(longer, '\0')
      .replaceAll(shorter, '\0')
      .replaceAll(/\s+/g, '')
      // A column whose name differs from its attribute's is said with both.
      .replaceAll('\0AS\0', '\0');
}

/** Whether a result may be written. */
export function isClean({ left, differing }: RenameResult): boolean {
  return !hasErrors(left) && differing.length === 0;
}
