-- 主播近 1/7/30 天观看与成交汇总
CREATE TABLE IF NOT EXISTS dws_live_anchor_nd (
  anchor_id BIGINT COMMENT '主播ID，未归因为 -1',
  watch_uv_1d BIGINT COMMENT '近1天观看人数',
  watch_uv_7d BIGINT COMMENT '近7天观看人数',
  watch_uv_30d BIGINT COMMENT '近30天观看人数',
  watch_dur_7d BIGINT COMMENT '近7天观看时长（秒）',
  pay_amt_1d DECIMAL(28, 2) COMMENT '近1天支付金额（元）',
  pay_amt_7d DECIMAL(28, 2) COMMENT '近7天支付金额（元）',
  pay_amt_30d DECIMAL(28, 2) COMMENT '近30天支付金额（元）',
  pay_byr_cnt_1d BIGINT COMMENT '近1天支付买家数',
  pay_byr_cnt_7d BIGINT COMMENT '近7天支付买家数',
  pay_byr_cnt_30d BIGINT COMMENT '近30天支付买家数',
  pay_cvr_7d DOUBLE COMMENT '近7天看播转化率',
  pay_amt_7d_wow DECIMAL(38, 6) COMMENT '近7天支付金额比上一个7天的变化率'
)
COMMENT '主播粒度近 1/7/30 天观看与成交汇总'
PARTITIONED BY (ds STRING)
LIFECYCLE 720;
