import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { compiledSchemas } from './compiled-schemas.js';

// Compiles src into dist: a clean folder; the checked types of each file; the program in as few files as
// its commands can share, since every file costs a start; and beside them the hash of them all, which
// says what a cache was made by.
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
const compiler = join(typescript, 'bin/tsc');
const types = ['--emitDeclarationOnly', '--sourceMap', 'false'];
execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json'), ...types], {
  stdio: 'inherit',
});

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
await build({
  entryPoints: ['cli/main.ts', 'cli/spec-thread.ts', 'compile.ts'].map((f) => join(root, 'src', f)),
  outbase: join(root, 'src'),
  outdir: dist,
  // As deep as the rooms of src, so that paths relative to a file mean the same.
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Of ajv only what generated validators call is left.
  external: Object.keys(dependencies)
    .filter((name) => name !== 'ajv')
    .flatMap((name) => [name, `${name}/*`]),
  minifySyntax: true,
  minifyWhitespace: true,
  plugins: [compiledSchemas],
  sourcemap: true,
  logLevel: 'warning',
});

// For editors: what completes and checks YAML and JSON files of a project.
const schemas = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
mkdirSync(join(dist, 'schemas'));
for (const file of schemas.filter((f) => f.endsWith('.schema.json')))
  copyFileSync(join(root, 'src', file), join(dist, 'schemas', basename(file)));

const hash = createHash('sha256');
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).toSorted();
for (const file of files.filter((f) => f.endsWith('.js')))
  hash.update(`${file}\0`).update(readFileSync(join(dist, file)));
writeFileSync(join(dist, 'build-id'), `${hash.digest('hex')}\n`);
