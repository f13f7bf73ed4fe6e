package demo_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/retriever"
)

// TestQuestions checks that each question can be answered from the passages it names.
func TestQuestions(t *testing.T) {
	texts := map[string]string{}
	for _, p := range demo.Passages() {
		texts[p.Title] = p.Title + ". " + p.Text
	}
	ids, shapes := map[string]bool{}, map[demo.Shape]int{}
	for _, q := range demo.Questions() {
		t.Run(q.ID, func(t *testing.T) {
			assert.False(t, ids[q.ID], "the id is not new")
			ids[q.ID] = true
			shapes[q.Shape]++
			assert.True(t, q.Right(strings.ReplaceAll(q.Answers[0], ";", " and")), "the answer is right")
			for _, wrong := range q.Wrong {
				assert.False(t, q.Right(q.Answers[0]+" and "+wrong), "with %q it is not", wrong)
			}
			assert.False(t, q.Right(""), "no answer is not right")
			var support strings.Builder
			for _, title := range q.Supporting {
				require.Contains(t, texts, title, "a supporting passage")
				support.WriteString(texts[title] + "\n")
			}
			if counted := regexp.MustCompile(`^(?i:yes|no|\d)$`).MatchString(q.Answers[0]); counted {
				return
			}
			for part := range strings.SplitSeq(q.Answers[0], ";") {
				assert.Contains(t, support.String(), strings.TrimSpace(part), "the answer stands in the supporting passages")
			}
		})
	}
	assert.GreaterOrEqual(t, len(ids), 25)
	for _, shape := range []demo.Shape{
		demo.Single, demo.Parallel, demo.Chain, demo.TwoChains, demo.LongChain, demo.GroupChain, demo.FanOut,
	} {
		assert.GreaterOrEqual(t, shapes[shape], 2, "questions of the shape %s", shape)
	}
}

func TestRight(t *testing.T) {
	one := demo.Question{Answers: []string{"8,611 metres", "8,611"}}
	list := demo.Question{Answers: []string{"Bill Gates; Paul Allen"}}
	choice := demo.Question{Answers: []string{"Alien"}, Wrong: []string{"Aliens"}}
	for _, c := range []struct {
		q     demo.Question
		text  string
		right bool
	}{
		{one, "8,611 metres", true},
		{one, "about 8611 m", true},
		{one, "18,611 metres", false},
		{list, "Paul Allen and Bill Gates", true},
		{list, "Bill Gates", false},
		{choice, "Alien", true},
		{choice, "Aliens", false},
		{choice, "Alien, not Aliens", false},
		{choice, "", false},
	} {
		assert.Equal(t, c.right, c.q.Right(c.text), "%q for %q", c.text, c.q.Answers[0])
	}
}

// TestFirstLeavesFindTheirPassages checks that the passage that starts each plan is found, though there are others like it.
func TestFirstLeavesFindTheirPassages(t *testing.T) {
	ix := open(t, demo.Options{Dir: t.TempDir()})
	for _, q := range demo.Questions() {
		leaf := strings.Trim(strings.FieldsFunc(q.Expression, func(r rune) bool { return r == '*' })[0], "( )")
		if i := strings.Index(leaf, " + "); i > 0 && !strings.Contains(leaf, "C++") {
			leaf = leaf[:i]
		}
		found, err := ix.Retrieve(t.Context(), leaf, retriever.WithTopK(5))
		require.NoError(t, err)
		var titles []string
		for _, d := range found {
			titles = append(titles, d.Title)
		}
		assert.Contains(t, titles, q.Supporting[0], "%s: %s", q.ID, leaf)
	}
}
