SELECT TrackId AS track_id, Name AS name
FROM Track t
WHERE NOT EXISTS (SELECT 1 FROM InvoiceLine il WHERE il.TrackId = t.TrackId)
