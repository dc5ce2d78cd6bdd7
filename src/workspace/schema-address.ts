/** Schemas that the package brings for editors. */
export type SchemaName = 'spec' | 'tasks' | 'report' | 'test-case' | 'dqc';

/** Where an editor finds a schema of the installed package from a file that lies so many folders deep. */
export function schemaAddress(name: SchemaName, depth: number): string {
  return `${'../'.repeat(depth)}node_modules/dataagent/dist/schemas/${name}.schema.json`;
}

/** The line that tells editors the schema of a YAML file. */
export function schemaLine(name: SchemaName, depth: number): string {
  return `# yaml-language-server: $schema=${schemaAddress(name, depth)}`;
}
