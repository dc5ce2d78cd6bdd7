/**
 * A few rows for the warehouse documents, with what goes wrong in real ones: late arrivals, ranges'
 * first and last seconds, test orders, unknown anchors, several versions of one id, broken text.
 * The as-of day and bizdate of all documents is 2026-11-07.
 */
export const tables: readonly string[] = [
  `CREATE TABLE anchor_snapshot (anchor_id VARCHAR, name VARCHAR, ds VARCHAR)`,
  `INSERT INTO anchor_snapshot VALUES
    ('A1', 'Ann', '20261106'), ('A2', 'Bo', '20261106'),
    ('A1', 'Anna', '20261107'), ('A2', 'Bo', '20261107'), ('A3', 'Cy', '20261107')`,

  `CREATE TABLE live_snapshot (live_id VARCHAR, anchor_id VARCHAR, start_time TIMESTAMP, ds VARCHAR)`,
  `INSERT INTO live_snapshot VALUES
    ('L1', 'A1', '2026-10-20 10:00:00', '20261106'), ('L3', 'A2', '2026-10-30 20:00:00', '20261106'),
    ('L1', 'A1', '2026-10-20 10:00:00', '20261107'), ('L2', 'A1', '2026-11-06 07:00:00', '20261107'),
    ('L3', 'A2', '2026-10-30 20:00:00', '20261107')`,

  `CREATE TABLE watch_log (log_id VARCHAR, user_id VARCHAR, live_id VARCHAR, enter_time TIMESTAMP, ds VARCHAR)`,
  `INSERT INTO watch_log VALUES
    ('W01', 'U1', 'L1', '2026-11-07 09:00:00', '20261107'),
    ('W02', 'U1', 'L1', '2026-11-07 09:30:00', '20261107'),
    ('W03', 'U2', 'L2', '2026-11-07 08:00:00', '20261107'),
    ('W04', 'U3', 'L3', '2026-11-03 10:00:00', '20261103'),
    ('W05', 'U4', 'L1', '2026-11-07 23:50:00', '20261108'),
    ('W06', 'U5', 'L9', '2026-11-06 08:00:00', '20261106'),
    ('W07', 'U4', 'L1', '2026-10-20 11:00:00', '20261020'),
    ('W08', 'U2', 'L1', '2026-11-05 20:00:00', '20261105'),
    ('W09', 'U3', 'L2', '2026-11-06 08:00:00', '20261106'),
    ('W10', 'U6', 'L3', '2026-10-31 23:59:59', '20261031'),
    ('W11', 'U6', 'L3', '2026-11-08 00:00:00', '20261108'),
    ('W12', NULL, 'L3', '2026-11-04 12:00:00', '20261104')`,

  `CREATE TABLE click_log (click_id VARCHAR, user_id VARCHAR, live_id VARCHAR, click_time TIMESTAMP, ds VARCHAR)`,
  `INSERT INTO click_log VALUES
    ('C1', 'U1', 'L1', '2026-11-07 09:05:00', '20261107'),
    ('C2', 'U4', 'L1', '2026-10-20 11:30:00', '20261020'),
    ('C3', 'U2', 'L1', '2026-11-05 19:00:00', '20261105'),
    ('C4', 'U3', 'L3', '2026-11-06 10:00:00', '20261106'),
    ('C5', 'U5', 'L9', '2026-11-06 08:30:00', '20261106'),
    ('C6', 'U3', 'L2', '2026-11-06 08:10:00', '20261106'),
    ('C7', 'U1', 'L1', '2026-11-07 10:30:00', '20261107')`,

  `CREATE TABLE pay_log (order_id VARCHAR, user_id VARCHAR, live_id VARCHAR, anchor_id VARCHAR,
    amount DECIMAL(18,2), is_test BOOLEAN, pay_time TIMESTAMP, ds VARCHAR)`,
  `INSERT INTO pay_log VALUES
    ('P01', 'U1', 'L1', 'A1', 100.10, false, '2026-11-07 10:00:00', '20261107'),
    ('P02', 'U2', 'L1', 'A1', 200.20, false, '2026-11-05 23:59:59', '20261105'),
    ('P03', 'U1', 'L3', 'A2', 50.00, false, '2026-11-01 00:00:00', '20261101'),
    ('P04', 'U3', 'L3', 'A2', 70.00, false, '2026-10-31 23:59:59', '20261031'),
    ('P05', 'U3', 'L2', 'A1', 999.99, true, '2026-11-06 09:00:00', '20261106'),
    ('P06', 'U4', 'L1', 'A1', 30.30, false, '2026-11-07 23:30:00', '20261108'),
    ('P07', 'U4', 'L1', 'A1', 2500.00, false, '2026-10-20 12:00:00', '20261020'),
    ('P08', 'U5', 'L9', 'A9', 11.00, false, '2026-11-06 09:00:00', '20261106'),
    ('P09', 'U5', 'L3', 'A2', 500.00, false, '2026-10-08 23:59:59', '20261008'),
    ('P10', 'U2', 'L3', 'A2', 40.00, false, '2026-11-08 00:00:00', '20261108'),
    ('P11', 'U6', 'L1', 'A1', 5.00, false, '2026-10-25 00:00:00', '20261025'),
    ('P12', 'U1', 'L1', 'A1', 2.50, false, '2026-11-07 11:00:00', '20261107'),
    ('P13', NULL, 'L3', 'A2', 8.00, false, '2026-11-02 10:00:00', '20261102'),
    ('P14', 'U2', 'L3', 'A2', 3000.00, false, '2026-10-12 10:00:00', '20261012'),
    ('P15', 'U2', 'L3', 'A2', 60.00, false, '2026-11-02 18:00:00', '20261103')`,

  `CREATE TABLE raw_watch_log (log_id VARCHAR, user_id VARCHAR, live_id VARCHAR, room_type VARCHAR,
    enter_time VARCHAR, gmt_modified TIMESTAMP, ds VARCHAR)`,
  `INSERT INTO raw_watch_log VALUES
    ('R1', '101', 'L1', '1', '2026-11-07 09:00:00', '2026-11-07 09:01:00', '20261107'),
    ('R1', '101', 'L1', '2', '2026-11-07 09:00:00', '2026-11-07 12:00:00', '20261107'),
    ('R2', 'null', 'L1', '1', '2026-11-07 09:00:00', '2026-11-07 09:02:00', '20261107'),
    ('R3', 'abc', 'L1', '1', '2026-11-07 09:00:00', '2026-11-07 09:03:00', '20261107'),
    (NULL, '102', 'L1', '1', '2026-11-07 09:00:00', '2026-11-07 09:04:00', '20261107'),
    ('R5', '105', 'L2', '9', 'broken', '2026-11-07 23:59:59', '20261107'),
    ('R6', '106', 'L2', '1', '2026-11-06 23:00:00', '2026-11-06 23:59:59', '20261106'),
    ('R7', '107', 'L3', '1', '2026-11-07 10:00:00', '2026-11-07 10:00:00', '20261107'),
    ('R7', 'null', 'L3', '1', '2026-11-07 10:00:00', '2026-11-07 11:00:00', '20261107'),
    ('R8', '108', NULL, NULL, NULL, '2026-11-07 00:00:00', '20261107')`,

  `CREATE TABLE user_change_log (user_id BIGINT, name VARCHAR, city VARCHAR, gmt_modified TIMESTAMP, ds VARCHAR)`,
  `INSERT INTO user_change_log VALUES
    (1, 'a', 'Z', '2026-11-07 10:00:00', '20261107'), (1, 'a', 'W', '2026-11-07 12:00:00', '20261107'),
    (2, 'b', 'X', '2026-11-07 09:00:00', '20261107'), (3, 'c', NULL, '2026-11-07 09:00:00', '20261107'),
    (4, 'd', 'V', '2026-11-07 09:00:00', '20261107'), (2, 'b2', 'X', '2026-11-06 09:00:00', '20261106')`,
];

