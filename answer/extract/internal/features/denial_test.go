package features_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
)

func TestDenial(t *testing.T) {
	s := newSet(t)
	passage := []features.Passage{{Title: "Sigrid Aune", Text: "Sigrid Aune was a Norwegian film director. She did not live in Tromsø. She never married."}}
	for question, want := range map[string][2]bool{
		"Did Sigrid Aune live in Tromsø?":       {true, false},
		"Is Sigrid Aune a film director?":       {false, false},
		"Is it so that she did not live there?": {false, false},
		"Was Sigrid Aune born?":                 {false, false},
		"Did Sigrid Aune meet Orla Penhallow?":  {false, true},
	} {
		s.Extract(s.Parse(question, nil), passage)
		denied, absent := s.Denial()
		assert.Equal(t, want, [2]bool{denied, absent}, question)
	}
	s.Extract(s.Parse("Is Sigrid Aune a director?", nil), nil)
	denied, absent := s.Denial()
	assert.False(t, denied || absent)
	assert.Less(t, features.DenialOdds(true, false), 0.0)
	assert.Zero(t, features.DenialOdds(false, false))
}
