import { hasErrors } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import { isPlainName } from '../../../base/text/name.js';
import { suggest } from '../../../base/text/suggest.js';
import { formatDocument } from '../../../dsl/canonical.js';
import type { Document } from '../../../dsl/document.js';
import { parseDocument } from '../../../dsl/parse.js';
import { definitionsOf } from '../../../stages/definitions-named.js';
import {
  computesTheSame,
  definitionText,
  localMetrics,
  ontologyOf,
  reading,
  sameMetric,
  type LocalMetric,
} from '../../../stages/promote.js';
import { isYamlWord } from '../../../stages/rename/renamed-definition.js';
import { locked } from '../../../workspace/files/lock.js';
import { ontologyNames, readProjectFile, specNames } from '../../../workspace/project.js';
import { readSpec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { PromoteOptions } from '../../commands/ontology.js';
import { dialectNamed } from '../../options/dialect.js';
import { ontologyTrouble } from '../../troubles/ontology.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { inProject, specNamed, type Work } from '../../project/project.js';
import { cliTrouble } from '../../troubles/cli.js';

/**
 * Makes an aggregate that a document of a spec defines itself a metric of the ontology, which the document
 * then reads. Its SQL must stay the same. Without `--write` it shows what would change, and who defines the
 * same for themselves. The spec's approval at G2 holds no longer: a person agrees to the new metric.
 */
export async function promoteMetric(
  session: Session,
  asked: string,
  column: string,
  options: PromoteOptions,
): Promise<Outcome> {
  return inProject(
    session,
    options,
    async (work) => {
      const spec = await specNamed(work.project, asked);
      return locked(work.project.root, spec, () => promoted(session, work, spec, column, options));
    },
    { cached: false },
  );
}

interface Local {
  readonly spec: string;
  readonly file: string;
  readonly document: Document;
  readonly local: LocalMetric;
}

async function promoted(
  session: Session,
  work: Work,
  spec: string,
  column: string,
  options: PromoteOptions,
): Promise<Outcome> {
  const { project, ontology } = work;
  const all = await locals(work);
  const own = all.filter((l) => l.spec === spec);
  const named = own.filter((l) => l.local.definition.as === column);
  const [one, second] = named;
  if (one === undefined) {
    const known = own.map((l) => l.local.definition.as);
    throw cliTrouble('unknown-word', {
      word: column,
      known: suggest(column, known).concat(known).slice(0, 5),
    });
  }
  if (second !== undefined)
    throw ontologyTrouble('which-definition', { name: column, found: named.map((l) => l.file) });
  const name = options.as ?? column;
  if (!isPlainName(name) || isYamlWord(name)) throw ontologyTrouble('not-plain', { name });
  const taken = definitionsOf(ontology).filter((d) => d.definition.name === name);
  if (taken.length > 0)
    throw ontologyTrouble('name-taken', { name, where: taken.map((d) => `${d.kind} ${d.name}`) });

  const text = definitionText(one.local, name, options.label);
  const file = fileFor(work, one.local.entity);
  const texts = new Map<string, string>();
  for (const path of await ontologyNames(project))
    texts.set(path, await readProjectFile(project, path));
  const before = texts.get(file)!;
  const definition = `${before.trimEnd()}\n---\n${text}`;
  const [extended, found] = ontologyOf(new Map([...texts, [file, definition]]));
  if (extended === undefined) return findings(found);
  const same = sameMetric(extended.metrics.get(name)!, ontology);
  if (same !== undefined) throw ontologyTrouble('known-metric', { column, metric: same.name });
  const document = reading(one.document, one.local, name);
  if (!computesTheSame([one.document, ontology], [document, extended], dialectNamed('duckdb')))
    throw ontologyTrouble('other-meaning', { name, what: [one.file] });

  const changed = new Map([
    [file, definition],
    [one.file, formatDocument(document)],
  ]);
  session.signal.throwIfAborted();
  if (options.write === true) await writeFiles(project.root, changed);
  const alike = all.filter(
    (l) => l !== one && definitionText(l.local, name, options.label) === text,
  );
  return shown(
    session,
    { spec, name, text, files: [...changed.keys()], alike },
    options.write === true,
  );
}

/** Every aggregate that a document of the project defines itself. */
async function locals({ project, ontology }: Work): Promise<readonly Local[]> {
  const found: Local[] = [];
  for (const spec of await specNames(project)) {
    const [read] = await readSpec(project, spec);
    for (const { file, text } of read?.documents ?? []) {
      const [parsed, problems] = parseDocument(text);
      if (parsed === undefined || hasErrors(problems)) continue;
      const { document } = parsed;
      for (const local of localMetrics(document, ontology))
        found.push({ spec, file, document, local });
    }
  }
  return found;
}

/** Beside the metrics of the same entity, else beside the entity. */
function fileFor({ ontology }: Work, entity: string): string {
  const beside = [...ontology.metrics.values()].find(
    (m) => m.type === 'aggregate' && m.entity === entity,
  );
  return (beside ?? ontology.entities.get(entity)!).source.file;
}

interface Promotion {
  readonly spec: string;
  readonly name: string;
  readonly text: string;
  readonly files: readonly string[];
  readonly alike: readonly Local[];
}

function shown(
  { language }: Session,
  { spec, name, text, files, alike }: Promotion,
  write: boolean,
): Outcome {
  const zh = language === 'zh';
  const others = alike.map((l) => `${l.file} (${l.local.definition.as})`);
  const lines = [
    ...text.split('\n').flatMap((l) => (l === '' ? [] : [`  ${clean(l)}\n`])),
    ...files.map((f) => `${clean(f)}\n`),
    ...(others.length === 0
      ? []
      : [
          zh
            ? '以下文档各自定义了同样的指标：\n'
            : 'these documents define the same for themselves:\n',
          ...others.map((o) => `  ${clean(o)}\n`),
        ]),
    write
      ? zh
        ? `已写入。新指标需要批准：dataagent approve ${spec} G2\n`
        : `written. A new metric needs approval: dataagent approve ${spec} G2\n`
      : zh
        ? `加 --write 执行；之后 ${spec} 的 G2 需要重新批准\n`
        : `--write does it; then ${spec} needs a new approval at G2\n`,
  ];
  return {
    text: lines.join(''),
    data: {
      spec,
      metric: name,
      definition: text,
      files,
      written: write,
      alike: alike.map((l) => ({ spec: l.spec, file: l.file, column: l.local.definition.as })),
      ...(write && { next: `dataagent approve ${spec} G2` }),
    },
  };
}
