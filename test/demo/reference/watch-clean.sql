-- specs/004-watch-clean, bizdate 2026-11-07: the demo's own clean partition, which the generator writes without the raw log.
SELECT log_id, user_id, live_id, anchor_id, enter_time, leave_time, watch_dur_sec, source, fan_flag
FROM dwd_live_watch_di
WHERE ds = '20261107'
ORDER BY log_id
