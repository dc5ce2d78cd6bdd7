-- specs/001-anchor-nd, bizdate 2026-11-07, written by hand: days are written out, every number is its own subquery.
WITH n AS (SELECT
  k.anchor_id,
  (SELECT count(DISTINCT w.user_id) FROM dwd_live_watch_di w WHERE w.anchor_id = k.anchor_id
    AND w.enter_time >= TIMESTAMP '2026-11-07' AND w.enter_time < TIMESTAMP '2026-11-08') AS watch_uv_1d,
  (SELECT count(DISTINCT w.user_id) FROM dwd_live_watch_di w WHERE w.anchor_id = k.anchor_id
    AND w.enter_time >= TIMESTAMP '2026-11-01' AND w.enter_time < TIMESTAMP '2026-11-08') AS watch_uv_7d,
  (SELECT count(DISTINCT w.user_id) FROM dwd_live_watch_di w WHERE w.anchor_id = k.anchor_id
    AND w.enter_time >= TIMESTAMP '2026-10-09' AND w.enter_time < TIMESTAMP '2026-11-08') AS watch_uv_30d,
  (SELECT sum(w.watch_dur_sec)::BIGINT FROM dwd_live_watch_di w WHERE w.anchor_id = k.anchor_id
    AND w.enter_time >= TIMESTAMP '2026-11-01' AND w.enter_time < TIMESTAMP '2026-11-08') AS watch_dur_7d,
  (SELECT coalesce(sum(p.pay_amt), 0) FROM dwd_trd_live_pay_di p WHERE coalesce(p.anchor_id, -1) = k.anchor_id AND p.test_flag = 0
    AND p.pay_time >= TIMESTAMP '2026-11-07' AND p.pay_time < TIMESTAMP '2026-11-08') AS pay_amt_1d,
  (SELECT coalesce(sum(p.pay_amt), 0) FROM dwd_trd_live_pay_di p WHERE coalesce(p.anchor_id, -1) = k.anchor_id AND p.test_flag = 0
    AND p.pay_time >= TIMESTAMP '2026-11-01' AND p.pay_time < TIMESTAMP '2026-11-08') AS pay_amt_7d,
  (SELECT coalesce(sum(p.pay_amt), 0) FROM dwd_trd_live_pay_di p WHERE coalesce(p.anchor_id, -1) = k.anchor_id AND p.test_flag = 0
    AND p.pay_time >= TIMESTAMP '2026-10-09' AND p.pay_time < TIMESTAMP '2026-11-08') AS pay_amt_30d,
  (SELECT count(DISTINCT p.buyer_id) FROM dwd_trd_live_pay_di p WHERE coalesce(p.anchor_id, -1) = k.anchor_id AND p.test_flag = 0
    AND p.pay_time >= TIMESTAMP '2026-11-07' AND p.pay_time < TIMESTAMP '2026-11-08') AS pay_byr_cnt_1d,
  (SELECT count(DISTINCT p.buyer_id) FROM dwd_trd_live_pay_di p WHERE coalesce(p.anchor_id, -1) = k.anchor_id AND p.test_flag = 0
    AND p.pay_time >= TIMESTAMP '2026-11-01' AND p.pay_time < TIMESTAMP '2026-11-08') AS pay_byr_cnt_7d,
  (SELECT count(DISTINCT p.buyer_id) FROM dwd_trd_live_pay_di p WHERE coalesce(p.anchor_id, -1) = k.anchor_id AND p.test_flag = 0
    AND p.pay_time >= TIMESTAMP '2026-10-09' AND p.pay_time < TIMESTAMP '2026-11-08') AS pay_byr_cnt_30d,
  (SELECT sum(p.pay_amt) FROM dwd_trd_live_pay_di p WHERE coalesce(p.anchor_id, -1) = k.anchor_id AND p.test_flag = 0
    AND p.pay_time >= TIMESTAMP '2026-10-25' AND p.pay_time < TIMESTAMP '2026-11-01') AS prev
FROM (
  SELECT anchor_id FROM dwd_live_watch_di WHERE enter_time >= TIMESTAMP '2026-10-09'
  UNION
  SELECT coalesce(anchor_id, -1) FROM dwd_trd_live_pay_di WHERE test_flag = 0 AND pay_time >= TIMESTAMP '2026-10-09'
) AS k
)
SELECT * EXCLUDE (prev), CAST(pay_byr_cnt_7d AS DOUBLE) / nullif(watch_uv_7d, 0) AS pay_cvr_7d,
  CAST(CAST(pay_amt_7d - prev AS DOUBLE) / nullif(prev, 0) AS DECIMAL(18, 6)) AS pay_amt_7d_wow
FROM n
ORDER BY anchor_id