/** What stood in a document's own target before the run, where it reads itself; the column `ds` is its partition. */
export const before: Readonly<Record<string, string>> = {
  dim_user_zip: `SELECT * FROM (VALUES
    (1::BIGINT, 'a', 'X', DATE '2026-01-01', DATE '2026-05-31', '20261106'),
    (1, 'a', 'Y', DATE '2026-06-01', DATE '9999-12-31', '20261106'),
    (2, 'b', 'X', DATE '2026-01-01', DATE '9999-12-31', '20261106'),
    (3, 'c', NULL, DATE '2026-02-01', DATE '9999-12-31', '20261106'),
    (9, 'gone', 'Q', DATE '2026-01-01', DATE '9999-12-31', '20261105'),
    (8, 'of an earlier run', 'Q', DATE '2026-01-01', DATE '9999-12-31', '20261107')
  ) AS t (user_id, name, city, valid_from, valid_to, ds)`,
  dws_live_anchor_td: `SELECT * FROM (VALUES
    ('A1', 2705.20::DECIMAL(38,2), TIMESTAMP '2026-10-20 12:00:00', '20261106'),
    ('A3', 10.00, TIMESTAMP '2026-09-01 00:00:00', '20261106'),
    ('A1', 9.00, TIMESTAMP '2026-10-20 12:00:00', '20261105'),
    ('A8', 1.00, TIMESTAMP '2026-10-20 12:00:00', '20261107')
  ) AS t (anchor_id, pay_amt_td, first_pay_time, ds)`,
};
