import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeShopProject } from './shop-project.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The project of the shop, which tests copy and none changes. */
    readonly shopTemplate: string;
    /** The home of a user who has no settings: that of whoever runs the tests may have some. */
    readonly home: string;
  }
}

/** Makes, once, what all tests of the command line share; gives what removes it again. */
export async function setup({ provide }: Pick<TestProject, 'provide'>): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'cli-shared-'));
  const [shopTemplate, home] = [join(folder, 'shop'), join(folder, 'home')];
  mkdirSync(home);
  await makeShopProject(shopTemplate, { HOME: home });
  provide('shopTemplate', shopTemplate);
  provide('home', home);
  return () => rmSync(folder, { recursive: true, force: true });
}
