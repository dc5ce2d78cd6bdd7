import type { Trouble } from '../base/trouble.js';
import { engineTrouble } from './troubles.js';

/** A database as people name it: `duckdb:FILE`, or `duckdb::memory:` for an empty one. */
export interface DatabaseAddress {
  readonly engine: 'duckdb';
  /** Absent: an empty database in memory. */
  readonly file?: string;
}

/** Reads `duckdb:FILE`; anything else is the trouble `engine/database-address`, a usage error. */
export function parseDatabase(text: string): DatabaseAddress {
  const [, engine, rest] = /^([A-Za-z][\w+.-]+):(.*)$/s.exec(text) ?? [];
  if (engine === undefined || rest === undefined)
    throw wrong(
      `"${shown(text)}" does not say which engine reads it`,
      `「${shown(text)}」没有说明由哪个引擎读取`,
    );
  if (engine.toLowerCase() !== 'duckdb')
    throw wrong(
      `no engine is called "${shown(engine)}"; there is: duckdb`,
      `没有名为「${shown(engine)}」的引擎；可用：duckdb`,
    );
  if (rest.trim() === '')
    throw wrong(`"${shown(text)}" names no file`, `「${shown(text)}」没有指定文件`);
  if (rest === ':memory:') return { engine: 'duckdb' };
  if (rest.includes('\0'))
    throw wrong('the name of a file cannot hold a NUL character', '文件名不能含 NUL 字符');
  if (rest.startsWith('//'))
    throw wrong(
      `"${shown(text)}" is a network address; a database is a file`,
      `「${shown(text)}」是网络地址；数据库应为文件`,
    );
  return { engine: 'duckdb', file: rest };
}

function wrong(message: string, chinese: string): Trouble {
  return engineTrouble('database-address', { message, chinese });
}

/** A password may stand in an address of another engine: nothing after the scheme's slashes is repeated. */
function shown(text: string): string {
  const cut = text.replace(/\/\/.*$/s, '//…');
  return cut.length > 80 ? `${cut.slice(0, 80)}…` : cut;
}
