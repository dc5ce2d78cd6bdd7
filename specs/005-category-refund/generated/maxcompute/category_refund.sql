-- 每日各一级类目的 7 日退款率
WITH
  -- part of stage result
  result_pay AS (
    SELECT CAST(pay.pay_time AS DATE) AS `day`, item_category.cate1_name, COUNT(*) AS pay_sub_cnt
    FROM dwd_trd_live_pay_di AS pay
    JOIN dim_itm_item_df AS item ON pay.item_id = item.item_id
    JOIN dim_itm_category_df AS item_category ON item.cate_id = item_category.cate_id
    WHERE pay.ds >= '20261025'
      AND pay.ds <= '20261101'
      AND item.ds = '20261107'
      AND item_category.ds = '20261107'
      AND pay.pay_time >= CAST('2026-10-25 00:00:00' AS DATETIME)
      AND pay.pay_time < CAST('2026-11-01 00:00:00' AS DATETIME)
      AND NOT (pay.test_flag = 1)
    GROUP BY CAST(pay.pay_time AS DATE), item_category.cate1_name
  ),
  -- part of stage result
  result_refund AS (
    SELECT
      CAST(refund.pay_time AS DATE) AS `day`,
      item_category.cate1_name,
      COUNT(DISTINCT refund.sub_order_id) AS rfd_7d_sub_cnt
    FROM dwd_trd_live_refund_di AS refund
    JOIN dim_itm_item_df AS item ON refund.item_id = item.item_id
    JOIN dim_itm_category_df AS item_category ON item.cate_id = item_category.cate_id
    WHERE item.ds = '20261107'
      AND item_category.ds = '20261107'
      AND refund.pay_time >= CAST('2026-10-25 00:00:00' AS DATETIME)
      AND refund.pay_time < CAST('2026-11-01 00:00:00' AS DATETIME)
      AND refund.status = 'success'
      AND NOT (refund.test_flag = 1)
      AND refund.refund_time < DATEADD(refund.pay_time, 7, 'dd')
    GROUP BY CAST(refund.pay_time AS DATE), item_category.cate1_name
  )
SELECT
  grouped.`day`,
  grouped.cate1_name,
  COALESCE(grouped.pay_sub_cnt, 0) AS pay_sub_cnt,
  COALESCE(grouped.rfd_7d_sub_cnt, 0) AS rfd_7d_sub_cnt,
  CAST(COALESCE(grouped.rfd_7d_sub_cnt, 0) AS DOUBLE)
    / NULLIF(COALESCE(grouped.pay_sub_cnt, 0), 0) AS rfd_7d_rate
FROM (
  SELECT
    stacked.`day`,
    stacked.cate1_name,
    MAX(stacked.pay_sub_cnt) AS pay_sub_cnt,
    MAX(stacked.rfd_7d_sub_cnt) AS rfd_7d_sub_cnt
  FROM (
    SELECT
      result_pay.`day`,
      result_pay.cate1_name,
      result_pay.pay_sub_cnt,
      CAST(NULL AS BIGINT) AS rfd_7d_sub_cnt
    FROM result_pay
    UNION ALL
    SELECT
      result_refund.`day`,
      result_refund.cate1_name,
      CAST(NULL AS BIGINT) AS pay_sub_cnt,
      result_refund.rfd_7d_sub_cnt
    FROM result_refund
  ) AS stacked
  GROUP BY stacked.`day`, stacked.cate1_name
) AS grouped
ORDER BY `day` NULLS LAST, cate1_name NULLS LAST
LIMIT 2147483647;
