import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';

/** What can be wrong with a requirement before a word of it is read. */
export const draftDefinitions = {
  empty: diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'the requirement is empty',
      zh: () => '需求为空',
    },
    why: {
      en: 'a document states what a requirement asks for; without words there is nothing to state',
      zh: '文档陈述需求所要的内容；没有文字就没有可陈述的内容',
    },
    hint: {
      en: () => 'say what is to be computed, by what, and for which time',
      zh: () => '写明要统计什么指标、按什么维度、统计哪段时间',
    },
    failing: '   ',
    passing: '近7天各门店的支付金额',
  }),
  'too-long': diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: ({ length, limit }: { readonly length: number; readonly limit: number }) =>
        `the requirement has ${length} characters; ${limit} is the most that is read`,
      zh: ({ length, limit }) => `需求有 ${length} 个字符，最多读取 ${limit} 个`,
    },
    why: {
      en: 'a requirement for one table or question is a few sentences; a whole file of text is several requirements or none',
      zh: '一张表或一个问题的需求是几句话；整个文件的文字往往是多个需求，或不是需求',
    },
    hint: {
      en: () => 'keep the sentences that say what is to be computed',
      zh: () => '只保留说明统计内容的句子',
    },
  }),
  'control-characters': diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: ({ characters }: { readonly characters: readonly string[] }) =>
        `the requirement holds control characters: ${characters.join(', ')}`,
      zh: ({ characters }) => `需求含有控制字符：${characters.join('、')}`,
    },
    why: {
      en: 'control characters do not show, so what is read would not be what is seen; a title or comment made from them could hide text in a terminal',
      zh: '控制字符不可见，读到的内容会与看到的不同；由其生成的标题或注释可能在终端中隐藏文字',
    },
    hint: {
      en: () => 'remove them; line breaks and tabs may stay',
      zh: () => '删除这些字符；换行和制表符可以保留',
    },
  }),
};

/** Makes a diagnostic of this room. */
export const draftDiagnostic = defineDiagnostics('draft', draftDefinitions);
