import { clean } from '../../../base/render.js';
import { suggest } from '../../../base/text/suggest.js';
import type { Trouble } from '../../../base/trouble.js';
import { closureOf, type Closure } from '../../../gates/closure.js';
import { writtenForm } from '../../../gates/written-form.js';
import { formatDocument } from '../../../dsl/canonical.js';
import { definitionsOf, namedBy, type NamedDefinition } from '../../../stages/definitions-named.js';
import { generate } from '../../../stages/generate.js';
import { specNames } from '../../../workspace/project.js';
import { readSpec } from '../../../workspace/spec.js';
import type { CommonOptions, Outcome, Session } from '../../outcome.js';
import { inProject, type Work } from '../../project/project.js';
import { cliTrouble } from '../../troubles/cli.js';

/** Names, kinds and labels of all definitions, or of one kind. */
export async function listOntology(
  session: Session,
  kind: string | undefined,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async ({ ontology }) => {
    const all = definitionsOf(ontology);
    const kinds = [...new Set(all.map((d) => d.kind))];
    const asked = all.filter((d) => kind === undefined || d.kind === kind);
    if (asked.length === 0 && kind !== undefined)
      throw cliTrouble('unknown-word', { word: kind, known: kinds });
    const lines = asked.map(
      (d) => `${d.kind.padEnd(12)} ${clean(d.name)}  ${clean(d.definition.label ?? '')}`,
    );
    return {
      text: lines.map((l) => `${l.trimEnd()}\n`).join(''),
      data: {
        definitions: asked.map(({ kind: its, name, definition: { label, synonyms, source } }) => ({
          kind: its,
          name,
          label,
          synonyms,
          file: source.file,
        })),
      },
    };
  });
}

/** One definition: what it is, where it stands, and which documents read it. */
export async function showDefinition(
  session: Session,
  word: string,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const found = wanted(work, word);
    const readers = await readersOf(work, found);
    const lines = found.flatMap(({ kind, name, definition }) => [
      `${kind} ${clean(name)}  ${clean(definition.label ?? '')}\n`,
      `  ${clean(definition.source.file)}${clean(definition.source.path)}\n`,
      ...JSON.stringify(writtenForm(definition), null, 2)
        .split('\n')
        .map((l) => `  ${clean(l)}\n`),
    ]);
    return {
      text: [...lines, ...impactLines(session, readers)].join(''),
      data: {
        definitions: found.map(({ kind, name, definition }) => ({
          kind,
          name,
          label: definition.label,
          file: definition.source.file,
          path: definition.source.path,
          definition: writtenForm(definition),
        })),
        impact: readers,
      },
    };
  });
}

/** The documents and metrics whose meaning a change of a definition changes, and so their approvals. */
export async function showImpact(
  session: Session,
  word: string,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const readers = await readersOf(work, wanted(work, word));
    return { text: impactLines(session, readers).join(''), data: { impact: readers } };
  });
}

function wanted(work: Work, word: string): readonly NamedDefinition[] {
  const found = namedBy(definitionsOf(work.ontology), word);
  if (found.length > 0) return found;
  throw unknownDefinition(work, word);
}

/** Says that nothing is called so, and what is called nearly so. */
export function unknownDefinition({ ontology }: Work, word: string): Trouble {
  const names = definitionsOf(ontology).map((d) => d.name);
  return cliTrouble('unknown-definition', { word, near: suggest(word, names) });
}

interface Reader {
  readonly spec: string;
  readonly document: string;
  readonly table?: string;
  /** Approvals that a change would make stale. */
  readonly gates: readonly string[];
}

async function readersOf(
  work: Work,
  found: readonly NamedDefinition[],
): Promise<readonly Reader[]> {
  const readers: Reader[] = [];
  for (const name of await specNames(work.project)) {
    const [spec] = await readSpec(work.project, name);
    if (spec === undefined) continue;
    const { checked } = generate(spec, work.ontology, [], work.language);
    for (const [document, made] of checked) {
      const read: Closure = closureOf(formatDocument(made.document), made.bound, work.ontology);
      if (!found.some((d) => read.has(d.key))) continue;
      const table = made.bound.target?.table.join('.');
      const gates = [
        ...new Set(spec.approvals.map(({ file }) => file.split('/').at(-1)!.slice(0, 2))),
      ].filter((g) => g === 'G2' || g === 'G4');
      readers.push({ spec: name, document, gates, ...(table !== undefined && { table }) });
    }
  }
  return readers;
}

function impactLines({ language }: Session, readers: readonly Reader[]): readonly string[] {
  const zh = language === 'zh';
  if (readers.length === 0) return [zh ? '没有文档读取它\n' : 'no document reads it\n'];
  return [
    zh ? '读取它的文档：\n' : 'documents that read it:\n',
    ...readers.map(({ spec, document, table, gates }) => {
      const stale =
        gates.length === 0
          ? ''
          : zh
            ? `；改动后 ${gates.join('、')} 过期`
            : `; a change makes ${gates.join(', ')} stale`;
      return `  ${spec}/dsl/${clean(document)}.json${table === undefined ? '' : ` → ${clean(table)}`}${stale}\n`;
    }),
  ];
}
