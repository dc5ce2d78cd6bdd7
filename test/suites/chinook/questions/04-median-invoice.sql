WITH ranked AS (
  SELECT Total, row_number() OVER (ORDER BY Total) AS n, count(*) OVER () AS of FROM Invoice
)
SELECT avg(Total) AS median FROM ranked WHERE n IN ((of + 1) // 2, (of + 2) // 2)
