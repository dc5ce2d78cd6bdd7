import type { Explanations } from './explanation.js';
import { specFileExplanations } from './texts.js';

/** What can be wrong with spec folders: lines of their files, or what is in them. */
export const specExplanations: Explanations = {
  ...specFileExplanations,
  'nothing-expected': {
    failing: 'test: made by dataagent test --generate\ngiven: { dim_store: [{ store_id: 1 }] }',
    passing:
      'test: one store\ngiven: { dim_store: [{ store_id: 1 }] }\nexpect: { rows: [{ stores: 1 }] }',
  },
  unconfirmed: {
    failing: 'test: one store\nexpect:\n  proposed: true\n  rows: [{ stores: 1 }]',
    passing: 'test: one store\nexpect:\n  rows: [{ stores: 1 }]',
  },
  'no-row-file': {
    failing: '# tests/ has orders.csv\ngiven: { dwd_order_di: { file: order.csv } }',
    passing: '# tests/ has orders.csv\ngiven: { dwd_order_di: { file: orders.csv } }',
  },
  'broken-row-file': {
    failing: 'order_id,amount\n1,1,250.00',
    passing: 'order_id,amount\n1,"1250.00"',
  },
  'not-in-file': {
    failing: '# orders.csv begins with order_id,amount\n{ file: orders.csv, columns: [order_no] }',
    passing: '# orders.csv begins with order_id,amount\n{ file: orders.csv, columns: [order_id] }',
  },
  'extra-columns': {
    failing:
      '# orders.csv begins with order_id,clerk\ngiven: { dwd_order_di: { file: orders.csv } }',
    passing:
      '# orders.csv begins with order_id,clerk\ngiven: { dwd_order_di: { file: orders.csv, columns: [order_id] } }',
  },
  'archived-twice': {
    failing: 'specs/001-store-nd/ and specs/archive/001-store-nd/',
    passing: 'specs/archive/001-store-nd/ alone',
  },
  'unreadable-file': {
    failing: 'specs/001-weekly/dsl/weekly.json -> ../../../../weekly.json',
    passing: 'specs/001-weekly/dsl/weekly.json',
  },
  'no-spec-file': {
    failing: 'specs/001-weekly/requirement.md',
    passing: 'specs/001-weekly/requirement.md\nspecs/001-weekly/spec.yaml',
  },
  'wrong-id': {
    failing: '# specs/001-weekly/spec.yaml\nid: 001-daily',
    passing: '# specs/001-weekly/spec.yaml\nid: 001-weekly',
  },
  'other-targets': {
    failing: '# dsl/weekly.json writes dws_trd_store_7d\ntargets: [dws_trd_store_1d]',
    passing: '# dsl/weekly.json writes dws_trd_store_7d\ntargets: [dws_trd_store_7d]',
  },
  'repeated-document': {
    failing: 'dsl/weekly.json\ndsl/old/weekly.json',
    passing: 'dsl/weekly.json\ndsl/weekly-by-city.json',
  },
  'unknown-spec': {
    failing: 'id: 002-weekly\nkind: modify\nchanges: 009-weekly   # there is no such folder',
    passing: 'id: 002-weekly\nkind: modify\nchanges: 001-weekly',
  },
  'changes-itself': {
    failing: 'id: 002-weekly\nkind: modify\nchanges: 002-weekly',
    passing: 'id: 002-weekly\nkind: modify\nchanges: 001-weekly',
  },
  'table-written-twice': {
    failing:
      '# 001-weekly writes dws_trd_store_7d\nid: 002-weekly\nkind: new\ntargets: [dws_trd_store_7d]',
    passing:
      '# 001-weekly writes dws_trd_store_7d\nid: 002-weekly\nkind: modify\nchanges: 001-weekly\ntargets: [dws_trd_store_7d]',
  },
  'no-requirement': {
    failing: '# requirement.md\nPaid amount of each store.',
    passing: '# requirement.md\n### REQ-001 Paid amount of each store, last 7 days',
  },
  'repeated-requirement': {
    failing: '### REQ-001 Paid amount\n### REQ-001 Paid orders',
    passing: '### REQ-001 Paid amount\n### REQ-002 Paid orders',
  },
  'unknown-requirement': {
    failing: '"satisfies": ["REQ-009"]   // requirement.md has REQ-001 only',
    passing: '"satisfies": ["REQ-001"]',
  },
  'holds-secret': {
    failing: '# requirement.md\nread it from https://reader:s3cret-word@example.com/orders',
    passing: '# requirement.md\nread it from https://example.com/orders',
  },
  'too-long': {
    failing: 'a requirement.md of 900 lines',
    passing: 'three specs, each with what people read before they decide',
  },
  'too-many-documents': {
    failing: 'a spec with 40 documents in dsl/',
    passing: 'a spec for each subject, with the few tables that belong together',
  },
  'uncovered-requirement': {
    failing: '"satisfies": ["REQ-001"]   // requirement.md has REQ-001 and REQ-002',
    passing: '"satisfies": ["REQ-001", "REQ-002"]',
  },
  'repeated-test': {
    failing: 'test: late rows\n---\ntest: late rows',
    passing: 'test: late rows\n---\ntest: late rows of another month',
  },
  'which-document': {
    failing: '# the spec has dsl/day.json and dsl/week.json\ntest: late rows',
    passing: '# the spec has dsl/day.json and dsl/week.json\ntest: late rows\ndocument: week',
  },
  'unknown-document': {
    failing: '# the spec has dsl/week.json\ntest: late rows\ndocument: month',
    passing: '# the spec has dsl/week.json\ntest: late rows\ndocument: week',
  },
  'broken-document': {
    failing: '# dsl/week.json has a target\ntest: late rows\nas_of: 2026-11-07',
    passing: '# dsl/week.json has a target\ntest: late rows\nbizdate: 2026-11-07',
  },
  'unknown-table': {
    failing: 'given:\n  dwd_orders: []        # the ontology has dwd_order_di',
    passing: 'given:\n  dwd_order_di: []',
  },
  'unknown-column': {
    failing: 'given:\n  dwd_order_di:\n    - { order_no: 1 }   # the column is order_id',
    passing: 'given:\n  dwd_order_di:\n    - { order_id: 1 }',
  },
  'test-failed': {
    failing:
      'given:\n  dwd_order_di:\n    - { order_id: 1, amount: 5 }\nexpect:\n  - { amount: 6 }',
    passing:
      'given:\n  dwd_order_di:\n    - { order_id: 1, amount: 5 }\nexpect:\n  - { amount: 5 }',
  },
  'broken-invariant': {
    failing:
      '# two rows of one key, so the parts are more than the whole\ngiven:\n  dim_store:\n    - { store_id: 1, name: A }\n    - { store_id: 1, name: B }',
    passing: 'given:\n  dim_store:\n    - { store_id: 1, name: A }\n    - { store_id: 2, name: B }',
  },
  'test-broken': {
    failing: "given:\n  dwd_order_di:\n    - { order_id: 1, amount: 'five' }",
    passing: 'given:\n  dwd_order_di:\n    - { order_id: 1, amount: 5 }',
  },
  'not-generated': {
    failing: '$ dataagent gen dsl 001-weekly && dataagent check',
    passing: '$ dataagent gen dsl 001-weekly && dataagent gen all 001-weekly && dataagent check',
  },
  'edited-file': {
    failing: '$ sed -i s/sum/max/ specs/001-weekly/generated/duckdb/week.sql && dataagent check',
    passing: '$ dataagent gen all 001-weekly && dataagent check',
  },
  'outdated-files': {
    failing: '$ sed -i s/sum/max/ ontology/metrics.yaml && dataagent check',
    passing: '$ dataagent gen all 001-weekly && dataagent check',
  },
  'other-printer': {
    failing: '$ npm install dataagent@next && dataagent check',
    passing: '$ npm install dataagent@next && dataagent gen all 001-weekly && dataagent check',
  },
  'missing-file': {
    failing: '$ rm specs/001-weekly/generated/duckdb/week.sql && dataagent check',
    passing: '$ dataagent gen all 001-weekly && dataagent check',
  },
  'leftover-file': {
    failing: '$ rm specs/001-weekly/dsl/week.json && dataagent check',
    passing:
      '$ rm specs/001-weekly/dsl/week.json && dataagent gen all 001-weekly && dataagent check',
  },
};

