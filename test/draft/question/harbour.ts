/** A harbour: people with a day of birth, years and lengths of boats, trips with three days of one row, repairs with two moments. */
export const harbourSql: readonly string[] = [
  `create table skipper (skipper_id bigint primary key, first_name varchar, last_name varchar, birth_date date, email varchar, has_licence boolean, port varchar)`,
  `insert into skipper values
    (1, 'Ada', 'Holm', '1994-03-01', 'ada@sea.no', true, 'Bergen'), (2, 'Ben', 'Ruiz', '2006-02-28', null, true, 'Cadiz'),
    (3, 'Cora', 'Lund', '1980-07-09', null, false, 'Bergen'), (4, 'Dan', 'Pires', '1958-12-12', 'dan@sea.pt', true, 'Faro')`,
  `create table boat (boat_id bigint primary key, boat_name varchar, year_built bigint, hull_length double, beds bigint, safety_rating double, skipper_id bigint references skipper (skipper_id), hull varchar)`,
  `insert into boat values
    (1, 'Gull', 1998, 9.5, 4, 3.5, 1, 'steel'), (2, 'Tern', 2012, 12, 6, 4.5, 1, 'wood'), (3, 'Auk', 2005, 7, 2, 4.0, 2, 'steel'), (4, 'Skua', 2020, 15, 8, 2.5, 3, 'wood')`,
  `create table trip (trip_id bigint primary key, boat_id bigint references boat (boat_id), chartered_on date, due_on date, returned_on date, fare decimal(8,2), tide varchar)`,
  `insert into trip values
    (1, 1, '2023-06-01', '2023-06-05', '2023-06-04', 100, 'high'), (2, 1, '2023-08-10', '2023-08-12', '2023-08-15', 250, 'low'), (3, 2, '2024-01-10', '2024-01-20', '2024-01-20', 300, 'high'),
    (4, 3, '2024-02-01', '2024-02-03', null, 80, 'low'), (5, 4, '2024-02-10', '2024-02-12', '2024-02-16', 500, 'low'), (6, 2, '2023-01-02', '2023-01-03', '2023-01-03', 40, 'high')`,
  `create table repair (repair_id bigint primary key, boat_id bigint references boat (boat_id), opened_at timestamp, closed_at timestamp, yard varchar, cost decimal(8,2))`,
  `insert into repair values
    (1, 1, '2024-01-05 08:00', '2024-01-05 20:30', 'North', 60), (2, 2, '2024-01-07 09:00', '2024-01-08 09:00', 'South', 90), (3, 1, '2024-02-01 10:00', null, 'North', 15)`,
];
