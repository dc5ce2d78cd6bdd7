-- 观看日志清洗去重
CREATE TABLE IF NOT EXISTS dwd_live_watch_di (
  log_id BIGINT,
  user_id BIGINT,
  live_id VARCHAR,
  anchor_id BIGINT,
  enter_time TIMESTAMP,
  leave_time TIMESTAMP,
  watch_dur_sec BIGINT,
  source VARCHAR,
  fan_flag BIGINT,
  ds VARCHAR NOT NULL
);
COMMENT ON TABLE dwd_live_watch_di IS '直播观看明细（日增量）';
COMMENT ON COLUMN dwd_live_watch_di.log_id IS '观看日志ID';
COMMENT ON COLUMN dwd_live_watch_di.user_id IS '观看用户ID，未登录为空';
COMMENT ON COLUMN dwd_live_watch_di.live_id IS '场次ID';
COMMENT ON COLUMN dwd_live_watch_di.anchor_id IS '主播ID';
COMMENT ON COLUMN dwd_live_watch_di.enter_time IS '进入时间';
COMMENT ON COLUMN dwd_live_watch_di.leave_time IS '离开时间，还在直播间的为空';
COMMENT ON COLUMN dwd_live_watch_di.watch_dur_sec IS '观看秒数';
COMMENT ON COLUMN dwd_live_watch_di.source IS '流量来源';
COMMENT ON COLUMN dwd_live_watch_di.fan_flag IS '进入时粉丝标记，1 为粉丝';
