package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/eval"
)

// TestTables puts a run of all systems and one of a single system, whose questions are of one type, side by side.
func TestTables(t *testing.T) {
	folder := t.TempDir()
	lamps, one := filepath.Join(folder, "lamps"), filepath.Join(folder, "one")
	qs := questions(t)
	_, err := eval.Run(t.Context(), lamps, qs, breaking(parts(t)), config())
	require.NoError(t, err)
	_, err = eval.Run(t.Context(), one, qs[:2], parts(t), eval.Config{Clock: frozen})
	require.NoError(t, err)
	runs, err := eval.ReadReports([]string{lamps, one})
	require.NoError(t, err)
	golden(t, "tables.md", eval.Tables(runs))

	// The types of both runs together: q1 and q2, which are all of the second run, are of the first type.
	assert.Equal(t, "| type | n | EM | F1 |\n|---|---:|---:|---:|\n| chain | 6 | 33.3 | 33.3 |\n| odd | 3 | 0.0 | 0.0 |\n", eval.PooledTypes(runs, 3))

	_, err = eval.ReadReports([]string{filepath.Join(folder, "none")})
	var unfinished *eval.UnfinishedError
	require.ErrorAs(t, err, &unfinished)
	require.NoError(t, os.WriteFile(filepath.Join(one, "report.json"), []byte("{}"), 0o666))
	_, err = eval.ReadReports([]string{one})
	assert.ErrorContains(t, err, "not a report that this program can read")
}
