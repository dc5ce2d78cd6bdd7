import type { Language } from '../../base/diagnostic.js';
import { clean } from '../../base/render.js';
import { counted } from '../../base/text/counted.js';
import type { Filed } from '../../gates/decision.js';
import { gateWords } from '../../gates/gate.js';
import type { ReadRun, WrittenEvent } from '../../workspace/journal.js';

/** One run in sentences, a line for each event that people care about. */
export function storyOf({ run, events, whole }: ReadRun, language: Language): string {
  const zh = language === 'zh';
  const lines = events.flatMap((event) => {
    const said = sentence(event, zh);
    return said === undefined ? [] : [`  ${event.at.slice(11, 19)}  ${clean(said)}`];
  });
  const cut = zh
    ? '  （记录的最后一行不完整，已略去）'
    : '  (the last line of the journal is cut short and left out)';
  return [run, ...lines, ...(whole ? [] : [cut]), ''].join('\n');
}

/** One decision of a person in a sentence: when, who, at which gate, and why. */
export function decisionStory({ file, decision }: Filed, language: Language): string {
  const zh = language === 'zh';
  const { at, by, gate, decision: said, reason, automatic, carried } = decision;
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.json$/, '');
  const what = `${gate} ${gateWords[gate][language]}`;
  const verb = decisionWords[said][zh ? 1 : 0];
  const why = reason === undefined ? '' : `${zh ? '：' : ': '}${reason}`;
  const how = [
    ...(automatic === true ? ['--yes'] : []),
    ...(carried === undefined ? [] : [`${carried.kind} ${carried.from} → ${carried.to}`]),
  ].map((h) => (zh ? `（${h}）` : ` (${h})`));
  const line = `${by} ${verb} ${what}${how.join('')}${why}`;
  const head = `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z ${name}`;
  return `${clean(head)}\n  ${at.slice(11, 19)}  ${clean(line)}\n`;
}

const decisionWords = {
  approved: ['approved', '批准了'],
  rejected: ['rejected', '拒绝了'],
} as const;

interface Finding {
  readonly code: string;
  readonly path: string;
}

function sentence(event: WrittenEvent, zh: boolean): string | undefined {
  const teller = tellers[event.type];
  return teller?.(event, zh);
}

type Teller = (event: WrittenEvent, zh: boolean) => string | undefined;

const tellers: Readonly<Record<string, Teller>> = {
  'run.started': ({ command, profile }, zh) => {
    const model = profileWords(text(profile), zh);
    return zh ? `开始 ${text(command)}${model}` : `${text(command)} began${model}`;
  },
  drafted({ complete, open, findings }, zh) {
    if (complete === true)
      return zh ? '不用模型就理解了全部用语' : 'the drafter understood every word';
    const count = list(open).length;
    const wrong = found(findings);
    if (count === 0 && wrong.length > 0)
      return zh ? `初稿有错误：${named(wrong)}` : `the draft has errors: ${named(wrong)}`;
    return zh ? `起草器留下 ${count} 个问题` : `the drafter left ${counted(count, 'question')}`;
  },
  'model.answered': ({ role, provider, model, from, usage, cost }, zh) => {
    const { input = 0, output = 0 } = (usage ?? {}) as {
      readonly input?: number;
      readonly output?: number;
    };
    const price = typeof cost === 'number' ? `, ${cost.toFixed(4)}` : '';
    const paid =
      from === 'provider'
        ? ` (${input} + ${output} tokens${price})`
        : zh
          ? '（缓存或录制）'
          : ` (from ${text(from)})`;
    return zh
      ? `${text(provider)}/${text(model)} 完成 ${roleWord(role, zh)}${paid}`
      : `${text(provider)}/${text(model)} gave the ${roleWord(role, zh)}${paid}`;
  },
  'model.failed': ({ provider, code, detail, waitMs }, zh) => {
    const wait =
      typeof waitMs === 'number'
        ? zh
          ? `，${waitMs} 毫秒后重试`
          : `; again after ${waitMs} ms`
        : '';
    return `${text(provider)}: ${text(code)}: ${text(detail)}${wait}`;
  },
  'model.failover': ({ from, to, why }, zh) =>
    zh
      ? `由 ${text(from)} 换到 ${text(to)}（${text(why)}）`
      : `${text(to)} was asked instead of ${text(from)} (${text(why)})`,
  'cache.cut': (_, zh) =>
    zh ? '缓存文件不完整，重新询问' : 'a cache file was cut short; it was asked again',
  'recording.other-prompt': (_, zh) =>
    zh ? '录制之后提示词已改变' : 'the prompt has changed since it was recorded',
  candidate({ fixed, findings }, zh) {
    const [mended, left] = [found(fixed), found(findings)];
    const repaired =
      mended.length === 0
        ? ''
        : zh
          ? `，自动修复 ${named(mended)}`
          : `; fixed without asking: ${named(mended)}`;
    if (left.length === 0) return zh ? `检查通过${repaired}` : `the document is clean${repaired}`;
    return zh ? `发现 ${named(left)}${repaired}` : `found ${named(left)}${repaired}`;
  },
  answers({ round, places }, zh) {
    const where = list(places).map((p) => text((p as { readonly path?: unknown }).path));
    return zh
      ? `第 ${text(round)} 轮：询问 ${where.join('、')}`
      : `round ${text(round)}: asked for ${where.join(', ')}`;
  },
  verdict({ accepted, reason, because }, zh) {
    if (accepted === true) return zh ? '采纳修复' : 'the repair was taken';
    const why = found(because);
    const detail = why.length === 0 ? '' : `: ${named(why)}`;
    return `${zh ? '拒绝修复' : 'the repair was refused'} (${reasonWord(reason, zh)})${detail}`;
  },
  'run.finished': ({ outcome, from, code, open, error }, zh) => {
    const asked = list(open).map(text);
    const questions = asked.length === 0 ? '' : `: ${asked.join(' / ')}`;
    const by =
      typeof from === 'string'
        ? zh
          ? `，文档由${fromWord(from, zh)}给出`
          : `, document by the ${fromWord(from, zh)}`
        : '';
    const { code: kind = code, message } = (error ?? {}) as {
      readonly code?: unknown;
      readonly message?: unknown;
    };
    const told = typeof message === 'string' ? `${zh ? '：' : ': '}${message}` : '';
    const trouble = typeof kind === 'string' ? ` (${kind})${told}` : '';
    return zh
      ? `结束：${outcomeWord(outcome, zh)}${trouble}${by}${questions}`
      : `ended: ${outcomeWord(outcome, zh)}${trouble}${by}${questions}`;
  },
};

