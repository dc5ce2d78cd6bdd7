-- By tracks bought; ties all count.
WITH sold AS (
  SELECT c.Country AS country, g.Name AS genre, sum(il.Quantity) AS tracks
  FROM InvoiceLine il
  JOIN Invoice i ON i.InvoiceId = il.InvoiceId
  JOIN Customer c ON c.CustomerId = i.CustomerId
  JOIN Track t ON t.TrackId = il.TrackId
  JOIN Genre g ON g.GenreId = t.GenreId
  GROUP BY ALL
)
SELECT country, genre, tracks FROM sold s
WHERE tracks = (SELECT max(o.tracks) FROM sold o WHERE o.country = s.country)
