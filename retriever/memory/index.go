// Package memory is an exact search index in memory, for tests and for corpora of up to about a million passages.
//
// It ranks by standard BM25 over title and text together, with no approximation, so it also serves to check other
// retrievers by. An [Index] does not change once it is made; to update, make another one. It is safe for concurrent use.
//
// [New] takes passages, [Read] a sequence of them, such as retriever/corpus reads from files. Words are cut by an [Analyzer]: [English], the
// default, drops function words and reduces the others to their stem, [Plain] keeps them as they are. Both cut texts of any script.
package memory

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"iter"
	"maps"
	"slices"
	"sync"

	"github.com/qcompiler/qcompiler/retriever"
)

// Defaults of [Config].
const (
	DefaultK1 = 1.2
	DefaultB  = 0.75
)

// Config configures [New]. The zero value of each field means its default.
type Config struct {
	// K1 says how soon further occurrences of a word stop counting.
	K1 float64
	// B says how much long passages are held back, up to 1; a negative value means not at all.
	B float64
	// Analyzer cuts passages and queries into terms; nil means [English].
	Analyzer Analyzer
}

// Index is an immutable index; it is safe for concurrent use. Make one with [New] or [Read].
type Index struct {
	cfg        Config
	docs       []retriever.Document // sorted by ID, so that ordinals break ties
	terms      map[string]int32
	postings   [][]posting
	norm       []float64 // per document, the part of BM25's denominator that does not depend on the term
	generation string
	scratch    sync.Pool // of *accumulator
}

// posting is one document of a term's list.
type posting struct {
	doc, count int32
}

// DuplicateError is returned for an ID that two documents have.
type DuplicateError struct {
	ID string
}

// Error names the ID.
func (e *DuplicateError) Error() string {
	return fmt.Sprintf("memory: two documents have the id %q; give each its own", e.ID)
}

// New indexes docs. They are copied: the caller may go on to change them.
func New(docs []retriever.Document, cfg Config) (*Index, error) {
	sorted := make([]retriever.Document, len(docs))
	for i, d := range docs {
		sorted[i] = retriever.Document{ID: d.ID, Title: d.Title, Text: d.Text, Metadata: maps.Clone(d.Metadata)}
	}
	return build(sorted, cfg)
}

// Read indexes the documents of a sequence, such as those of package corpus, and stops at its first error.
func Read(docs iter.Seq2[retriever.Document, error], cfg Config) (*Index, error) {
	var list []retriever.Document
	for d, err := range docs {
		if err != nil {
			return nil, err
		}
		list = append(list, retriever.Document{ID: d.ID, Title: d.Title, Text: d.Text, Metadata: maps.Clone(d.Metadata)})
	}
	return build(list, cfg)
}

// build makes the index of docs, which it keeps.
func build(docs []retriever.Document, cfg Config) (*Index, error) {
	if cfg.K1 == 0 {
		cfg.K1 = DefaultK1
	}
	if cfg.B == 0 {
		cfg.B = DefaultB
	}
	cfg.B = max(cfg.B, 0)
	analyze := cfg.Analyzer
	if analyze == nil {
		analyze, cfg.Analyzer = rememberingEnglish(), English
	}
	if !(cfg.K1 > 0) || !(cfg.B <= 1) {
		return nil, fmt.Errorf("memory: k1 %v must be positive and b %v at most 1; the usual values are 1.2 and 0.75", cfg.K1, cfg.B)
	}
	slices.SortFunc(docs, func(a, b retriever.Document) int { return cmp.Compare(a.ID, b.ID) })
	x := &Index{cfg: cfg, docs: docs, terms: make(map[string]int32), norm: make([]float64, len(docs))}
	for i := 1; i < len(docs); i++ {
		if docs[i].ID == docs[i-1].ID {
			return nil, &DuplicateError{ID: docs[i].ID}
		}
	}
	x.invert(analyze)
	x.generation = digest(docs, cfg)
	x.scratch.New = func() any { return newAccumulator(len(docs)) }
	return x, nil
}

// invert fills the postings and the length norms.
func (x *Index) invert(analyze Analyzer) {
	lengths := make([]int, len(x.docs))
	total := 0
	for i, d := range x.docs {
		add := func(t Token) {
			lengths[i]++
			id, ok := x.terms[t.Term]
			if !ok {
				id = int32(len(x.postings))
				x.terms[t.Term] = id
				x.postings = append(x.postings, nil)
			}
			list := x.postings[id]
			if n := len(list); n > 0 && list[n-1].doc == int32(i) {
				list[n-1].count++
				return
			}
			x.postings[id] = append(list, posting{doc: int32(i), count: 1})
		}
		analyze(d.Title, add)
		analyze(d.Text, add)
		total += lengths[i]
	}
	average := 1.0
	if total > 0 {
		average = float64(total) / float64(len(x.docs))
	}
	for i, n := range lengths {
		x.norm[i] = x.cfg.K1 * (1 - x.cfg.B + x.cfg.B*float64(n)/average)
	}
}

// Len returns the number of documents.
func (x *Index) Len() int { return len(x.docs) }

// Generation is a digest of the documents and the settings: equal corpora have equal generations.
func (x *Index) Generation() string { return x.generation }

// Document returns the document with this ID.
func (x *Index) Document(id string) (retriever.Document, bool) {
	at, ok := slices.BinarySearchFunc(x.docs, id, func(d retriever.Document, id string) int { return cmp.Compare(d.ID, id) })
	if !ok {
		return retriever.Document{}, false
	}
	return x.docs[at].Clone(), true
}

// digest hashes everything that answers depend on but the analyzer, which cannot be told from another.
func digest(docs []retriever.Document, cfg Config) string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%v %v %d\n", cfg.K1, cfg.B, len(docs))
	for _, d := range docs {
		writePart(h, d.ID)
		writePart(h, d.Title)
		writePart(h, d.Text)
		if len(d.Metadata) > 0 {
			for _, k := range slices.Sorted(maps.Keys(d.Metadata)) {
				writePart(h, k)
				writePart(h, d.Metadata[k])
			}
		}
		_, _ = h.Write([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}) // no length is this long: the document ends
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func writePart(h hash.Hash, s string) {
	var n [8]byte
	binary.LittleEndian.PutUint64(n[:], uint64(len(s)))
	_, _ = h.Write(n[:])
	_, _ = io.WriteString(h, s)
}
