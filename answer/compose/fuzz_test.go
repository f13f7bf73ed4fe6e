package compose_test

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/compose"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pieces are words that mean something to the composer; random questions and values are made of them.
var pieces = []string{
	"Which", "film", "who", "was", "born", "first", "older", "Jaws", "or", "Alien", "both", "same", "country", "how many", "years", "after", "{director}",
	"18 December 1946", "1937", "c. 630 BC", "France", "American", "yes", "no", "Texas", "1.2 million", "8,611 m", "谁", "更早", "吗", "?", ",", "(film)",
	"in common", "than", "difference", "average", "total", "each", "Spielberg", "älter", "\xff", "", " ",
}

// random makes a request out of a seed: any tree, any findings, inputs that point anywhere, a circle among them.
func random(r *rand.Rand, question, value string) answer.ComposeRequest {
	text := func(n int) string {
		var out []string
		for range r.IntN(n + 1) {
			out = append(out, pieces[r.IntN(len(pieces))])
		}
		return strings.Join(out, " ")
	}
	leaves := r.IntN(6)
	var node func(depth int) answer.Node
	node = func(depth int) answer.Node {
		n := answer.Node{Kind: []answer.NodeKind{answer.Leaf, answer.List, answer.Dependent, ""}[r.IntN(4)], Leaf: r.IntN(leaves+2) - 1}
		if depth < 4 && n.Kind != answer.Leaf {
			for range r.IntN(4) {
				n.Children = append(n.Children, node(depth+1))
			}
		}
		return n
	}
	req := answer.ComposeRequest{Question: question + text(12), Tree: node(0), Explain: r.IntN(2) == 0}
	for l := range leaves {
		var runs []answer.Finding
		for run := range r.IntN(4) {
			f := answer.Finding{Leaf: l, Run: run, Template: text(8), Question: text(8), Status: answer.Answered}
			for range r.IntN(4) {
				v := answer.Value{
					Text: text(3), Confidence: []float64{.9, 0, 2, math.NaN(), -1}[r.IntN(5)],
					Evidence: []answer.Evidence{{ID: text(1), Span: retriever.Range{Start: r.IntN(9), End: r.IntN(9)}}},
				}
				if r.IntN(4) == 0 {
					v.Text = value
				}
				if r.IntN(3) == 0 {
					f.Alternatives = append(f.Alternatives, v)
				} else {
					f.Values = append(f.Values, v)
				}
			}
			for range r.IntN(3) {
				f.Inputs = append(f.Inputs, answer.Input{Placeholder: text(1), Text: text(2), Leaf: r.IntN(8) - 1, Run: r.IntN(4) - 1, Value: r.IntN(4) - 1})
			}
			runs = append(runs, f)
		}
		req.Leaves = append(req.Leaves, runs)
	}
	return req
}

// hold checks what is true of every answer.
func hold(t *testing.T, req answer.ComposeRequest) {
	t.Helper()
	a, err := compose.New().Compose(context.Background(), req)
	require.NoError(t, err)
	again, err := compose.New().Compose(context.Background(), req)
	require.NoError(t, err)
	require.Equal(t, a, again, "not deterministic")
	require.NotEmpty(t, a.Operation)
	require.True(t, a.Confidence >= 0 && a.Confidence <= 1, "confidence %v", a.Confidence)
	if a.Text == "" {
		require.Empty(t, a.Values)
		require.NotEmpty(t, a.Reason, "no answer and no reason")
	} else {
		require.NotEmpty(t, a.Values)
	}
	require.LessOrEqual(t, len(a.Explanation), 128)
	for _, v := range a.Values {
		require.LessOrEqual(t, len(v.Evidence), 16)
		require.True(t, v.Confidence >= 0 && v.Confidence <= 1)
	}
}

