-- 各场次商品点击率 Top20（曝光不少于 30 次的场次）, as of 2026-11-07, last 7 days.
SELECT s.live_id, s.title, e.pv AS itm_expo_pv, coalesce(k.pv, 0) AS itm_clk_pv, CAST(coalesce(k.pv, 0) AS DOUBLE) / e.pv AS itm_ctr
FROM dim_live_session_df s
JOIN (SELECT live_id, sum(expo_cnt)::BIGINT AS pv FROM dwd_live_itm_expo_di
  WHERE expo_time >= TIMESTAMP '2026-11-01' AND expo_time < TIMESTAMP '2026-11-08' GROUP BY live_id) e USING (live_id)
LEFT JOIN (SELECT live_id, count(*) AS pv FROM dwd_live_itm_clk_di
  WHERE clk_time >= TIMESTAMP '2026-11-01' AND clk_time < TIMESTAMP '2026-11-08' GROUP BY live_id) k USING (live_id)
WHERE s.ds = '20261107' AND e.pv >= 30
ORDER BY itm_ctr DESC, s.live_id
LIMIT 20
