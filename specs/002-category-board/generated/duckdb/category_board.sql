-- 类目近 7 天成交榜
BEGIN TRANSACTION;
DELETE FROM ads_live_category_board_7d
WHERE ds = STRFTIME(CAST($bizdate AS DATE), '%Y%m%d');
INSERT INTO ads_live_category_board_7d (
  rank_no,
  cate_id,
  cate_name,
  cate1_name,
  pay_amt_7d,
  pay_qty_7d,
  pay_amt_share_7d,
  pay_amt_7d_wow,
  rfd_amt_rate_7d,
  ds
)
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
  CAST(windowed.rfd_amt_7d / NULLIF(windowed.pay_amt_7d, 0) AS DECIMAL(38, 6)) AS rfd_amt_rate_7d,
  STRFTIME(CAST($bizdate AS DATE), '%Y%m%d') AS ds
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
        SUM(category_day.pay_amt_1d)
          FILTER (WHERE category_day.stat_date >= CAST($bizdate AS DATE) - 6) AS pay_amt_7d,
        CAST(
          SUM(category_day.pay_qty_1d)
            FILTER (WHERE category_day.stat_date >= CAST($bizdate AS DATE) - 6) AS BIGINT
        ) AS pay_qty_7d,
        SUM(category_day.rfd_amt_1d)
          FILTER (WHERE category_day.stat_date >= CAST($bizdate AS DATE) - 6) AS rfd_amt_7d,
        SUM(category_day.pay_amt_1d)
          FILTER (WHERE category_day.stat_date < CAST($bizdate AS DATE) - 6) AS pay_amt_7d_prev
      FROM dws_live_category_1d AS category_day
      WHERE category_day.ds >= STRFTIME(CAST($bizdate AS DATE) - 13, '%Y%m%d')
        AND category_day.ds <= STRFTIME(CAST($bizdate AS DATE), '%Y%m%d')
        AND category_day.stat_date >= CAST($bizdate AS DATE) - 13
        AND category_day.stat_date < CAST($bizdate AS DATE) + 1
        AND (
          category_day.stat_date >= CAST($bizdate AS DATE) - 6
          OR category_day.stat_date < CAST($bizdate AS DATE) - 6
        )
      GROUP BY category_day.cate_id
    ) AS grouped
    JOIN dim_itm_category_df AS category ON grouped.cate_id = category.cate_id
    WHERE category.ds = STRFTIME(CAST($bizdate AS DATE), '%Y%m%d')
  ) AS windowed
) AS windowed
WHERE windowed.rank_no <= 20;
COMMIT;
