-- specs/002-category-board, bizdate 2026-11-07, from the details instead of the summary that the document reads.
WITH
  item AS (SELECT i.item_id, c.cate_id, c.cate_name, c.cate1_name
    FROM dim_itm_item_df i JOIN dim_itm_category_df c ON c.cate_id = i.cate_id AND c.ds = '20261107'
    WHERE i.ds = '20261107'),
  paid AS (SELECT i.cate_id, p.pay_amt, p.qty, p.pay_time FROM dwd_trd_live_pay_di p JOIN item i USING (item_id) WHERE p.test_flag = 0),
  back AS (SELECT i.cate_id, r.refund_amt FROM dwd_trd_live_refund_di r JOIN item i USING (item_id)
    WHERE r.test_flag = 0 AND r.status = 'success' AND r.refund_time >= TIMESTAMP '2026-11-01' AND r.refund_time < TIMESTAMP '2026-11-08'),
  cate AS (SELECT DISTINCT cate_id, cate_name, cate1_name FROM item),
  n AS (SELECT c.*,
      (SELECT coalesce(sum(pay_amt), 0) FROM paid p WHERE p.cate_id = c.cate_id AND pay_time >= TIMESTAMP '2026-11-01' AND pay_time < TIMESTAMP '2026-11-08') AS amt,
      (SELECT coalesce(sum(qty), 0)::BIGINT FROM paid p WHERE p.cate_id = c.cate_id AND pay_time >= TIMESTAMP '2026-11-01' AND pay_time < TIMESTAMP '2026-11-08') AS qty,
      (SELECT sum(pay_amt) FROM paid p WHERE p.cate_id = c.cate_id AND pay_time >= TIMESTAMP '2026-10-25' AND pay_time < TIMESTAMP '2026-11-01') AS prev,
      (SELECT coalesce(sum(refund_amt), 0) FROM back b WHERE b.cate_id = c.cate_id) AS back
    FROM cate c)
SELECT
  (SELECT count(*) FROM n m WHERE m.amt > n.amt OR (m.amt = n.amt AND m.cate_id <= n.cate_id)) AS rank_no,
  cate_id, cate_name, cate1_name, amt AS pay_amt_7d, qty AS pay_qty_7d,
  CAST(CAST(amt AS DOUBLE) / (SELECT sum(amt) FROM n) AS DECIMAL(18, 6)) AS pay_amt_share_7d,
  CAST(CAST(amt - prev AS DOUBLE) / nullif(prev, 0) AS DECIMAL(18, 6)) AS pay_amt_7d_wow,
  CAST(CAST(back AS DOUBLE) / nullif(amt, 0) AS DECIMAL(18, 6)) AS rfd_amt_rate_7d
FROM n
WHERE rank_no <= 20
ORDER BY rank_no
