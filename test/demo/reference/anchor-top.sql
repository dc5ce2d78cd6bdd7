-- specs/003-anchor-top, as of 2026-11-07.
SELECT a.anchor_id, a.anchor_name, coalesce(w.uv, 0) AS watch_uv, coalesce(p.amt, 0) AS pay_amt,
  CAST(coalesce(p.byr, 0) AS DOUBLE) / w.uv AS pay_cvr,
  CAST(p.amt AS DOUBLE) / p.byr AS pay_amt_per_buyer
FROM dim_live_anchor_df a
LEFT JOIN (SELECT anchor_id, count(DISTINCT user_id) AS uv FROM dwd_live_watch_di
  WHERE enter_time BETWEEN TIMESTAMP '2026-11-01 00:00:00' AND TIMESTAMP '2026-11-07 23:59:59' GROUP BY anchor_id) w USING (anchor_id)
LEFT JOIN (SELECT anchor_id, sum(pay_amt) AS amt, count(DISTINCT buyer_id) AS byr FROM dwd_trd_live_pay_di
  WHERE test_flag = 0 AND pay_time BETWEEN TIMESTAMP '2026-11-01 00:00:00' AND TIMESTAMP '2026-11-07 23:59:59' GROUP BY anchor_id) p USING (anchor_id)
WHERE a.ds = '20261107'
ORDER BY pay_amt DESC, a.anchor_id
LIMIT 10
