package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

var (
	closedHe  = text.ClosedWord("he")
	closedHis = text.ClosedWord("his")
	closedHim = text.ClosedWord("him")
	closedShe = text.ClosedWord("she")
	closedHer = text.ClosedWord("her")
	closedIt  = text.ClosedWord("it")
	closedIts = text.ClosedWord("its")
	closedThe = text.ClosedWord("they")
	closedAnd = text.ClosedWord("and")
	closedOf  = text.ClosedWord("of")
	closedOr  = text.ClosedWord("or")
	theirWord = text.ClosedWord("their")
)

// pronoun reports the pronouns that stand for what a passage is about.
func pronoun(closed uint8) bool {
	switch closed {
	case 0:
		return false
	case closedHe, closedShe, closedHis, closedHer, closedHim, closedIt, closedIts, closedThe, theirWord:
		return true
	}
	return false
}
