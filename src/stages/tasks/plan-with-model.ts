import type { Language } from '../../base/diagnostic.js';
import { clean } from '../../base/render.js';
import { Trouble } from '../../base/trouble.js';
import { jsonIn } from '../../correct/json-in.js';
import { fencedText } from '../../llm/fence.js';
import type { AnswerForm, Model } from '../../llm/model.js';
import { promptOf } from '../../llm/prompt.js';
import type { JournalEvent } from '../../workspace/journal.js';
import type { Spec } from '../../workspace/spec.js';
import type { PlannedDocument } from './plan-tasks.js';

/** What the planning role takes when it has a model. */
export interface PlanInput {
  readonly spec: Pick<Spec, 'name' | 'meta'>;
  readonly requirement: string;
  /** Their numbers, in order. */
  readonly requirements: readonly string[];
  readonly language: Language;
  readonly model: Model;
  readonly write: (event: JournalEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Which documents a requirement of several parts is to have, in a model's view; undefined where the
 * answer leaves a requirement out, takes one twice, or has none that can be named: everything is then one
 * document, and an event says why.
 */
export async function planWithModel(
  input: PlanInput,
): Promise<readonly PlannedDocument[] | undefined> {
  const { requirement, requirements, language, model, write, signal } = input;
  const template = `tasks.${language}.md`;
  const { system, user, version } = await promptOf(template, {
    requirement: fencedText('requirement', requirement),
    numbers: requirements.join(', '),
  });
  write({ type: 'prompt', template, version });
  try {
    const { text } = await model({ role: 'plan', system, user, form }, signal);
    const documents = documentsIn(text);
    const why = wrongIn(documents, requirements);
    if (why === undefined) return documents;
    write({ type: 'plan.refused', why });
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind !== 'model') throw error;
    write({ type: 'plan.refused', why: error.code });
  }
  return undefined;
}

const form: AnswerForm = {
  name: 'tasks',
  schema: {
    type: 'object',
    required: ['documents'],
    additionalProperties: false,
    properties: {
      documents: {
        type: 'array',
        items: {
          type: 'object',
          required: ['name', 'title', 'satisfies'],
          additionalProperties: false,
          properties: {
            name: { type: 'string' },
            title: { type: 'string' },
            satisfies: { type: 'array', items: { type: 'string' } },
          },
        },
      },
    },
  },
  reads: (text) => Array.isArray(jsonIn(text)?.['documents']),
};

function documentsIn(text: string): readonly PlannedDocument[] {
  const listed = jsonIn(text)?.['documents'] as readonly (Partial<
    Record<keyof PlannedDocument, unknown>
  > | null)[];
  return listed.map((one) => {
    const { name, title, satisfies } = one ?? {};
    const own = typeof name === 'string' ? name : '';
    const said = typeof title === 'string' ? clean(title).trim().slice(0, 200) : '';
    return {
      name: own,
      title: said === '' ? own : said,
      satisfies: Array.isArray(satisfies) ? satisfies.filter((s) => typeof s === 'string') : [],
      table: false,
      tests: [],
    };
  });
}

/** Each requirement in exactly one document, and names that files may have. */
function wrongIn(
  documents: readonly PlannedDocument[],
  requirements: readonly string[],
): string | undefined {
  const names = documents.map((d) => d.name ?? '');
  if (documents.length === 0) return 'no-documents';
  if (names.some((name) => !/^[a-z][a-z0-9_]{0,60}$/.test(name))) return 'name';
  if (new Set(names).size < names.length) return 'repeated-name';
  const taken = documents.flatMap((d) => d.satisfies);
  if (taken.some((id) => !requirements.includes(id))) return 'unknown-requirement';
  if (new Set(taken).size < taken.length) return 'repeated-requirement';
  return requirements.some((id) => !taken.includes(id)) ? 'missing-requirement' : undefined;
}
