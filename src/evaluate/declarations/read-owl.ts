/** What an ontology of the business says: classes, and properties by the class that has them. */
export interface OwlDocument {
  readonly classes: readonly { readonly name: string; readonly label: string }[];
  readonly properties: readonly OwlProperty[];
  /** From one class to another. */
  readonly relations: readonly (OwlProperty & { readonly range: string })[];
}

interface OwlProperty {
  readonly name: string;
  readonly label: string;
  readonly domain: string;
}

/**
 * Classes and properties of an OWL ontology in Turtle, with their labels: prefixed or full names,
 * `;` and `,` lists, literals with or without a language. Anything else of Turtle is passed over.
 */
export function readOwl(text: string): OwlDocument {
  const classes = new Map<string, string>();
  const properties: { name: string; label: string; domain: string; range?: string }[] = [];
  for (const statement of statementsOf(text)) {
    const [subject, ...rest] = statement;
    if (subject === undefined) continue;
    const said = predicatesOf(rest);
    const kinds = said.get('type') ?? said.get('a') ?? [];
    const name = localName(subject);
    const label = textOf(said.get('label')?.[0]) ?? spaced(name);
    if (kinds.some((k) => localName(k) === 'Class')) classes.set(name, label);
    const domain = said.get('domain')?.[0];
    const range = said.get('range')?.[0];
    const isProperty = kinds.some((k) => localName(k).endsWith('Property'));
    if (isProperty && domain !== undefined)
      properties.push({
        name,
        label,
        domain: localName(domain),
        ...(range !== undefined && { range: localName(range) }),
      });
  }
  return {
    classes: [...classes].map(([name, label]) => ({ name, label })),
    properties: properties.filter((p) => p.range === undefined || !classes.has(p.range)),
    relations: properties.flatMap((p) =>
      p.range !== undefined && classes.has(p.range) ? [{ ...p, range: p.range }] : [],
    ),
  };
}

const tokens =
  /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|#[^\n]*|\^\^|@[a-zA-Z-]+|[;,.[\]()](?=\s|$|[;,\]])|[^\s;,"<>[\]()]+/g;

/** Statements as their terms; directives begin with @ or are in capitals. */
function statementsOf(text: string): readonly (readonly string[])[] {
  const statements: string[][] = [];
  let current: string[] = [];
  for (const [token] of text.matchAll(tokens)) {
    if (token.startsWith('#')) continue;
    const isLast =
      token === '.' || (token.length > 1 && /[^\d"]\.$/.test(token) && !token.startsWith('<'));
    const term = token === '.' ? '' : isLast ? token.slice(0, -1) : token;
    if (term !== '') current.push(term);
    if (!isLast) continue;
    if (!/^@|^(?:prefix|base)$/i.test(current[0] ?? '@')) statements.push(current);
    current = [];
  }
  return statements;
}

/** Values by the local names of predicates; a language or a type behind a literal is left out. */
function predicatesOf(terms: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const said = new Map<string, string[]>();
  let predicate: string | undefined;
  for (let at = 0; at < terms.length; at++) {
    const term = terms[at]!;
    if (term === ';') predicate = undefined;
    else if (predicate === undefined) {
      predicate = localName(term);
      said.set(predicate, said.get(predicate) ?? []);
    } else if (term === '^^') at += 1;
    else if (term !== ',' && !term.startsWith('@')) said.get(predicate)!.push(term);
  }
  return said;
}

function localName(term: string): string {
  const bare = term.replace(/^<|>$/g, '');
  return /[^:/#]*$/.exec(bare)![0];
}

function textOf(term: string | undefined): string | undefined {
  const inner = term === undefined ? null : /^"+([\s\S]*?)"+$/.exec(term);
  const text = inner?.[1]?.trim();
  return text === '' ? undefined : text;
}

function spaced(name: string): string {
  return name.replaceAll(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, '$1 $2');
}
