import type { Explanations } from './explanation.js';

/** Limits of expressions: what is too long is shown by its size. */
export const exprExplanations: Explanations = {
  'too-long': {
    failing: "city = 'A' or city = 'B' or …   (more than 65,536 characters)",
    passing: "city in ('A', 'B')",
  },
  'too-deep': {
    failing: '((((((((… a + 1 …))))))))   (more than 64 levels)',
    passing: 'a + 1',
  },
  'bad-text': { failing: "name = 'A\\u0000'", passing: "name = 'A'" },
};

/** Limits of YAML files, whichever room reads them. */
const yaml: Explanations = {
  'too-large': {
    failing: 'one file of more than 1 MB',
    passing: 'several files, each of one domain',
  },
  'too-deep': { failing: 'a: [[[[[[[[… 1 …]]]]]]]]', passing: 'a: [1]' },
};

/** Limits of files of the ontology. */
export const ontologyExplanations: Explanations = yaml;

/** Limits of documents. */
export const dslExplanations: Explanations = {
  'too-large': {
    failing: '{"dsl": "1", "title": "everything", "stages": [… a thousand stages …]}',
    passing: 'several documents, each of one table or one question',
  },
  'too-deep': {
    failing: '{"dsl": "1", "title": "t", "stages": [[[[[[[[…]]]]]]]]}',
    passing:
      '{"dsl": "1", "title": "t", "stages": [{"name": "result", "from": "orders", "by": []}]}',
  },
};

/** Limits of requirements. */
export const draftExplanations: Explanations = {
  'too-long': {
    failing: 'dataagent new spec --file all-wishes-of-2026.md',
    passing: 'dataagent new spec "paid amount by city, last 7 days"',
  },
  'control-characters': {
    failing: 'dataagent new spec "paid amount\\u0008\\u0008 by city"',
    passing: 'dataagent new spec "paid amount by city"',
  },
};

/** What settings may not be written with. */
export const configExplanations: Explanations = {
  ...yaml,
  tag: { failing: "dataagent: !!str '1'", passing: "dataagent: '1'" },
  'key-not-text': {
    failing: "dataagent: '1'\n? [model]\n: good",
    passing: "dataagent: '1'\nmodel: good",
  },
};

/** What files of a spec may not be written with. */
export const specFileExplanations: Explanations = {
  ...yaml,
  alias: {
    failing: 'id: 001-weekly\ntitle: &t Weekly\nkind: new\nowner: *t',
    passing: 'id: 001-weekly\ntitle: Weekly\nkind: new\nowner: trade',
  },
  tag: {
    failing: 'id: 001-weekly\ntitle: !!str Weekly\nkind: new',
    passing: 'id: 001-weekly\ntitle: Weekly\nkind: new',
  },
  'key-not-text': {
    failing: 'id: 001-weekly\n? [title]\n: Weekly\nkind: new',
    passing: 'id: 001-weekly\ntitle: Weekly\nkind: new',
  },
};
