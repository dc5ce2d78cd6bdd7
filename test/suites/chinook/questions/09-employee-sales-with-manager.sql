-- All employees, also those who support no customer, with the sales to the customers they support.
SELECT e.EmployeeId AS employee_id, e.LastName AS employee, m.LastName AS manager,
  (SELECT sum(i.Total) FROM Invoice i JOIN Customer c ON c.CustomerId = i.CustomerId
   WHERE c.SupportRepId = e.EmployeeId) AS sales
FROM Employee e LEFT JOIN Employee m ON m.EmployeeId = e.ReportsTo
