package eval_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/eval"
)

// TestNormalize follows normalize_answer of the SQuAD v1.1 script: lower(), punctuation out, \b(a|an|the)\b out, white space mended.
func TestNormalize(t *testing.T) {
	for in, want := range map[string]string{
		"The Walt Disney Company": "walt disney company",
		"an  apple a day":         "apple day",
		"U.S.A.":                  "usa",
		"Brown's":                 "browns",
		"twenty-one":              "twentyone",
		"theatre, another":        "theatre another",
		"a-b":                     "ab",
		"$1,000 + 5%":             "1000 5",
		"  ":                      "",
		"the":                     "",
		"A":                       "",
		"–the–":                   "– –", // a dash of Unicode is no punctuation to the script, but ends a word
		"ÉCOLE":                   "école",
		"the_end":                 "theend",
		"曹雪芹。":                    "曹雪芹。",
	} {
		assert.Equal(t, want, eval.Normalize(in), "%q", in)
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		answer       string
		gold         []string
		em, f1, hold float64
	}{
		{"the Walt Disney Company", []string{"Walt Disney Company"}, 1, 1, 1},
		{"Disney", []string{"Walt Disney Company"}, 0, 0.5, 0},                             // precision 1, recall 1/3
		{"born in Oslo", []string{"Oslo"}, 0, 0.5, 1},                                      // precision 1/3, recall 1
		{"Oslo, Norway", []string{"Bergen", "Oslo"}, 0, 2.0 / 3, 1},                        // the best of both
		{"new new york", []string{"New York"}, 0, 0.8, 1},                                  // a word counts as often as gold has it
		{"yes", []string{"no"}, 0, 0, 0},                                                   // and
		{"yes", []string{"yes it is"}, 0, 0, 0},                                            // yes is right as a whole
		{"no", []string{"No."}, 1, 1, 1},                                                   //
		{"Oslofjord", []string{"Oslo"}, 0, 0, 0},                                           // not in the middle of a word
		{"", []string{"Oslo"}, 0, 0, 0},                                                    //
		{"", nil, 1, 1, 1},                                                                 // unanswerable, and not answered
		{"Oslo", nil, 0, 0, 0},                                                             // unanswerable
		{"the", []string{"a"}, 1, 1, 1},                                                    // both empty after normalisation
		{"1,234 metres", []string{"1234 metres"}, 1, 1, 1},                                 //
		{"December 18, 1946", []string{"18 December 1946"}, 0, 1, 0},                       // F1 is over bags of words
		{"Larry Page and Sergey Brin", []string{"Larry Page; Sergey Brin"}, 0, 8.0 / 9, 0}, // 4 of 5 words, all 4 of gold
	} {
		assert.InDelta(t, c.em, eval.ExactMatch(c.answer, c.gold), 1e-9, "EM of %q for %q", c.answer, c.gold)
		assert.InDelta(t, c.f1, eval.F1(c.answer, c.gold), 1e-9, "F1 of %q for %q", c.answer, c.gold)
		assert.InDelta(t, c.hold, eval.Accuracy(c.answer, c.gold), 1e-9, "accuracy of %q for %q", c.answer, c.gold)
	}
}

func FuzzMatches(f *testing.F) {
	f.Add("the Walt Disney Company", "Walt Disney")
	f.Add("", "a")
	f.Add("\xff the", "–the–")
	f.Fuzz(func(t *testing.T, a, b string) {
		n := eval.Normalize(a)
		if utf8.ValidString(a) {
			assert.Equal(t, n, strings.Join(strings.Fields(n), " "), "single spaces")
		}
		gold := []string{b}
		em, f1, hold := eval.ExactMatch(a, gold), eval.F1(a, gold), eval.Accuracy(a, gold)
		for _, v := range []float64{em, f1, hold} {
			assert.True(t, v >= 0 && v <= 1, v) // and so no NaN
		}
		assert.LessOrEqual(t, em, f1, "an exact match has an F1 of 1")
		assert.LessOrEqual(t, em, hold, "and holds the answer")
		assert.InDelta(t, f1, eval.F1(b, []string{a}), 1e-9, "F1 does not tell answer and gold apart")
		assert.Equal(t, 1.0, eval.ExactMatch(a, []string{a}))
	})
}
