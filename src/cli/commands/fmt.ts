import { resolve } from 'node:path';
import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { CommonOptions, Outcome, Session } from '../outcome.js';

interface Options extends CommonOptions {
  readonly check?: true;
}

/** `dataagent fmt`: documents in canonical form (S16). */
export const fmtCommand = (): Command =>
  withCommonOptions(new Command('fmt'))
    .description('write DSL documents in canonical form')
    .argument('<files...>', 'JSON documents')
    .option('--check', 'change nothing; exit 1 where a file is not in canonical form')
    .action(async (files: string[], options: Options) => {
      const { run } = await import('../run.js');
      await run('fmt', options, (session) => format(session, files, options));
    });

async function format(
  session: Session,
  names: readonly string[],
  options: Options,
): Promise<Outcome> {
  const { parseDocument } = await import('../../dsl/parse.js');
  const { formatDocument } = await import('../../dsl/canonical.js');
  const { readText, writeAtomically } = await import('../../workspace/files.js');
  const { sourcesOf } = await import('../sources.js');
  const texts = new Map<string, string>();
  const found = [];
  const files = [];
  for (const file of names) {
    const text = await readText(resolve(session.cwd, file));
    texts.set(file, text);
    const [parsed, diagnostics] = parseDocument(text);
    found.push(...diagnostics.map((d) => ({ ...d, file })));
    if (parsed === undefined) continue;
    const formatted = formatDocument(parsed.document);
    const changed = formatted !== text;
    if (changed && options.check !== true)
      await writeAtomically(resolve(session.cwd, file), formatted);
    files.push({ file, changed });
  }
  const changed = files.filter((f) => f.changed);
  const broken = found.some((d) => d.severity === 'error');
  return {
    ...((broken || (options.check === true && changed.length > 0)) && { exit: 1 }),
    text: changed.map((f) => `${f.file}\n`).join(''),
    data: { files },
    diagnostics: found,
    sources: await sourcesOf(texts),
  };
}
