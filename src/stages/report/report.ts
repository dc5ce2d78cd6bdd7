import { sha256 } from '../../base/sha256.js';
import type { Language } from '../../base/diagnostic.js';
import type { Gate } from '../../gates/gate.js';
import type { GateState } from '../../gates/standing.js';
import type { TableChange } from '../../gates/table-change.js';
import { schemaAddress } from '../../workspace/schema-address.js';
import type { CheckResult, RunResult } from '../run-document.js';

/** What a spec came to, as `observed/report.json` keeps it (schema: `report.schema.json`). */
export interface Report extends Observed {
  /** For editors. */
  readonly $schema?: string;
  readonly v: 1;
  /** SHA-256 of all the rest, so that an edit is found; made when it is written. */
  readonly hash?: string;
  readonly spec: string;
  readonly title: string;
  /** Every number of the report, with where it came from: what `report.md` is made of. */
  readonly numbers: readonly ReportedNumber[];
  readonly tests: readonly ReportedTest[];
  readonly changes: readonly ReportedChange[];
  readonly findings: readonly ReportedFinding[];
  readonly approvals: readonly ReportedApproval[];
  readonly usage: readonly ReportedUsage[];
}

/** What the last run on a database saw; without one there are no documents. */
export interface Observed {
  /** When it ran, in UTC. */
  readonly ran_at?: string;
  readonly database?: string;
  readonly bizdate?: string;
  /** Which generated files it ran: the hash of their manifest; empty where none were. */
  readonly generated: string;
  readonly documents: readonly ReportedDocument[];
}

/** A number by its name; null where nobody knows it (a cost without prices). */
export interface ReportedNumber {
  readonly name: string;
  readonly value: number | null;
  readonly from: string;
}

/** A document that was run, with what its rows were checked for. */
export interface ReportedDocument {
  readonly document: string;
  readonly title: string;
  readonly rows: number;
  readonly checks: readonly ReportedCheck[];
}

/** error: the rule itself could not run, which is never a pass. */
export interface ReportedCheck {
  readonly id: string;
  readonly strength: 'strong' | 'weak';
  readonly says: string;
  readonly result: 'pass' | 'fail' | 'error';
  /** Rows or groups that break it. */
  readonly failed: number | null;
}

/** A case of the spec, and whether it passed. */
export interface ReportedTest {
  readonly test: string;
  readonly document: string | null;
  readonly passed: boolean;
  /** No person has said or confirmed what must come out. */
  readonly open?: boolean;
}

/** A change of a delivered table. */
export type ReportedChange = TableChange;

/** A finding, without its words. */
export interface ReportedFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly file?: string;
  readonly path: string;
}

/** Where a gate stands, and the decisions that say so. */
export interface ReportedApproval {
  readonly gate: Gate;
  readonly state: GateState;
  readonly decisions: readonly {
    readonly file: string;
    readonly decision: 'approved' | 'rejected';
    readonly by: string;
    readonly at: string;
    readonly automatic?: true;
  }[];
}

/** What a run asked of models. */
export interface ReportedUsage {
  readonly run: string;
  /** Answers that providers gave. */
  readonly calls: number;
  /** Answers that were there already: kept or recorded. */
  readonly kept: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  /** In the currency of the prices; null where one of the providers has none. */
  readonly cost: number | null;
}

/** One document's part of a report, with the rules in words of one language. */
export function reportedDocument(
  document: string,
  title: string,
  result: RunResult,
  language: Language,
): ReportedDocument {
  const checks = result.checks.map((c) => reportedCheck(c, language));
  return { document, title, rows: result.rowCount, checks };
}

function reportedCheck({ check, failed }: CheckResult, language: Language): ReportedCheck {
  return {
    id: check.id,
    strength: check.strength,
    says: check.says[language],
    result: failed === undefined ? 'error' : failed === 0 ? 'pass' : 'fail',
    failed: failed ?? null,
  };
}

/** Whether a strong rule did not pass: what reads the tables must wait. */
export function isBlocked({ documents }: Pick<Report, 'documents'>): boolean {
  return documents.some((d) =>
    d.checks.some((c) => c.strength === 'strong' && c.result !== 'pass'),
  );
}

/** The text of a report: where its schema is, its hash, then what it is of. */
export function reportJson({ $schema: _schema, hash: _before, v, ...rest }: Report): string {
  const $schema = schemaAddress('report', 3);
  return `${JSON.stringify({ $schema, v, hash: hashOf(rest), ...rest }, null, 2)}\n`;
}

/** Whether a report is as it was written. */
export function isUnedited({
  $schema: _schema,
  hash,
  v: _version,
  ...rest
}: Partial<Report>): boolean {
  return hash === hashOf(rest);
}

function hashOf(rest: object): string {
  return sha256(JSON.stringify(rest));
}

/** What the report that a text holds observed; undefined for what no run wrote. */
export function parseReport(text: string): (Observed & Partial<Report>) | undefined {
  try {
    const value = JSON.parse(text) as Partial<Report> | null;
    const known = value?.v === 1 && typeof value.generated === 'string';
    return known && Array.isArray(value.documents)
      ? (value as Observed & Partial<Report>)
      : undefined;
  } catch {
    return undefined;
  }
}
