-- row-count (strong): 本次运行至少写入一行
SELECT CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}';

-- unique-anchor_id (strong): anchor_id 不重复
WITH
  duplicate AS (
    SELECT checked.anchor_id
    FROM dws_live_anchor_nd AS checked
    WHERE checked.ds = '${bizdate}'
    GROUP BY checked.anchor_id
    HAVING COUNT(*) > 1
  )
SELECT COUNT(*) AS failed
FROM duplicate;

-- complete-anchor_id (strong): anchor_id 不为空
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.anchor_id IS NULL;

-- min-watch_uv_1d (weak): watch_uv_1d 不小于 0
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.watch_uv_1d < 0;

-- min-watch_uv_7d (weak): watch_uv_7d 不小于 0
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.watch_uv_7d < 0;

-- min-watch_uv_30d (weak): watch_uv_30d 不小于 0
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.watch_uv_30d < 0;

-- min-watch_dur_7d (weak): watch_dur_7d 不小于 0
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.watch_dur_7d < 0;

-- min-pay_amt_1d (weak): pay_amt_1d 不小于 0
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.pay_amt_1d < 0;

-- min-pay_amt_7d (weak): pay_amt_7d 不小于 0
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.pay_amt_7d < 0;

-- min-pay_amt_30d (weak): pay_amt_30d 不小于 0
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.pay_amt_30d < 0;

-- min-pay_byr_cnt_1d (weak): pay_byr_cnt_1d 不小于 0
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.pay_byr_cnt_1d < 0;

-- min-pay_byr_cnt_7d (weak): pay_byr_cnt_7d 不小于 0
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.pay_byr_cnt_7d < 0;

-- min-pay_byr_cnt_30d (weak): pay_byr_cnt_30d 不小于 0
SELECT COUNT(*) AS failed
FROM dws_live_anchor_nd AS checked
WHERE checked.ds = '${bizdate}' AND checked.pay_byr_cnt_30d < 0;
