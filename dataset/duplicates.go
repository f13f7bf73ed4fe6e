package dataset

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
)

// mostLeaders bounds how many rows of a bucket are compared with the others: buckets are small unless a question is there very often, and
// then its copies match the first of them.
const mostLeaders = 16

// findDuplicates decides on each row by itself and finds those that are there before, or in the sets that are measured on. The questions of
// those come first, so that a row that is near one of them goes whatever else it is near.
func (c *curator) findDuplicates(ctx context.Context, in *Input) error {
	file, err := os.Create(filepath.Join(c.scratch, "signatures"))
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriterSize(file, 64<<10)
	buckets := newSorter(c.scratch, c.config.Memory)
	defer buckets.close()
	add := func(place uint64, question string) error {
		sig := sign(question)
		if _, err := out.Write(sig.bytes()); err != nil {
			return err
		}
		// The key of a whole question is told from those of bands by its lowest bit.
		if err := buckets.add(hash64(fold(question))&^1, place, 0); err != nil {
			return err
		}
		if c.config.Similarity > 1 {
			return nil
		}
		for i := range bands {
			if err := buckets.add(sig.band(i)|1, place, 0); err != nil {
				return err
			}
		}
		return nil
	}
	if c.config.Exclude != nil {
		err := c.rows(ctx, c.config.Exclude, "reading what is measured on", func(number uint64, row *Row, bad *RowError) error {
			c.excluded = number + 1
			if bad != nil {
				row.Question = ""
			}
			return add(number, row.Question)
		})
		if err != nil {
			return err
		}
	}
	err = c.rows(ctx, in, "reading", func(number uint64, row *Row, bad *RowError) error {
		question := row.Question
		if bad != nil {
			c.out.set(number) // told apart when it is read again
			question = ""
		} else if code, unfit := c.unfit(row); unfit {
			if err := c.drop(number, code, 0); err != nil {
				return err
			}
			question = ""
		}
		if question == "" { // keeps its place in the file, in no bucket
			_, err := out.Write(make([]byte, signatureBytes))
			return err
		}
		c.keywords.addAll(keywords(question))
		return add(c.excluded+number, question)
	})
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return err
	}
	return c.compareBuckets(ctx, buckets, file)
}

// compareBuckets compares rows that share a key with the first ones of it.
func (c *curator) compareBuckets(ctx context.Context, buckets *sorter, signatures io.ReaderAt) error {
	type leader struct {
		place uint64
		signature
	}
	var leaders []leader
	key, n := uint64(0), int64(0)
	for r, err := range buckets.sorted() {
		if err != nil {
			return err
		}
		if n++; n%4096 == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			c.progress("comparing", n/(bands+1))
		}
		if r[0] != key || len(leaders) == 0 {
			key, leaders = r[0], leaders[:0]
		}
		mine := leader{place: r[1]}
		if err := readSignature(signatures, mine.place, &mine.signature); err != nil {
			return err
		}
		matched := false
		for i := range leaders {
			l := &leaders[i]
			similarity := l.similarity(&mine.signature)
			whole := key&1 == 0
			if whole && similarity < 1 || !whole && similarity < c.config.Similarity {
				continue
			}
			matched = true
			if err := c.dropPair(l.place, mine.place, similarity, whole); err != nil {
				return err
			}
			break
		}
		if !matched && len(leaders) < mostLeaders {
			leaders = append(leaders, mine)
		}
	}
	return nil
}

// dropPair drops the later of two rows, in places among the questions of other sets and the rows.
func (c *curator) dropPair(first, second uint64, similarity float64, whole bool) error {
	switch {
	case second < c.excluded:
		return nil // both are of other sets
	case first < c.excluded:
		return c.drop(second-c.excluded, codeContaminated, packPair(first, similarity))
	case whole:
		return c.drop(second-c.excluded, codeDuplicate, packPair(first-c.excluded, 1))
	}
	return c.drop(second-c.excluded, codeNear, packPair(first-c.excluded, similarity))
}

func readSignature(r io.ReaderAt, place uint64, sig *signature) error {
	var data [signatureBytes]byte
	if _, err := r.ReadAt(data[:], int64(place)*signatureBytes); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	sig.read(data[:])
	return nil
}

// bitset is a set of numbers, a bit each.
type bitset []uint64

func (b *bitset) set(i uint64) {
	for uint64(len(*b)) <= i/64 {
		*b = append(*b, 0)
	}
	(*b)[i/64] |= 1 << (i % 64)
}

func (b bitset) has(i uint64) bool { return i/64 < uint64(len(b)) && b[i/64]>>(i%64)&1 == 1 }

// pull is [iter.Pull2] for records.
func pull(records iter.Seq2[record, error]) (next func() (record, bool, error), stop func()) {
	pulled, stop := iter.Pull2(records)
	return func() (record, bool, error) {
		r, err, ok := pulled()
		return r, ok, err
	}, stop
}
