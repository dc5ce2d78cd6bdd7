/** The version of the forms of today: documents (`dsl`), settings and ontology (`dataagent`). */
export const formVersion = '1';

/** How a written version stands to that of today; undefined: it is none, or today's. */
export function ageOf(version: unknown): 'older' | 'newer' | undefined {
  if (typeof version !== 'string' && typeof version !== 'number') return undefined;
  const text = String(version);
  if (!/^\d{1,6}$/.test(text)) return undefined;
  const [written, today] = [Number(text), Number(formVersion)];
  if (written === today) return undefined;
  return written < today ? 'older' : 'newer';
}
