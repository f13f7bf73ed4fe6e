package retriever

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"maps"
	"math"
	"slices"
)

// cacheKey identifies an answer. It is a digest, so that a query of a megabyte costs the cache 32 bytes.
type cacheKey [sha256.Size]byte

// newCacheKey digests everything an answer depends on. Each part is preceded by its length, so that no two calls run into
// one another.
func newCacheKey(state cacheState, query string, o Options) cacheKey {
	h := sha256.New()
	writeNumber(h, state.epoch)
	writePart(h, state.generation)
	writePart(h, query)
	writeNumber(h, uint64(o.TopK))
	writeNumber(h, math.Float64bits(o.MinScore))
	writeNumber(h, uint64(len(o.Filter)))
	for _, k := range slices.Sorted(maps.Keys(o.Filter)) {
		writePart(h, k)
		writePart(h, o.Filter[k])
	}
	writeNumber(h, uint64(len(o.Indexes)))
	for _, name := range o.Indexes {
		writePart(h, name)
	}
	var key cacheKey
	h.Sum(key[:0])
	return key
}

func writePart(h hash.Hash, s string) {
	writeNumber(h, uint64(len(s)))
	_, _ = io.WriteString(h, s)
}

func writeNumber(h hash.Hash, n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	_, _ = h.Write(b[:])
}
