package bleve

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/qcompiler/qcompiler/retriever"
)

// Verification is what a check of an index found.
type Verification struct {
	// Documents counts the passages that were checked.
	Documents uint64 `json:"documents"`
	// Interrupted says that the last build did not finish; that is no fault of the index.
	Interrupted bool `json:"interrupted"`
	// Problems lists what is wrong, at most a hundred of them; nothing if the index is sound.
	Problems []string `json:"problems"`
	// More counts the problems that are not listed.
	More int `json:"more,omitempty"`
}

// maxProblems bounds the problems a verification lists.
const maxProblems = 100

// OK says whether the index is sound.
func (v Verification) OK() bool { return len(v.Problems) == 0 }

// Verify reads all of an index and compares every part with every other: the files with their checksums, every stored passage with
// the hash it was stored with, its length and its words with the postings, the ids with each other, the titles with the catalogue,
// and the counts with the manifest. Faults are listed in the result; the error is for an index that cannot be opened at all, and for
// a cancelled ctx.
func Verify(ctx context.Context, path string) (Verification, error) {
	ix, err := Open(ctx, path, Options{CacheBytes: -1})
	if err != nil {
		return Verification{}, err
	}
	v, err := ix.verify(ctx)
	return v, errors.Join(err, ix.Close())
}

// verify checks the open index; see [Verify].
func (ix *Index) verify(ctx context.Context) (Verification, error) {
	leave, err := ix.enter()
	if err != nil {
		return Verification{}, err
	}
	defer leave()
	c := &check{ix: ix, result: Verification{Interrupted: ix.interrupted()}}
	c.files()
	err = forEach(ctx, ix.options.Workers, len(ix.snap.segments), func(i int) (err error) {
		defer func() {
			if r := recover(); r != nil {
				c.problem("segment %d: %v", i, r)
			}
		}()
		return c.segment(ctx, i)
	})
	if err == nil {
		c.whole()
	}
	return c.result, err
}

// check gathers what is wrong; the segments are checked at the same time.
type check struct {
	ix     *Index
	mu     sync.Mutex
	result Verification
	ids    []uint64 // hashes of the ids
}

func (c *check) problem(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.result.Problems) == maxProblems {
		c.result.More++
		return
	}
	c.result.Problems = append(c.result.Problems, fmt.Sprintf(format, args...))
}

// files compares the files in use with the checksums Bleve ends them with. A killed build may leave others, which are not whole and
// of no account.
func (c *check) files() {
	for _, v := range c.ix.snap.segments {
		file, ok := v.segment.(segment.PersistedSegment)
		if !ok {
			continue
		}
		if err := checkSegmentFile(file.Path()); err != nil {
			c.problem("%s: %v", filepath.Base(file.Path()), err)
		}
	}
	if !c.ix.interrupted() {
		if err := checkFiles(filepath.Join(c.ix.path, c.ix.store), c.ix.manifest.Files); err != nil {
			c.problem("%v", err)
		}
	}
}

func checkSegmentFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < crc32.Size {
		return errors.New("too short")
	}
	sum := crc32.NewIEEE()
	if _, err := io.Copy(sum, io.LimitReader(f, info.Size()-crc32.Size)); err != nil {
		return err
	}
	var tail [crc32.Size]byte
	if _, err := io.ReadFull(f, tail[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(tail[:]) != sum.Sum32() {
		return errors.New("does not match its checksum")
	}
	return nil
}

// segment checks the passages of a segment one by one.
func (c *check) segment(ctx context.Context, i int) error {
	v := c.ix.snap.segments[i]
	documents, ids := uint64(0), make([]uint64, 0, v.size)
	for n := range v.size {
		if n%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !v.alive(n) {
			continue
		}
		documents++
		var doc retriever.Document
		sound := false
		err := v.record(n, func(id, record []byte) {
			doc.ID = string(id)
			sound = checkRecord(record) && readRecord(record, &doc) == nil
		})
		if err != nil || !sound {
			c.problem("segment %d, passage %d (%.80q): what is stored does not match its hash", i, n, doc.ID)
			continue
		}
		if !c.postings(v, n, doc) {
			c.problem("passage %.80q: its words do not match those that are searched", doc.ID)
		}
		list, err := v.postings("_id", doc.ID)
		if err != nil || list == nil || list.Count() != 1 {
			c.problem("passage %.80q is not found by its id", doc.ID)
			continue
		}
		ids = append(ids, hash64(doc.ID))
		for _, key := range titleKeys(doc.Title) {
			if !c.ix.titles.has(key) {
				c.problem("passage %.80q: its title is not in the catalogue", doc.ID)
			}
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.result.Documents += documents
	c.ids = append(c.ids, ids...)
	return nil
}

// postings says whether a passage has the length it should have and is found by its first words.
func (c *check) postings(v *segmentView, n uint32, doc retriever.Document) bool {
	tokens := c.ix.words.Analyze([]byte(bodyText(doc)))
	if int(v.lengths[n]) != len(tokens) {
		return false
	}
	for _, token := range tokens[:min(3, len(tokens))] {
		if !v.holds(fieldBody, token, n) {
			return false
		}
	}
	return true
}

func (v *segmentView) holds(field string, token *analysis.Token, doc uint32) bool {
	list, err := v.postings(field, string(token.Term))
	if err != nil || list == nil {
		return false
	}
	posting, err := list.Iterator(false, false, false, nil).Advance(uint64(doc))
	return err == nil && posting != nil && posting.Number() == uint64(doc)
}

// whole compares the counts.
func (c *check) whole() {
	ix := c.ix
	slices.Sort(c.ids)
	for i := 1; i < len(c.ids); i++ {
		if c.ids[i] == c.ids[i-1] {
			c.problem("two passages have the same id")
		}
	}
	if c.result.Documents != ix.snap.live {
		c.problem("there are %d passages, but the lengths of %d", c.result.Documents, ix.snap.live)
	}
	if !ix.interrupted() && c.result.Documents != ix.manifest.Documents {
		c.problem("there are %d passages, %s says %d", c.result.Documents, manifestName, ix.manifest.Documents)
	}
}
