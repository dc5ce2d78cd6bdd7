import { defineDiagnostics, diagnostic, type Diagnostic } from '../base/diagnostic.js';
import type { EngineError } from '../engine/engine.js';
import type { Printed } from '../sql/ast.js';

/** What an engine can have against SQL of ours. */
export const engineDefinitions = {
  failed: diagnostic<{ type: string; detail: string }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ type, detail }) => `the database refuses the SQL (${type}): ${detail}`,
      zh: ({ type, detail }) => `数据库拒绝执行该 SQL（${type}）：${detail}`,
    },
    why: {
      en: 'The ontology and the database do not agree, or a value cannot be read as its type.',
      zh: '本体与数据库不一致，或某个值无法按其类型读取。',
    },
    hint: {
      en: () => 'compare the entity with its table: "dataagent doctor" lists what differs',
      zh: () => '核对实体与物理表：可用 "dataagent doctor" 查看差异',
    },
  }),
} as const;

const engineDiagnostic = defineDiagnostics('engine', engineDefinitions);

/** An engine's error, led back through the printed spans to the place in the document it came from. */
export function engineFinding(error: EngineError, sql: Printed): Diagnostic {
  // The engine counts in its statement, spans in the whole text.
  const start = sql.statements[error.statement]?.start ?? 0;
  const offset = error.offset === undefined ? undefined : start + error.offset;
  const around = sql.spans
    .filter((s) => offset !== undefined && s.start <= offset && offset < s.end)
    .toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const detail = error.message.split('\n')[0]!;
  return engineDiagnostic(
    'failed',
    around[0]?.at ?? '',
    { type: error.type, detail },
    error.candidates.length > 0 ? { allowed: error.candidates } : {},
  );
}
