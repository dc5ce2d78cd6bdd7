WITH spent AS (SELECT CustomerId, sum(Total) AS spent FROM Invoice GROUP BY ALL)
SELECT sum(spent) / (SELECT sum(Total) FROM Invoice) AS share
FROM (SELECT spent FROM spent ORDER BY spent DESC LIMIT 10)
