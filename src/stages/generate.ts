import { hasErrors, type Diagnostic } from '../base/diagnostic.js';
import { sha256 } from '../base/sha256.js';
import { toolVersion } from '../base/tool-version.js';
import type { BoundDocument } from '../bind/bound.js';
import { check, compileTo, type CheckedDocument, type Compiled } from '../compile.js';
import { formatDocument } from '../dsl/canonical.js';
import type { Unresolved } from '../dsl/document.js';
import { parseDocument } from '../dsl/parse.js';
import { printType } from '../expr/print-type.js';
import { originOf } from '../lineage/origin.js';
import type { Ontology } from '../ontology/model.js';
import type { Check } from '../quality/check.js';
import type { Dialect } from '../sql/dialect.js';
import { print } from '../sql/print/print.js';
import { script } from '../sql/script.js';
import { specDiagnostic } from '../workspace/diagnostics.js';
import { documentName, type Spec } from '../workspace/spec.js';
import type { SpecFile } from '../workspace/files/yaml-documents.js';
import { writtenChecks } from './cases/written-checks.js';

/** What a spec's documents become: files of `generated/` by their path in it, and what stands in the way. */
export interface Generated {
  /** Sorted by path; absent for documents with errors or holes. */
  readonly files: ReadonlyMap<string, string>;
  readonly found: readonly Diagnostic[];
  /** Holes that people must fill, by document file. */
  readonly open: readonly { readonly file: string; readonly hole: Unresolved }[];
  /** Documents that passed every law, by short name. */
  readonly checked: ReadonlyMap<string, CheckedDocument>;
  /** What the rules of `dqc.yaml` check, by short name of the document. */
  readonly written: ReadonlyMap<string, readonly Check[]>;
}

/** Which forms are generated. */
export type Form = 'sql' | 'ddl' | 'dqc';

/**
 * Generates SQL, DDL, data quality checks and lineage of a spec: a function of the documents, the
 * rules, the ontology and the dialects alone, byte for byte the same every time (law 9). `language` is
 * that of comments.
 */
export function generate(
  { documents, rules }: Pick<Spec, 'documents' | 'rules'>,
  ontology: Ontology,
  dialects: readonly Dialect[],
  language: 'en' | 'zh',
): Generated {
  const files = new Map<string, string>();
  const found: Diagnostic[] = [];
  const open: { file: string; hole: Unresolved }[] = [];
  const checked = new Map<string, CheckedDocument>();
  const inputs: Record<string, string> = {};
  for (const [i, { file, text }] of documents.entries()) {
    const name = documentName(file);
    // Not every file system tells capitals from small letters.
    const first = documents.findIndex(
      (d) => documentName(d.file).toLowerCase() === name.toLowerCase(),
    );
    if (first < i) {
      const params = { name, first: documents[first]!.file };
      found.push(specDiagnostic('repeated-document', '', params, { file }));
      continue;
    }
    const [made, problems] = check(text, ontology);
    found.push(...problems.map((d) => ({ ...d, file: d.file ?? file })));
    for (const hole of parseDocument(text)[0]?.document.unresolved ?? []) open.push({ file, hole });
    if (made === undefined) continue;
    checked.set(name, made);
    inputs[name] = sha256(formatDocument(made.document));
  }
  const broken = hasErrors(found) || open.length > 0;
  const [written = new Map<string, readonly Check[]>(), wrong] = writtenChecks(
    rules,
    checked,
    ontology,
    broken,
  );
  found.push(...wrong);
  for (const [name, made] of checked) {
    const file = documents.find((d) => documentName(d.file) === name)!.file;
    for (const dialect of dialects) {
      const [compiled, more] = compileTo(made, ontology, dialect);
      found.push(...more.map((d) => ({ ...d, file: d.file ?? file })));
      if (compiled === undefined) continue;
      const own = printedChecks(written.get(name) ?? [], rules, dialect, found);
      const all = { ...compiled, checks: [...compiled.checks, ...own] };
      for (const [path, content] of dialectFiles(name, all, made, dialect, language))
        files.set(path, content);
    }
    files.set(`${name}.lineage.json`, json(lineage(made.bound)));
  }
  const sorted = new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  if (!hasErrors(found) && sorted.size > 0)
    sorted.set('manifest.json', json(manifest(inputs, sorted)));
  return { files: sorted, found, open, checked, written };
}

