import { clean } from '../../../base/render.js';
import { gateStateWords } from '../../../gates/state-words.js';
import { steps, type Step, type StepState } from '../../../stages/spec/status.js';
import type { CommonOptions, Outcome, Session } from '../../outcome.js';
import { inProject } from '../../project/project.js';
import { resting, statuses } from '../../project/statuses.js';

const stateWords: Readonly<Record<'en' | 'zh', Readonly<Record<StepState, string>>>> = {
  en: { absent: '-', open: 'open', invalid: 'INVALID', stale: 'stale', valid: 'ok' },
  zh: { absent: '-', open: '待澄清', invalid: '有错误', stale: '已过期', valid: '完成' },
};

const stepWords: Readonly<Record<'en' | 'zh', Readonly<Record<Step, string>>>> = {
  en: {
    requirement: 'requirement',
    dsl: 'dsl',
    generated: 'generated',
    tests: 'tests',
    observed: 'observed',
  },
  zh: { requirement: '需求', dsl: 'DSL', generated: '生成', tests: '测试', observed: '运行' },
};

/** Where each spec stands, a line each. */
export async function showStatus(
  session: Session,
  asked: string | undefined,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const archived = await resting(work, asked);
    const alone = asked !== undefined && archived.length > 0;
    const [specs, diagnostics] = alone ? [[], []] : await statuses(session, work, asked);
    const { language } = session;
    const lines = specs.map((status) => {
      const states = steps.map(
        (step) => `${stepWords[language][step]} ${stateWords[language][status.steps[step]]}`,
      );
      const gates = Object.entries(status.gates).map(
        ([gate, state]) => `${gate} ${gateStateWords[language][state]}`,
      );
      const decided = gates.length === 0 ? '' : `  ${gates.join(' · ')}\n`;
      const colon = language === 'zh' ? '：' : ': ';
      const refused = status.rejections.map(
        ({ gate, by, reason }) => `  ${gate} ${clean(`${by}${colon}${reason}`)}\n`,
      );
      return `${status.spec}  ${clean(status.title)}\n  ${states.join(' · ')}\n${decided}${refused.join('')}`;
    });
    const word = language === 'zh' ? '已归档' : 'archived';
    const rest = archived.length === 0 ? '' : `${word}: ${archived.map(clean).join(', ')}\n`;
    return { text: `${lines.join('')}${rest}`, data: { specs, archived }, diagnostics };
  });
}
