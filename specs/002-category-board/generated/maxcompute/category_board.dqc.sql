-- row-count (strong): 本次运行至少写入一行
SELECT CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END AS failed
FROM ads_live_category_board_7d AS checked
WHERE checked.ds = '${bizdate}';

-- unique-cate_id-cate_name-cate1_name (strong): cate_id, cate_name, cate1_name 不重复
WITH
  duplicate AS (
    SELECT checked.cate_id, checked.cate_name, checked.cate1_name
    FROM ads_live_category_board_7d AS checked
    WHERE checked.ds = '${bizdate}'
    GROUP BY checked.cate_id, checked.cate_name, checked.cate1_name
    HAVING COUNT(*) > 1
  )
SELECT COUNT(*) AS failed
FROM duplicate;

-- complete-cate_id (strong): cate_id 不为空
SELECT COUNT(*) AS failed
FROM ads_live_category_board_7d AS checked
WHERE checked.ds = '${bizdate}' AND checked.cate_id IS NULL;

-- complete-cate_name (strong): cate_name 不为空
SELECT COUNT(*) AS failed
FROM ads_live_category_board_7d AS checked
WHERE checked.ds = '${bizdate}' AND checked.cate_name IS NULL;

-- complete-cate1_name (strong): cate1_name 不为空
SELECT COUNT(*) AS failed
FROM ads_live_category_board_7d AS checked
WHERE checked.ds = '${bizdate}' AND checked.cate1_name IS NULL;

-- min-pay_amt_7d (weak): pay_amt_7d 不小于 0
SELECT COUNT(*) AS failed
FROM ads_live_category_board_7d AS checked
WHERE checked.ds = '${bizdate}' AND checked.pay_amt_7d < 0;

-- min-pay_qty_7d (weak): pay_qty_7d 不小于 0
SELECT COUNT(*) AS failed
FROM ads_live_category_board_7d AS checked
WHERE checked.ds = '${bizdate}' AND checked.pay_qty_7d < 0;

-- reference-cate_id (weak): 每个 cate_id 都存在于类目
SELECT COUNT(*) AS failed
FROM ads_live_category_board_7d AS checked
LEFT ANTI JOIN (
  SELECT cate_id
  FROM dim_itm_category_df AS parent
  WHERE parent.ds = '${bizdate}'
) AS other
  ON checked.cate_id = other.cate_id
WHERE checked.ds = '${bizdate}' AND checked.cate_id IS NOT NULL;
