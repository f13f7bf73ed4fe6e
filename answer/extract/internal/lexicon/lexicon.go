// Package lexicon is what was counted about words: how rare they are, which cluster they fall in, a small vector, and what names they
// make. Words are there as hashes alone.
package lexicon

import (
	"encoding/binary"
	"errors"
	"math"
)

// Dims is the number of dimensions of a word's vector.
const Dims = 32

// Entry is what is known about one word.
type Entry struct {
	Hash    uint32
	IDF     uint8 // 16 steps a nat
	Cluster uint8
	Kind    Kind
	Gender  int8 // -1 masculine, 1 feminine, 0 unknown
	Vector  [Dims]int8
}

// Kind says what names a word makes.
type Kind uint8

// The kinds.
const (
	Unknown Kind = iota
	FirstName
	LastName
	Place
	Work
	Organisation
)

const entrySize = 8 + Dims

// Lexicon is a read-only table in its stored form: nothing is decoded when it is loaded.
type Lexicon struct {
	data  string // entries by rising hash
	n     int
	start [1<<bucketBits + 1]int32
}

const bucketBits = 14

// Encode stores entries, which must rise by hash.
func Encode(entries []Entry) []byte {
	out := make([]byte, 0, len(entries)*entrySize)
	for _, e := range entries {
		out = binary.LittleEndian.AppendUint32(out, e.Hash)
		out = append(out, e.IDF, e.Cluster, byte(e.Kind), byte(e.Gender))
		for _, v := range e.Vector {
			out = append(out, byte(v))
		}
	}
	return out
}

// New reads what [Encode] stored.
func New(data string) (*Lexicon, error) {
	if len(data)%entrySize != 0 {
		return nil, errors.New("lexicon: the table is cut short")
	}
	l := &Lexicon{data: data, n: len(data) / entrySize}
	bucket := 0
	for i := range l.n {
		for b := int(l.hash(i) >> (32 - bucketBits)); bucket <= b; bucket++ {
			l.start[bucket] = int32(i)
		}
	}
	for ; bucket < len(l.start); bucket++ {
		l.start[bucket] = int32(l.n)
	}
	return l, nil
}

func (l *Lexicon) hash(i int) uint32 {
	d := l.data[i*entrySize:]
	return uint32(d[0]) | uint32(d[1])<<8 | uint32(d[2])<<16 | uint32(d[3])<<24
}

// Len is the number of words.
func (l *Lexicon) Len() int { return l.n }

// Lookup returns a word's place, or -1.
func (l *Lexicon) Lookup(hash uint32) int32 {
	b := hash >> (32 - bucketBits)
	for i := l.start[b]; i < l.start[b+1]; i++ {
		if l.hash(int(i)) == hash {
			return i
		}
	}
	return -1
}

// MaxIDF is the weight of a word that was never counted.
const MaxIDF = 10

// IDF returns a word's weight: the logarithm of how many passages there are to one that holds it.
func (l *Lexicon) IDF(i int32) float32 {
	if i < 0 {
		return MaxIDF
	}
	return float32(l.data[int(i)*entrySize+4]) / 16
}

// Cluster returns a word's cluster, from 1; 0 for an unknown word.
func (l *Lexicon) Cluster(i int32) uint32 {
	if i < 0 {
		return 0
	}
	return uint32(l.data[int(i)*entrySize+5]) + 1
}

// Kind returns what names a word makes.
func (l *Lexicon) Kind(i int32) Kind {
	if i < 0 {
		return Unknown
	}
	return Kind(l.data[int(i)*entrySize+6])
}

// Gender returns -1 for a word that goes with he, 1 for one that goes with she, and 0.
func (l *Lexicon) Gender(i int32) int {
	if i < 0 {
		return 0
	}
	return int(int8(l.data[int(i)*entrySize+7]))
}

// Similarity returns the cosine of the vectors of two words, 0 where one is unknown.
func (l *Lexicon) Similarity(i, j int32) float32 {
	if i < 0 || j < 0 {
		return 0
	}
	a, b := l.data[int(i)*entrySize+8:int(i)*entrySize+8+Dims], l.data[int(j)*entrySize+8:int(j)*entrySize+8+Dims]
	sum := int32(0)
	for k := range Dims {
		sum += int32(int8(a[k])) * int32(int8(b[k]))
	}
	return float32(sum) / (unit * unit)
}

// unit is the length that vectors are scaled to.
const unit = 127

// Quantise scales v to the stored length.
func Quantise(v []float64) (q [Dims]int8) {
	norm := 0.0
	for _, x := range v {
		norm += x * x
	}
	if norm = math.Sqrt(norm); norm == 0 {
		return q
	}
	for i := range q {
		q[i] = int8(math.Round(v[i] / norm * unit))
	}
	return q
}
