import type { DuckDBListType, DuckDBStructType, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Type } from '../expr/type.js';
import type { ResultColumn, Value } from './engine.js';

type Api = typeof import('@duckdb/node-api');

/** A result column of DuckDB in the words of the expression language. */
export function resultColumn(api: Api, name: string, type: DuckDBType): ResultColumn {
  return { name, type: typeOf(api, type), databaseType: type.alias ?? type.toString() };
}

/** The type of the expression language that holds what a DuckDB type holds; `unknown` where none does. */
function typeOf(api: Api, type: DuckDBType): Type {
  const id = api.DuckDBTypeId;
  switch (type.typeId) {
    case id.BOOLEAN:
      return { kind: 'boolean' };
    case id.TINYINT:
    case id.SMALLINT:
    case id.INTEGER:
    case id.BIGINT:
    case id.HUGEINT:
    case id.UTINYINT:
    case id.USMALLINT:
    case id.UINTEGER:
    case id.UBIGINT:
    case id.UHUGEINT:
    case id.INTEGER_LITERAL:
      return { kind: 'bigint' };
    case id.FLOAT:
    case id.DOUBLE:
      return { kind: 'double' };
    case id.DECIMAL: {
      const { width, scale } = type;
      return { kind: 'decimal', precision: width, scale };
    }
    case id.VARCHAR:
    case id.STRING_LITERAL:
      return type.alias === 'JSON' ? { kind: 'json' } : { kind: 'string' };
    case id.ENUM:
    case id.UUID:
    case id.BIT:
    case id.TIME:
    case id.TIME_TZ:
    case id.TIME_NS:
      return { kind: 'string' };
    case id.DATE:
      return { kind: 'date' };
    case id.TIMESTAMP:
    case id.TIMESTAMP_S:
    case id.TIMESTAMP_MS:
    case id.TIMESTAMP_NS:
    case id.TIMESTAMP_TZ:
      return { kind: 'timestamp' };
    case id.INTERVAL:
      return { kind: 'interval' };
    case id.STRUCT:
    case id.MAP:
      return { kind: 'json' };
    case id.LIST:
    case id.ARRAY:
      return { kind: 'array', of: typeOf(api, (type as DuckDBListType).valueType) };
    case id.BLOB:
    case id.UNION:
    case id.ANY:
    case id.BIGNUM:
    case id.SQLNULL:
    case id.GEOMETRY:
    case id.VARIANT:
      break;
  }
  return { kind: 'unknown' };
}

/** One DuckDB value as plain data (see `Value`); `type` is the type of its column. */
export function plainValue(api: Api, type: DuckDBType, value: DuckDBValue): Value {
  if (value === null) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number')
    return type.typeId === api.DuckDBTypeId.FLOAT ? shortest(value) : value;
  if (typeof value === 'bigint') return exactInteger(value);
  if (value instanceof api.DuckDBTimestampTZValue) return instant(value.micros);
  if (
    value instanceof api.DuckDBTimestampValue ||
    value instanceof api.DuckDBTimestampSecondsValue ||
    value instanceof api.DuckDBTimestampMillisecondsValue ||
    value instanceof api.DuckDBTimestampNanosecondsValue
  )
    return value.toString().replace(' ', 'T');
  if (value instanceof api.DuckDBListValue || value instanceof api.DuckDBArrayValue) {
    const of = (type as DuckDBListType).valueType;
    return value.items.map((item) => plainValue(api, of, item));
  }
  if (value instanceof api.DuckDBStructValue) {
    const { entryNames, entryTypes } = type as DuckDBStructType;
    return Object.fromEntries(
      entryNames.map((n, i) => [n, plainValue(api, entryTypes[i]!, value.entries[n] ?? null)]),
    );
  }
  if (value instanceof api.DuckDBMapValue) {
    const { keyType, valueType } = type as InstanceType<Api['DuckDBMapType']>;
    return value.entries.map((e) => ({
      key: plainValue(api, keyType, e.key),
      value: plainValue(api, valueType, e.value),
    }));
  }
  return String(value);
}

function exactInteger(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** A FLOAT as people wrote it: the shortest number that is the same FLOAT (4.7, not 4.699999809265137). */
function shortest(value: number): number {
  for (let digits = 6; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** From microseconds and not from the driver's text, which follows the time zone of the host. */
function instant(micros: bigint): string {
  const millis = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n);
  const date = new Date(Number(millis));
  if (Number.isNaN(date.getTime())) return `${micros} µs`;
  const below = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const fraction = below.toString().padStart(6, '0').replace(/0+$/, '');
  return `${date.toISOString().slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z`;
}
