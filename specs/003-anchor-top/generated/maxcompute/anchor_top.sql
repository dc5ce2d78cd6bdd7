-- 近 7 天支付金额前 10 的主播
WITH
  -- part of stage result
  result_population AS (
    SELECT anchor.anchor_id AS key_anchor_id, anchor.anchor_id, anchor.anchor_name
    FROM dim_live_anchor_df AS anchor
    WHERE anchor.ds = '20261107'
  ),
  -- part of stage result
  result_rows AS (
    SELECT anchor.anchor_id, anchor.anchor_name
    FROM dim_live_anchor_df AS anchor
    WHERE anchor.ds = '20261107'
    GROUP BY anchor.anchor_id, anchor.anchor_name
  ),
  -- part of stage result
  result_watch AS (
    SELECT
      result_population.anchor_id,
      result_population.anchor_name,
      COUNT(DISTINCT watch.user_id) AS watch_uv
    FROM dwd_live_watch_di AS watch
    JOIN result_population ON watch.anchor_id = result_population.key_anchor_id
    WHERE watch.ds >= '20261101'
      AND watch.ds <= '20261108'
      AND watch.enter_time >= CAST('2026-11-01 00:00:00' AS DATETIME)
      AND watch.enter_time < CAST('2026-11-08 00:00:00' AS DATETIME)
    GROUP BY result_population.anchor_id, result_population.anchor_name
  ),
  -- part of stage result
  result_pay AS (
    SELECT
      result_population.anchor_id,
      result_population.anchor_name,
      SUM(pay.pay_amt) AS pay_amt,
      COUNT(DISTINCT pay.buyer_id) AS pay_cvr_pay_byr_cnt
    FROM dwd_trd_live_pay_di AS pay
    JOIN result_population ON pay.anchor_id = result_population.key_anchor_id
    WHERE pay.ds >= '20261101'
      AND pay.ds <= '20261108'
      AND pay.pay_time >= CAST('2026-11-01 00:00:00' AS DATETIME)
      AND pay.pay_time < CAST('2026-11-08 00:00:00' AS DATETIME)
      AND NOT (pay.test_flag = 1)
    GROUP BY result_population.anchor_id, result_population.anchor_name
  )
SELECT
  grouped.anchor_id,
  grouped.anchor_name,
  COALESCE(grouped.watch_uv, 0) AS watch_uv,
  COALESCE(grouped.pay_amt, 0) AS pay_amt,
  CAST(COALESCE(grouped.pay_cvr_pay_byr_cnt, 0) AS DOUBLE)
    / NULLIF(COALESCE(grouped.watch_uv, 0), 0) AS pay_cvr,
  CAST(grouped.pay_amt AS DOUBLE)
    / NULLIF(COALESCE(grouped.pay_cvr_pay_byr_cnt, 0), 0) AS pay_amt_per_buyer
FROM (
  SELECT
    stacked.anchor_id,
    stacked.anchor_name,
    MAX(stacked.watch_uv) AS watch_uv,
    MAX(stacked.pay_amt) AS pay_amt,
    MAX(stacked.pay_cvr_pay_byr_cnt) AS pay_cvr_pay_byr_cnt
  FROM (
    SELECT
      result_rows.anchor_id,
      result_rows.anchor_name,
      CAST(NULL AS BIGINT) AS watch_uv,
      CAST(NULL AS DECIMAL(28, 2)) AS pay_amt,
      CAST(NULL AS BIGINT) AS pay_cvr_pay_byr_cnt
    FROM result_rows
    UNION ALL
    SELECT
      result_watch.anchor_id,
      result_watch.anchor_name,
      result_watch.watch_uv,
      CAST(NULL AS DECIMAL(28, 2)) AS pay_amt,
      CAST(NULL AS BIGINT) AS pay_cvr_pay_byr_cnt
    FROM result_watch
    UNION ALL
    SELECT
      result_pay.anchor_id,
      result_pay.anchor_name,
      CAST(NULL AS BIGINT) AS watch_uv,
      result_pay.pay_amt,
      result_pay.pay_cvr_pay_byr_cnt
    FROM result_pay
  ) AS stacked
  GROUP BY stacked.anchor_id, stacked.anchor_name
) AS grouped
ORDER BY pay_amt DESC NULLS LAST, anchor_id NULLS LAST, anchor_name NULLS LAST
LIMIT 10;