func FuzzCompose(f *testing.F) {
	f.Add(uint64(1), "Which film came out first, Jaws or Alien?", "1975")
	f.Add(uint64(2), "谁更年长", "\xff\xfe")
	f.Add(uint64(4), "Which actor stars in both ", "1975")
	f.Add(uint64(3), "Are both X and Y in Z", "Paris, Texas")
	f.Fuzz(func(t *testing.T, seed uint64, question, value string) {
		r := rand.New(rand.NewPCG(seed, 1))
		hold(t, random(r, question, value))
		for _, name := range []string{"year", "directors", "country", question} {
			values, err := compose.NewBinder().Bind(context.Background(), answer.BindRequest{
				Placeholder: name, Asked: question,
				Value: answer.Value{Text: value, Confidence: .5, Evidence: []answer.Evidence{{Span: retriever.Range{Start: 7, End: 7 + len(value)}}}},
			})
			require.NoError(t, err)
			for _, v := range values {
				e := v.Evidence[0].Span
				require.True(t, e.Start >= 7 && e.End <= 7+len(value) && e.Start <= e.End, "span %v of %q", e, value)
				require.True(t, !utf8.ValidString(value) || utf8.ValidString(v.Text))
			}
		}
	})
}

func TestRandomRequests(t *testing.T) {
	for seed := range uint64(1000) {
		hold(t, random(rand.New(rand.NewPCG(seed, 9)), []string{"", "Who is in both "}[seed%2], "Paris, Texas"))
	}
}

// The order in which leaves of a comparison stand does not change what is answered.
func TestOrderOfLeavesDoesNotMatter(t *testing.T) {
	dates := []string{"18 December 1946", "1937", "1946", "c. 1940", "12 May 1900", "1930s"}
	for _, question := range []string{"Who was born first, Ann Bee or Cy Dee?", "Who is younger, Ann Bee or Cy Dee?", "Is Ann Bee older than Cy Dee?"} {
		for _, a := range dates {
			for _, b := range dates {
				one := world{{"Ann Bee", a}, {"Cy Dee", b}}
				x := one.run(t, question, "When was Ann Bee born + When was Cy Dee born").Answer.Text
				y := one.run(t, question, "When was Cy Dee born + When was Ann Bee born").Answer.Text
				assert.Equal(t, x, y, "%s %s %s", question, a, b)
			}
		}
	}
}

// A value of a megabyte costs no more than one of a few words, and is not carried into the answer whole.
func TestMegabyteValue(t *testing.T) {
	for _, piece := range []string{"a", "1,", "New York, ", "一", "or ", "( "} {
		text := strings.Repeat(piece, 1<<20/len(piece))
		for _, question := range []string{"", "Who is older, Ann Bee or Cy Dee?", "Are Ann Bee and Cy Dee both in Texas?", text} {
			req := answer.ComposeRequest{
				Question: question,
				Tree:     answer.Node{Kind: answer.List, Children: []answer.Node{{Kind: answer.Leaf}, {Kind: answer.Leaf, Leaf: 1}}},
			}
			for i, name := range []string{"When was Ann Bee born", "When was Cy Dee born"} {
				f := answer.Finding{Leaf: i, Template: name, Question: name, Status: answer.Answered}
				for range 8 {
					f.Values = append(f.Values, answer.Value{Text: text, Confidence: .9})
				}
				req.Leaves = append(req.Leaves, []answer.Finding{f})
			}
			start := time.Now()
			a, err := compose.New().Compose(context.Background(), req)
			require.NoError(t, err)
			assert.Less(t, time.Since(start), 3*time.Second, "%q %.20q", piece, question)
			assert.Less(t, len(a.Text)+len(a.Reason), 1<<16)
			_, err = compose.NewBinder().Bind(context.Background(), answer.BindRequest{Placeholder: "years", Asked: text, Value: answer.Value{Text: text}})
			require.NoError(t, err)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := compose.New().Compose(ctx, answer.ComposeRequest{})
	require.ErrorIs(t, err, context.Canceled)
	_, err = compose.NewBinder().Bind(ctx, answer.BindRequest{})
	require.ErrorIs(t, err, context.Canceled)
}
