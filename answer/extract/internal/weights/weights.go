// Package weights is the file that holds everything the reader was trained to: named sections, each a run of bytes used in place.
package weights

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

const magic = "QCREAD01"

// File is a set of named sections.
type File map[string]string

// Encode stores a file; the same sections give the same bytes.
func (f File) Encode() []byte {
	names := make([]string, 0, len(f))
	for n := range f {
		names = append(names, n)
	}
	slices.SortFunc(names, cmp.Compare[string])
	out := []byte(magic)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(names)))
	for _, n := range names {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(n)))
		out = append(out, n...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(f[n])))
		out = append(out, f[n]...)
	}
	return out
}

// Decode reads what Encode stored. The sections are parts of data: nothing is copied.
func Decode(data string) (File, error) {
	rest, ok := strings.CutPrefix(data, magic)
	if !ok {
		return nil, errors.New("weights: this is no weights file of this version; make one with go run ./answer/extract/train")
	}
	n, rest, ok := number(rest)
	if !ok {
		return nil, errShort
	}
	f := File{}
	for range n {
		var name, body string
		if name, rest, ok = section(rest); !ok {
			return nil, errShort
		}
		if body, rest, ok = section(rest); !ok {
			return nil, errShort
		}
		f[name] = body
	}
	return f, nil
}

var errShort = errors.New("weights: the file is cut short; make it again with go run ./answer/extract/train")

func number(s string) (uint32, string, bool) {
	if len(s) < 4 {
		return 0, s, false
	}
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24, s[4:], true
}

func section(s string) (body, rest string, ok bool) {
	n, s, ok := number(s)
	if !ok || uint64(n) > uint64(len(s)) {
		return "", s, false
	}
	return s[:n], s[n:], true
}

// Floats stores numbers as a section.
func Floats(values []float32) string {
	out := make([]byte, 0, 4*len(values))
	for _, v := range values {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
	}
	return string(out)
}

// Floats reads a section of numbers.
func (f File) Floats(name string) ([]float32, error) {
	s, ok := f[name]
	if !ok || len(s)%4 != 0 {
		return nil, fmt.Errorf("weights: section %q is missing or cut short; make the file again with go run ./answer/extract/train", name)
	}
	out := make([]float32, 0, len(s)/4)
	for len(s) > 0 {
		var v uint32
		v, s, _ = number(s)
		out = append(out, math.Float32frombits(v))
	}
	return out, nil
}
