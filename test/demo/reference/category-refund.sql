-- specs/005-category-refund, as of 2026-11-07: for each paid order line, whether it was refunded within 7 days.
SELECT CAST(p.pay_time AS DATE) AS day, c.cate1_name,
  count(*) AS pay_sub_cnt,
  count(*) FILTER (WHERE EXISTS (SELECT 1 FROM dwd_trd_live_refund_di r WHERE r.sub_order_id = p.sub_order_id
    AND r.status = 'success' AND r.test_flag = 0 AND date_diff('second', p.pay_time, r.refund_time) < 7 * 86400)) AS rfd_7d_sub_cnt,
  CAST(rfd_7d_sub_cnt AS DOUBLE) / count(*) AS rfd_7d_rate
FROM dwd_trd_live_pay_di p
JOIN dim_itm_item_df i ON i.item_id = p.item_id AND i.ds = '20261107'
JOIN dim_itm_category_df c ON c.cate_id = i.cate_id AND c.ds = '20261107'
WHERE p.test_flag = 0 AND CAST(p.pay_time AS DATE) BETWEEN DATE '2026-10-25' AND DATE '2026-10-31'
GROUP BY ALL
ORDER BY 1, 2
