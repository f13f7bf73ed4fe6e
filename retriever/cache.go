package retriever

import (
	"context"
	"sync"
)

// Defaults of [CacheConfig].
const (
	DefaultCacheEntries = 4096
	DefaultCacheBytes   = 64 << 20
)

// CacheConfig configures [NewCache]. The zero value of each field means its default.
type CacheConfig struct {
	// MaxEntries is the largest number of answers kept.
	MaxEntries int
	// MaxBytes bounds the memory of the answers kept, by estimate.
	MaxBytes int64
}

// Cache remembers the answers of a retriever and asks it only once for what several callers want at the same time.
//
// An answer is known by the generation of the index (see [Generational]), the query and the options; where the retriever tells no
// generation, call [Cache.Purge] when its data changes. Kept are only whole answers: nothing that failed, was
// cancelled, came with a warning (see [Warn]) or was overtaken by an update. The call runs in the goroutine and under the
// context of the first caller; if that context ends, one of those waiting takes over, and a caller whose own context ends stops
// waiting at once. Make one with [NewCache]; it is safe for concurrent use.
type Cache struct {
	next Retriever

	mu      sync.Mutex
	epoch   uint64 // how often the cache was purged
	kept    *store
	flights map[cacheKey]*flight
	stats   CacheStats
}

// CacheStats counts what a [Cache] did.
type CacheStats struct {
	// Hits were answered from memory, Shared by waiting for another caller's search, Misses by a search.
	Hits, Shared, Misses uint64
	// Evicted counts answers dropped to stay within the bounds.
	Evicted uint64
	// Entries and Bytes are what is kept now.
	Entries int
	Bytes   int64
}

// flight is one search under way. Its fields are written before done is closed and only read after.
type flight struct {
	done chan struct{}
	// abandoned means that the search ended with its caller, not with an answer: those who wait must ask again.
	abandoned bool
	docs      []Document
	warnings  []error
	err       error
}

// NewCache returns a cache in front of next.
func NewCache(next Retriever, cfg CacheConfig) *Cache {
	if cfg.MaxEntries <= 0 {
		cfg.MaxEntries = DefaultCacheEntries
	}
	if cfg.MaxBytes <= 0 {
		cfg.MaxBytes = DefaultCacheBytes
	}
	return &Cache{next: next, kept: newStore(cfg.MaxEntries, cfg.MaxBytes), flights: make(map[cacheKey]*flight)}
}

// Retrieve answers from memory where it can.
func (c *Cache) Retrieve(ctx context.Context, query string, opts ...Option) ([]Document, error) {
	o := Apply(opts...)
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		state := c.state()
		key := newCacheKey(state, query, o)
		docs, hit, f, lead := c.join(key)
		if hit {
			return cloneAll(docs), nil
		}
		if lead {
			return c.lead(ctx, f, key, state, query, opts)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-f.done:
		}
		if f.abandoned {
			continue
		}
		for _, w := range f.warnings {
			Warn(ctx, w)
		}
		return cloneAll(f.docs), f.err
	}
}

// cacheState is what the answers of a moment rest on.
type cacheState struct {
	generation string
	epoch      uint64
}

func (c *Cache) state() cacheState {
	generation := GenerationOf(c.next) // outside the lock: it is foreign code
	c.mu.Lock()
	defer c.mu.Unlock()
	return cacheState{generation: generation, epoch: c.epoch}
}

// join finds the answer, or the search under way, or starts one, which the caller then leads.
func (c *Cache) join(key cacheKey) (docs []Document, hit bool, f *flight, lead bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if docs, ok := c.kept.get(key); ok {
		c.stats.Hits++
		return docs, true, nil, false
	}
	if f, ok := c.flights[key]; ok {
		c.stats.Shared++
		return nil, false, f, false
	}
	c.stats.Misses++
	f = &flight{done: make(chan struct{}), abandoned: true}
	c.flights[key] = f
	return nil, false, f, true
}

// lead searches for itself and for those who wait.
func (c *Cache) lead(ctx context.Context, f *flight, key cacheKey, before cacheState, query string, opts []Option) ([]Document, error) {
	keep := false
	// Deferred, so that a search that panics does not leave the others waiting.
	defer func() {
		keep = keep && GenerationOf(c.next) == before.generation
		c.mu.Lock()
		delete(c.flights, key)
		if keep && c.epoch == before.epoch {
			c.kept.put(key, f.docs)
		}
		c.mu.Unlock()
		close(f.done)
	}()
	inner, collected := CollectWarnings(ctx)
	docs, err := c.next.Retrieve(inner, query, opts...)
	warnings := collected.All()
	for _, w := range warnings {
		Warn(ctx, w)
	}
	if ctx.Err() != nil {
		return docs, err // whatever this is, it was cut short: not for the others
	}
	f.abandoned = false
	f.docs, f.warnings, f.err = cloneAll(docs), warnings, err
	keep = err == nil && len(warnings) == 0
	return docs, err
}

// Generation passes on the generation of the retriever behind the cache.
func (c *Cache) Generation() string { return GenerationOf(c.next) }

// Purge forgets all answers, and those of searches under way as well. Call it after the data changed.
func (c *Cache) Purge() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.epoch++
	c.kept.clear()
}

// Stats returns the counts so far.
func (c *Cache) Stats() CacheStats {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.stats
	s.Evicted, s.Entries, s.Bytes = c.kept.evicted, len(c.kept.byKey), c.kept.bytes
	return s
}
