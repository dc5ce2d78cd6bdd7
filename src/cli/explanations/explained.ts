import type { Definition, Language, Level, Params, Severity } from '../../base/diagnostic.js';
import type { TroubleDefinition, TroubleKind } from '../../base/trouble.js';
import { allDefinitions } from '../all-definitions.js';
import { allTroubles } from '../all-troubles.js';
import { exitCodes } from '../exit-codes.js';
import { allExplanations } from './all-explanations.js';

type Words = Readonly<Record<Language, string>>;

/** One code as `explain` and `docs/rules.md` tell of it. */
export interface Explained {
  readonly code: string;
  readonly level: Level;
  readonly severity: Severity;
  /** Of what ends a command: its exit code. */
  readonly exit?: number;
  readonly why: Words;
  /** What to do about it; what stands between angle brackets depends on the place. */
  readonly remedy: Words;
  readonly failing: string;
  readonly passing: string;
}

/** Every code that the tool can print, without what is told of it. */
export function allCodes(): readonly string[] {
  const of = (rooms: Readonly<Record<string, object>>): readonly string[] =>
    Object.entries(rooms).flatMap(([room, all]) => Object.keys(all).map((n) => `${room}/${n}`));
  return [...of(allDefinitions), ...of(allTroubles), 'cli/bug'];
}

/** Every code that the tool can print, in the order of their rooms. */
export function allExplained(): readonly Explained[] {
  const diagnostics = Object.entries(allDefinitions).flatMap(([room, definitions]) =>
    Object.entries(definitions).map(([name, definition]) =>
      ofDiagnostic(room, name, definition as unknown as Definition<Params>),
    ),
  );
  const troubles = Object.entries(allTroubles).flatMap(([room, definitions]) =>
    Object.entries(definitions).map(([name, definition]) =>
      ofTrouble(room, name, definition as unknown as TroubleDefinition<Params>),
    ),
  );
  return [...diagnostics, ...troubles, bug()];
}

function ofDiagnostic(room: string, name: string, definition: Definition<Params>): Explained {
  const { level, severity, why, hint, failing, passing } = definition;
  const told = allExplanations[room]?.[name];
  return {
    code: `${room}/${name}`,
    level,
    severity,
    why,
    remedy: filled(hint),
    failing: failing ?? told?.failing ?? '',
    passing: passing ?? told?.passing ?? '',
  };
}

/** Where no one sentence says what to do, for it depends on the place. */
const asShown: Words = {
  en: 'write it as in the example that keeps it; a finding lists what is allowed at its place',
  zh: '参照符合的示例修改；诊断会列出该位置允许的写法',
};

function ofTrouble(room: string, name: string, definition: TroubleDefinition<Params>): Explained {
  const told = allExplanations[room]?.[name];
  return {
    code: `${room}/${name}`,
    level: levels[definition.kind],
    severity: 'error',
    exit: exitCodes[definition.kind],
    why: told?.why ?? { en: '', zh: '' },
    remedy: filled(definition.hint),
    failing: told?.failing ?? '',
    passing: told?.passing ?? '',
  };
}

/** Troubles are of no document; they stand at the level of what they are about. */
const levels: Readonly<Record<TroubleKind, Level>> = {
  usage: 1,
  denied: 5,
  'needs-person': 6,
  model: 6,
  budget: 6,
  environment: 6,
  interrupted: 6,
};

function bug(): Explained {
  const told = allExplanations['cli']!['bug']!;
  return {
    code: 'cli/bug',
    level: 6,
    severity: 'error',
    exit: exitCodes.bug,
    why: told.why!,
    remedy: {
      en: 'report it with the lines that are printed',
      zh: '请附上打印的内容反馈',
    },
    failing: told.failing,
    passing: told.passing,
  };
}

/** A text of which every parameter is its own name in angle brackets: as a list it reads the same. */
function filled(text: Readonly<Record<Language, (params: Params) => string>> | undefined): Words {
  if (text === undefined) return asShown;
  const names = new Proxy({}, { get: (_, name) => [`<${String(name)}>`] }) as Params;
  try {
    // Some texts are a parameter and nothing else.
    const words = { en: [text.en(names)].join(''), zh: [text.zh(names)].join('') };
    return words.en === '' ? asShown : words;
  } catch {
    // A hint that is looked up by what was found has no one sentence.
    return asShown;
  }
}
