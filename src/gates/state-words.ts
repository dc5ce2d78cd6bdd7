import type { Language } from '../base/diagnostic.js';
import type { GateState } from './standing.js';

/** How people are told where a gate stands. */
export const gateStateWords: Readonly<Record<Language, Readonly<Record<GateState, string>>>> = {
  en: {
    'not-held': '-',
    waiting: '-',
    awaiting: 'awaiting approval',
    approved: 'approved',
    rejected: 'REJECTED',
    stale: 'STALE',
  },
  zh: {
    'not-held': '-',
    waiting: '-',
    awaiting: '待审批',
    approved: '已通过',
    rejected: '已拒绝',
    stale: '已过期',
  },
};
