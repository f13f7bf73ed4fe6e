package bleve

import "path/filepath"

// Stats describe an index.
type Stats struct {
	Path string `json:"path"`
	// Generation names the state of the index; see [Index.Generation].
	Generation string   `json:"generation"`
	Format     int      `json:"format"`
	Settings   Settings `json:"settings"`
	// Documents, Tokens and Titles count the passages, their words and the different titles.
	Documents uint64 `json:"documents"`
	Tokens    uint64 `json:"tokens"`
	Titles    int    `json:"titles"`
	// AverageLength is the average number of words of a passage.
	AverageLength float64 `json:"average_length"`
	// Segments counts the parts the index is in, Deleted the replaced and deleted passages that still take room in them. Merge
	// makes both small.
	Segments int    `json:"segments"`
	Deleted  uint64 `json:"deleted"`
	// Bytes is the size on disk.
	Bytes int64 `json:"bytes"`
	// Interrupted says that the last build did not finish: the index holds what it had written. Building again goes on from there.
	Interrupted bool `json:"interrupted"`
	// CachedTerms and CachedBytes tell what the open index keeps in memory of the terms used before.
	CachedTerms int   `json:"cached_terms"`
	CachedBytes int64 `json:"cached_bytes"`
}

// Stats describe the open index.
func (ix *Index) Stats() (stats Stats, err error) {
	generation := ix.Generation()
	leave, err := ix.enter()
	if err != nil {
		return Stats{}, err
	}
	defer leave()
	files, err := listFiles(filepath.Join(ix.path, ix.store))
	if err != nil {
		return Stats{}, damaged(ix.path, "", err)
	}
	stats = Stats{
		Path: ix.path, Generation: generation, Format: ix.manifest.Format, Settings: ix.manifest.Settings,
		Documents: ix.snap.live, Tokens: ix.snap.tokens, Titles: ix.titles.Len(),
		AverageLength: Statistics{Documents: ix.snap.live, Tokens: ix.snap.tokens}.averageLength(),
		Segments:      len(ix.snap.segments), Interrupted: ix.interrupted(),
	}
	for _, file := range files {
		stats.Bytes += file.Size
	}
	for _, v := range ix.snap.segments {
		stats.Deleted += uint64(v.size)
	}
	stats.Deleted -= ix.snap.live
	stats.CachedTerms, stats.CachedBytes = ix.snap.terms.usage()
	return stats, nil
}

func (c *termCache) usage() (terms int, bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.terms), c.size
}
