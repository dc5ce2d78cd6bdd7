-- 近 7 天各主播等级的开播时长（小时）、小时成交额、粉丝成交占比、直播新客数, as of 2026-11-07.
-- Hours are cut at midnight here by hand, from the sessions, while the document reads the segments.
WITH
  a AS (SELECT anchor_id, anchor_level FROM dim_live_anchor_df WHERE ds = '20261107'),
  h AS (SELECT a.anchor_level, sum(date_diff('second', greatest(start_time, TIMESTAMP '2026-11-01'),
      least(coalesce(end_time, TIMESTAMP '2026-11-08'), TIMESTAMP '2026-11-08'))) AS sec
    FROM dim_live_session_df s JOIN a USING (anchor_id)
    WHERE s.ds = '20261107' AND s.status IN ('living', 'ended')
      AND coalesce(end_time, TIMESTAMP '2026-11-08') > TIMESTAMP '2026-11-01' GROUP BY 1),
  p AS (SELECT a.anchor_level, p.*, u.first_live_pay_date FROM dwd_trd_live_pay_di p JOIN a USING (anchor_id)
    JOIN dim_mbr_user_df u ON u.user_id = p.buyer_id AND u.ds = '20261107'
    WHERE test_flag = 0 AND pay_time >= TIMESTAMP '2026-11-01' AND pay_time < TIMESTAMP '2026-11-08'),
  m AS (SELECT anchor_level, sum(pay_amt) AS amt, coalesce(sum(pay_amt) FILTER (WHERE fan_flag = 1), 0) AS fan,
    count(DISTINCT buyer_id) FILTER (WHERE channel = 'live' AND CAST(pay_time AS DATE) = first_live_pay_date) AS new_byr
    FROM p GROUP BY 1)
SELECT anchor_level, CAST(sec AS BIGINT) AS live_dur, amt AS pay_amt, CAST(amt AS DOUBLE) * 3600 / sec AS gph,
  CAST(CAST(fan AS DOUBLE) / amt AS DECIMAL(18, 6)) AS fans_pay_ratio, new_byr AS new_live_byr_cnt
FROM h JOIN m USING (anchor_level)
ORDER BY anchor_level
