import { onTestFinished } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Found, FoundEntity } from '../../src/introspect/found.js';
import { introspect, type IntrospectOptions } from '../../src/introspect/introspect.js';

/** What is found in a database that the statements make in memory. */
export async function foundIn(
  statements: readonly string[],
  options: IntrospectOptions = {},
): Promise<Found> {
  const engine = await openDuckdb();
  onTestFinished(() => engine.close());
  const made = await engine.execute(statements);
  if ('error' in made) throw new Error(made.error.message);
  return introspect(engine, options);
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
