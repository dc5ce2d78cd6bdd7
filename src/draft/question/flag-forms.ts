import type { Attribute } from '../../ontology/model.js';
import { entryIn } from '../entry-in.js';
import { chineseFormsOf, chineseValuesOf } from './chinese/glossary.js';

/** A flag is said as an adjective: open of `is_open`, and its opposite. */
export function flagForms(
  attribute: Attribute,
  bare: readonly string[],
): readonly { readonly form: string; readonly code: string }[] {
  const [first, word, ...more] = bare;
  const codes = [...(attribute.values?.keys() ?? [])].toSorted().join();
  const answers = [...(attribute.values?.keys() ?? [])].flatMap((code) =>
    chineseValuesOf([...bare, code.toLowerCase()]).map((form) => ({
      form,
      code,
    })),
  );
  if (/^no,yes$|^n,y$/i.test(codes))
    return [...answers, ...hasForms(attribute, bare), ...answerForms(attribute, bare)];
  if (answers.length > 0) return answers;
  if (codes === '0,1' && first !== 'is' && first !== 'has')
    return stateForms(bare, { yes: '1', no: '0' });
  const isWritten = /^false,true$/i.test(codes);
  if (first === 'has' && (codes === '0,1' || isWritten)) {
    const built = hasForms(attribute, bare);
    if (built.length > 0) return built;
  }
  // attended: what is true of a row is said by the column's own name.
  if (attribute.type.kind === 'boolean' && bare.length === 1 && /(?:ed|ble|ive|en)$/.test(bare[0]!))
    return [
      { form: bare[0]!, code: 'true' },
      { form: entryIn(opposites, bare[0]!) ?? `un${bare[0]!}`, code: 'false' },
      ...chineseFormsOf(bare).flatMap((form) => [
        { form, code: 'true' },
        { form: `非${form}`, code: 'false' },
      ]),
    ];
  const isFlag = attribute.type.kind === 'boolean' || codes === '0,1' || isWritten;
  if (!isFlag || first === undefined || word === undefined || more.length > 0) return [];
  if (first !== 'is' && first !== 'has') return [];
  const [no, yes] = isWritten
    ? (codes.split(',') as [string, string])
    : attribute.type.kind === 'boolean'
      ? (['false', 'true'] as const)
      : (['0', '1'] as const);
  const opposite = entryIn(opposites, word);
  return [
    { form: word, code: yes },
    ...stateForms([word], { yes, no }),
    ...(opposite === undefined ? [] : [{ form: opposite, code: no }]),
  ];
}

/** What something has is also built in, or not: 装了太阳能, 没装太阳能. */
function hasForms(
  attribute: Attribute,
  [first, ...of]: readonly string[],
): readonly { readonly form: string; readonly code: string }[] {
  const codes = [...(attribute.values?.keys() ?? [])];
  if (first !== 'has' || codes.length !== 2) return [];
  const yes = codes.find((c) => /^(?:y|1$|t)/i.test(c));
  const no = codes.find((c) => /^(?:n|0$|f)/i.test(c));
  if (yes === undefined || no === undefined) return [];
  return chineseFormsOf(of).flatMap((form) => [
    ...['有', '带', '装了', '装有', '安装了', '安装', '配有', '配备', '拥有'].map((sign) => ({
      form: sign + form,
      code: yes,
    })),
    ...['没有', '没', '无', '没装', '没有装', '未装', '没安装', '未安装', '不带', '没有安装'].map(
      (sign) => ({ form: sign + form, code: no }),
    ),
  ]);
}

/** An answer of yes or no is said with its noun: 有争议, 无争议. */
function answerForms(
  attribute: Attribute,
  bare: readonly string[],
): readonly { readonly form: string; readonly code: string }[] {
  const codes = [...attribute.values!.keys()];
  const yes = codes.find((c) => /^y/i.test(c))!;
  const no = codes.find((c) => /^n/i.test(c))!;
  const states = stateForms(bare, { yes, no });
  const said = chineseFormsOf(bare).flatMap((form) => [
    ...['有', '存在'].map((sign) => ({ form: sign + form, code: yes })),
    ...['账单', '订单', '发票', '者', '人士'].map((of) => ({ form: form + of, code: yes })),
    ...['无', '没有', '不存在'].map((sign) => ({ form: sign + form, code: no })),
  ]);
  return [...states, ...said];
}

/** 加班, 糖尿病: what is true of a row is said by the column's own name. */
function stateForms(
  bare: readonly string[],
  { yes, no }: { readonly yes: string; readonly no: string },
): readonly { readonly form: string; readonly code: string }[] {
  const forms = chineseFormsOf(bare).filter((form) => !/(?:状[况态]|情况|是否|类型)/.test(form));
  return forms.flatMap((form) => [
    ...['', '已', '已经', '有', '被'].map((sign) => ({ form: sign + form, code: yes })),
    ...['非', '未', '未被', '不', '没有', '没有被', '没', '无', '尚未', '未曾'].map((sign) => ({
      form: sign + form,
      code: no,
    })),
  ]);
}

const opposites: Readonly<Record<string, string>> = {
  open: 'closed',
  active: 'inactive',
  paid: 'unpaid',
  enabled: 'disabled',
  verified: 'unverified',
  available: 'unavailable',
  completed: 'incomplete',
  valid: 'invalid',
  public: 'private',
};
