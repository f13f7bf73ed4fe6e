package features_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
)

func TestHalfACountryLoses(t *testing.T) {
	s := newSet(t)
	s.Extract(s.Parse("Which country is Asa Thorne from?", nil), []features.Passage{{Title: "Asa Thorne", Text: "Asa Thorne is a swimmer from Trinidad and Tobago."}})
	loss := map[string]float32{}
	for i, p := range s.Penalties(nil) {
		c := &s.Candidates[i]
		d := &s.Docs[c.Passage]
		from, to, _ := d.Bytes(int(c.Start), int(c.End))
		loss[d.Source(int(c.Start))[from:to]] = p
	}
	require.Contains(t, loss, "Trinidad and Tobago")
	assert.Greater(t, loss["Trinidad"], loss["Trinidad and Tobago"])
	assert.Greater(t, loss["Tobago"], loss["Trinidad and Tobago"])
}