/** The profile of the models that a run may ask. */
function profileWords(profile: string, zh: boolean): string {
  if (profile === '') return '';
  if (profile === 'none') return zh ? '（不用模型）' : ' (no model)';
  return zh ? `（模型：${profile}）` : ` (model: ${profile})`;
}

function found(value: unknown): readonly Finding[] {
  return list(value).filter(
    (d): d is Finding => (d as { readonly severity?: unknown }).severity !== 'warning',
  );
}

function named(findings: readonly Finding[]): string {
  return findings.map(({ code, path }) => (path === '' ? code : `${code} ${path}`)).join(', ');
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const roleWords: Readonly<Record<string, readonly [string, string]>> = {
  plan: ['plan', '计划'],
  draft: ['draft', '初稿'],
  repair: ['repair', '修复'],
  report: ['report', '报告'],
};
const fromWords: Readonly<Record<string, readonly [string, string]>> = {
  drafter: ['drafter', '起草器'],
  model: ['model', '模型'],
};
const reasonWords: Readonly<Record<string, readonly [string, string]>> = {
  'no-progress': ['nothing got better', '没有改善'],
  'new-findings': ['something else broke', '引入了新的问题'],
  'loses-meaning': ['something would be lost', '会丢失内容'],
  'no-answers': ['no answer that can be read', '没有可读取的回答'],
};
const outcomeWords: Readonly<Record<string, readonly [string, string]>> = {
  ok: ['clean', '完成'],
  'needs-person': ['a person is asked', '需要人来决定'],
  model: ['the model provider failed', '模型服务出错'],
  budget: ['the budget was used up', '预算用完'],
  interrupted: ['interrupted', '已中断'],
  findings: ['something is wrong', '有问题'],
  usage: ['the command cannot run so', '命令无法这样运行'],
  denied: ['not allowed', '不允许'],
  environment: ['something around it is missing', '环境有问题'],
  bug: ['a bug', '缺陷'],
};

const roleWord = word(roleWords);
const fromWord = word(fromWords);
const reasonWord = word(reasonWords);
const outcomeWord = word(outcomeWords);

function word(words: Readonly<Record<string, readonly [string, string]>>) {
  return (value: unknown, zh: boolean): string => {
    const known = words[text(value)];
    return known === undefined ? text(value) : known[zh ? 1 : 0];
  };
}
