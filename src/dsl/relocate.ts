import { at, steps, type JsonPointer } from '../base/diagnostic.js';
import { replace, type ProblemOf, type Repair } from '../base/form/form.js';
import { isObject } from '../base/json/json-object.js';
import { readJson } from '../base/json/json-text.js';
import schema from './dsl.schema.json' with { type: 'json' };

type Members = Readonly<Record<string, unknown>>;

const documentKeys = Object.keys(schema.$defs.Document.properties);
const stageKeys = Object.keys(schema.$defs.Stage.properties);

/** Keys that hold words for people: nothing reads them, whatever object they stand in. */
const annotations =
  /^(?:descriptions?|comments?|notes?|labels?|titles?|reason(?:ing)?|explanations?|rationale|thoughts?|thinking|docs?|remarks?|display_?name|说明|描述|备注|注释|原因|理由|标签)$/i;

/**
 * The document inside of what is none itself: the only part with stages of an object or list, or of a text
 * that is JSON. Undefined where the value has stages, or no or several parts have.
 */
export function wholeDocument(value: unknown): Repair {
  const inner = typeof value === 'string' ? readJson(value).root?.value : undefined;
  if (hasStages(value)) return undefined;
  if (hasStages(inner)) return [replace('', inner)];
  const parts = isObject(value) || Array.isArray(value) ? Object.values(value) : [];
  const [only, second] = parts.filter(hasStages);
  const others = parts.filter((part) => part !== only && typeof part !== 'string');
  if (only === undefined || second !== undefined || others.length > 0) return undefined;
  if (isObject(value) && Object.keys(value).some((key) => documentKeys.includes(key)))
    return undefined;
  return [replace('', only)];
}

/**
 * A key that stands one place too deep or too high: in an item instead of its stage, beside the only stage
 * instead of in it. Words for people, which nothing reads, are left out.
 */
export function relocated(
  { path, key, value, definition, present }: ProblemOf<'unknown-key'>,
  root: unknown,
): Repair {
  const names = steps(path);
  const [first, index] = names;
  const stages = isObject(root) && Array.isArray(root['stages']) ? root['stages'] : undefined;
  if (stageKeys.includes(key) && key !== 'name' && definition !== 'Stage') {
    const alone = definition === 'Document' && stages?.length === 1;
    const stage = alone ? at('/stages', 0) : first === 'stages' ? at('/stages', Number(index)) : '';
    const owner: unknown = stages?.[alone ? 0 : Number(index)];
    if (stage !== '' && isObject(owner) && owner[key] === undefined && mayMove(key, definition))
      return [
        { op: 'remove', path },
        { op: 'add', path: at(stage, key), value },
      ];
  }
  if (definition === 'Order' && typeof value === 'boolean' && /^(?:desc|asc)$/i.test(key))
    return directed(path, value === (key.toLowerCase() === 'desc'));
  // A table's comment is read; a title that is missing may be what a label was meant for.
  const read = definition === 'Target' || definition === 'TargetColumn';
  const untitled = definition === 'Document' && !present.includes('title');
  const named = key === 'id' && (present.includes('as') || present.includes('name'));
  const said = typeof value === 'string' && (named || annotations.test(key));
  return said && !read && !untitled ? [{ op: 'remove', path }] : undefined;
}

/** `"desc": true` for `"dir": "desc"`. */
function directed(path: JsonPointer, descending: boolean): Repair {
  const dir = at(ownerOf(path), 'dir');
  return [
    { op: 'remove', path },
    ...(descending ? [{ op: 'add', path: dir, value: 'desc' } as const] : []),
  ];
}

/** What an item has under another name is rather that. */
function mayMove(key: string, definition: string | undefined): boolean {
  return (
    definition === 'Document' || ['measures', 'windows', 'compute', 'keep', 'show'].includes(key)
  );
}

/** A document that is its only stage: the keys of one stand beside the title. */
export function stagesMade({ path, key, value }: ProblemOf<'missing-key'>): Repair {
  if (path !== '' || key !== 'stages' || !isObject(value)) return undefined;
  const own = Object.keys(value).filter((k) => stageKeys.includes(k) && !documentKeys.includes(k));
  if (!own.some((k) => ['from', 'by', 'measures', 'columns'].includes(k))) return undefined;
  const { name = 'result' } = value;
  const stage = { name, ...Object.fromEntries(own.map((k) => [k, value[k]])) };
  return [
    ...own.map((k) => ({ op: 'remove', path: at('', k) }) as const),
    { op: 'add', path: '/stages', value: [stage] },
  ];
}

/** Whether a value is a document, or something that only a document is inside of. */
export function isDocumentLike(value: unknown): boolean {
  return hasStages(value) || wholeDocument(value) !== undefined;
}

function hasStages(value: unknown): value is Members {
  return isObject(value) && value['stages'] !== undefined;
}

/** The place that holds another. */
export function ownerOf(path: JsonPointer): JsonPointer {
  return path.slice(0, path.lastIndexOf('/')) as JsonPointer;
}