const meaning = '"gate": "G1", "decision": "approved", "meaning": "a572a365…"';

/** What can be wrong with decisions: lines of their files, or commands. */
export const gateExplanations: Explanations = {
  'not-a-decision': {
    failing: '{"v": 1, "gate": "G1", "decision": "maybe"}',
    passing: `{"v": 1, "spec": "001-weekly", ${meaning}, …}`,
  },
  'edited-decision': {
    failing: '$ sed -i s/rejected/approved/ specs/001-weekly/approvals/G1-0f384f35.json',
    passing: '$ dataagent approve 001-weekly G1',
  },
  'unproven-approval': {
    failing:
      '$ dataagent ontology rename pay_amt total_amt --write   # then another condition, and the old approval under a new hash',
    passing: '$ dataagent ontology rename pay_amt total_amt --write',
  },
  'other-spec': {
    failing: '$ cp specs/001-weekly/approvals/* specs/002-monthly/approvals/',
    passing: '$ dataagent approve 002-monthly G1',
  },
  'contradictory-decision': {
    failing: '$ sed -i s/a572a365/00000000/ …/G1-0f384f35.json   # and renamed after its new hash',
    passing: '$ dataagent approve 001-weekly G1',
  },
  'deleted-decision': {
    failing: '$ rm specs/001-weekly/approvals/G1-0f384f35.json   # a later one builds on it',
    passing: '$ git restore specs/001-weekly/approvals/G1-0f384f35.json',
  },
  'changed-decision': {
    failing: '$ git rm specs/001-weekly/approvals/G1-0f384f35.json && dataagent check --since main',
    passing: '$ dataagent reject 001-weekly G1 --reason "…" && dataagent check --since main',
  },
  stale: {
    failing: '"where": ["is_paid"]   // approved as "where": []',
    passing: '"title": "Weekly sales"   // approved as "title": "weekly sales"',
  },
  rejected: {
    failing: '$ dataagent reject 001-weekly G2 --reason "…" && dataagent check',
    passing: '$ dataagent approve 001-weekly G2 && dataagent check',
  },
  missing: {
    failing: '$ dataagent gen all 001-weekly && dataagent check',
    passing: '$ dataagent approve 001-weekly G1 G2 && dataagent gen all 001-weekly',
  },
};
