package planner

import (
	"cmp"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/translator/internal/candidate"
)

// trusted is the score from which a rule is believed against the brackets. The bracketer knows questions inside questions and nothing
// else: that it finds none in "Is A older than B" says nothing about a comparison.
const trusted = 0.5

// rank sorts plans, best first: those of rules that see what brackets cannot, then the chains of both kinds and the one leaf by score.
//
// The bracketer has weighed what the rules for chains propose, so their own plan counts only where the brackets have none.
func rank(plans []candidate.Plan) {
	if slices.ContainsFunc(plans, func(p candidate.Plan) bool { return p.By == "bracket" || isSingle(p) }) {
		for i := range plans {
			if plans[i].By == "rules/chain" {
				plans[i].Score *= shadowed
			}
		}
	}
	slices.SortStableFunc(plans, func(a, b candidate.Plan) int { return compare(&a, &b) })
}

// compare orders plans: those that go before others are less.
func compare(a, b *candidate.Plan) int {
	return cmp.Or(cmp.Compare(tier(a), tier(b)), cmp.Compare(worth(b), worth(a)))
}

// plainness is what is left of the score of the one leaf. Among the questions that the bracketer learned from, those of one look-up outnumber
// the others by more than they do among questions that are brought here.
const plainness = 0.7

func worth(p *candidate.Plan) float64 {
	if isSingle(*p) {
		return p.Score * plainness
	}
	return p.Score
}

// shadowed is what is left of the score of a chain that the bracketer has weighed already.
const shadowed = 0.1

func tier(p *candidate.Plan) int {
	family, ok := strings.CutPrefix(p.By, "rules/")
	if !ok || p.Score < trusted || family == "chain" || family == "join" { // of chains and joins the bracketer knows as much
		return 1
	}
	return 0
}
