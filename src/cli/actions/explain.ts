import type { Definition, Params } from '../../base/diagnostic.js';
import { suggest } from '../../base/suggest.js';
import { allDefinitions } from '../all-definitions.js';
import type { Outcome, Session } from '../outcome.js';
import { cliTrouble } from '../troubles.js';

/** Every code with its level and severity, and why it exists. */
export function listCodes({ language }: Session): Outcome {
  const rules = definitions().map(({ code, definition: { level, severity, why } }) => ({
    code,
    level,
    severity,
    why: why[language],
  }));
  const width = Math.max(...rules.map((r) => r.code.length));
  const lines = rules.map(
    (r) => `L${r.level} ${r.severity.padEnd(7)} ${r.code.padEnd(width)}  ${r.why}\n`,
  );
  return { text: lines.join(''), data: { rules } };
}

/** One code: why it exists, what breaks it, what does not. */
export function explainCode({ language }: Session, code: string): Outcome {
  const found = definitions().find((d) => d.code === code);
  if (found === undefined) {
    const codes = definitions().map((d) => d.code);
    throw cliTrouble('unknown-code', { code, near: suggest(code, codes) });
  }
  const { level, severity, why, failing, passing } = found.definition;
  const titles =
    language === 'zh'
      ? { failing: '违反', passing: '符合' }
      : { failing: 'breaks it', passing: 'keeps it' };
  const example = (title: string, text: string | undefined): string =>
    text === undefined ? '' : `\n${title}:\n${text.replace(/^/gm, '  ')}\n`;
  return {
    text: [
      `${code} (L${level}, ${severity})\n\n${why[language]}\n`,
      example(titles.failing, failing),
      example(titles.passing, passing),
    ].join(''),
    data: {
      code,
      level,
      severity,
      why: why[language],
      failing: failing ?? null,
      passing: passing ?? null,
    },
  };
}

/** Whether a word is the code of a diagnostic. */
export function isCode(word: string): boolean {
  return definitions().some((d) => d.code === word);
}

function definitions(): readonly {
  readonly code: string;
  readonly definition: Definition<Params>;
}[] {
  return Object.entries(allDefinitions).flatMap(([room, all]) =>
    Object.entries(all).map(([name, definition]) => ({
      code: `${room}/${name}`,
      definition: definition as unknown as Definition<Params>,
    })),
  );
}
