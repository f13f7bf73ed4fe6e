package eval_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/eval"
)

func TestReadQrels(t *testing.T) {
	want := eval.Qrels{"q1": {{Passage: "d1", Grade: 2}, {Passage: "d 2", Grade: 1}}, "q2": {{Passage: "d1", Grade: 1}}}
	got, err := eval.ReadQrels(strings.NewReader("\ufeffquery-id\tcorpus-id\tscore\r\nq1\td1\t2\r\nq1\td 2\t1\nq1\td3\t0\n\nq2\td1\t1"))
	require.NoError(t, err)
	assert.Equal(t, want, got)
	got, err = eval.ReadQrels(strings.NewReader("q1 0 d1 2\nq1 0 d3 -1\nq2\t0\td1\t1\n"))
	require.NoError(t, err)
	assert.Equal(t, eval.Qrels{"q1": {{Passage: "d1", Grade: 2}}, "q2": {{Passage: "d1", Grade: 1}}}, got)

	for text, c := range map[string]struct {
		line int
		want string
	}{
		"q1\td1\n":                          {1, "2 columns"},
		"query-id\tcorpus-id\tscore\na b c": {2, "not a number"},
		"q1\td1\t1\nq1\td1\tNaN":            {2, "not a number"},
		"q1 0 d1 1 more":                    {1, "5 columns"},
	} {
		_, err := eval.ReadQrels(strings.NewReader(text))
		var row *eval.RowError
		require.ErrorAs(t, err, &row, text)
		assert.Equal(t, c.line, row.Line, text)
		assert.Contains(t, row.Reason, c.want, text)
		assert.NotEmpty(t, row.Hint)
	}
}

func TestJudge(t *testing.T) {
	qs := []eval.Question{{ID: "1", Supporting: []string{"by title"}}, {ID: "2"}}
	got := eval.Judge(qs, eval.Qrels{"1": {{Passage: "d1", Grade: 2}, {Passage: "d2", Grade: 1}}, "3": {{Passage: "d1", Grade: 1}}})
	assert.Equal(t, []eval.Question{{ID: "1", SupportingIDs: []string{"d1", "d2"}, Grades: []float64{2, 1}}}, got)
	assert.NotEmpty(t, qs[0].Supporting, "the questions given are as they were")
}

// TestRankGrades works out nDCG with grades by hand: the gains of the first, third and fifth place, over the best order.
func TestRankGrades(t *testing.T) {
	r, ok := eval.RankIDs([]string{"d2", "D1", "d1", "x", "d3"}, []string{"d1", "d2", "d3"}, []float64{3, 1, 2})
	assert.True(t, ok)
	gain := 1 + 3/math.Log2(4) + 2/math.Log2(6)
	ideal := 3 + 2/math.Log2(3) + 1/math.Log2(4)
	assert.InDelta(t, gain/ideal, r.NDCG, 1e-9)
	assert.Equal(t, [3]float64{1.0 / 3, 1, 1}, r.Recall, "ids are compared as they are")
}

func FuzzReadQrels(f *testing.F) {
	f.Add("query-id\tcorpus-id\tscore\nq1\td1\t1\n")
	f.Add("q1 0 d1 1\nq1 0 d2 1e999")
	f.Fuzz(func(t *testing.T, text string) {
		qrels, err := eval.ReadQrels(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, judged := range qrels {
			for _, j := range judged {
				require.True(t, j.Grade > 0 && !math.IsInf(j.Grade, 0), "%v", j)
			}
		}
	})
}
