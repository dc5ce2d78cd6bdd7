-- 观看日志清洗去重
BEGIN TRANSACTION;
DELETE FROM dwd_live_watch_di
WHERE ds = STRFTIME(CAST($bizdate AS DATE), '%Y%m%d');
INSERT INTO dwd_live_watch_di (
  log_id,
  user_id,
  live_id,
  anchor_id,
  enter_time,
  leave_time,
  watch_dur_sec,
  source,
  fan_flag,
  ds
)
SELECT
  windowed.log_id,
  windowed.user_id,
  windowed.live_id,
  windowed.anchor_id,
  windowed.enter_time,
  windowed.leave_time,
  windowed.watch_dur_sec,
  windowed.source,
  windowed.fan_flag,
  STRFTIME(CAST($bizdate AS DATE), '%Y%m%d') AS ds
FROM (
  SELECT
    ods_watch.log_id,
    TRY_CAST(NULLIF(ods_watch.user_id, 'null') AS BIGINT) AS user_id,
    ods_watch.live_id,
    live_session.anchor_id,
    TRY_CAST(ods_watch.enter_time AS TIMESTAMP) AS enter_time,
    TRY_CAST(ods_watch.leave_time AS TIMESTAMP) AS leave_time,
    DATE_DIFF(
      'second',
      TRY_CAST(ods_watch.enter_time AS TIMESTAMP),
      TRY_CAST(ods_watch.leave_time AS TIMESTAMP)
    ) AS watch_dur_sec,
    CASE ods_watch.source_code
      WHEN '1' THEN 'recommend'
      WHEN '2' THEN 'follow'
      WHEN '3' THEN 'search'
      WHEN '4' THEN 'video'
      WHEN '5' THEN 'ad'
      ELSE 'unknown'
    END AS source,
    CASE WHEN ods_watch.is_fan = '1' THEN 1 ELSE 0 END AS fan_flag,
    ROW_NUMBER() OVER (
      PARTITION BY ods_watch.log_id
      ORDER BY ods_watch.gmt_modified DESC NULLS LAST,
        TRY_CAST(ods_watch.leave_time AS TIMESTAMP) DESC NULLS LAST
    ) AS place
  FROM ods_live_watch_log_di AS ods_watch
  JOIN dim_live_session_df AS live_session ON ods_watch.live_id = live_session.live_id
  WHERE ods_watch.ds >= STRFTIME(CAST($bizdate AS DATE), '%Y%m%d')
    AND ods_watch.ds <= STRFTIME(CAST($bizdate AS DATE), '%Y%m%d')
    AND live_session.ds = STRFTIME(CAST($bizdate AS DATE), '%Y%m%d')
    AND ods_watch.gmt_modified >= CAST($bizdate AS TIMESTAMP)
    AND ods_watch.gmt_modified < CAST(CAST($bizdate AS DATE) + 1 AS TIMESTAMP)
    AND ods_watch.log_id IS NOT NULL
    AND TRY_CAST(ods_watch.enter_time AS TIMESTAMP) IS NOT NULL
    AND live_session.anchor_id IS NOT NULL
) AS windowed
WHERE windowed.place <= 1;
COMMIT;
