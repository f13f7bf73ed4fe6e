package bleve

import (
	"context"
	"math/bits"
)

// known is what a store held when a change to it began: which passages, and the hash of their content. It takes about twenty bytes
// a passage, whatever the length of ids, because an id is looked up in the store to be sure.
type known struct {
	snap   *snapshot
	slots  []uint32 // 1 + number of the passage, by hash of its id; 0 is empty
	hashes []uint64 // content, by number; 0 once the passage was written again
	seen   []bool   // by number
	first  []uint32 // number of the first passage of each segment
}

func readKnown(ctx context.Context, b *scorchStore, workers int) (*known, error) {
	snap, err := newSnapshot(ctx, b, 0, workers)
	if err != nil {
		return nil, err
	}
	k := &known{snap: snap, slots: make([]uint32, snap.live+snap.live/2+8)}
	var total uint32
	for _, v := range snap.segments {
		k.first = append(k.first, total)
		total += v.size
	}
	k.hashes, k.seen = make([]uint64, total), make([]bool, total)
	for i, v := range snap.segments {
		for doc := range v.size {
			if doc%1024 == 0 && ctx.Err() != nil {
				return k, ctx.Err()
			}
			if !v.alive(doc) {
				continue
			}
			n := k.first[i] + doc
			var bad error
			err := v.record(doc, func(id, record []byte) {
				k.hashes[n], bad = recordHash(record)
				k.slots[k.free(string(id))] = n + 1
			})
			if err != nil || bad != nil {
				return k, errRecord
			}
		}
	}
	return k, nil
}

func (k *known) start(id string) int {
	at, _ := bits.Mul64(hash64(id), uint64(len(k.slots)))
	return int(at)
}

func (k *known) after(slot int) int {
	if slot++; slot == len(k.slots) {
		return 0
	}
	return slot
}

func (k *known) free(id string) int {
	i := k.start(id)
	for k.slots[i] != 0 {
		i = k.after(i)
	}
	return i
}

// find gives the number of a passage.
func (k *known) find(id string) (uint32, bool, error) {
	for i := k.start(id); k.slots[i] != 0; i = k.after(i) {
		n := k.slots[i] - 1
		have, err := k.id(n)
		if err != nil {
			return 0, false, err
		}
		if have == id {
			return n, true, nil
		}
	}
	return 0, false, nil
}

func (k *known) id(n uint32) (string, error) {
	s := len(k.first) - 1
	for k.first[s] > n {
		s--
	}
	return k.snap.segments[s].id(n - k.first[s])
}

// unseen calls each with the id of every passage that was there and has not been seen since.
func (k *known) unseen(each func(id string) error) error {
	for i, v := range k.snap.segments {
		for doc := range v.size {
			if n := k.first[i] + doc; k.seen[n] || !v.alive(doc) {
				continue
			}
			id, err := v.id(doc)
			if err != nil {
				return err
			}
			if err := each(id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (k *known) close() {
	if k != nil {
		_ = k.snap.Close()
	}
}
