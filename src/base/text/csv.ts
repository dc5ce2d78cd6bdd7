/** A text in CSV: the names of its first line, and its records. */
export interface CsvTable {
  readonly names: readonly string[];
  readonly records: readonly CsvRecord[];
}

/** One record; an empty field is null, `""` an empty text. */
type CsvRecord = readonly (string | null)[];

/** Why a text is no CSV, and from which character on. */
export interface CsvProblem {
  readonly kind: 'open-quote' | 'after-quote' | 'fields' | 'no-names' | 'repeated-name';
  readonly offset: number;
  /** Of `fields` how many there are and how many names; of `repeated-name` the name. */
  readonly detail: string;
}

/**
 * Reads RFC 4180: commas, names first, quotes around what holds a comma, a quote (written twice) or a line
 * break. Nothing about the form is guessed. Empty lines are no records, but of a single column.
 */
export function readCsv(
  text: string,
): { readonly table: CsvTable } | { readonly problem: CsvProblem } {
  const records: { readonly at: number; readonly fields: CsvRecord }[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const start = at;
    const fields: (string | null)[] = [];
    for (;;) {
      const field = text[at] === '"' ? quoted : plain;
      field.lastIndex = at;
      const found = field.exec(text);
      if (found === null) return wrong('open-quote', at);
      const [whole, inner = ''] = found;
      fields.push(field === plain && inner === '' ? null : inner.replaceAll('""', '"'));
      at += whole.length;
      if (text[at] !== ',') break;
      at += 1;
    }
    const [end] = /^(?:\r?\n|$)/.exec(text.slice(at, at + 2)) ?? [];
    if (end === undefined) return wrong('after-quote', at);
    at += end.length;
    const single = records.length > 0 && records[0]!.fields.length === 1;
    if (fields.length > 1 || fields[0] !== null || single) records.push({ at: start, fields });
  }
  const [head, ...rest] = records;
  if (head === undefined) return wrong('no-names', 0);
  const names = head.fields.map((name) => name ?? '');
  const again = names.find((name, i) => names.indexOf(name) < i);
  if (again !== undefined) return wrong('repeated-name', head.at, again);
  const odd = rest.find((r) => r.fields.length !== names.length);
  if (odd !== undefined) return wrong('fields', odd.at, `${odd.fields.length} ≠ ${names.length}`);
  return { table: { names, records: rest.map((r) => r.fields) } };
}

const quoted = /"((?:[^"]|"")*)"/y;
const plain = /([^,\r\n]*)/y;

function wrong(kind: CsvProblem['kind'], offset: number, detail = ''): { problem: CsvProblem } {
  return { problem: { kind, offset, detail } };
}
