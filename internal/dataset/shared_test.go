package dataset_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/internal/dataset"
)

// TestConvertRealSets converts the decompositions of the development data, where they are at hand: nearly all give a valid expression.
func TestConvertRealSets(t *testing.T) {
	files, err := filepath.Glob("../../../shared/data/decomposition/*.jsonl")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("the development data is not at ../shared/data: the fixtures of this package are all that is tested")
	}
	for _, name := range files {
		f, err := os.Open(name)
		require.NoError(t, err)
		examples, format, err := dataset.Examples(f, dataset.Auto)
		require.NoError(t, err)
		assert.Equal(t, dataset.Lines, format)
		rows, names, own := 0, 0, 0
		reasons := map[dataset.Reason]int{}
		for e, err := range examples {
			require.NoError(t, err)
			rows++
			made, err := dataset.Convert(e, dataset.ConvertOptions{Templates: true})
			var drop *dataset.Dropped
			if errors.As(err, &drop) {
				reasons[drop.Reason]++
				continue
			}
			require.NoError(t, err)
			names++
			own += len(made) - 1
		}
		require.NoError(t, f.Close())
		t.Logf("%s: %d rows, %d converted, %d worded by templates, dropped %v", filepath.Base(name), rows, names, own, reasons)
		assert.GreaterOrEqual(t, names*100, rows*97, name)
	}
}
