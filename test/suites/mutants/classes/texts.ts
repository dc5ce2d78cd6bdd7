import type { Broken, MutantClass, Subject } from '../mutant.js';

/** What stands around, between or instead of the JSON of a document. */
export const textClasses: readonly MutantClass[] = [
  around('prose before', (t) => `Here is the document you asked for:\n\n${t}`),
  around('prose after', (t) => `${t}\n\nThis document computes what was asked. Let me know!`),
  around('prose around, in Chinese', (t) => `以下是生成的 DSL：\n${t}\n以上文档满足需求。`),
  around('code fence', (t) => `\`\`\`json\n${t}\n\`\`\``),
  around(
    'code fence in prose',
    (t) => `Sure!\n\n\`\`\`json\n${t}\n\`\`\`\nIt groups by the key {key}.`,
  ),
  around('bare code fence', (t) => `\`\`\`\n${t}\n\`\`\`\n`),
  around('thinking before', (t) => `<think>The user wants {a: 1} and [x].</think>\n${t}`),
  around('JSON inside a text', (t) => JSON.stringify(t)),
  at('comma before a closing bracket', /\n(\s*)[\]}]/g, (m) => `,${m}`),
  at('comment of a line', /,\n/g, () => ', // as asked\n'),
  at('comment of a block', /": /g, () => '": /* see the requirement */ '),
  at('comment with a hash', /,\n/g, () => ', # as asked\n'),
  at('comma missing', /,\n/g, () => '\n'),
  at('colon missing', /": /g, () => '" '),
  at('quote missing', /": "/g, () => '": '),
  at('key without quotes', /"(\w+)": /g, (_, key) => `${key}: `),
  at('bracket left out', /[\]}](?=\n|,)/g, () => ''),
  at('line break in a text', /(?<=": "[^"\n]{4})/g, () => '\n'),
  at('equals for colon', /": /g, () => '" = '),
  around('single quotes', (t) => (t.includes("'") ? undefined : t.replaceAll('"', "'"))),
  around('curly quotes', (t) => (/[“”]/.test(t) ? undefined : t.replace(/"([^"\n]*)"/g, '“$1”'))),
  around('full-width punctuation', (t) => t.replaceAll('": ', '"：')),
  around('byte order mark', (t) => `\uFEFF${t}`),
  around('twice the same document', (t) => `${t}\n${t}`),
  {
    name: 'half a document',
    area: 'text',
    *make({ text, chance }) {
      const end = Math.floor(text.length / 4) + chance.below(Math.floor(text.length / 2));
      yield { text: text.slice(0, end), at: [''], span: [end, end] };
    },
  },
  {
    name: 'end cut off',
    area: 'text',
    *make({ text }) {
      const end = text.trimEnd().length - 2;
      yield { text: text.slice(0, end), at: [''], span: [end, end] };
    },
  },
  {
    name: 'document cut off in prose',
    area: 'text',
    *make({ text }) {
      const end = Math.floor(text.length / 2);
      const head = 'Here it is:\n```json\n';
      yield { text: `${head}${text.slice(0, end)}`, at: [''], span: [0, head.length + end] };
    },
  },
  {
    name: 'nothing',
    area: 'text',
    *make() {
      yield { text: '', at: [''], span: [0, 0] };
    },
  },
  {
    name: 'an apology',
    area: 'text',
    *make() {
      const text = 'I am sorry, but I cannot produce that document.';
      yield { text, at: [''], span: [0, text.length] };
    },
  },
  {
    name: 'SQL for a document',
    area: 'text',
    *make() {
      const text = 'SELECT anchor_id, sum(pay_amt) FROM orders GROUP BY anchor_id';
      yield { text, at: [''], span: [0, text.length] };
    },
  },
  {
    name: 'key that stands twice',
    area: 'text',
    *make({ text }) {
      const found = /\n(\s*"title": "[^"]*",)/.exec(text);
      if (found === null) return;
      const [, line = ''] = found;
      yield { text: text.replace(line, `${line}\n${line}`), at: ['/title'] };
    },
  },
  {
    name: 'key that stands twice with another value',
    area: 'text',
    *make({ text }) {
      const found = /"title": "[^"]*",/.exec(text);
      if (found === null) return;
      yield { text: text.replace(found[0], `"title": "other",\n${found[0]}`), at: ['/title'] };
    },
  },
  {
    name: 'texts of Python',
    area: 'text',
    *make({ text }) {
      const made = text.replace(/^\{/, '{"recursive": None,');
      yield { text: made, at: ['', '/recursive'], span: [0, 30] };
    },
  },
];

/** The whole text, otherwise; broken where it first differs. */
function around(name: string, make: (text: string) => string | undefined): MutantClass {
  return {
    name,
    area: 'text',
    *make({ text }: Subject): Iterable<Broken> {
      const made = make(text);
      if (made === undefined) return;
      const first = Array.from(made).findIndex((c, i) => c !== text[i]);
      const start = Math.max(0, first);
      yield { text: made, at: [''], span: [start, made.length] };
    },
  };
}

/** One place of the text, otherwise. */
function at(
  name: string,
  pattern: RegExp,
  make: (whole: string, group: string) => string,
): MutantClass {
  return {
    name,
    area: 'text',
    *make({ text, chance }: Subject): Iterable<Broken> {
      const all = [...text.matchAll(pattern)].filter(
        (m) => m.index > 12 && m.index < text.length - 3,
      );
      for (const match of chance.some(all, 3)) {
        const [whole] = match;
        const by = make(whole, match[1] ?? '');
        const made = `${text.slice(0, match.index)}${by}${text.slice(match.index + whole.length)}`;
        yield { text: made, at: [''], span: [match.index - 2, match.index + by.length + 40] };
      }
    },
  };
}
