-- 观看日志清洗去重
CREATE TABLE IF NOT EXISTS dwd_live_watch_di (
  log_id BIGINT COMMENT '观看日志ID',
  user_id BIGINT COMMENT '观看用户ID，未登录为空',
  live_id STRING COMMENT '场次ID',
  anchor_id BIGINT COMMENT '主播ID',
  enter_time DATETIME COMMENT '进入时间',
  leave_time DATETIME COMMENT '离开时间，还在直播间的为空',
  watch_dur_sec BIGINT COMMENT '观看秒数',
  source STRING COMMENT '流量来源',
  fan_flag BIGINT COMMENT '进入时粉丝标记，1 为粉丝'
)
COMMENT '直播观看明细（日增量）'
PARTITIONED BY (ds STRING)
LIFECYCLE 720;
