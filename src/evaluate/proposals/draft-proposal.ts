import { draft } from '../../draft/draft.js';
import { dictionaryOf } from '../../draft/vocabulary.js';
import { formatDocument } from '../../dsl/canonical.js';
import { loadTokenizer } from '../../knowledge/tokens.js';
import type { Ontology } from '../../ontology/model.js';
import type { Tokenize } from '../../draft/lexing/tokenize.js';
import { readInstructions } from './instructions.js';
import type { Propose } from './proposal.js';

/** Proposals of the drafter alone; `today` is for questions that do not say which day time counts from. */
export function draftProposals(today: string): Propose {
  const tokenizers = new Map<Ontology, Promise<Tokenize>>();
  return async (question, ontology) => {
    const loaded = tokenizers.get(ontology) ?? loadTokenizer(dictionaryOf(ontology));
    tokenizers.set(ontology, loaded);
    const read = readInstructions(question.instructions, question.text);
    const said = 'question' in read ? read.question : question.text;
    const { document, unused, diagnostics } = draft(said, ontology, {
      asOf: question.asOf ?? today,
      tokenize: await loaded,
      kind: 'question',
      ...('matching' in read && { matching: read.matching }),
    });
    const asked = [
      ...('unread' in read ? [`what do the instructions mean: ${read.unread}`] : []),
      ...(document?.unresolved ?? []).map((hole) => hole.question),
      ...diagnostics.map((d) => d.code),
    ];
    return {
      ...(document !== undefined && { first: formatDocument(document) }),
      asked,
      repairs: {},
      exchanges: [],
      unused: unused.map(({ start, end }) => said.slice(start, end)),
    };
  };
}
