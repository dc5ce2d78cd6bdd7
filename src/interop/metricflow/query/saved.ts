import type { SavedQuery } from '../manifest.js';
import type { Library } from '../library.js';
import { elementOf, templateOf, type Element } from '../template.js';
import type { Query } from './query.js';

/** A saved query as a query; undefined where one of its names is of another form. */
export function queryOfSaved(saved: SavedQuery, { custom }: Library): Query | undefined {
  const elements = saved.groupBy.map((text) => elementIn(text, custom));
  const order = saved.orderBy.map((text) => {
    const descending = /\.descending\(\s*True\s*\)/i.test(text);
    const plain = text.replace(/\.descending\([^)]*\)/i, '').trim();
    const element = templateOf(plain, custom);
    if (element === undefined)
      return { name: plain.replace(/^-/, ''), descending: plain.startsWith('-') };
    const name = 'metric' in element ? element.metric : [...element.path, element.name].join('__');
    return { name, descending };
  });
  if (!elements.every((element) => element !== undefined)) return undefined;
  return {
    title: saved.name,
    metrics: saved.metrics.map((text) => /^Metric\(\s*['"](\w+)['"]/.exec(text)?.[1] ?? text),
    groupBy: elements,
    where: saved.where,
    orderBy: order,
    ...(saved.limit !== undefined && { limit: saved.limit }),
    minMax: false,
    everyRow: false,
  };
}

function elementIn(text: string, custom: ReadonlySet<string>): Element | undefined {
  const element = text.includes('(') ? templateOf(text.trim(), custom) : elementOf(text, custom);
  return element === undefined || 'metric' in element ? undefined : element;
}
