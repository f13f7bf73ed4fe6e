package dataset

import (
	"bufio"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"os"
	"slices"
)

// record is what is sorted outside of memory: three numbers, the first counting most.
type record [3]uint64

func (a record) compare(b record) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2]))
}

// sorter sorts any number of records with a fixed amount of memory: runs that fit are sorted and written to a file, and merged when they
// are read. So many runs are merged into one of the next level, that a record is written once a level.
type sorter struct {
	dir    string
	most   int // records in memory
	buffer []record
	levels [][]*os.File
}

// Records in memory, of 24 bytes each: those of a run, and those read ahead of each run.
const (
	defaultRun = 1 << 20
	mergeAhead = 32 << 10 // bytes
	mergeWidth = 64       // runs that are merged at once
)

func newSorter(dir string, most int) *sorter {
	if most < 2 {
		most = defaultRun
	}
	return &sorter{dir: dir, most: most}
}

func (s *sorter) add(a, b, c uint64) error {
	s.buffer = append(s.buffer, record{a, b, c})
	if len(s.buffer) < s.most {
		return nil
	}
	return s.spill()
}

// spill writes what is in memory as a run.
func (s *sorter) spill() error {
	if len(s.buffer) == 0 {
		return nil
	}
	slices.SortFunc(s.buffer, record.compare)
	run, err := writeRun(s.dir, slices.Values(s.buffer))
	if err != nil {
		return err
	}
	s.buffer = s.buffer[:0]
	for level := 0; ; level++ {
		if level == len(s.levels) {
			s.levels = append(s.levels, nil)
		}
		runs := append(s.levels[level], run)
		s.levels[level] = runs
		if len(runs) < mergeWidth {
			return nil
		}
		if run, err = mergeRuns(s.dir, runs); err != nil {
			return err
		}
		removeRuns(runs)
		s.levels[level] = nil
	}
}

// mergeRuns writes runs as one.
func mergeRuns(dir string, runs []*os.File) (*os.File, error) {
	var broken error
	merged, err := writeRun(dir, func(yield func(record) bool) {
		for r, err := range merge(runs) {
			if broken = err; err != nil || !yield(r) {
				return
			}
		}
	})
	if err == nil && broken != nil {
		removeRun(merged)
	}
	return merged, errors.Join(err, broken)
}

// sorted yields the records in order. They can be read several times.
func (s *sorter) sorted() iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		if len(s.levels) == 0 {
			slices.SortFunc(s.buffer, record.compare)
			for _, r := range s.buffer {
				if !yield(r, nil) {
					return
				}
			}
			return
		}
		if err := s.spill(); err != nil {
			yield(record{}, err)
			return
		}
		merge(slices.Concat(s.levels...))(yield)
	}
}

// close removes the files.
func (s *sorter) close() {
	for _, runs := range s.levels {
		removeRuns(runs)
	}
	s.levels, s.buffer = nil, nil
}

func removeRuns(runs []*os.File) {
	for _, f := range runs {
		removeRun(f)
	}
}

func removeRun(f *os.File) {
	_ = f.Close()
	_ = os.Remove(f.Name())
}

func writeRun(dir string, records iter.Seq[record]) (*os.File, error) {
	f, err := os.CreateTemp(dir, partialPrefix+"sort-")
	if err != nil {
		return nil, err
	}
	w := bufio.NewWriterSize(f, 64<<10)
	var b [24]byte
	for r := range records {
		for i, v := range r {
			binary.LittleEndian.PutUint64(b[8*i:], v)
		}
		if _, err = w.Write(b[:]); err != nil {
			break
		}
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		removeRun(f)
		return nil, err
	}
	return f, nil
}

// merge yields the records of sorted runs in order.
func merge(runs []*os.File) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		var h heads
		for _, f := range runs {
			head := &head{in: bufio.NewReaderSize(io.NewSectionReader(f, 0, 1<<62), mergeAhead)}
			more, err := head.next()
			if err != nil {
				yield(record{}, err)
				return
			}
			if more {
				h = append(h, head)
			}
		}
		heap.Init(&h)
		for len(h) > 0 {
			first := h[0]
			if !yield(first.record, nil) {
				return
			}
			more, err := first.next()
			switch {
			case err != nil:
				yield(record{}, err)
				return
			case more:
				heap.Fix(&h, 0)
			default:
				heap.Pop(&h)
			}
		}
	}
}

// head is the first record of a run that is not read yet.
type head struct {
	record
	in *bufio.Reader
}

func (h *head) next() (bool, error) {
	var b [24]byte
	if _, err := io.ReadFull(h.in, b[:]); err != nil {
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		return false, err
	}
	for i := range h.record {
		h.record[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return true, nil
}

type heads []*head

func (h heads) Len() int           { return len(h) }
func (h heads) Less(i, j int) bool { return h[i].compare(h[j].record) < 0 }
func (h heads) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push implements [heap.Interface].
func (h *heads) Push(x any) { *h = append(*h, x.(*head)) }

// Pop implements [heap.Interface].
func (h *heads) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
