package verbalise_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// slotted reads words in which Xyz is a placeholder.
func slotted(text string) verbalise.Words {
	w := words(text)
	for i := range w {
		if w[i].Text == "Xyz" {
			w[i] = verbalise.Slot("x", 0)
		}
	}
	return w
}

func TestAgree(t *testing.T) {
	for in, want := range map[string]string{
		"When were Xyz founded":              "When was {x} founded",
		"How deep are Xyz":                   "How deep is {x}",
		"How many members do Xyz have":       "How many members does {x} have",
		"Were Xyz rich":                      "Was {x} rich",
		"Where were Xyz and Ann Lee born":    "Where were {x} and Ann Lee born",
		"What are Xyz's colours":             "What are {x}'s colours",
		"Who are the members of Xyz":         "Who are the members of {x}",
		"How many banks of Xyz are in Leeds": "How many banks of {x} are in Leeds",
		"Which Xyz are near Leeds":           "Which {x} is near Leeds",
	} {
		assert.Equal(t, want, verbalise.Agree(slotted(in)).String())
	}
	before := slotted("When were Xyz founded")
	verbalise.Agree(before)
	assert.Equal(t, "When were {x} founded", before.String(), "what is given is left alone")
}
