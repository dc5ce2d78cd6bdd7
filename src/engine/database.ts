import { Trouble } from '../base/trouble.js';

/** A database as people name it: `duckdb:FILE`, or `duckdb::memory:` for an empty one. */
export interface DatabaseAddress {
  readonly engine: 'duckdb';
  /** Absent: an empty database in memory. */
  readonly file?: string;
}

/** Reads `duckdb:FILE`; anything else is the trouble `engine/database-address`, a usage error. */
export function parseDatabase(text: string): DatabaseAddress {
  const hint = 'write duckdb:FILE, for example duckdb:warehouse.duckdb';
  const [, engine, rest] = /^([A-Za-z][\w+.-]+):(.*)$/s.exec(text) ?? [];
  if (engine === undefined || rest === undefined)
    throw wrong(`"${shown(text)}" does not say which engine reads it`, hint);
  if (engine.toLowerCase() !== 'duckdb')
    throw wrong(`no engine is called "${shown(engine)}"; there is: duckdb`, hint);
  if (rest.trim() === '') throw wrong(`"${shown(text)}" names no file`, hint);
  if (rest === ':memory:') return { engine: 'duckdb' };
  if (rest.includes('\0')) throw wrong('the name of a file cannot hold a NUL character', hint);
  if (rest.startsWith('//'))
    throw wrong(`"${shown(text)}" is a network address; a database is a file`, hint);
  return { engine: 'duckdb', file: rest };
}

function wrong(message: string, hint: string): Trouble {
  return new Trouble('engine/database-address', 'usage', message, hint);
}

/** A password may stand in an address of another engine: nothing after the scheme's slashes is repeated. */
function shown(text: string): string {
  const cut = text.replace(/\/\/.*$/s, '//…');
  return cut.length > 80 ? `${cut.slice(0, 80)}…` : cut;
}
