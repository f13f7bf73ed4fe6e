package offline

import (
	"github.com/qcompiler/qcompiler/translator/bracket"
	"github.com/qcompiler/qcompiler/translator/phrase"
	"github.com/qcompiler/qcompiler/translator/rules"
)

// defaultFamilies returns the proposers of the default translator: the rules, and the bracketer with the weights it ships with.
func defaultFamilies() []phrase.Family { return Families(bracket.Plans) }

// Families returns the rules together with the bracketer given, for measuring one that was trained on a part of the data.
func Families(brackets phrase.Family) []phrase.Family {
	return append(rules.All(), brackets)
}
