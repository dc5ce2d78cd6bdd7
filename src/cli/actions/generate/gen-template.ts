import { hasErrors, inFile } from '../../../base/diagnostic.js';
import { check } from '../../../compile.js';
import { formatDocument } from '../../../dsl/canonical.js';
import { parseDocument } from '../../../dsl/parse.js';
import { instantiate, type HoleProblem } from '../../../stages/instantiate.js';
import { solutionOf } from '../../../stages/spec/solution.js';
import { modelTemplates } from '../../../workspace/model-templates.js';
import { readProjectFile } from '../../../workspace/project.js';
import { requirementsOf } from '../../../workspace/requirements.js';
import type { Spec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { GenOptions } from '../../commands/gen.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import type { Work } from '../../project/project.js';
import { templateTrouble } from '../../troubles/template.js';
import { cliTrouble } from '../../troubles/cli.js';
import { alreadyDrafted } from './gen-dsl.js';

/** Writes the document of a spec from a template of a model; it is an ordinary document afterwards. */
export async function genTemplate(
  session: Session,
  { project, ontology, language }: Work,
  spec: Spec,
  { template: name = '', set = [], dryRun }: GenOptions,
): Promise<Outcome> {
  const templates = await modelTemplates(project);
  const template = templates.find((t) => t.template === name);
  if (template === undefined)
    throw templateTrouble('unknown', { name, known: templates.map((t) => t.template) });
  const given = new Map([['title', spec.meta.title], ...set.map(pair)]);
  const made = instantiate(template, given, ontology);
  if ('problems' in made)
    throw templateTrouble('holes', {
      name,
      problems: made.problems.map((p) => inWords(p, 'en')),
      chinese: made.problems.map((p) => inWords(p, 'zh')),
    });
  const satisfies = requirementsOf(spec.requirement?.text ?? '').map((r) => r.id);
  const draft = { ...(made.document as object), ...(satisfies.length > 0 && { satisfies }) };
  const file = `${spec.folder}/dsl/${given.get('table') ?? name}.json`;
  if (spec.documents.some((d) => d.file === file)) throw alreadyDrafted(spec, file);
  const [parsed, formal] = parseDocument(JSON.stringify(draft));
  if (parsed === undefined) return findings(inFile(formal, file));
  const content = formatDocument(parsed.document);
  const [checked, found] = check(content, ontology);
  project.texts.set(file, content);
  const files = new Map([[file, content]]);
  const { target } = parsed.document;
  if (target !== undefined && spec.meta.kind === 'quick') {
    const path = `${spec.folder}/spec.yaml`;
    files.set(path, asTable(await readProjectFile(project, path), target.table));
  }
  if (checked !== undefined && spec.solution === undefined)
    files.set(`${spec.folder}/solution.md`, solutionOf(checked, ontology, language));
  session.signal.throwIfAborted();
  if (dryRun !== true && !hasErrors(found)) await writeFiles(project.root, files);
  return {
    text: hasErrors(found) ? '' : [...files.keys()].map((f) => `${f}\n`).join(''),
    data: {
      spec: spec.name,
      template: name,
      files: hasErrors(found) ? [] : [...files.keys()],
      next: `dataagent run ${spec.name}`,
    },
    diagnostics: inFile(found, file),
  };
}

/** The settings of a spec that turns out to write a table: no longer a question. */
function asTable(settings: string, table: string): string {
  return settings
    .replace(/^kind: quick$/m, 'kind: new')
    .replace(/^targets: \[\]$/m, `targets: [${JSON.stringify(table)}]`);
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw cliTrouble('parameter', { text });
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function inWords({ kind, hole, said, known }: HoleProblem, language: 'en' | 'zh'): string {
  const names = known.slice(0, 5).join(', ');
  const words = {
    en: {
      unknown: `it has no hole "${hole}" (${names})`,
      missing: `${hole} is missing (such as ${names})`,
      wrong: `${hole}: "${said}" does not fit (such as ${names})`,
    },
    zh: {
      unknown: `没有名为「${hole}」的空位（${names}）`,
      missing: `缺少 ${hole}（例如 ${names}）`,
      wrong: `${hole}：「${said}」不合适（例如 ${names}）`,
    },
  };
  return words[language][kind];
}
