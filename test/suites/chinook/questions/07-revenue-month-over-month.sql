WITH m AS (
  SELECT date_trunc('month', InvoiceDate) AS month, sum(Total) AS revenue FROM Invoice GROUP BY ALL
)
SELECT m.month::DATE AS month, m.revenue, p.revenue AS previous, (m.revenue - p.revenue) / p.revenue AS growth
FROM m LEFT JOIN m p ON p.month = m.month - INTERVAL 1 MONTH
