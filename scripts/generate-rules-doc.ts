import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Level } from '../src/base/diagnostic.js';
import { allExplained, type Explained } from '../src/cli/explanations/explained.js';
import { allRules } from '../src/rules/all-rules.js';
import { escaped } from './markdown.js';

/**
 * Writes `docs/rules.md` from what `explain` tells of every code: `tsx scripts/generate-rules-doc.ts`.
 * The definitions are the source; a test holds the page to them.
 */

const file = join(import.meta.dirname, '../docs/rules.md');

const levels: Readonly<Record<Level, string>> = {
  1: 'L1 Form (形式)',
  2: 'L2 References (引用)',
  3: 'L3 Types, grain, joins, additivity (类型、粒度、关联、可加性)',
  4: 'L4 Warehouse standards (数仓规范)',
  5: 'L5 Policy (安全与成本)',
  6: 'L6 Behaviour (运行结果)',
};

const intro = `# Diagnostics

<!-- Written by scripts/generate-rules-doc.ts; edit the definitions in src, not this page. -->

Everything that the tool can find or that can stop it: the code, its level and severity, why it exists, what to
do, and a text or command that trips it beside one that does not. \`dataagent explain <code>\` shows the same. An
error keeps anything from being generated; a warning is for a person to judge; what ends a command has an exit
code. The examples of \`rule/…\` are whole documents over the shop of \`test/support/shop.ts\`; they and those of
\`expr\`, \`ontology\`, \`dsl\` and \`bind\` are run by the tests. What stands between angle brackets depends on the place.
`;

/** The page; the same definitions give the same bytes. */
export function rulesDocument(): string {
  const all = allExplained();
  const sections = ([1, 2, 3, 4, 5, 6] as const).map((level) => {
    const found = all.filter((e) => e.level === level);
    if (found.length === 0) return '';
    return `## ${levels[level]}\n\n${found.map(entry).join('\n')}`;
  });
  return `${intro}\n${sections.filter((s) => s !== '').join('\n')}`;
}

const documents = new Set(allRules.map((law) => `rule/${law.name}`));

function entry({ code, severity, exit, why, remedy, failing, passing }: Explained): string {
  const language = documents.has(code) ? 'json' : 'text';
  const example = (title: string, text: string): string =>
    `\n${title}:\n\n${fenced(text.trimEnd(), language)}\n`;
  const kind = severity === 'error' ? 'Error (错误)' : 'Warning (警告)';
  const ends = exit === undefined ? '' : `, exit (退出码) ${exit}`;
  return [
    `### ${code}\n\n${kind}${ends}. ${escaped(why.en)}\n\n${escaped(why.zh)}\n`,
    `\nWhat to do (处理方法): ${escaped(remedy.en)}. ${escaped(remedy.zh)}。\n`,
    example('Breaks it (违反)', failing),
    example('Keeps it (符合)', passing),
  ].join('');
}

/** A fence longer than any run of backticks in the text. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(file, rulesDocument());
