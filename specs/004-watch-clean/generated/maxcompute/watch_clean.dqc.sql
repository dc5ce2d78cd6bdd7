-- row-count (strong): 本次运行至少写入一行
SELECT CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END AS failed
FROM dwd_live_watch_di AS checked
WHERE checked.ds = '${bizdate}';

-- unique-log_id (strong): log_id 不重复
WITH
  duplicate AS (
    SELECT checked.log_id
    FROM dwd_live_watch_di AS checked
    WHERE checked.ds = '${bizdate}'
    GROUP BY checked.log_id
    HAVING COUNT(*) > 1
  )
SELECT COUNT(*) AS failed
FROM duplicate;

-- complete-log_id (strong): log_id 不为空
SELECT COUNT(*) AS failed
FROM dwd_live_watch_di AS checked
WHERE checked.ds = '${bizdate}' AND checked.log_id IS NULL;

-- reference-live_id (weak): 每个 live_id 都存在于直播场次
SELECT COUNT(*) AS failed
FROM dwd_live_watch_di AS checked
LEFT ANTI JOIN (
  SELECT live_id
  FROM dim_live_session_df AS parent
  WHERE parent.ds = '${bizdate}'
) AS other
  ON checked.live_id = other.live_id
WHERE checked.ds = '${bizdate}' AND checked.live_id IS NOT NULL;

-- reference-anchor_id (weak): 每个 anchor_id 都存在于主播
SELECT COUNT(*) AS failed
FROM dwd_live_watch_di AS checked
LEFT ANTI JOIN (
  SELECT anchor_id
  FROM dim_live_anchor_df AS parent
  WHERE parent.ds = '${bizdate}'
) AS other
  ON checked.anchor_id = other.anchor_id
WHERE checked.ds = '${bizdate}' AND checked.anchor_id IS NOT NULL;
