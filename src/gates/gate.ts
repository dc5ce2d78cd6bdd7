/** Where a person decides (design section 7). */
export const gates = ['G1', 'G2', 'G3', 'G4'] as const;
/** One of the gates. */
export type Gate = (typeof gates)[number];

/** What is decided at each gate, in words. */
export const gateWords: Readonly<Record<Gate, Readonly<Record<'en' | 'zh', string>>>> = {
  G1: { en: 'requirement and solution', zh: '需求与方案' },
  G2: { en: 'table models and metric definitions', zh: '表模型与指标定义' },
  G3: { en: 'changes of delivered tables that are not plainly safe', zh: '已交付的表有风险的变更' },
  G4: { en: 'acceptance', zh: '验收' },
};