/** Which files of `generated/` belong to a form; the manifest and lineage belong to all. */
export function isOfForm(path: string, form: Form): boolean {
  if (path === 'manifest.json' || path.endsWith('.lineage.json')) return true;
  if (form === 'ddl') return path.endsWith('.ddl.sql');
  if (form === 'dqc') return path.endsWith('.dqc.sql');
  return path.endsWith('.sql') && !path.endsWith('.ddl.sql') && !path.endsWith('.dqc.sql');
}

/** Written checks in a dialect; what it cannot say of them is found where they stand. */
function printedChecks(
  checks: readonly Check[],
  rules: Spec['rules'],
  dialect: Dialect,
  found: Diagnostic[],
): Compiled['checks'] {
  return checks.flatMap((one) => {
    const { file, path } = rules.find((r) => r.rule === one.id)!;
    const [sql, wrong] = print(one.statement, dialect);
    found.push(...wrong.map((d) => ({ ...d, file, path })));
    return sql === undefined ? [] : [{ ...one, sql }];
  });
}

function dialectFiles(
  name: string,
  compiled: Compiled,
  made: CheckedDocument,
  dialect: Dialect,
  language: 'en' | 'zh',
): readonly (readonly [string, string])[] {
  const { sql, ddl, checks } = compiled;
  const title = made.document.title;
  const path = `${dialect.name}/${name}`;
  return [
    [`${path}.sql`, script([{ about: [title], text: sql.text }], dialect)],
    ...(ddl === undefined
      ? []
      : [[`${path}.ddl.sql`, script([{ about: [title], text: ddl.text }], dialect)] as const]),
    ...(checks.length === 0
      ? []
      : [
          [
            `${path}.dqc.sql`,
            script(
              checks.map((c) => ({
                about: [`${c.id} (${c.strength}): ${c.says[language]}`],
                text: c.sql.text,
              })),
              dialect,
            ),
          ] as const,
        ]),
  ];
}

/** Output columns with the source columns that decide them. */
function lineage(bound: BoundDocument): unknown {
  const result = bound.stages.at(-1)!;
  return {
    ...(bound.target !== undefined && { table: bound.target.table.join('.') }),
    key: bound.target?.key ?? result.key ?? null,
    columns: result.output.map((column) => {
      const { sources, as, metric } = originOf(result, column.name, bound.views);
      return {
        name: column.name,
        type: printType(column.type),
        as,
        ...(metric !== undefined && { metric }),
        from: sources.map(({ entity, attribute }) => ({
          table: entity.table.name.join('.'),
          column: attribute.column ?? attribute.name,
          entity: entity.name,
          attribute: attribute.name,
        })),
      };
    }),
  };
}

/** What `generated/` holds, in one hash: that of its manifest; undefined where it has none. */
export function generatedHash(generated: readonly SpecFile[]): string | undefined {
  const manifestFile = generated.find(({ file }) => file.endsWith('/generated/manifest.json'));
  return manifestFile && sha256(manifestFile.text);
}

/** What a manifest says of the files beside it. */
export interface Manifest {
  readonly tool: string;
  /** Hashes of the canonical documents. */
  readonly documents: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
}

/** The manifest among generated files; undefined where there is none that can be read. */
export function manifestOf(generated: readonly SpecFile[]): Manifest | undefined {
  const file = generated.find((g) => g.file.endsWith('/generated/manifest.json'));
  try {
    const value = JSON.parse(file?.text ?? 'null') as Partial<Manifest> | null;
    const known = typeof value?.tool === 'string' && typeof value.files === 'object';
    return known ? (value as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

/** Hashes of what went in and of what came out, so that an edit is told from a newer printer. */
function manifest(
  inputs: Readonly<Record<string, string>>,
  files: ReadonlyMap<string, string>,
): unknown {
  return {
    v: 1,
    tool: toolVersion,
    documents: inputs,
    files: Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)])),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
