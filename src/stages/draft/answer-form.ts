import { jsonIn } from '../../correct/json-in.js';
import { typeAt } from '../../correct/place-type.js';
import type { Place } from '../../correct/places.js';
import schema from '../../dsl/dsl.schema.json' with { type: 'json' };
import type { AnswerForm } from '../../llm/model.js';

/** The form of answers to some places: numbers that were asked, values of the types that stand there. */
export function answerForm(places: readonly Place[]): AnswerForm {
  const types = new Map(
    places.map(({ path }) => {
      const type = typeAt(path) ?? { type: 'string' };
      return [JSON.stringify(type), type] as const;
    }),
  );
  // "?" is an answer everywhere; where a text stands it is one already.
  const shapes = [...types.values(), { type: 'string' }];
  return {
    name: 'answers',
    schema: {
      type: 'object',
      properties: {
        answers: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              place: { type: 'integer', enum: places.map((p) => p.number) },
              value: { anyOf: shapes },
            },
            required: ['place', 'value'],
          },
        },
      },
      required: ['answers'],
      $defs: schema.$defs,
    },
    reads: (text) => Array.isArray(jsonIn(text)?.['answers']),
  };
}
