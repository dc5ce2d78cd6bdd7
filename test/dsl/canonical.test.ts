import fc from 'fast-check';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { canonical, formatDocument } from '../../src/dsl/canonical.js';
import type { Document } from '../../src/dsl/document.js';
import { parseDocument } from '../../src/dsl/parse.js';
import { everyKey, oneStage } from './documents.js';

const read = (text: string): Document => {
  const [parsed, diagnostics] = parseDocument(text);
  expect(diagnostics).toEqual([]);
  return parsed!.document;
};

it('S16: keys in grammar order, defaults left out, expressions printed from their trees', () => {
  expect(formatDocument(read(everyKey))).toBe(`{
  "dsl": "1",
  "title": "orders",
  "satisfies": ["REQ-001"],
  "timezone": "Asia/Shanghai",
  "params": [{ "name": "since", "type": "date", "default": "2026-01-01" }],
  "stages": [
    {
      "name": "big",
      "from": "orders",
      "at": "$bizdate",
      "match": [
        {
          "to": "customer",
          "on": [{ "key": "customer_id", "is": "customer_id" }],
          "only": "matched",
          "at": "$bizdate"
        }
      ],
      "time": { "last": 7, "unit": "day", "mode": "rolling" },
      "where": ["amount > 10 and not is_paid"],
      "columns": [
        { "as": "order_id", "is": "order_id" },
        { "as": "\`amount (CNY)\`", "is": "amount" }
      ],
      "order": [{ "by": "order_id", "dir": "asc" }],
      "limit": { "rows": 10, "per": ["order_id"] },
      "show": ["order_id"]
    },
    {
      "name": "result",
      "time": { "from": "$since", "to": "$bizdate" },
      "by": [
        { "as": "day", "grain": "day" },
        { "as": "city", "is": "store.city.name" }
      ],
      "measures": [
        {
          "as": "n",
          "agg": "count",
          "entity": "orders",
          "via": ["store.city"],
          "where": ["amount > 0"],
          "clock": "paid_at",
          "shift": "1 day",
          "fill": 0
        },
        { "as": "p90", "agg": "percentile", "of": "amount", "p": 0.9 },
        {
          "as": "newest",
          "agg": "last",
          "of": "amount",
          "with": "paid_at",
          "time": { "period": "7d" }
        },
        { "as": "sales", "metric": "sales", "on": [{ "key": "day", "is": "day" }] }
      ],
      "windows": [
        {
          "as": "prev",
          "fn": "lag",
          "of": "n",
          "per": ["city"],
          "order": [{ "by": "day", "dir": "desc", "nulls": "first" }]
        },
        { "as": "run", "fn": "sum", "of": "n", "order": [{ "by": "day" }], "last": 3 },
        { "as": "t", "fn": "ntile", "order": [{ "by": "day" }], "n": 1 }
      ],
      "compute": [{ "as": "change", "is": "(n - prev) / prev" }],
      "show": ["day", "city", "change"]
    },
    { "name": "all", "union": ["big", "result"] }
  ],
  "target": {
    "table": "dws_orders_1d",
    "layer": "dws",
    "comment": "?",
    "domain": "trade",
    "write": "overwrite",
    "partition": [{ "as": "ds", "is": "$bizdate" }],
    "key": ["order_id"],
    "lifecycle": 90,
    "columns": [{ "name": "n", "comment": "orders", "type": "bigint" }]
  },
  "unresolved": [
    {
      "about": "sales",
      "question": "which?",
      "at": "",
      "options": [{ "label": "Sales", "value": "sales" }]
    }
  ],
  "assumptions": [{ "about": "order", "taken": "upwards", "at": "/stages/0/order/0/dir" }]
}
`);
});

it('formatting twice changes nothing, and neither the meaning', () => {
  const once = formatDocument(read(everyKey));
  expect(formatDocument(read(once))).toBe(once);
  expect(canonical(read(once))).toEqual(canonical(read(everyKey)));
});

it('the order of keys never matters', () => {
  const shuffled = (value: unknown, random: () => number): unknown => {
    if (Array.isArray(value)) return value.map((item) => shuffled(item, random));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(
      ([key, member]) => [random(), key, shuffled(member, random)] as const,
    );
    return Object.fromEntries(
      entries.toSorted(([a], [b]) => a - b).map(([, key, member]) => [key, member]),
    );
  };
  const expected = formatDocument(read(everyKey));
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (stream) => {
      const text = JSON.stringify(
        shuffled(JSON.parse(everyKey), () => Number(stream.next().value)),
      );
      expect(formatDocument(read(text))).toBe(expected);
    }),
    { numRuns: 30 },
  );
});

it('empty lists that say something stay', () => {
  const document = read(
    oneStage('"from": "orders", "by": [], "match": [{"to": "a", "on": []}], "measures": []'),
  );
  expect(canonical(document).stages).toEqual([
    { name: 'result', from: 'orders', match: [{ to: 'a', on: [] }], by: [] },
  ]);
});

it('holes stay', () => {
  const text = oneStage(
    '"by": [], "measures": [{"as": "m", "agg": "?", "of": "?"}]',
    ', "unresolved": [{"about": "x", "question": "y", "at": "/stages/0/measures/0/agg", "options": []}, {"about": "x", "question": "y", "at": "/stages/0/measures/0/of", "options": []}]',
  );
  expect(canonical(read(text)).stages[0]?.measures).toEqual([{ as: 'm', agg: '?', of: '?' }]);
});

it('any name comes back as it was', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((s) => s.trim() !== '' && s !== '?' && !/[\p{Cc}\p{Cs}]/u.test(s));
  const names = fc.uniqueArray(name, { minLength: 1, selector: (s) => s.toLowerCase() });
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), names, (title, written) => {
      const document = columnsOf(title, written);
      expect(read(formatDocument(document))).toEqual(document);
    }),
  );
});

it('the usual formatter changes nothing', async () => {
  const unit = fc.constantFrom('a', 'B', '_', '金', '额', ' ', '(', '"', '\\', '1');
  const name = fc.string({ unit, minLength: 1, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(name, fc.array(name, { maxLength: 6 }), async (title, written) => {
      const text = formatDocument(columnsOf(title, written));
      expect(await format(text, { parser: 'json', printWidth: 100 })).toBe(text);
    }),
    { numRuns: 50 },
  );
});

function columnsOf(title: string, names: readonly string[]): Document {
  const columns = names.map((as) => ({ as, is: 'amount' }));
  return { dsl: '1', title, stages: [{ name: 'result', from: 'orders', columns, show: names }] };
}
