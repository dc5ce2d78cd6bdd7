import { hasErrors, type Diagnostic } from '../../base/diagnostic.js';
import type { Writer } from '../../stages/overlaps.js';
import { budgetFindings, secretFindings } from '../../workspace/files/file-findings.js';
import { documentName, readSpec } from '../../workspace/spec.js';
import { boundSql } from '../actions/check/bind-sql.js';
import { review } from '../project/decided.js';
import type { SpecView, WorkedOut } from './spec-work.js';

/** What a check says of one spec. */
export interface SpecChecked {
  readonly found: readonly Diagnostic[];
  readonly summary: {
    readonly spec: string;
    readonly ok: boolean;
    readonly documents: number;
    readonly open: readonly object[];
  };
  readonly writer?: Writer;
}

/** Checks one spec, but for what an engine says of its SQL. */
export async function checkOfSpec(view: SpecView, name: string): Promise<WorkedOut<SpecChecked>> {
  // Its texts are its own: they are forgotten with it.
  const project = { ...view.project, texts: new Map<string, string>() };
  const [spec, problems] = await readSpec(project, name);
  const secrets = secretFindings(project.texts);
  if (spec === undefined) {
    const summary = { spec: name, ok: false, documents: 0, open: [] };
    return { made: { found: [...problems, ...secrets], summary }, about: [] };
  }
  const { generated, found, gates } = review(view, spec, view);
  const { changes } = spec.meta;
  const all = [...problems, ...found, ...budgetFindings(spec)];
  const open = generated.open.map(({ file, hole }) => ({ file, ...hole }));
  const ok = !hasErrors(all) && open.length === 0;
  const tables = Object.keys(gates.meanings.tables);
  const writer: Writer = {
    spec: name,
    folder: spec.folder,
    tables,
    ...(changes !== undefined && { changes }),
  };
  // Of a file that cannot be read nothing else is true.
  const unread = new Set(all.flatMap((d) => (d.code === 'spec/unreadable-file' ? d.file : [])));
  const told = all.filter((d) => d.code === 'spec/unreadable-file' || !unread.has(d.file));
  return {
    made: {
      found: [...told, ...secrets],
      summary: { spec: name, ok, documents: spec.documents.length, open },
      writer,
    },
    about: [...tables, ...(spec.meta.targets ?? [])],
    engine: {
      sql: spec.documents.flatMap(({ file }) => {
        const checked = generated.checked.get(documentName(file));
        return checked === undefined ? [] : boundSql({ file, checked }, view.ontology);
      }),
      tasks: { sqlTasks: spec.sqlTasks, meta: spec.meta },
    },
  };
}
