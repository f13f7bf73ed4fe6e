package question_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

func parse(t *testing.T, s string) *question.Question {
	t.Helper()
	lex, err := lexicon.New("")
	require.NoError(t, err)
	return question.Parse(&text.Tokenizer{}, lex, s, nil)
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in       string
		form     question.Form
		focus    string
		relation string
		sort     question.Sort
	}{
		{"Who directed The Silver Ferry?", question.Who, "", "director", question.APerson},
		{"Who is the director of the film Brightwater?", question.Who, "director", "director", question.APerson},
		{"When was Orla Penhallow born?", question.When, "", "birth date", question.ADate},
		{"What is Orla Penhallow's date of birth?", question.What, "date", "birth date", question.ADate},
		{"Orla Penhallow >> date of birth", question.Slot, "date", "birth date", question.ADate},
		{"The Silver Ferry >> director", question.Slot, "director", "director", question.APerson},
		{"Where did Hugo Lindqvist die?", question.Where, "", "death place", question.APlace},
		{"In which city was the Harmon Guild founded?", question.Which, "city", "", question.APlace},
		{"What company owns the Harmon Guild?", question.What, "company", "owner", question.AnOrganisation},
		{"How many bridges cross the Elde?", question.HowMany, "bridges", "", question.ANumber},
		{"How tall is the Harmon Tower?", question.HowFar, "", "", question.ANumber},
		{"Is Orla Penhallow an engineer?", question.YesNo, "", "", question.Anything},
		{"Did Hugo Lindqvist live in Saltmere?", question.YesNo, "", "", question.Anything},
		{"Name the river that crosses Saltmere.", question.What, "river", "crosses", question.APlace},
		{"who wrote the quiet propeller", question.Who, "", "author", question.APerson},
		{"The Quiet Propeller was written by whom?", question.Who, "", "author", question.APerson},
		{"谁建造了黑塔？", question.Who, "", "", question.APerson},
		{"Wann wurde Orla geboren?", question.When, "", "", question.ADate},
		{"Где родилась Орла?", question.Where, "", "", question.APlace},
		{"متى ولدت أورلا؟", question.When, "", "", question.ADate},
	} {
		q := parse(t, c.in)
		focus := ""
		if q.Focus >= 0 {
			focus = c.in[q.Tokens[q.Focus].Start:q.Tokens[q.Focus].End]
		}
		assert.Equal(t, c.form, q.Form, c.in)
		assert.Equal(t, c.focus, focus, c.in)
		assert.Equal(t, c.sort, q.Expected, c.in)
		if c.relation != "" {
			assert.Equal(t, c.relation, question.RelationName(q.Relation), c.in)
		}
	}
}

func TestSeveral(t *testing.T) {
	for in, want := range map[string]bool{
		"Who are the founders of the Harmon Guild?": true, "Which rivers cross Saltmere?": true, "What two cities does it link?": true,
		"Who were the children of Orla?": true, "Who is the founder of the Harmon Guild?": false, "What series did she write?": false,
		"How many rivers cross Saltmere?": false, "Which species is it?": false,
	} {
		assert.Equal(t, want, parse(t, in).Several, in)
	}
}

func TestFilledPartsAreNames(t *testing.T) {
	lex, err := lexicon.New("")
	require.NoError(t, err)
	s := "When did the quiet propeller win"
	q := question.Parse(&text.Tokenizer{}, lex, s, []question.Range{{Start: 9, End: 28}})
	require.Len(t, q.Tokens, 6)
	for i := range q.Tokens {
		tok := q.Tokens[i]
		assert.Equal(t, tok.Start >= 9 && tok.End <= 28, q.IsEntity(i), s[tok.Start:tok.End])
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", ">>", "a >> b", "Who's 's", "whose", "what of", "how", "Is", "'s 's 's", "\"a\" (b", "谁"} {
		f.Add(s)
	}
	lex, err := lexicon.New("")
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, s string) {
		q := question.Parse(&text.Tokenizer{}, lex, s, []question.Range{{Start: 1, End: 3}})
		for _, at := range []int{q.Focus, q.Verb, q.Gap, q.Wh()} {
			if at < -1 || at >= len(q.Tokens) {
				t.Fatalf("%q: place %d of %d tokens", s, at, len(q.Tokens))
			}
		}
		if len(q.Words) > question.MaxWords {
			t.Fatalf("%q: %d words", s, len(q.Words))
		}
	})
}
