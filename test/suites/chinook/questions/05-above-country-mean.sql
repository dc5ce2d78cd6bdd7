-- Customers who spent more than the mean of the customers of their country who bought something.
WITH spent AS (
  SELECT c.CustomerId, c.FirstName, c.LastName, c.Country, sum(i.Total) AS spent
  FROM Customer c JOIN Invoice i ON i.CustomerId = c.CustomerId
  GROUP BY ALL
)
SELECT s.CustomerId AS customer_id, s.FirstName AS first_name, s.LastName AS last_name, s.Country AS country, s.spent
FROM spent s
WHERE s.spent > (SELECT avg(o.spent) FROM spent o WHERE o.Country = s.Country) + 1e-9
