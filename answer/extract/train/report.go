package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// expectedError is the expected calibration error over ten bins of equal width.
func expectedError(records []record) float64 {
	var n, right, sure [10]float64
	for _, r := range records {
		b := min(int(r.sure*10), 9)
		n[b]++
		right[b] += r.em
		sure[b] += r.sure
	}
	sum := 0.0
	for b := range n {
		sum += math.Abs(right[b] - sure[b])
	}
	return sum / float64(max(len(records), 1))
}

// surest is the exact match of the given share of the records with the highest confidence.
func surest(records []record, share float64) float64 {
	sorted := slices.Clone(records)
	slices.SortStableFunc(sorted, func(a, b record) int { return cmp.Compare(b.sure, a.sure) })
	n := int(math.Ceil(share * float64(len(sorted))))
	right := 0.0
	for _, r := range sorted[:n] {
		right += r.em
	}
	return right / float64(max(n, 1))
}

// chanceError is the calibration error that as many answers would show whose confidences hold to the last digit: their number being finite,
// some bins come out too high and others too low.
func chanceError(records []record) float64 {
	var variance [10]float64
	for _, r := range records {
		variance[min(int(r.sure*10), 9)] += r.sure * (1 - r.sure)
	}
	sum := 0.0
	for _, v := range variance {
		sum += math.Sqrt(2 / math.Pi * v) // the mean distance of a normal variable from its mean
	}
	return sum / float64(max(len(records), 1))
}

func ofSet(records []record, set string) []record {
	var list []record
	for _, r := range records {
		if r.set == set {
			list = append(list, r)
		}
	}
	return list
}

// narrower is how much of the share that may be lost is, since a threshold found on some articles loses a little more on others.
const narrower = 0.99

// keeping is the confidence at which each set of questions keeps at least the given share of its right answers; 0 where nothing is right.
func keeping(records []record, keep float64) float64 {
	least := math.Inf(1)
	for _, set := range order {
		if right := rightOnes(ofSet(records, set)); len(right) > 0 {
			least = min(least, lowestKept(right, keep))
		}
	}
	if math.IsInf(least, 1) {
		return 0
	}
	return least
}

// rightOnes are the confidences of right answers, the lowest first.
func rightOnes(records []record) []float64 {
	var list []float64
	for _, r := range records {
		if r.em > 0 {
			list = append(list, r.sure)
		}
	}
	slices.Sort(list)
	return list
}

// lowestKept is the lowest confidence of the share that is kept of right answers.
func lowestKept(right []float64, keep float64) float64 {
	return right[int((1-keep)*narrower*float64(len(right)))]
}

// abstention finds the confidence at which answerable questions keep the given share of their right answers, and tells how many of the
// unanswerable ones are refused there. The threshold for one fold is found on the others.
func (c *config) abstention(records []record, keep float64) (threshold, kept, refused float64) {
	find := func(skip int) float64 {
		right := rightOnes(slices.DeleteFunc(ofSet(records, "squad"), func(r record) bool { return r.fold == skip && c.use > 1 }))
		if len(right) == 0 {
			return 0
		}
		return lowestKept(right, keep)
	}
	var n, ok, all, no float64
	for fold := range c.folds {
		t := find(fold)
		for _, r := range records {
			switch {
			case r.fold != fold:
			case r.set == "squad" && r.em > 0:
				n++
				if r.sure >= t {
					ok++
				}
			case r.set == "unanswerable":
				all++
				if r.sure < t {
					no++
				}
			}
		}
	}
	return find(-1), ok / max(n, 1), no / max(all, 1)
}

// report writes what the held-out predictions show.
func (c *config) report(records []record, accuracy, always float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# What the reader reaches\n\nMade by `go run ./answer/extract/train`; do not edit. Cross-validation on the development data, %d of %d folds, all\nquestions of an article and all leaves of a passage in one fold. Exact match and F1 in per cent. The calibration error is the expected one\nover ten bins; what perfect confidences would show on so few answers, by chance, stands in brackets.\n\n", c.use, c.folds)
	b.WriteString("| set | questions | EM | F1 | answer among the candidates | EM of the surest 50% | of the surest 80% | calibration error |\n|---|---|---|---|---|---|---|---|\n")
	sums := tallies(records, func(r record) string { return r.set })
	for _, name := range order {
		t := sums[name]
		if t == nil {
			continue
		}
		list := ofSet(records, name)
		fmt.Fprintf(&b, "| %s | %.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %.3f (%.3f) |\n", name, t.n, 100*t.em/t.n, 100*t.f1/t.n, 100*t.reach/t.n, 100*surest(list, 0.5), 100*surest(list, 0.8), expectedError(list), chanceError(list))
	}
	for _, keep := range []float64{0.85, 0.95} {
		threshold, kept, refused := c.abstention(records, keep)
		fmt.Fprintf(&b, "\nAbstention on squad at a confidence of %.3f: %.1f%% of the right answers are kept, %.1f%% of the unanswerable questions refused.\n", threshold, 100*kept, 100*refused)
	}
	if threshold := keeping(records, 0.99); threshold > 0 {
		none, refused := ofSet(records, "unanswerable"), 0
		for _, r := range none {
			if r.sure < threshold {
				refused++
			}
		}
		fmt.Fprintf(&b, "\nThe default threshold, %.3f, keeps 99%% of the right answers of each set and refuses %.1f%% of the unanswerable questions.\n", threshold, 100*float64(refused)/float64(max(len(none), 1)))
	}
	if always > 0 {
		fmt.Fprintf(&b, "\nYes/no questions (boolq, the mean of six cuts into five folds): %.1f%% right; always yes: %.1f%%.\n", 100*accuracy, 100*always)
	}
	for _, set := range []string{"2wiki-top5", "musique-top5", "squad", "nq"} {
		list := ofSet(records, set)
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s by class\n\n| class | questions | EM | F1 | right sentence |\n|---|---|---|---|---|\n", set)
		classes := tallies(list, func(r record) string { return r.class })
		var names []string
		for n := range classes {
			names = append(names, n)
		}
		slices.SortFunc(names, func(x, y string) int { return cmp.Or(cmp.Compare(classes[y].n, classes[x].n), cmp.Compare(x, y)) })
		for _, n := range names {
			if t := classes[n]; t.n >= 5 {
				fmt.Fprintf(&b, "| %s | %.0f | %.1f | %.1f | %.1f |\n", n, t.n, 100*t.em/t.n, 100*t.f1/t.n, 100*t.sentence/t.n)
			}
		}
	}
	return b.String()
}
