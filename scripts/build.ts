import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Compiles src into dist: a clean folder, one file out for each file in, JSON copied along, and beside
// them the hash of them all, which says what a cache was made by.
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
const compiler = join(typescript, 'bin/tsc');
execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
});

const hash = createHash('sha256');
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).toSorted();
for (const file of files.filter((f) => /\.js(?:on)?$/.test(f)))
  hash.update(`${file}\0`).update(readFileSync(join(dist, file)));
writeFileSync(join(dist, 'build-id'), `${hash.digest('hex')}\n`);
