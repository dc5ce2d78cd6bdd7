import { columnNameIsNotReserved } from './laws/column-name-is-not-reserved.js';
import { columnNameIsPlain } from './laws/column-name-is-plain.js';
import { columnTypeSuitsName } from './laws/column-type-suits-name.js';
import { columnsAreCommented } from './laws/columns-are-commented.js';
import { commentsTellApart } from './laws/comments-tell-apart.js';
import { domainIsKnown } from './laws/domain-is-known.js';
import { keyHasValue } from './laws/key-has-value.js';
import { layerMayBeRead } from './laws/layer-may-be-read.js';
import { layerShouldBeRead } from './laws/layer-should-be-read.js';
import { lifecycleIsStated } from './laws/lifecycle-is-stated.js';
import { lifecycleIsUsual } from './laws/lifecycle-is-usual.js';
import { limitHasOrder } from './laws/limit-has-order.js';
import { matchHasUse } from './laws/match-has-use.js';
import { metricIsNotLocal } from './laws/metric-is-not-local.js';
import { modelReadsPartitions } from './laws/model-reads-partitions.js';
import { modelTimeFollowsRun } from './laws/model-time-follows-run.js';
import { orderHasUse } from './laws/order-has-use.js';
import { ownTableIsSelf } from './laws/own-table-is-self.js';
import { partitionFollowsRun } from './laws/partition-follows-run.js';
import { partitionIsText } from './laws/partition-is-text.js';
import { periodSuffixAgrees } from './laws/period-suffix-agrees.js';
import { partitionsAreBounded } from './laws/partitions-are-bounded.js';
import { rerunWritesOnce } from './laws/rerun-writes-once.js';
import { sensitiveIsCounted } from './laws/sensitive-is-counted.js';
import { stageIsRead } from './laws/stage-is-read.js';
import { statedTypeKeepsValues } from './laws/stated-type-keeps-values.js';
import { sumIsOfAdditive } from './laws/sum-is-of-additive.js';
import { tableIsCommented } from './laws/table-is-commented.js';
import { tableIsPartitioned } from './laws/table-is-partitioned.js';
import { tableNameNamesDomain } from './laws/table-name-names-domain.js';
import { tableNameIsPlain } from './laws/table-name-is-plain.js';
import { tablePeriodAgrees } from './laws/table-period-agrees.js';
import { tablePrefixIsOfLayer } from './laws/table-prefix-is-of-layer.js';
import { tablePrefixNamesLayer } from './laws/table-prefix-names-layer.js';
import { tableSuffixSaysContent } from './laws/table-suffix-says-content.js';
import { unitsAgree } from './laws/units-agree.js';
import { upsertHasKey } from './laws/upsert-has-key.js';
import { windowHasPartition } from './laws/window-has-partition.js';
import { zeroCanBeCounted } from './laws/zero-can-be-counted.js';
import { aggregateIsAsNamed } from './laws/aggregate-is-as-named.js';
import { columnIsNotRepeated } from './laws/column-is-not-repeated.js';
import { conditionHasUse } from './laws/condition-has-use.js';
import { conditionsCanHold } from './laws/conditions-can-hold.js';
import { identifierIsCountedOnce } from './laws/identifier-is-counted-once.js';
import { identifierIsNotSummed } from './laws/identifier-is-not-summed.js';
import { metricIsAsNamed } from './laws/metric-is-as-named.js';
import type { Rule } from './rule.js';

/** Every law, in reading order: the table and its layer, its columns, what is computed, what it shows and costs. */
export const allRules: readonly Rule[] = [
  tablePrefixIsOfLayer,
  tablePrefixNamesLayer,
  tableNameIsPlain,
  tableNameNamesDomain,
  tableSuffixSaysContent,
  tablePeriodAgrees,
  tableIsCommented,
  tableIsPartitioned,
  partitionFollowsRun,
  partitionIsText,
  lifecycleIsStated,
  lifecycleIsUsual,
  domainIsKnown,
  layerMayBeRead,
  layerShouldBeRead,
  ownTableIsSelf,
  rerunWritesOnce,
  upsertHasKey,
  columnNameIsPlain,
  columnNameIsNotReserved,
  columnsAreCommented,
  commentsTellApart,
  periodSuffixAgrees,
  columnTypeSuitsName,
  statedTypeKeepsValues,
  keyHasValue,
  metricIsNotLocal,
  modelTimeFollowsRun,
  metricIsAsNamed,
  aggregateIsAsNamed,
  columnIsNotRepeated,
  conditionsCanHold,
  conditionHasUse,
  zeroCanBeCounted,
  identifierIsCountedOnce,
  identifierIsNotSummed,
  sumIsOfAdditive,
  unitsAgree,
  limitHasOrder,
  orderHasUse,
  matchHasUse,
  stageIsRead,
  sensitiveIsCounted,
  partitionsAreBounded,
  modelReadsPartitions,
  windowHasPartition,
];
