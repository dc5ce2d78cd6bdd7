import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';

/** A construct of the DSL that has a meaning but no translation yet, refused by its name (design section 4). */
export const notYetDefinition = diagnostic<{ construct: string }>({
  severity: 'error',
  level: 3,
  message: {
    en: ({ construct }) => `${construct} is not compiled yet`,
    zh: ({ construct }) => `暂不支持编译：${construct}`,
  },
  why: {
    en: 'A construct without a proven translation is refused by name; an approximation would be a wrong number that looks right.',
    zh: '没有经过验证的翻译就按名称拒绝；近似的结果是看起来正确的错误数字。',
  },
  hint: {
    en: () => 'say it with stages that compile, or leave the document as it is for a later version',
    zh: () => '可改用已支持的步骤表达，或保留文档等待后续版本',
  },
});

/** Refuses a construct by name. The code is the planner's, whichever room notices first. */
export const notYet = defineDiagnostics('plan', { 'not-yet': notYetDefinition });
