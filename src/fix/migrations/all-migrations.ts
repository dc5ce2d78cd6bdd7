import type { Migration } from './migration.js';

/** Every step there is, oldest first; each stands in a file of its own beside this one. Version 1 is the first. */
export const allMigrations: readonly Migration[] = [];
