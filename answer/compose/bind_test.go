package compose_test

import (
	"context"
	"strings"
	"testing"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/compose"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBind(t *testing.T) {
	for _, tt := range []struct {
		placeholder, asked, value string
		kind                      answer.Kind
		want                      string // values parted by " | "; empty for none
	}{
		{"year", "", "18 December 1946", answer.Date, "1946"},
		{"birth_year", "", "December 18, 1946", answer.Date, "1946"},
		{"year2", "", "1946年12月18日", "", "1946"},
		{"year", "", "44 BC", answer.Date, "44 BC"},
		{"year", "", "1946", "", "1946"},
		{"year", "", "Steven Spielberg", answer.Person, ""},
		{"date", "", "18 December 1946", answer.Date, "18 December 1946"},
		{"date of birth", "", "18 December 1946", answer.Date, "18 December 1946"},
		{"city", "", "Cincinnati, Ohio, U.S.", answer.Place, "Cincinnati"},
		{"birth city", "", "Bonn, Germany", "", "Bonn"},
		{"state", "", "Cincinnati, Ohio, U.S.", answer.Place, "Ohio"},
		{"state", "", "Cincinnati, Ohio", answer.Place, "Ohio"},
		{"county", "", "Lima, Allen County, Ohio", answer.Place, "Allen County"},
		{"country", "", "Cincinnati, Ohio, U.S.", answer.Place, "U.S."},
		{"country", "", "Cincinnati, Ohio", answer.Place, "United States"},
		{"country", "", "Atlanta, Georgia", answer.Place, "United States"},
		{"country", "", "American", answer.Nationality, "United States"},
		{"country", "", "France", answer.Place, "France"},
		{"country", "", "Holland", answer.Place, "Holland"},
		{"country", "", "Atlantis", answer.Place, "Atlantis"},
		{"country", "", "1946", answer.Date, ""},
		{"nationality", "", "American", answer.Nationality, "American"},
		{"director", "", "Steven Spielberg", answer.Person, "Steven Spielberg"},
		{"director", "", "Sir Ridley Scott", answer.Person, "Sir Ridley Scott"},
		{"director", "", "18 December 1946", answer.Date, ""},
		{"director", "", "18 December 1946", "", ""},
		{"director", "", "yes", "", ""},
		{"director", "", "Joel Coen and Ethan Coen", answer.Person, "Joel Coen and Ethan Coen"},
		{"directors", "", "Joel Coen and Ethan Coen", answer.Person, "Joel Coen | Ethan Coen"},
		{"founder", "Who are the founders of Skype", "Niklas Zennström and Janus Friis", answer.Person, "Niklas Zennström | Janus Friis"},
		{"members", "", "Geddy Lee, Alex Lifeson, and Neil Peart", answer.Person, "Geddy Lee | Alex Lifeson | Neil Peart"},
		{"countries", "", "Bosnia and Herzegovina", answer.Place, "Bosnia and Herzegovina"},
		{"singers", "", "Sammy Davis, Jr.", answer.Person, "Sammy Davis, Jr."},
		{"bands", "", "Simon and Garfunkel", answer.Name, "Simon and Garfunkel"},
		{"films", "", "Duck, You Sucker!", answer.Title, "Duck, You Sucker!"},
		{"films", "", "Lock, Stock and Two Smoking Barrels", answer.Title, "Lock, Stock and Two Smoking Barrels"},
		{"series", "", "Law and Order", answer.Title, "Law and Order"},
		{"film", "", "1984", "", "1984"},
		{"anything", "", "A, B and C", "", "A, B and C"},
		{"anything", "", "  ", "", ""},
		{"2", "", "A + B * {x}", "", "A + B * {x}"},
	} {
		values, err := compose.NewBinder().Bind(context.Background(), answer.BindRequest{
			Placeholder: tt.placeholder, Asked: tt.asked,
			Value: answer.Value{
				Text: tt.value, Kind: tt.kind, Confidence: .8,
				Evidence: []answer.Evidence{{ID: "d", Span: retriever.Range{Start: 100, End: 100 + len(tt.value)}}},
			},
		})
		require.NoError(t, err)
		var texts []string
		for _, v := range values {
			texts = append(texts, v.Text)
			assert.InDelta(t, .8, v.Confidence, 1e-9)
			span := v.Evidence[0].Span
			if at := strings.Index(tt.value, v.Text); at >= 0 { // the evidence points at the part
				assert.Equal(t, retriever.Range{Start: 100 + at, End: 100 + at + len(v.Text)}, span, "{%s} of %q", tt.placeholder, tt.value)
			}
		}
		assert.Equal(t, tt.want, strings.Join(texts, " | "), "{%s} of %q", tt.placeholder, tt.value)
	}
}

// The value handed in is shared with others: a part must not change its evidence.
func TestBindLeavesTheValueAlone(t *testing.T) {
	v := answer.Value{Text: "Bonn, Germany", Evidence: []answer.Evidence{{Span: retriever.Range{Start: 5, End: 18}}}}
	_, err := compose.NewBinder().Bind(context.Background(), answer.BindRequest{Placeholder: "country", Value: v})
	require.NoError(t, err)
	assert.Equal(t, retriever.Range{Start: 5, End: 18}, v.Evidence[0].Span)
}
