package bracket

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
)

// marked reads a question with brackets drawn in it.
func marked(t *testing.T, text string) (*phrase.Question, *laminar.Analysis) {
	t.Helper()
	type span struct{ start, end int }
	var spans []span
	var open []int
	var plain strings.Builder
	for _, r := range text {
		switch r {
		case '[':
			open = append(open, plain.Len())
		case ']':
			require.NotEmpty(t, open, text)
			spans = append(spans, span{open[len(open)-1], plain.Len()})
			open = open[:len(open)-1]
		default:
			plain.WriteRune(r)
		}
	}
	q := phrase.New(plain.String(), phrase.Options{})
	a := &laminar.Analysis{}
	taken := make([]bool, len(spans))
	for k, s := range spans {
		start := slices.IndexFunc(q.Tokens, func(x phrase.Token) bool { return x.Start >= s.start })
		end := slices.IndexFunc(q.Tokens, func(x phrase.Token) bool { return x.Start >= s.end })
		if end < 0 {
			end = len(q.Tokens)
		}
		b := laminar.Bracket{Start: start, End: end}
		for j := range k {
			if !taken[j] && spans[j].start >= s.start {
				b.Inner, taken[j] = append(b.Inner, j), true
			}
		}
		a.Brackets = append(a.Brackets, b)
	}
	for k := range spans {
		if !taken[k] {
			a.Top = append(a.Top, k)
		}
	}
	return q, a
}

func TestTightened(t *testing.T) {
	for _, test := range []struct{ name, question, want string }{
		{"participle", "What is [the country where Ely is] located named after", "In which country is Ely located * What is {country} named after"},
		{
			"participle behind an inner bracket", "When was [the area north of [the land where [the duke that led Ida] is]] located and Rome settled",
			"Which duke led Ida * In which land is {duke} located * What is the area north of {land} * When was {area} and Rome settled",
		},
		{"a bracket that adds nothing", "Who runs [[the county where Ely is] located]", "In which county is Ely located * Who runs {county}"},
		{"part of", "What is [the network Route 5 is] part of an example of", "Which network is Route 5 part of * What is {network} an example of"},
		{"the participle is the question's", "When was [the city where Ann Lee is] founded", "In which city is Ann Lee * When was {city} founded"},
		{"preposition", "What was [the tongue Ann Lee comes] from during the war known as", "Which tongue does Ann Lee come from * What was {tongue} during the war known as"},
		{"preposition at the end", "Who won the race in [the state where Ann Lee is] from", "In which state is Ann Lee from * Who won the race in {state}"},
		{"the preposition is the question's", "What club is [the man who met Ann Lee] in", "Who met Ann Lee * What club is {person} in"},
		{"possessive", "Who runs [the plant that makes Volta]'s engines", "Which plant makes Volta's engines * Who runs {plant}"},
		{"the possessive is the question's", "Where was [the maker of Volta]'s wife born", "Who is the maker of Volta * Where was {maker}'s wife born"},
		{"noun behind an adjective", "Where is [the home of the largest] bank", "What is the home of the largest bank * Where is {home}"},
		{"noun behind a name", "When did [the winner of a Volta] medal retire", "Who is the winner of a Volta medal * When did {winner} retire"},
		{"a noun that may be a verb", "Who led [the bank in the Leeds] film industry", "What is the bank in the Leeds film industry * Who led {bank}"},
		{"place", "When is Ida coming to [the other large bank] based in Ely", "Which other large bank is based in Ely * When is Ida coming to {bank}"},
		{"year where a date is asked for", "When was Ida bought by [the land that took Ely] in 1978", "Which land took Ely in 1978 * When was Ida bought by {land}"},
		{"year where none is asked for", "Who led [the land that took Ely] in 1978", "Which land took Ely * Who led {land} in 1978"},
		{"noun in front of a clause", "What is the seat of the county [where Ann Lee was born]", "In which county was Ann Lee born * What is the seat of {county}"},
	} {
		t.Run(test.name, func(t *testing.T) {
			q, a := marked(t, test.question)
			before := slices.Clone(a.Brackets)
			got, err := build(q, tightened(q, a))
			require.NoError(t, err)
			assert.Equal(t, test.want, got.String())
			assert.Equal(t, before, a.Brackets, "the analysis itself is left alone")
		})
	}
}
