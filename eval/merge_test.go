package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/eval"
)

// TestMerge checks that runs over parts come to what a run over all comes to.
func TestMerge(t *testing.T) {
	qs := questions(t)
	whole, folder := t.TempDir(), t.TempDir()
	run := func(dir string, part []eval.Question) {
		_, err := eval.Run(t.Context(), dir, part, breaking(parts(t)), config())
		require.NoError(t, err)
	}
	run(whole, qs)
	odd, even := filepath.Join(folder, "odd"), filepath.Join(folder, "even")
	var split [2][]eval.Question
	for i, q := range qs {
		split[i%2] = append(split[i%2], q)
	}
	run(even, split[0])
	run(odd, split[1])

	merged := filepath.Join(folder, "merged")
	_, err := eval.Merge(merged, qs, []string{odd, even}, config().Source)
	require.NoError(t, err)
	assert.Equal(t, files(t, whole), files(t, merged))

	for want, c := range map[string]struct {
		qs   []eval.Question
		runs []string
	}{
		"is in none of the runs": {qs, []string{odd}},
		"is in two of the runs":  {qs, []string{odd, even, odd}},
		"the runs have 9":        {qs[:8], []string{odd, even}},
		"there is no run in":     {qs, []string{odd, filepath.Join(folder, "none")}},
		"is one of the runs":     {qs, []string{odd, even, folder + "/x/../merged"}},
	} {
		if want == "is one of the runs" {
			c.runs = []string{whole}
			_, err = eval.Merge(whole, c.qs, c.runs, config().Source)
		} else {
			_, err = eval.Merge(merged, c.qs, c.runs, config().Source)
		}
		assert.ErrorContains(t, err, want)
	}
	other := filepath.Join(folder, "other")
	c := config()
	c.Top = 1
	_, err = eval.Run(t.Context(), other, split[0], breaking(parts(t)), c)
	require.NoError(t, err)
	_, err = eval.Merge(merged, qs, []string{odd, other}, config().Source)
	assert.ErrorContains(t, err, "other systems or settings")
	require.NoError(t, os.Remove(filepath.Join(odd, "scores.jsonl")))
	_, err = eval.Merge(merged, qs, []string{odd, even}, config().Source)
	assert.ErrorContains(t, err, "stopped before its end")
}
