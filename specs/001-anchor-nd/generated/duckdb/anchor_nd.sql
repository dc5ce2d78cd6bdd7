-- 主播近 1/7/30 天观看与成交汇总
BEGIN TRANSACTION;
DELETE FROM dws_live_anchor_nd
WHERE ds = STRFTIME(CAST($bizdate AS DATE), '%Y%m%d');
INSERT INTO dws_live_anchor_nd (
  anchor_id,
  watch_uv_1d,
  watch_uv_7d,
  watch_uv_30d,
  watch_dur_7d,
  pay_amt_1d,
  pay_amt_7d,
  pay_amt_30d,
  pay_byr_cnt_1d,
  pay_byr_cnt_7d,
  pay_byr_cnt_30d,
  pay_cvr_7d,
  pay_amt_7d_wow,
  ds
)
WITH
  -- part of stage result
  result_watch AS (
    SELECT
      COALESCE(anchor.anchor_id, -1) AS anchor_id,
      COUNT(DISTINCT watch.user_id)
        FILTER (WHERE watch.enter_time >= CAST($bizdate AS TIMESTAMP)) AS watch_uv_1d,
      COUNT(DISTINCT watch.user_id)
        FILTER (WHERE watch.enter_time
            >= CAST(CAST($bizdate AS DATE) - 6 AS TIMESTAMP)) AS watch_uv_7d,
      COUNT(DISTINCT watch.user_id) AS watch_uv_30d,
      CAST(
        SUM(watch.watch_dur_sec)
          FILTER (WHERE watch.enter_time >= CAST(CAST($bizdate AS DATE) - 6 AS TIMESTAMP)) AS BIGINT
      ) AS watch_dur_7d
    FROM dwd_live_watch_di AS watch
    JOIN dim_live_anchor_df AS anchor ON watch.anchor_id = anchor.anchor_id
    WHERE watch.ds >= STRFTIME(CAST($bizdate AS DATE) - 29, '%Y%m%d')
      AND watch.ds <= STRFTIME(CAST($bizdate AS DATE) + 1, '%Y%m%d')
      AND anchor.ds = STRFTIME(CAST($bizdate AS DATE), '%Y%m%d')
      AND watch.enter_time >= CAST(CAST($bizdate AS DATE) - 29 AS TIMESTAMP)
      AND watch.enter_time < CAST(CAST($bizdate AS DATE) + 1 AS TIMESTAMP)
    GROUP BY COALESCE(anchor.anchor_id, -1)
  ),
  -- part of stage result
  result_pay AS (
    SELECT
      COALESCE(anchor.anchor_id, -1) AS anchor_id,
      SUM(pay.pay_amt) FILTER (WHERE pay.pay_time >= CAST($bizdate AS TIMESTAMP)) AS pay_amt_1d,
      SUM(pay.pay_amt)
        FILTER (WHERE pay.pay_time >= CAST(CAST($bizdate AS DATE) - 6 AS TIMESTAMP)) AS pay_amt_7d,
      SUM(pay.pay_amt) AS pay_amt_30d,
      COUNT(DISTINCT pay.buyer_id)
        FILTER (WHERE pay.pay_time >= CAST($bizdate AS TIMESTAMP)) AS pay_byr_cnt_1d,
      COUNT(DISTINCT pay.buyer_id)
        FILTER (WHERE pay.pay_time
            >= CAST(CAST($bizdate AS DATE) - 6 AS TIMESTAMP)) AS pay_byr_cnt_7d,
      COUNT(DISTINCT pay.buyer_id) AS pay_byr_cnt_30d,
      SUM(pay.pay_amt)
        FILTER (WHERE pay.pay_time >= CAST(CAST($bizdate AS DATE) - 13 AS TIMESTAMP)
          AND pay.pay_time < CAST(CAST($bizdate AS DATE) - 6 AS TIMESTAMP)) AS pay_amt_7d_prev
    FROM dwd_trd_live_pay_di AS pay
    LEFT JOIN (
      SELECT anchor.anchor_id
      FROM dim_live_anchor_df AS anchor
      WHERE anchor.ds = STRFTIME(CAST($bizdate AS DATE), '%Y%m%d')
    ) AS anchor
      ON pay.anchor_id = anchor.anchor_id
    WHERE pay.ds >= STRFTIME(CAST($bizdate AS DATE) - 29, '%Y%m%d')
      AND pay.ds <= STRFTIME(CAST($bizdate AS DATE) + 1, '%Y%m%d')
      AND pay.pay_time >= CAST(CAST($bizdate AS DATE) - 29 AS TIMESTAMP)
      AND pay.pay_time < CAST(CAST($bizdate AS DATE) + 1 AS TIMESTAMP)
      AND NOT (pay.test_flag = 1)
    GROUP BY COALESCE(anchor.anchor_id, -1)
  )
