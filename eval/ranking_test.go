package eval_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/eval"
)

func TestRank(t *testing.T) {
	retrieved := []string{"a", "B", "x", "y", "b", "c", "z"}
	r, ok := eval.Rank(retrieved, []string{"b", "C", "d", "B"}) // b is there twice
	assert.True(t, ok)
	assert.Equal(t, [3]float64{1.0 / 3, 1.0 / 3, 2.0 / 3}, r.Recall)
	assert.Equal(t, [3]float64{}, r.All)
	assert.InDelta(t, 1.0/2, r.MRR, 1e-9)
	gain := 1/math.Log2(3) + 1/math.Log2(7)
	ideal := 1 + 1/math.Log2(3) + 1/math.Log2(4)
	assert.InDelta(t, gain/ideal, r.NDCG, 1e-9)

	r, ok = eval.Rank([]string{"Caf\u0065\u0301  Noir", "b"}, []string{"CAFÉ noir"})
	assert.True(t, ok)
	assert.Equal(t, [3]float64{1, 1, 1}, r.All)
	assert.InDelta(t, 1, r.NDCG, 1e-9)

	r, ok = eval.Rank(nil, []string{"a"})
	assert.True(t, ok)
	assert.Equal(t, eval.Ranking{}, r, "nothing was found")

	_, ok = eval.Rank(retrieved, nil)
	assert.False(t, ok, "what supports the answer is not known")
}
