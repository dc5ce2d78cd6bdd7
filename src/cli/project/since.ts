import type { Diagnostic } from '../../base/diagnostic.js';
import { gateDiagnostic } from '../../gates/diagnostics.js';
import { archiveFolder } from '../../workspace/archive.js';
import { changedSince, type NoChanges } from '../../workspace/git.js';
import type { Project } from '../../workspace/project.js';
import type { Said } from '../outcome.js';
import { withAffected } from './affected.js';

/** What `--since` leaves of a check. */
export interface Since {
  /** Specs to check; undefined: all, for `why`. */
  readonly specs: ReadonlySet<string> | undefined;
  readonly why?: Said;
  readonly found: readonly Diagnostic[];
}

/**
 * The specs that changed since a point of the history, and those that this reaches. A change of the ontology or of the settings reaches
 * every spec; so does a history that does not go back that far. Decisions are added and never changed:
 * one that was changed or deleted is a finding.
 */
export async function checkedSince(project: Project, ref: string): Promise<Since> {
  const { root, config } = project;
  const changes = await changedSince(root, ref);
  if (typeof changes === 'string')
    return { specs: undefined, why: reasons[changes](ref), found: [] };
  const all = [...changes.added, ...changes.modified, ...changes.deleted];
  const isDecision = (file: string): boolean =>
    file.startsWith(`${config.specs}/`) && file.split('/').at(-2) === 'approvals';
  const found = [
    ...changes.modified.filter(isDecision).map((file) => ({ file, what: 'changed' })),
    ...changes.deleted
      .filter((file) => isDecision(file) && !wasArchived(file, changes.added, config.specs))
      .map((file) => ({ file, what: 'deleted' })),
  ].map(({ file, what }) => gateDiagnostic('changed-decision', '', { file, what, ref }, { file }));
  const shared = all.find((f) => f.startsWith(`${config.ontology}/`) || f === 'dataagent.yaml');
  if (shared !== undefined) {
    const why = {
      en: `${shared} changed since ${ref}: all specs are checked`,
      zh: `${shared} 自 ${ref} 以来有变化：检查全部规格`,
    };
    return { specs: undefined, why, found };
  }
  const names = all.flatMap((f) =>
    f.startsWith(`${config.specs}/`) ? [f.slice(config.specs.length + 1).split('/')[0]!] : [],
  );
  return { specs: await withAffected(project, new Set(names)), found };
}

/** Whether a deleted file is in the archive now; that its decision is the same one, its own name says. */
function wasArchived(file: string, added: readonly string[], specs: string): boolean {
  return added.includes(`${specs}/${archiveFolder}/${file.slice(specs.length + 1)}`);
}

const reasons: Readonly<Record<NoChanges, (ref: string) => Said>> = {
  'no-repository': () => ({
    en: 'the project is in no git repository: all specs are checked',
    zh: '项目不在 git 仓库中：检查全部规格',
  }),
  'no-git': () => ({
    en: 'there is no git here to ask: all specs are checked',
    zh: '没有安装 git：检查全部规格',
  }),
  'no-commit': () => ({
    en: 'the git repository has no commit yet: all specs are checked',
    zh: 'git 仓库还没有提交：检查全部规格',
  }),
  'unknown-ref': (ref) => ({
    en: `the git repository knows no ${ref}: all specs are checked`,
    zh: `git 仓库中没有 ${ref}：检查全部规格`,
  }),
  'no-base': (ref) => ({
    en: `the history does not reach ${ref} (a shallow clone?): all specs are checked`,
    zh: `历史中找不到 ${ref}（浅克隆？）：检查全部规格`,
  }),
};