SELECT
  grouped.anchor_id,
  grouped.watch_uv_1d,
  grouped.watch_uv_7d,
  grouped.watch_uv_30d,
  grouped.watch_dur_7d,
  grouped.pay_amt_1d,
  grouped.pay_amt_7d,
  grouped.pay_amt_30d,
  grouped.pay_byr_cnt_1d,
  grouped.pay_byr_cnt_7d,
  grouped.pay_byr_cnt_30d,
  grouped.pay_byr_cnt_7d / NULLIF(grouped.watch_uv_7d, 0) AS pay_cvr_7d,
  CAST(
    (grouped.pay_amt_7d - grouped.pay_amt_7d_prev)
    / NULLIF(grouped.pay_amt_7d_prev, 0) AS DECIMAL(38, 6)
  ) AS pay_amt_7d_wow,
  STRFTIME(CAST($bizdate AS DATE), '%Y%m%d') AS ds
FROM (
  SELECT
    stacked.anchor_id,
    COALESCE(MAX(stacked.watch_uv_1d), 0) AS watch_uv_1d,
    COALESCE(MAX(stacked.watch_uv_7d), 0) AS watch_uv_7d,
    COALESCE(MAX(stacked.watch_uv_30d), 0) AS watch_uv_30d,
    MAX(stacked.watch_dur_7d) AS watch_dur_7d,
    COALESCE(MAX(stacked.pay_amt_1d), 0) AS pay_amt_1d,
    COALESCE(MAX(stacked.pay_amt_7d), 0) AS pay_amt_7d,
    COALESCE(MAX(stacked.pay_amt_30d), 0) AS pay_amt_30d,
    COALESCE(MAX(stacked.pay_byr_cnt_1d), 0) AS pay_byr_cnt_1d,
    COALESCE(MAX(stacked.pay_byr_cnt_7d), 0) AS pay_byr_cnt_7d,
    COALESCE(MAX(stacked.pay_byr_cnt_30d), 0) AS pay_byr_cnt_30d,
    MAX(stacked.pay_amt_7d_prev) AS pay_amt_7d_prev
  FROM (
    SELECT
      result_watch.anchor_id,
      result_watch.watch_uv_1d,
      result_watch.watch_uv_7d,
      result_watch.watch_uv_30d,
      result_watch.watch_dur_7d,
      CAST(NULL AS DECIMAL(28, 2)) AS pay_amt_1d,
      CAST(NULL AS DECIMAL(28, 2)) AS pay_amt_7d,
      CAST(NULL AS DECIMAL(28, 2)) AS pay_amt_30d,
      CAST(NULL AS BIGINT) AS pay_byr_cnt_1d,
      CAST(NULL AS BIGINT) AS pay_byr_cnt_7d,
      CAST(NULL AS BIGINT) AS pay_byr_cnt_30d,
      CAST(NULL AS DECIMAL(28, 2)) AS pay_amt_7d_prev
    FROM result_watch
    UNION ALL
    SELECT
      result_pay.anchor_id,
      CAST(NULL AS BIGINT) AS watch_uv_1d,
      CAST(NULL AS BIGINT) AS watch_uv_7d,
      CAST(NULL AS BIGINT) AS watch_uv_30d,
      CAST(NULL AS BIGINT) AS watch_dur_7d,
      result_pay.pay_amt_1d,
      result_pay.pay_amt_7d,
      result_pay.pay_amt_30d,
      result_pay.pay_byr_cnt_1d,
      result_pay.pay_byr_cnt_7d,
      result_pay.pay_byr_cnt_30d,
      result_pay.pay_amt_7d_prev
    FROM result_pay
  ) AS stacked
  GROUP BY stacked.anchor_id
) AS grouped;
COMMIT;
