import type { Definition, Params } from '../base/diagnostic.js';
import { suggest } from '../base/suggest.js';
import { Trouble } from '../base/trouble.js';
import { allDefinitions } from './all-definitions.js';
import type { Outcome, Session } from './outcome.js';

/** Every code with its level and severity, and why it exists. */
export function listCodes(session: Session): Outcome {
  const rules = definitions().map(({ code, definition }) => ({
    code,
    level: definition.level,
    severity: definition.severity,
    why: definition.why[session.language],
  }));
  const width = Math.max(...rules.map((r) => r.code.length));
  return {
    text: rules
      .map((r) => `L${r.level} ${r.severity.padEnd(7)} ${r.code.padEnd(width)}  ${r.why}\n`)
      .join(''),
    data: { rules },
  };
}

/** One code: why it exists, what trips it, what does not. */
export function explainCode(session: Session, code: string): Outcome {
  const found = definitions().find((d) => d.code === code);
  if (found === undefined) {
    const near = suggest(
      code,
      definitions().map((d) => d.code),
    );
    throw new Trouble(
      'cli/unknown-code',
      'usage',
      `no diagnostic has the code "${code}"`,
      near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'dataagent explain --list',
    );
  }
  const { definition } = found;
  const zh = session.language === 'zh';
  const example = (title: string, text: string | undefined): string =>
    text === undefined ? '' : `\n${title}:\n${text.replace(/^/gm, '  ')}\n`;
  return {
    text: [
      `${code} (L${definition.level}, ${definition.severity})\n\n${definition.why[session.language]}\n`,
      example(zh ? '违反' : 'breaks it', definition.failing),
      example(zh ? '符合' : 'keeps it', definition.passing),
    ].join(''),
    data: {
      code,
      level: definition.level,
      severity: definition.severity,
      why: definition.why[session.language],
      failing: definition.failing ?? null,
      passing: definition.passing ?? null,
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
