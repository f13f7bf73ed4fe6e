package extract

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
)

func TestWeighAsked(t *testing.T) {
	r, err := New(Config{})
	require.NoError(t, err)
	for _, tc := range []struct {
		name, question, text string
		likeliest, other     string
		want                 string
	}{
		{"what the question says", "Where does the Arle empty into the Gulf of Sarn?", "It meets the Gulf of Sarn at Port Estrel.", "Gulf of Sarn", "Port Estrel", "Port Estrel"},
		{"with other letters", "where does the arle empty into the gulf of sarn", "It meets the Gulf of Sarn at Port Estrel.", "Gulf of Sarn", "Port Estrel", "Port Estrel"},
		{"a part of a name", "Where is Harlow Castle?", "It is a castle in Harlow near Port Estrel.", "Harlow", "Port Estrel", "Harlow"},
		{"more than it says", "Who owns Oak Hall?", "Oak Hall Trust bought it from Ida Thorne.", "Oak Hall Trust", "Ida Thorne", "Oak Hall Trust"},
		{"a choice", "Who is older, Ida Thorne or Leif Moe?", "Ida Thorne met Leif Moe in Port Estrel.", "Ida Thorne", "Port Estrel", "Ida Thorne"},
		{"a choice between two", "Between Ida Thorne and Leif Moe, who won?", "Ida Thorne won in Port Estrel.", "Ida Thorne", "Port Estrel", "Ida Thorne"},
		{"a choice of two", "Which of Ida Thorne and Leif Moe won?", "Ida Thorne won in Port Estrel.", "Ida Thorne", "Port Estrel", "Ida Thorne"},
		{"another language", "Wer besitzt den Hof Arle?", "Der Hof Arle gehört Ida Thorne.", "Hof Arle", "Ida Thorne", "Hof Arle"},
		{"a state nobody knows", "In which state is Oak Hall?", "Oak Hall stands in Estrelia, near Harlow.", "Estrelia", "Harlow", "Estrelia"},
		{"a town for a state", "In which state is Oak Hall?", "Oak Hall stands in Harlow, Vermont.", "Harlow", "Vermont", "Vermont"},
		{"a town for a town", "In which town is Oak Hall?", "Oak Hall stands in Harlow, Vermont.", "Harlow", "Vermont", "Harlow"},
		{"a country for a state", "Which state is Oak Hall in?", "Oak Hall stands in Norway near Harlow.", "Norway", "Harlow", "Norway"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			desk := r.desks.New().(*desk)
			desk.set.Extract(desk.set.Parse(tc.question, nil), []features.Passage{{Title: "Oak Hall", Text: tc.text}})
			x := &reading{Reader: r, desk: desk}
			find := func(text string) int {
				return slices.IndexFunc(desk.set.Candidates, func(c features.Candidate) bool {
					d := &desk.set.Docs[c.Passage]
					from, to, inTitle := d.Bytes(int(c.Start), int(c.End))
					return !inTitle && d.Text[from:to] == text
				})
			}
			a, b := find(tc.likeliest), find(tc.other)
			require.True(t, a >= 0 && b >= 0)
			list := []finding{{mass: 0.6, candidates: []int{a}}, {mass: 0.4, candidates: []int{b}}}
			x.weighAsked(list)
			assert.Equal(t, find(tc.want), list[0].candidates[0])
			assert.InDelta(t, 1, list[0].mass+list[1].mass, 1e-9)
			assert.GreaterOrEqual(t, list[0].mass, list[1].mass)
		})
	}
}
