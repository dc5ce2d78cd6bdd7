import { edited, type Edit } from '../text/edits.js';
import { entityOfTable, same } from '../relation.js';
import { nameAt } from '../statements/piece.js';
import { tokensOf } from '../text/tokens.js';
import type { Ontology } from '../../../ontology/model.js';

/**
 * SQL with its tables called as the ontology calls them: whether a project or a schema stands before a name is a
 * matter of where the task runs. Other names stay.
 */
export function withOwnTables(sql: string, ontology: Ontology): string {
  const { tokens } = tokensOf(sql, false);
  const edits = tokens.flatMap((token, i): readonly Edit[] => {
    if (!['from', 'join', ','].includes(tokens[i - 1]?.text ?? '')) return [];
    const [written, after] = nameAt(tokens, i);
    if (written.length < 2) return [];
    const own = entityOfTable(ontology, written)?.table.name;
    if (own === undefined || same(own.join('.'), written.join('.'))) return [];
    const text = own.map((part) => `"${part}"`).join('.');
    return [{ start: token.start, end: tokens[after - 1]!.end, text }];
  });
  return edited(sql, edits).text;
}
