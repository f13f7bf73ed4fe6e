package features

import "slices"

// tally adds up the weights of each unit's features, in the order in which they come up.
type tally struct {
	sums  []float32 // of the units before
	sum   float32   // of this one
	begun bool
	known [1 << knownBits]crossed
	run   uint64 // which call of Extract this is
}

// knownBits is how many crossed features are remembered, as a power of two: of the spans of a passage most have the same ones.
const knownBits = 11

// crossed is what a feature weighs with each of the question's keys.
type crossed struct {
	run     uint64 // in which it was worked out: another question has other keys
	hash    uint32
	n       uint32
	weights [maxFew]float32
}

func (t *tally) begin() {
	t.sums, t.begun = t.sums[:0], false
	t.run++
}

// next ends a unit, if there is one, and begins another.
func (t *tally) next() {
	t.end()
	t.sum, t.begun = 0, true
}

func (t *tally) end() {
	if t.begun {
		t.sums = append(t.sums, t.sum)
	}
}

// add counts what a feature weighs with each of some keys.
func (t *tally) add(m *Model, hash uint32, keys []uint32) {
	t.sum = sumCrossed(m.Weights[:Packed], &m.Levels, hash, keys, t.sum)
}

// sumCrossedGo adds to sum what a feature weighs with each of some keys.
func sumCrossedGo(weights string, levels *[Levels]float32, hash uint32, keys []uint32, sum float32) float32 {
	for _, k := range keys {
		sum += levels[Level(weights, cross(hash, k)&Mask)]
	}
	return sum
}

// addKnown is add for features that many spans have, and for keys of the question.
func (t *tally) addKnown(m *Model, hash uint32, keys []uint32) {
	c := &t.known[hash>>(32-knownBits)]
	if c.hash != hash || c.run != t.run || int(c.n) < len(keys) {
		c.hash, c.run, c.n = hash, t.run, uint32(len(keys))
		for i, k := range keys {
			c.weights[i] = m.weight(cross(hash, k))
		}
	}
	sum := t.sum
	for _, w := range c.weights[:len(keys)] {
		sum += w
	}
	t.sum = sum
}

// unit begins a new unit and returns its number.
func (s *Set) unit() int32 {
	s.tally.next()
	s.Units = append(s.Units, int32(len(s.Feats)))
	return int32(len(s.Units) - 1)
}

// add emits one feature.
func (s *Set) add(id feature, value uint32) {
	h := hash(id, value) * 0x27d4eb2d
	h ^= h >> 13
	if s.Model != nil {
		s.tally.sum += s.Model.weight(h)
		return
	}
	s.Feats = append(s.Feats, h)
}

// cross emits a feature once for each key in the list.
func (s *Set) cross(id feature, value uint32, keys []uint32) {
	h := hash(id, value)
	if s.Model != nil {
		s.tally.add(s.Model, h, keys)
		return
	}
	s.list(h, keys)
}

// crossKnown is cross for features that are likely to come up again with the same keys, which are of the question alone.
func (s *Set) crossKnown(id feature, value uint32, keys []uint32) {
	h := hash(id, value)
	if s.Model != nil {
		s.tally.addKnown(s.Model, h, keys)
		return
	}
	s.list(h, keys)
}

// list appends a feature to the list, once for each key.
func (s *Set) list(hash uint32, keys []uint32) {
	n := len(s.Feats)
	if cap(s.Feats)-n < len(keys) {
		s.Feats = slices.Grow(s.Feats, 1<<14)
	}
	s.Feats = s.Feats[:n+len(keys)]
	out := s.Feats[n:]
	for i, k := range keys {
		out[i] = cross(hash, k)
	}
}

func hash(id feature, value uint32) uint32 {
	h := (value ^ uint32(id)*0x9E3779B1) * 0x85ebca6b
	return h ^ h>>15
}

// cross is a feature crossed with a key.
func cross(hash, key uint32) uint32 {
	x := (hash ^ key) * 0x27d4eb2d
	x ^= x >> 15
	return x*0x9E3779B1>>7 ^ x
}

func pair(a, b uint32) uint32 { return (a*0x9E3779B1 ^ b + 0x7f4a7c15) * 0x85ebca6b }
