package qdmr_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/eval/internal/qdmr"
)

// TestRealDecompositions measures decompositions of the development data, where they are at hand, against themselves and against others:
// the distance is found exactly.
func TestRealDecompositions(t *testing.T) {
	f, err := os.Open("../../../../shared/data/decomposition/break.jsonl")
	if err != nil {
		t.Skip("the development data is not at ../shared/data: the cases by hand are all that is tested")
	}
	defer f.Close()
	var all []qdmr.Decomposition
	var questions []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() && len(all) < 300 {
		var row struct {
			Question string
			Leaves   []struct{ Question string }
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &row))
		steps := make([]string, len(row.Leaves))
		for i, l := range row.Leaves {
			steps[i] = l.Question
		}
		all, questions = append(all, qdmr.Parse(strings.Join(steps, ";"))), append(questions, row.Question)
	}
	require.NoError(t, lines.Err())
	exact, normal := 0, 0
	for i, d := range all {
		s := qdmr.Score(questions[i], d, d)
		assert.Equal(t, qdmr.Scores{ExactMatch: 1, NormalExactMatch: 1, SameGraph: 1, SARI: 1, Measured: true}, s)
		other, err := qdmr.GraphDistance(d, all[(i+1)%len(all)])
		require.NoError(t, err)
		if other.Exact {
			exact++
		}
		if _, err := qdmr.Normalize(d); err == nil {
			normal++
		}
	}
	t.Logf("%d decompositions: %d distances to others exact, %d have a normal form", len(all), exact, normal)
	assert.GreaterOrEqual(t, exact*100, len(all)*99)
	assert.GreaterOrEqual(t, normal*100, len(all)*98)
}
