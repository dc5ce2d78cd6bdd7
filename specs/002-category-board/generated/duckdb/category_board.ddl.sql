-- 类目近 7 天成交榜
CREATE TABLE IF NOT EXISTS ads_live_category_board_7d (
  rank_no BIGINT,
  cate_id BIGINT,
  cate_name VARCHAR,
  cate1_name VARCHAR,
  pay_amt_7d DECIMAL(28, 2),
  pay_qty_7d BIGINT,
  pay_amt_share_7d DECIMAL(38, 6),
  pay_amt_7d_wow DECIMAL(38, 6),
  rfd_amt_rate_7d DECIMAL(38, 6),
  ds VARCHAR NOT NULL
);
COMMENT ON TABLE ads_live_category_board_7d IS '类目近 7 天成交榜';
COMMENT ON COLUMN ads_live_category_board_7d.rank_no IS '名次';
COMMENT ON COLUMN ads_live_category_board_7d.cate_id IS '类目ID';
COMMENT ON COLUMN ads_live_category_board_7d.cate_name IS '类目名称';
COMMENT ON COLUMN ads_live_category_board_7d.cate1_name IS '一级类目';
COMMENT ON COLUMN ads_live_category_board_7d.pay_amt_7d IS '近7天支付金额（元）';
COMMENT ON COLUMN ads_live_category_board_7d.pay_qty_7d IS '近7天支付件数';
COMMENT ON COLUMN ads_live_category_board_7d.pay_amt_share_7d IS '近7天支付金额占全部类目的比例';
COMMENT ON COLUMN ads_live_category_board_7d.pay_amt_7d_wow IS '近7天支付金额比上一个7天的变化率';
COMMENT ON COLUMN ads_live_category_board_7d.rfd_amt_rate_7d IS '近7天退款金额与支付金额之比';
