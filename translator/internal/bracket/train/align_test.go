package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/bracket"
	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
)

func aligned(t *testing.T, question string, leaves ...leaf) []string {
	t.Helper()
	tree := plant(leaves)
	require.NotNil(t, tree, question)
	it := newItem(phrase.New(question, phrase.Options{}), tree)
	a := newAligner([]*item{it})
	require.True(t, a.align(it), question)
	out := make([]string, len(leaves))
	for k, s := range it.spans {
		out[k] = it.question.Text(s[0], s[1])
	}
	return out
}

func TestAlign(t *testing.T) {
	assert.Equal(t, []string{"the director of Blue Harbour", ""},
		aligned(t, "When was the director of Blue Harbour born?",
			leaf{"A", "Blue Harbour >> director", nil}, leaf{"B", "When was #1 born?", []string{"A"}}))
	assert.Equal(t, []string{"the company that makes the Walkman", "the man who founded the company that makes the Walkman", ""},
		aligned(t, "Who is the wife of the man who founded the company that makes the Walkman?",
			leaf{"A", "Which company makes the Walkman", nil}, leaf{"B", "which man founded #1", []string{"A"}}, leaf{"C", "#2 >> wife", []string{"B"}}))
	assert.Equal(t, []string{"the capital of Peru", "the birthplace of Ann Lee", ""},
		aligned(t, "How far is the capital of Peru from the birthplace of Ann Lee?",
			leaf{"A", "Peru >> capital", nil}, leaf{"B", "Ann Lee >> birthplace", nil}, leaf{"C", "How far is #1 from #2", []string{"A", "B"}}))
}

func TestPlantRefusesWhatIsNoTree(t *testing.T) {
	assert.Nil(t, plant([]leaf{{"A", "x", nil}, {"B", "y", nil}}), "two roots")
	assert.Nil(t, plant([]leaf{{"A", "x", nil}, {"B", "#1 y", []string{"A"}}, {"C", "#1 #2", []string{"A", "B"}}}), "a leaf used twice")
	assert.Nil(t, plant([]leaf{{"A", "x", []string{"Z"}}}), "a leaf that does not exist")
	assert.Nil(t, plant(nil))
	assert.Equal(t, "(())()", plant([]leaf{{"A", "x", nil}, {"B", "#1", []string{"A"}}, {"C", "y", nil}, {"D", "#2 #3", []string{"B", "C"}}}).form())
}

func TestComposedQuestionsAreLearnable(t *testing.T) {
	var all []*sample
	for _, q := range []string{"When was the director of Blue Harbour born?", "Who owns Blue Harbour in Leeds?", "When did Ann Lee meet Bob Ray?"} {
		s := &sample{record: &record{source: "squad"}, row: laminar.NewRow(phrase.New(q, phrase.Options{}))}
		s.example = &laminar.Example{Row: s.row, Weight: 1}
		all = append(all, s)
	}
	all[0].example.Brackets = [][2]int{{2, 6}}
	all[0].item = &item{}
	place := *all[0]
	place.row = laminar.NewRow(phrase.New("Who rules the capital of Peru?", phrase.Options{}))
	place.example = &laminar.Example{Row: place.row, Brackets: [][2]int{{2, 6}}, Weight: 1}
	all = append(all, &place)
	before := augmentation.composed
	augmentation.composed = 50
	defer func() { augmentation.composed = before }()
	made := composed(all, newRandom())
	require.Len(t, made, 50)
	for _, e := range made {
		assert.True(t, laminar.Learnable(&e))
		assert.NotEmpty(t, e.Brackets)
	}
}

// TestFolds has the promise that the figures rest on: questions that share a sub-question are in the same fold.
func TestFolds(t *testing.T) {
	data := filepath.Join("..", "..", "..", "..", "shared", "data")
	if _, err := os.Stat(data); err != nil {
		t.Skipf("the development data is not there: %v", err)
	}
	rows, err := load(data)
	require.NoError(t, err)
	inFold := make(map[string]uint32)
	for i := range rows {
		if rows[i].source != "musique" {
			continue
		}
		for _, sub := range subQuestions(rows[i].ID) {
			f := fold(byGroup(&rows[i]), foldCount)
			if other, ok := inFold[sub]; ok {
				require.Equal(t, other, f, sub)
			}
			inFold[sub] = f
		}
	}
	assert.NotEmpty(t, inFold)
}

func TestGoldPlansAreTheirOwnShape(t *testing.T) {
	leaves := []leaf{{"A", "x", nil}, {"B", "y #1", []string{"A"}}, {"C", "z", nil}, {"D", "#2 #3", []string{"B", "C"}}}
	want := gold(leaves)
	require.NotNil(t, want)
	r := &record{source: "musique", Leaves: leaves}
	right, scored := judge(r, want)
	assert.True(t, right && scored)
	for _, p := range bracket.Plans(phrase.New("Who wrote Emma?", phrase.Options{})) {
		right, _ = judge(r, p.Query)
		assert.False(t, right)
	}
}
