-- 主播近 1/7/30 天观看与成交汇总
WITH
  -- part of stage result
  result_watch AS (
    SELECT
      COALESCE(anchor.anchor_id, -1) AS anchor_id,
      COUNT(
        DISTINCT CASE
          WHEN watch.enter_time >= TO_DATE('${bizdate}', 'yyyymmdd') THEN watch.user_id
        END
      ) AS watch_uv_1d,
      COUNT(
        DISTINCT CASE
          WHEN watch.enter_time >= DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -6, 'dd')
            THEN watch.user_id
        END
      ) AS watch_uv_7d,
      COUNT(DISTINCT watch.user_id) AS watch_uv_30d,
      SUM(
        CASE
          WHEN watch.enter_time >= DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -6, 'dd')
            THEN watch.watch_dur_sec
        END
      ) AS watch_dur_7d
    FROM dwd_live_watch_di AS watch
    JOIN dim_live_anchor_df AS anchor ON watch.anchor_id = anchor.anchor_id
    WHERE watch.ds >= TO_CHAR(DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -29, 'dd'), 'yyyymmdd')
      AND watch.ds <= TO_CHAR(DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), 1, 'dd'), 'yyyymmdd')
      AND anchor.ds = '${bizdate}'
      AND watch.enter_time >= DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -29, 'dd')
      AND watch.enter_time < DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), 1, 'dd')
    GROUP BY COALESCE(anchor.anchor_id, -1)
  ),
  -- part of stage result
  result_pay AS (
    SELECT
      COALESCE(anchor.anchor_id, -1) AS anchor_id,
      SUM(
        CASE WHEN pay.pay_time >= TO_DATE('${bizdate}', 'yyyymmdd') THEN pay.pay_amt END
      ) AS pay_amt_1d,
      SUM(
        CASE
          WHEN pay.pay_time >= DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -6, 'dd') THEN pay.pay_amt
        END
      ) AS pay_amt_7d,
      SUM(pay.pay_amt) AS pay_amt_30d,
      COUNT(
        DISTINCT CASE WHEN pay.pay_time >= TO_DATE('${bizdate}', 'yyyymmdd') THEN pay.buyer_id END
      ) AS pay_byr_cnt_1d,
      COUNT(
        DISTINCT CASE
          WHEN pay.pay_time >= DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -6, 'dd')
            THEN pay.buyer_id
        END
      ) AS pay_byr_cnt_7d,
      COUNT(DISTINCT pay.buyer_id) AS pay_byr_cnt_30d,
      SUM(
        CASE
          WHEN pay.pay_time >= DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -13, 'dd')
            AND pay.pay_time < DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -6, 'dd')
            THEN pay.pay_amt
        END
      ) AS pay_amt_7d_prev
    FROM dwd_trd_live_pay_di AS pay
    LEFT JOIN (
      SELECT anchor.anchor_id
      FROM dim_live_anchor_df AS anchor
      WHERE anchor.ds = '${bizdate}'
    ) AS anchor
      ON pay.anchor_id = anchor.anchor_id
    WHERE pay.ds >= TO_CHAR(DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -29, 'dd'), 'yyyymmdd')
      AND pay.ds <= TO_CHAR(DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), 1, 'dd'), 'yyyymmdd')
      AND pay.pay_time >= DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -29, 'dd')
      AND pay.pay_time < DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), 1, 'dd')
      AND NOT (pay.test_flag = 1)
    GROUP BY COALESCE(anchor.anchor_id, -1)
  )
INSERT OVERWRITE TABLE dws_live_anchor_nd PARTITION (ds = '${bizdate}')
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
  CAST(grouped.pay_byr_cnt_7d AS DOUBLE) / NULLIF(grouped.watch_uv_7d, 0) AS pay_cvr_7d,
  CAST(
    (grouped.pay_amt_7d - grouped.pay_amt_7d_prev)
    / NULLIF(grouped.pay_amt_7d_prev, 0) AS DECIMAL(38, 6)
  ) AS pay_amt_7d_wow
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
