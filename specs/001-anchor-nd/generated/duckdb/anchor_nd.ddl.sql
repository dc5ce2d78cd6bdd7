-- 主播近 1/7/30 天观看与成交汇总
CREATE TABLE IF NOT EXISTS dws_live_anchor_nd (
  anchor_id BIGINT,
  watch_uv_1d BIGINT,
  watch_uv_7d BIGINT,
  watch_uv_30d BIGINT,
  watch_dur_7d BIGINT,
  pay_amt_1d DECIMAL(28, 2),
  pay_amt_7d DECIMAL(28, 2),
  pay_amt_30d DECIMAL(28, 2),
  pay_byr_cnt_1d BIGINT,
  pay_byr_cnt_7d BIGINT,
  pay_byr_cnt_30d BIGINT,
  pay_cvr_7d DOUBLE,
  pay_amt_7d_wow DECIMAL(38, 6),
  ds VARCHAR NOT NULL
);
COMMENT ON TABLE dws_live_anchor_nd IS '主播粒度近 1/7/30 天观看与成交汇总';
COMMENT ON COLUMN dws_live_anchor_nd.anchor_id IS '主播ID，未归因为 -1';
COMMENT ON COLUMN dws_live_anchor_nd.watch_uv_1d IS '近1天观看人数';
COMMENT ON COLUMN dws_live_anchor_nd.watch_uv_7d IS '近7天观看人数';
COMMENT ON COLUMN dws_live_anchor_nd.watch_uv_30d IS '近30天观看人数';
COMMENT ON COLUMN dws_live_anchor_nd.watch_dur_7d IS '近7天观看时长（秒）';
COMMENT ON COLUMN dws_live_anchor_nd.pay_amt_1d IS '近1天支付金额（元）';
COMMENT ON COLUMN dws_live_anchor_nd.pay_amt_7d IS '近7天支付金额（元）';
COMMENT ON COLUMN dws_live_anchor_nd.pay_amt_30d IS '近30天支付金额（元）';
COMMENT ON COLUMN dws_live_anchor_nd.pay_byr_cnt_1d IS '近1天支付买家数';
COMMENT ON COLUMN dws_live_anchor_nd.pay_byr_cnt_7d IS '近7天支付买家数';
COMMENT ON COLUMN dws_live_anchor_nd.pay_byr_cnt_30d IS '近30天支付买家数';
COMMENT ON COLUMN dws_live_anchor_nd.pay_cvr_7d IS '近7天看播转化率';
COMMENT ON COLUMN dws_live_anchor_nd.pay_amt_7d_wow IS '近7天支付金额比上一个7天的变化率';
