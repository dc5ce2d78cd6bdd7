import { clean } from '../../../base/render.js';
import { suggest } from '../../../base/text/suggest.js';
import { generate } from '../../../stages/generate.js';
import {
  linksOf,
  thingsNamed,
  traceOf,
  type Link,
  type TracedSpec,
} from '../../../stages/spec/trace.js';
import { everySpec } from '../../../workspace/archive.js';
import { readSpec } from '../../../workspace/spec.js';
import type { CommonOptions, Outcome, Session } from '../../outcome.js';
import { inProject } from '../../project/project.js';
import { cliTrouble } from '../../troubles/cli.js';

/** Follows a thing through all specs: what it comes from, and what depends on it. */
export async function showTrace(
  session: Session,
  what: string,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const specs: TracedSpec[] = [];
    for (const path of await everySpec(work.project)) {
      const [spec] = await readSpec(work.project, path);
      if (spec === undefined) continue;
      const { checked } = generate(spec, work.ontology, [], work.language);
      specs.push({ spec, checked });
    }
    const links = linksOf(specs, work.ontology);
    const names = thingsNamed(links, what);
    if (names.length === 0) {
      const known = [...new Set(links.flatMap((l) => [l.from, l.to]))];
      throw cliTrouble('unknown-thing', { word: what, near: suggest(what, known) });
    }
    const { toward, back } = traceOf(links, names);
    const zh = session.language === 'zh';
    const heads = zh ? ['去向与来源：', '依赖它的：'] : ['it comes to:', 'depends on it:'];
    const text = [
      ...names.map((n) => `${clean(n)}\n`),
      ...section(heads[0]!, toward, zh),
      ...section(heads[1]!, back, zh),
    ];
    return { text: text.join(''), data: { names, toward, back } };
  });
}

function section(head: string, links: readonly Link[], zh: boolean): readonly string[] {
  if (links.length === 0) return [];
  const by = (link: Link): string => (zh ? linkWords[link.by] : link.by.replaceAll('-', ' '));
  return [`${head}\n`, ...links.map((l) => `  ${clean(l.from)} ${by(l)} ${clean(l.to)}\n`)];
}

const linkWords: Readonly<Record<Link['by'], string>> = {
  'satisfied-by': '实现于',
  makes: '产出',
  reads: '读取',
  'tested-by': '测试于',
  is: '即',
  writes: '写入',
  'column-of': '属于',
};
