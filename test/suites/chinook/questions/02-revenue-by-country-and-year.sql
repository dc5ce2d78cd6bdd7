SELECT c.Country AS country, year(i.InvoiceDate) AS year, sum(i.Total) AS revenue
FROM Invoice i
JOIN Customer c ON c.CustomerId = i.CustomerId
GROUP BY ALL
