-- 类目近 7 天成交榜
CREATE TABLE IF NOT EXISTS ads_live_category_board_7d (
  rank_no BIGINT COMMENT '名次',
  cate_id BIGINT COMMENT '类目ID',
  cate_name STRING COMMENT '类目名称',
  cate1_name STRING COMMENT '一级类目',
  pay_amt_7d DECIMAL(28, 2) COMMENT '近7天支付金额（元）',
  pay_qty_7d BIGINT COMMENT '近7天支付件数',
  pay_amt_share_7d DECIMAL(38, 6) COMMENT '近7天支付金额占全部类目的比例',
  pay_amt_7d_wow DECIMAL(38, 6) COMMENT '近7天支付金额比上一个7天的变化率',
  rfd_amt_rate_7d DECIMAL(38, 6) COMMENT '近7天退款金额与支付金额之比'
)
COMMENT '类目近 7 天成交榜'
PARTITIONED BY (ds STRING)
LIFECYCLE 365;
