-- What the demo's requirement asks for, bizdate 2026-11-07: every anchor, also those without a viewer or a payment.
SELECT a.anchor_id, a.anchor_name,
  (SELECT count(DISTINCT user_id) FROM dwd_live_watch_di w WHERE w.anchor_id = a.anchor_id
    AND enter_time >= TIMESTAMP '2026-11-01' AND enter_time < TIMESTAMP '2026-11-08') AS watch_uv_7d,
  p.amt AS pay_amt_7d, coalesce(p.byr, 0) AS pay_byr_cnt_7d,
  CAST(coalesce(p.byr, 0) AS DOUBLE) / nullif((SELECT count(DISTINCT user_id) FROM dwd_live_watch_di w WHERE w.anchor_id = a.anchor_id
    AND enter_time >= TIMESTAMP '2026-11-01' AND enter_time < TIMESTAMP '2026-11-08'), 0) AS pay_cvr_7d,
  coalesce(p.amt, 0) - coalesce(r.amt, 0) AS net_pay_amt_7d
FROM dim_live_anchor_df a
LEFT JOIN (SELECT anchor_id, sum(pay_amt) AS amt, count(DISTINCT buyer_id) AS byr FROM dwd_trd_live_pay_di
  WHERE test_flag = 0 AND pay_time >= TIMESTAMP '2026-11-01' AND pay_time < TIMESTAMP '2026-11-08' GROUP BY anchor_id) p USING (anchor_id)
LEFT JOIN (SELECT anchor_id, sum(refund_amt) AS amt FROM dwd_trd_live_refund_di WHERE status = 'success'
  AND test_flag = 0 AND refund_time >= TIMESTAMP '2026-11-01' AND refund_time < TIMESTAMP '2026-11-08' GROUP BY anchor_id) r USING (anchor_id)
WHERE a.ds = '20261107'
ORDER BY a.anchor_id
