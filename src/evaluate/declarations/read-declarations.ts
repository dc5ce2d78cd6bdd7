import { isObject } from '../../base/json/json-object.js';
import type { Declared, DeclaredTable } from './declarations.js';
import { readOwl } from './read-owl.js';

/** A file beside the questions of a set. */
export interface SetDocument {
  /** Its name in the folder. */
  readonly name: string;
  readonly text: string;
}

/** What the documents of a set declare: `schema.json` (keys by data set), CREATE TABLE statements, OWL in Turtle. */
export function readDeclarations(documents: readonly SetDocument[]): Declared {
  return {
    tables: documents.flatMap(({ name, text }) => {
      if (name.toLowerCase() === 'schema.json') return ofSchemaJson(text);
      return /\.(?:ddl|sql)$/i.test(name) ? ofDefinitions(text) : [];
    }),
    concepts: documents.flatMap(({ name, text }) =>
      /\.(?:ttl|owl)$/i.test(name) ? [readOwl(text)] : [],
    ),
  };
}

interface Relations {
  readonly pk?: readonly string[];
  readonly fk?: Readonly<Record<string, string>>;
}

/** `{"13": {"tables": …, "relations": {"sales": {"pk": [], "fk": {"store": "stores.store"}}}}}`: data set 13 is the schema t13. */
function ofSchemaJson(text: string): readonly DeclaredTable[] {
  const sets = Object.entries(objectOf(parsed(text)));
  return sets.flatMap(([set, of]) =>
    Object.entries(objectOf(objectOf(of)['relations'])).map(([name, said]): DeclaredTable => {
      const { pk, fk } = objectOf(said) as Relations;
      return {
        schema: `t${set}`,
        name,
        columns: [],
        key: Array.isArray(pk) ? pk.map(String) : [],
        references: Object.entries(objectOf(fk)).flatMap(([column, target]) => {
          const [table, other] = String(target).split('.');
          return table === undefined || other === undefined
            ? []
            : [{ columns: [column], table, tableColumns: [other] }];
        }),
      };
    }),
  );
}

const name = String.raw`["\`\[]?([\w$]+)["\`\]]?`;

/** Keys, references and comments of CREATE TABLE statements. */
function ofDefinitions(text: string): readonly DeclaredTable[] {
  const statements = text.matchAll(
    new RegExp(
      String.raw`create\s+table\s+(?:if\s+not\s+exists\s+)?(?:[\w$"]+\.)?${name}\s*\(`,
      'gi',
    ),
  );
  return [...statements].map((match): DeclaredTable => {
    const rest = text.slice(match.index + match[0].length);
    const end = rest.search(/\bcreate\s+table\b/i);
    const body = end < 0 ? rest : rest.slice(0, end);
    const key = /primary\s+key\s*\(([^)]*)\)/i.exec(body)?.[1];
    const references = body.matchAll(
      new RegExp(
        String.raw`foreign\s+key\s*\(([^)]*)\)\s*references\s+(?:[\w$"]+\.)?${name}\s*\(([^)]*)\)`,
        'gi',
      ),
    );
    const comments = body.matchAll(
      new RegExp(
        String.raw`^\s*${name}\s+[^\n]*?(?:\bcomment\s+'([^'\n]+)'|--[ \t]*([^\n]+))`,
        'gim',
      ),
    );
    return {
      name: match[1]!,
      columns: [...comments].map(([, column, quoted, dashed]) => ({
        name: column!,
        comment: (quoted ?? dashed ?? '').trim(),
      })),
      key: key === undefined ? [] : namesIn(key),
      references: [...references].flatMap(([, own, table, other]) => {
        const columns = namesIn(own!);
        const tableColumns = namesIn(other!);
        // A table that points to itself by its own key says nothing.
        const isItself = table === match[1] && columns.join() === tableColumns.join();
        return isItself ? [] : [{ columns, table: table!, tableColumns }];
      }),
    };
  });
}

/** Names in a list, without quotes and directions. */
function namesIn(list: string): readonly string[] {
  return list.split(',').flatMap((part) => new RegExp(name).exec(part)?.[1] ?? []);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
