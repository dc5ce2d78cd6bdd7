-- 类目近 7 天成交榜
INSERT OVERWRITE TABLE ads_live_category_board_7d PARTITION (ds = '${bizdate}')
SELECT
  windowed.rank_no,
  windowed.cate_id,
  windowed.cate_name,
  windowed.cate1_name,
  windowed.pay_amt_7d,
  windowed.pay_qty_7d,
  CAST(
    windowed.pay_amt_7d / NULLIF(windowed.pay_amt_share_7d_total, 0) AS DECIMAL(38, 6)
  ) AS pay_amt_share_7d,
  CAST(
    (windowed.pay_amt_7d - windowed.pay_amt_7d_prev)
    / NULLIF(windowed.pay_amt_7d_prev, 0) AS DECIMAL(38, 6)
  ) AS pay_amt_7d_wow,
  CAST(windowed.rfd_amt_7d / NULLIF(windowed.pay_amt_7d, 0) AS DECIMAL(38, 6)) AS rfd_amt_rate_7d
FROM (
  SELECT
    windowed.cate_id,
    windowed.cate_name,
    windowed.cate1_name,
    windowed.pay_amt_7d,
    windowed.pay_qty_7d,
    windowed.rfd_amt_7d,
    windowed.pay_amt_7d_prev,
    windowed.rank_no,
    SUM(windowed.pay_amt_7d) OVER () AS pay_amt_share_7d_total
  FROM (
    SELECT
      category.cate_id,
      category.cate_name,
      category.cate1_name,
      COALESCE(grouped.pay_amt_7d, 0) AS pay_amt_7d,
      COALESCE(grouped.pay_qty_7d, 0) AS pay_qty_7d,
      COALESCE(grouped.rfd_amt_7d, 0) AS rfd_amt_7d,
      grouped.pay_amt_7d_prev,
      ROW_NUMBER() OVER (
        ORDER BY COALESCE(grouped.pay_amt_7d, 0) DESC NULLS LAST,
          category.cate_id NULLS LAST,
          category.cate_name NULLS LAST,
          category.cate1_name NULLS LAST
      ) AS rank_no
    FROM (
      SELECT
        category_day.cate_id,
        SUM(
          CASE
            WHEN category_day.stat_date
                >= DATEADD(CAST(TO_DATE('${bizdate}', 'yyyymmdd') AS DATE), -6, 'dd')
              THEN category_day.pay_amt_1d
          END
        ) AS pay_amt_7d,
        SUM(
          CASE
            WHEN category_day.stat_date
                >= DATEADD(CAST(TO_DATE('${bizdate}', 'yyyymmdd') AS DATE), -6, 'dd')
              THEN category_day.pay_qty_1d
          END
        ) AS pay_qty_7d,
        SUM(
          CASE
            WHEN category_day.stat_date
                >= DATEADD(CAST(TO_DATE('${bizdate}', 'yyyymmdd') AS DATE), -6, 'dd')
              THEN category_day.rfd_amt_1d
          END
        ) AS rfd_amt_7d,
        SUM(
          CASE
            WHEN category_day.stat_date
                < DATEADD(CAST(TO_DATE('${bizdate}', 'yyyymmdd') AS DATE), -6, 'dd')
              THEN category_day.pay_amt_1d
          END
        ) AS pay_amt_7d_prev
      FROM dws_live_category_1d AS category_day
      WHERE category_day.ds
          >= TO_CHAR(DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -13, 'dd'), 'yyyymmdd')
        AND category_day.ds <= '${bizdate}'
        AND category_day.stat_date
          >= DATEADD(CAST(TO_DATE('${bizdate}', 'yyyymmdd') AS DATE), -13, 'dd')
        AND category_day.stat_date
          < DATEADD(CAST(TO_DATE('${bizdate}', 'yyyymmdd') AS DATE), 1, 'dd')
        AND (
          category_day.stat_date
            >= DATEADD(CAST(TO_DATE('${bizdate}', 'yyyymmdd') AS DATE), -6, 'dd')
          OR category_day.stat_date
            < DATEADD(CAST(TO_DATE('${bizdate}', 'yyyymmdd') AS DATE), -6, 'dd')
        )
      GROUP BY category_day.cate_id
    ) AS grouped
    JOIN dim_itm_category_df AS category ON grouped.cate_id = category.cate_id
    WHERE category.ds = '${bizdate}'
  ) AS windowed
) AS windowed
WHERE windowed.rank_no <= 20;
