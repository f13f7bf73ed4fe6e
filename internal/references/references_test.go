package references_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/internal/references"
)

func TestIn(t *testing.T) {
	for text, want := range map[string][]references.Reference{
		"":                            nil,
		"Who is #":                    nil,
		"Which #0 or #4 or #x":        nil,
		"#99999999999999999999 of #1": {{1, 25, 27}},
		"#1's #3#2":                   {{1, 0, 2}, {3, 5, 7}, {2, 7, 9}},
		"##2":                         {{2, 1, 3}},
	} {
		assert.Equal(t, want, slices.Collect(references.In(text, 3)), text)
	}
}
