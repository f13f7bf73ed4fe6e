package planner

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

func TestStates(t *testing.T) {
	for text, want := range map[string]bool{
		"The mayor of Leeds opened the bridge.":                             true,
		"Salt in the soil near Leeds changes the growth of young oak trees": true,
		"The author of Emma wrote the hymn of Leeds?":                       false, // it asks
		"The author of Emma studied at which university.":                   false,
		"List the films directed by the director of Jaws.":                  false,
		"birthplace of the director of Jaws":                                false,
		"director of the film that won the prize in Leeds in 1990 and 1991": false,
		"Ann Lee acted": false, // short: typed into a box
		"The bridge over the river near the old mill in Leeds was built by": false, // a gap to be filled
		"Who wrote Emma.": false,
		"Is the mayor of Leeds older than the mayor of Ely and of all other towns.": false,
	} {
		assert.Equal(t, want, states(phrase.New(text, phrase.Options{})), text)
	}
}
