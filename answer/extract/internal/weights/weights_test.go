package weights_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/weights"
)

func TestRoundTrip(t *testing.T) {
	f := weights.File{"b": "bytes\x00", "a": weights.Floats([]float32{1.5, -2}), "empty": ""}
	first := f.Encode()
	assert.Equal(t, first, f.Encode(), "the same sections give the same bytes")
	got, err := weights.Decode(string(first))
	require.NoError(t, err)
	assert.Equal(t, f, got)
	n, err := got.Floats("a")
	require.NoError(t, err)
	assert.Equal(t, []float32{1.5, -2}, n)
	_, err = got.Floats("b")
	assert.ErrorContains(t, err, "go run ./answer/extract/train")
	_, err = got.Floats("missing")
	assert.Error(t, err)
}

func TestCutFilesAreRefused(t *testing.T) {
	whole := string(weights.File{"a": "12345678", "b": "xyz"}.Encode())
	for i := range len(whole) {
		_, err := weights.Decode(whole[:i])
		assert.Error(t, err, "cut at %d", i)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(weights.File{"a": "1"}.Encode()))
	f.Add([]byte("QCREAD01\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := weights.Decode(string(b))
		if err != nil {
			return
		}
		again, err := weights.Decode(string(file.Encode()))
		if err != nil || len(again) != len(file) {
			t.Fatalf("%q does not come back: %v", b, err)
		}
	})
}
