/**
 * The right rows of each warehouse document over `rows.sql.ts`, written by hand and without a look at
 * what the compiler makes: counted out where that is short, else in the plainest SQL. Of a document
 * with a target it is the partition that the run writes.
 */
export const expected: Readonly<Record<string, string>> = {
  dwd_live_watch_di: `SELECT * FROM (VALUES
    ('R1', 101, 'L1', 'talent', TIMESTAMP '2026-11-07 09:00:00'),
    ('R5', 105, 'L2', 'unknown', NULL),
    ('R7', 107, 'L3', 'brand', TIMESTAMP '2026-11-07 10:00:00'),
    ('R8', 108, NULL, 'unknown', NULL)
  ) AS t (log_id, user_id, live_id, room_type, enter_time)`,

  dim_user_zip: `SELECT * FROM (VALUES
    (1, 'a', 'X', DATE '2026-01-01', DATE '2026-05-31'),
    (1, 'a', 'Y', DATE '2026-06-01', DATE '2026-11-06'),
    (1, 'a', 'W', DATE '2026-11-07', DATE '9999-12-31'),
    (2, 'b', 'X', DATE '2026-01-01', DATE '9999-12-31'),
    (3, 'c', NULL, DATE '2026-02-01', DATE '9999-12-31'),
    (4, 'd', 'V', DATE '2026-11-07', DATE '9999-12-31')
  ) AS t (user_id, name, city, valid_from, valid_to)`,

  dws_live_anchor_td: `SELECT * FROM (VALUES
    ('A1', 2838.10, TIMESTAMP '2026-10-20 12:00:00'),
    ('A3', 10.00, TIMESTAMP '2026-09-01 00:00:00')
  ) AS t (anchor_id, pay_amt_td, first_pay_time)`,

  // A9 is in no snapshot: its numbers stand under no anchor (law 7), they are not lost.
  dws_live_anchor_nd: `WITH
    p AS (SELECT a.anchor_id AS k, pay_log.* FROM pay_log
      LEFT JOIN anchor_snapshot a ON a.anchor_id = pay_log.anchor_id AND a.ds = '20261107' WHERE NOT is_test),
    w AS (SELECT a.anchor_id AS k, watch_log.* FROM watch_log
      LEFT JOIN live_snapshot l ON l.live_id = watch_log.live_id AND l.ds = '20261107'
      LEFT JOIN anchor_snapshot a ON a.anchor_id = l.anchor_id AND a.ds = '20261107'),
    n AS (SELECT k.k AS anchor_id,
      (SELECT count(DISTINCT user_id) FROM w WHERE w.k IS NOT DISTINCT FROM k.k
        AND enter_time >= '2026-11-07' AND enter_time < '2026-11-08') AS watch_uv_1d,
      (SELECT count(DISTINCT user_id) FROM w WHERE w.k IS NOT DISTINCT FROM k.k
        AND enter_time >= '2026-11-01' AND enter_time < '2026-11-08') AS watch_uv_7d,
      (SELECT coalesce(sum(amount), 0) FROM p WHERE p.k IS NOT DISTINCT FROM k.k
        AND pay_time >= '2026-11-01' AND pay_time < '2026-11-08') AS pay_amt_7d,
      (SELECT coalesce(sum(amount), 0) FROM p WHERE p.k IS NOT DISTINCT FROM k.k
        AND pay_time >= '2026-10-09' AND pay_time < '2026-11-08') AS pay_amt_30d,
      (SELECT sum(amount) FROM p WHERE p.k IS NOT DISTINCT FROM k.k
        AND pay_time >= '2026-10-25' AND pay_time < '2026-11-01') AS prev,
      (SELECT count(DISTINCT user_id) FROM p WHERE p.k IS NOT DISTINCT FROM k.k
        AND pay_time >= '2026-11-01' AND pay_time < '2026-11-08') AS pay_byr_cnt_7d
      FROM (SELECT k FROM p UNION SELECT k FROM w) AS k)
    SELECT anchor_id, watch_uv_1d, watch_uv_7d, pay_amt_7d, pay_amt_30d, pay_byr_cnt_7d,
      pay_byr_cnt_7d::DOUBLE / nullif(watch_uv_7d, 0) AS pay_cvr_7d,
      (pay_amt_7d - prev)::DOUBLE / nullif(prev, 0) AS pay_amt_7d_wow FROM n`,

  // L1: U1 and U4 go all the way, U2 clicked before entering. L2: U3's order is a test.
  // L3: U3 clicked three days after entering to the second, too late; of L3 nobody else clicked.
  funnel: `SELECT live_id, e AS enter_uv, c AS click_uv, p AS pay_uv, c / e::DOUBLE AS click_rate, p / e::DOUBLE AS pay_rate
    FROM (VALUES ('L1', 3, 2, 2), ('L2', 2, 1, 0), ('L3', 3, 0, 0), ('L9', 1, 1, 1)) AS t (live_id, e, c, p)`,

  // Both anchors paid more than 2000 in 30 days; each has all seven days.
  set_question: `SELECT day, anchor_id, amt AS pay_amt,
      (amt - prev) / nullif(prev, 0) AS dod,
      amt / nullif(sum(amt) OVER (PARTITION BY day), 0) AS share
    FROM (SELECT *, lag(amt) OVER (PARTITION BY anchor_id ORDER BY day) AS prev FROM (VALUES
      (DATE '2026-11-01', 'A1', 0.0::DOUBLE), (DATE '2026-11-02', 'A1', 0), (DATE '2026-11-03', 'A1', 0), (DATE '2026-11-04', 'A1', 0),
      (DATE '2026-11-05', 'A1', 200.20), (DATE '2026-11-06', 'A1', 0), (DATE '2026-11-07', 'A1', 132.90),
      (DATE '2026-11-01', 'A2', 50), (DATE '2026-11-02', 'A2', 68), (DATE '2026-11-03', 'A2', 0), (DATE '2026-11-04', 'A2', 0),
      (DATE '2026-11-05', 'A2', 0), (DATE '2026-11-06', 'A2', 0), (DATE '2026-11-07', 'A2', 0)
    ) AS v (day, anchor_id, amt))`,

  'unresolved?pay_amt_per_buyer': `SELECT * FROM (VALUES
    ('A1', 'Anna', 333.10, 111.033333), ('A2', 'Bo', 118.00, 59.00), ('A3', 'Cy', 0, NULL)
  ) AS t (anchor_id, anchor_name, pay_amt, per_head)`,
  'unresolved?pay_amt_per_order': `SELECT * FROM (VALUES
    ('A1', 'Anna', 333.10, 83.275), ('A2', 'Bo', 118.00, 39.333333), ('A3', 'Cy', 0, NULL)
  ) AS t (anchor_id, anchor_name, pay_amt, per_head)`,
};
