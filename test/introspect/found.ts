import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Found, FoundEntity } from '../../src/introspect/found.js';
import { introspect, type IntrospectOptions } from '../../src/introspect/introspect.js';

/** What is found in a database that the statements make in memory. */
export async function foundIn(
  statements: readonly string[],
  options: IntrospectOptions = {},
): Promise<Found> {
  const engine = await openDuckdb();
  try {
    const made = await engine.execute(statements);
    if ('error' in made) throw new Error(made.error.message);
    return await introspect(engine, options);
  } finally {
    await engine.close();
  }
}

/** The entity of a name; a test without it fails. */
export function entity(found: Found, name: string): FoundEntity {
  const entities = found.entities.filter((e) => e.name === name);
  if (entities.length !== 1)
    throw new Error(`there is ${found.entities.map((e) => e.name).join(', ')}, not ${name}`);
  return entities[0]!;
}

/** The evidence about an entity, `about name: text`; what was not taken begins with a minus. */
export function evidence(found: Found, of: string): readonly string[] {
  return found.evidence
    .filter((e) => e.entity === of)
    .map(
      (e) =>
        `${e.taken ? '' : '- '}${e.about}${e.name === undefined ? '' : ` ${e.name}`}: ${e.text}`,
    );
}

/** Relationships as `name → entity (here = there), required`. */
export function relationships(found: Found, of: string): readonly string[] {
  return entity(found, of).relationships.map(
    (r) =>
      `${r.name} → ${r.to} (${r.on.map((p) => `${p.from} = ${p.to}`).join(', ')})` +
      `${r.cardinality === 'one_to_one' ? ', one to one' : ''}${r.required ? ', required' : ''}`,
  );
}

/** One database for many small cases: case i is the statements in the schema `s<i>`, where tables are found without it. */
export async function foundInEach(
  cases: readonly (readonly string[])[],
): Promise<readonly Found[]> {
  const found = await foundIn(
    cases.flatMap((statements, i) => [
      `CREATE SCHEMA s${i}`,
      ...statements.map((s) => s.replace('CREATE TABLE ', `CREATE TABLE s${i}.`)),
    ]),
  );
  return cases.map((_, i) => {
    const entities = found.entities.filter((e) => e.table.schema === `s${i}`);
    const names = new Set(entities.map((e) => e.name));
    return {
      entities,
      metrics: found.metrics.filter((m) => names.has(m.entity)),
      evidence: found.evidence.filter((e) => names.has(e.entity)),
    };
  });
}
