package laminar

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// magic begins a file of weights; the last letter is the version of the features.
const magic = "QCBRACK2"

// Encode returns the weights as a file: those of the ranker as they are, those of the model one byte a weight, compressed. Weights under
// a 256th of the greatest are lost.
func Encode(m *Model, k *Ranker) ([]byte, error) {
	var top float32
	for _, w := range m.weights {
		top = max(top, w, -w)
	}
	scale := max(min(top, clip)/127, 1e-9)
	small := make([]byte, len(m.weights))
	for i, w := range m.weights {
		small[i] = byte(int8(math.RoundToEven(float64(max(min(w, clip), -clip) / scale))))
	}
	var out bytes.Buffer
	out.WriteString(magic)
	header := binary.LittleEndian.AppendUint32(nil, uint32(len(small)))
	header = binary.LittleEndian.AppendUint32(header, math.Float32bits(scale))
	for _, w := range k.Weights {
		header = binary.LittleEndian.AppendUint32(header, math.Float32bits(w))
	}
	out.Write(header)
	z, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(small); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// clip is the greatest weight that is kept.
const clip = 3.0

// maxBits bounds what a file can make us allocate.
const maxBits = 24

// Decode reads what Encode wrote.
func Decode(data []byte) (*Model, *Ranker, error) {
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(rest) < 8+4*rankSize {
		return nil, nil, errors.New("these are no weights of this version of the bracketer: run its training again")
	}
	n := binary.LittleEndian.Uint32(rest)
	scale := math.Float32frombits(binary.LittleEndian.Uint32(rest[4:]))
	if n == 0 || n&(n-1) != 0 || n > 1<<maxBits || !(scale > 0) {
		return nil, nil, fmt.Errorf("weights: %d of scale %g is not possible: the file is damaged", n, scale)
	}
	small := make([]byte, n)
	if _, err := io.ReadFull(flate.NewReader(bytes.NewReader(rest[8+4*rankSize:])), small); err != nil {
		return nil, nil, fmt.Errorf("weights: %w: the file is damaged", err)
	}
	m := &Model{packed: make([]int8, n), scale: scale, mask: n - 1}
	for i, b := range small {
		m.packed[i] = int8(b)
	}
	k := &Ranker{}
	for i := range k.Weights {
		k.Weights[i] = math.Float32frombits(binary.LittleEndian.Uint32(rest[8+4*i:]))
	}
	return m, k, nil
}
