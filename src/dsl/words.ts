import type { Words } from '../base/text/words.js';

/** The objects of the grammar, by the names of their types. */
export const owners: Words = {
  Document: { en: 'the document', zh: '文档' },
  Stage: { en: 'a stage', zh: '步骤' },
  Match: { en: 'a match', zh: '匹配（match）' },
  On: { en: 'an item of "on"', zh: '"on" 的条目' },
  Key: { en: 'a group key', zh: '分组键' },
  Column: { en: 'a column', zh: '列' },
  Measure: { en: 'a measure', zh: '度量' },
  Time: { en: 'a time range', zh: '时间范围' },
  Window: { en: 'a window', zh: '窗口' },
  Order: { en: 'an item of "order"', zh: '"order" 的条目' },
  Limit: { en: 'a limit', zh: '限制（limit）' },
  Param: { en: 'a parameter', zh: '参数' },
  Target: { en: 'the target', zh: '目标表' },
  TargetColumn: { en: 'a column of the target', zh: '目标表的列' },
  Unresolved: { en: 'a question', zh: '待定问题' },
  Option: { en: 'an option', zh: '选项' },
  Assumption: { en: 'an assumption', zh: '假设' },
};
