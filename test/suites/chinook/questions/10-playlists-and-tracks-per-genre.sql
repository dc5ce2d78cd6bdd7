-- Distinct playlists that hold a track of the genre, and the genre's tracks, whether on a playlist or not.
SELECT g.Name AS genre,
  (SELECT count(DISTINCT pt.PlaylistId) FROM PlaylistTrack pt JOIN Track t ON t.TrackId = pt.TrackId
   WHERE t.GenreId = g.GenreId) AS playlists,
  (SELECT count(*) FROM Track t WHERE t.GenreId = g.GenreId) AS tracks
FROM Genre g
