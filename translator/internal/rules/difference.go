package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// differenceForms are questions for how far two things are apart. $a and $b are the two; the leaf asks for what is subtracted.
var differenceForms = []struct {
	name    string
	pattern pattern
	leaf    string
	score   float64
}{
	{"older", compile("how much|many years|year? older|younger is|was|are $a than $b"), "When was # born", 0.95},
	{"degree", compile("how much|many $unit? <degree:c> is|was|are $a than $b"), "", 0.95},
	{"degree", compile("by how much|many $unit? is|was $a <degree:c> than $b"), "", 0.95},
	{"more noun", compile("how many|much more|fewer $n has|have|had|did|does|do @a $v than $b"), "", 0.93},
	{"more noun", compile("how many|much more|fewer $n does|do|did @a $v than $b"), "", 0.93},
	{"more verb", compile("how much more|less does|do|did @a $v than $b"), "How much does # $v", 0.93},
	{"difference", compile("what|how is|was|large the? difference|differences in|of $n between|of $a and $b"), "What is the $n of #", 0.94},
	{"age", compile("what is|was the? age difference|gap between|of $a and $b"), "When was # born", 0.96},
	{"difference", compile("what is|was the? $n difference|gap between $a and $b"), "What is the $n of #", 0.93},
	{"between", compile("how many years|days|months|decades|centuries|weeks passed|elapsed|are|were|lie|lay|went between|by $a and $b"), "When was #", 0.93},
	{"between", compile("how long|much time was|passed|elapsed it? between $a and $b"), "When was #", 0.9},
	{"after", compile("how many years|days|months|decades|centuries|weeks|long after|before $a <aux:x> $b <past:v> $rest?"), "", 0.93},
	{"outlive", compile("by how many|much years|time|longer? did|does $a outlive $b"), "When did # die", 0.94},
	{"outlive", compile("how many|much years|longer did|does $a outlive|live $than? $b"), "When did # die", 0.85},
}

// Difference translates "How much older is A than B" and "How many years passed between A and B": one question about each, for what is
// subtracted.
func Difference(q *phrase.Question) []candidate.Plan { return differences(read(q)) }

func differences(r *reading) []candidate.Plan {
	w := r.words
	if w == nil || !w.Is(0, "how", "what", "by") {
		return nil
	}
	w = append(Words(nil), w...)
	for i := range w {
		if _, ok := adjectives[w[i].Lower]; ok && w.Tag(i) != phrase.Entity && w.Is(0, "how", "by") && i < 6 {
			w[i].Tag = phrase.Degree
		}
	}
	for _, row := range differenceForms {
		m, ok := row.pattern.match(w)
		if !ok || len(m["a"]) > 14 || len(m["b"]) > 14 || m["a"].HasTag(phrase.Aux) || m["b"].HasTag(phrase.Aux) && row.name != "after" {
			continue
		}
		if n, ok := m["n"]; ok && !n.HasTag(phrase.Noun, phrase.Plural) {
			continue
		}
		b := &builder{}
		var finals []*step
		for i, item := range []Words{m["a"], m["b"]} {
			leaf := differenceLeaf(row.name, row.leaf, m, b.item(item), i)
			if len(leaf) == 0 {
				return nil
			}
			finals = append(finals, b.step(leaf.Capital()))
		}
		b.because("difference (%s): %s and %s", row.name, m["a"], m["b"])
		return b.plan("difference", row.score, finals...)
	}
	return nil
}

func differenceLeaf(name, leaf string, m match, item Words, i int) Words {
	if leaf != "" {
		return fill(leaf, m, item)
	}
	switch name {
	case "degree":
		adj, ok := adjectives[m["c"][0].Lower]
		if !ok {
			return nil
		}
		return verbalise.Join(verbalise.Lit("How"), words(adj), verbalise.Lit("is"), item)
	case "more noun":
		aux := verbalise.Lit("did")
		if m["v"].HasTag(phrase.Past) {
			aux = verbalise.Lit("has")
		}
		return verbalise.Join(verbalise.Lit("How many"), m["n"], aux, item, m["v"])
	case "after":
		if i == 0 {
			return verbalise.Join(verbalise.Lit("When was"), item)
		}
		return verbalise.Join(verbalise.Lit("When"), m["x"], item, m["v"], m["rest"])
	}
	return nil
}
