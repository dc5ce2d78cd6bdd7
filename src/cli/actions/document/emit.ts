import { hasErrors, type Diagnostic } from '../../../base/diagnostic.js';
import { unreachable } from '../../../base/unreachable.js';
import { check, compileTo } from '../../../compile.js';
import { bindDocument, type BindOptions } from '../../../bind/bind.js';
import { parseDocument } from '../../../dsl/parse.js';
import type { Ontology } from '../../../ontology/model.js';
import { planDocument } from '../../../plan/build.js';
import type { Dialect } from '../../../sql/dialect.js';
import type { Ending } from '../../exit-codes.js';
import { plainTree } from '../../output/plain-tree.js';
import { cliTrouble } from '../../troubles/cli.js';

const forms = ['bound', 'plan', 'ast', 'sql', 'ddl', 'dqc'] as const;
type Form = (typeof forms)[number];

/** The form of that name. */
export function formNamed(name: string): Form {
  const form = forms.find((f) => f === name);
  if (form === undefined) throw cliTrouble('unknown-word', { word: name, known: forms });
  return form;
}

/** One form of a document on the way to SQL, for people and for programs. */
export interface Emitted {
  readonly text: string;
  readonly value?: unknown;
  readonly found: readonly Diagnostic[];
  readonly ending?: Ending;
}

/** One form of a document, as somebody with the reader's roles sees it; what stands in its way is reported. */
export function emit(
  form: Form,
  text: string,
  ontology: Ontology,
  dialect: Dialect,
  reader: BindOptions,
): Emitted {
  switch (form) {
    case 'bound':
    case 'plan':
      return emitTree(form, text, ontology, reader);
    case 'ast': {
      const [checked, found] = check(text, ontology, reader);
      return checked === undefined ? refused(text, found) : tree(checked.statement, found);
    }
    case 'sql':
    case 'ddl':
    case 'dqc':
      return emitText(form, text, ontology, dialect, reader);
    default:
      return unreachable(form);
  }
}

function emitTree(
  form: 'bound' | 'plan',
  text: string,
  ontology: Ontology,
  reader: BindOptions,
): Emitted {
  const [parsed, formal] = parseDocument(text);
  if (parsed === undefined) return { text: '', found: formal };
  const [bound, meaning] = bindDocument(parsed.document, ontology, reader);
  const found = [...formal, ...meaning];
  if (bound === undefined || hasErrors(found)) return refused(text, found);
  if (form === 'bound') return tree(bound, found);
  const [plan, more] = planDocument(bound);
  return plan === undefined ? { text: '', found: [...found, ...more] } : tree(plan, found);
}

function emitText(
  form: 'sql' | 'ddl' | 'dqc',
  text: string,
  ontology: Ontology,
  dialect: Dialect,
  reader: BindOptions,
): Emitted {
  const [checked, found] = check(text, ontology, reader);
  if (checked === undefined) return refused(text, found);
  const [compiled, more] = compileTo(checked, ontology, dialect);
  const all = [...found, ...more];
  if (compiled === undefined) return { text: '', found: all };
  const { sql, ddl, checks } = compiled;
  if (form === 'sql') return { text: sql.text, value: sql, found: all };
  if (form === 'ddl') return { text: ddl?.text ?? '', value: ddl ?? null, found: all };
  const value = checks.map(({ id, kind, strength, columns, says, sql: rule }) => ({
    id,
    kind,
    strength,
    columns,
    says,
    sql: rule,
  }));
  return { text: checks.map((c) => c.sql.text).join('\n'), value, found: all };
}

function tree(value: unknown, found: readonly Diagnostic[]): Emitted {
  const plain = plainTree(value);
  return { text: `${JSON.stringify(plain, null, 2)}\n`, value: plain, found };
}

/** Holes need a person (S14); anything else wrong is in the findings. */
function refused(text: string, found: readonly Diagnostic[]): Emitted {
  const open = parseDocument(text)[0]?.document.unresolved ?? [];
  const holes = open.length > 0 && !hasErrors(found);
  return {
    text: '',
    found,
    ...(holes && { ending: 'needs-person', value: { unresolved: open } }),
  };
}
