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
	var of note
	var none [signatureBytes]byte
	err = c.rows(ctx, in, "reading", func(number uint64, row *Row, bad *RowError) error {
		if bad != nil {
			of = note{unfit: true} // told apart when it is read again
		} else if code := c.look(row, &of); of.unfit {
			if err := c.drop(number, code, 0); err != nil {
				return err
			}
		}
		if err := c.notes.add(&of); err != nil {
			return err
		}
		if of.unfit { // keeps its place in the file, in no bucket
			_, err := out.Write(none[:])
			return err
		}
		c.keywords.addAll(of.words)
		return add(c.excluded+number, row.Question)
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
		read  bool
		signature
	}
	var leaders []leader
	read := func(l *leader) error {
		if l.read {
			return nil
		}
		l.read = true
		return readSignature(signatures, l.place, &l.signature)
	}
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
		mine := leader{place: r[1]}
		if r[0] != key || len(leaders) == 0 {
			key, leaders = r[0], append(leaders[:0], mine) // most are alone and need no look at the signature
			continue
		}
		if err := errors.Join(read(&leaders[0]), read(&mine)); err != nil {
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

// verdicts are sorted decisions that are looked up for one row after the other.
type verdicts struct {
	next   func() (record, error, bool)
	record record
	more   bool
}

func readVerdicts(decisions iter.Seq2[record, error]) (v *verdicts, stop func(), err error) {
	next, stop := iter.Pull2(decisions)
	v = &verdicts{next: next}
	return v, stop, v.advance()
}

func (v *verdicts) advance() (err error) {
	v.record, err, v.more = v.next()
	return err
}

// of returns the first decision on a row, which is the one that is told. The rows have to be asked for in order.
func (v *verdicts) of(row uint64) (first record, decided bool, err error) {
	for v.more && v.record[0] <= row {
		if !decided {
			first, decided = v.record, v.record[0] == row
		}
		if err := v.advance(); err != nil {
			return first, false, err
		}
	}
	return first, decided, nil
}
