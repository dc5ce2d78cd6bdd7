-- 观看日志清洗去重
INSERT OVERWRITE TABLE dwd_live_watch_di PARTITION (ds = '${bizdate}')
SELECT
  windowed.log_id,
  windowed.user_id,
  windowed.live_id,
  windowed.anchor_id,
  windowed.enter_time,
  windowed.leave_time,
  windowed.watch_dur_sec,
  windowed.source,
  windowed.fan_flag
FROM (
  SELECT
    ods_watch.log_id,
    CASE WHEN NULLIF(ods_watch.user_id, 'null') RLIKE '^[+-]?[0-9]{1,18}$' THEN CAST(
      NULLIF(ods_watch.user_id, 'null') AS BIGINT
    ) END AS user_id,
    ods_watch.live_id,
    live_session.anchor_id,
    TO_DATE(ods_watch.enter_time, 'yyyy-mm-dd hh:mi:ss') AS enter_time,
    TO_DATE(ods_watch.leave_time, 'yyyy-mm-dd hh:mi:ss') AS leave_time,
    DATEDIFF(
      TO_DATE(ods_watch.leave_time, 'yyyy-mm-dd hh:mi:ss'),
      TO_DATE(ods_watch.enter_time, 'yyyy-mm-dd hh:mi:ss'),
      'ss'
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
        TO_DATE(ods_watch.leave_time, 'yyyy-mm-dd hh:mi:ss') DESC NULLS LAST
    ) AS place
  FROM ods_live_watch_log_di AS ods_watch
  JOIN dim_live_session_df AS live_session ON ods_watch.live_id = live_session.live_id
  WHERE ods_watch.ds >= '${bizdate}'
    AND ods_watch.ds <= '${bizdate}'
    AND live_session.ds = '${bizdate}'
    AND ods_watch.gmt_modified >= TO_DATE('${bizdate}', 'yyyymmdd')
    AND ods_watch.gmt_modified < DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), 1, 'dd')
    AND ods_watch.log_id IS NOT NULL
    AND TO_DATE(ods_watch.enter_time, 'yyyy-mm-dd hh:mi:ss') IS NOT NULL
    AND live_session.anchor_id IS NOT NULL
) AS windowed
WHERE windowed.place <= 1;
