package offline

import (
	"github.com/qcompiler/qcompiler/translator/bracket"
	"github.com/qcompiler/qcompiler/translator/phrase"
)

// DefaultFamilies returns the proposers of the default translator.
func DefaultFamilies() []phrase.Family {
	return []phrase.Family{bracket.Plans}
}
