package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
)

// record is one held-out prediction.
type record struct {
	set      string
	class    string // form of the question, or relation of the slot
	fold     int
	em, f1   float64
	reach    bool
	sentence bool
	signs    []float32
	sure     float64 // calibrated confidence, filled in by calibrate
}

// measured says which sets are measured on, and whether other wordings of a slot are too.
var measured = map[string]bool{"squad": true, "nq": true, "2wiki": true, "2wiki-top5": true, "musique": true, "musique-top5": true, "squadshifts": true, "unanswerable": true}

// crossValidate trains on all folds but one and predicts that one, in turn. What is grouped together (all questions of an article, all of a
// passage) is in one fold.
func (c *config) crossValidate(off features.Group) []record {
	var all []record
	for fold := range max(c.use, 1) {
		var train, test []*example
		for _, e := range c.all() {
			if int(e.group%uint32(c.folds)) == fold {
				test = append(test, e)
			} else if e.weight > 0 {
				train = append(train, e)
			}
		}
		o := c.options()
		if c.ablate { // a sixth is enough to tell the groups apart
			o.epochs = 2
			train = every(train, 6)
		}
		l := newLearner(c.lex, off)
		l.train(train, o)
		l.pack()
		if !c.ablate {
			l.net = c.network(l, fold)
		}
		var part []record
		for _, e := range test {
			if !measured[e.set] || c.sets != "" && !slices.Contains(strings.Split(c.sets, ","), e.set) {
				continue
			}
			var titles features.Titles
			if strings.HasSuffix(e.set, "-top5") { // as the product reads what its index finds
				titles = e.titles
			}
			part = append(part, c.predict(l, e, e.questions[0], titles, e.set, fold))
			if len(e.questions) > 1 {
				part = append(part, c.predict(l, e, e.questions[1], titles, e.set+"-phrased", fold))
			}
			if e.titles != nil && titles == nil {
				part = append(part, c.predict(l, e, e.questions[0], e.titles, e.set+"-catalogue", fold))
			}
		}
		c.log("fold %d of %d, trained on %d examples", fold+1, c.folds, len(train))
		all = append(all, part...)
		c.show(part)
	}
	return all
}

func (c *config) predict(l *learner, e *example, question string, titles features.Titles, set string, fold int) record {
	p := l.predict(e, question, titles)
	r := record{set: set, fold: fold, em: p.em, f1: p.f1, reach: p.reachable, sentence: p.sentence, class: class(question)}
	r.signs = p.signs
	if c.errors != nil && (p.em == 0 || c.everyAnswer) {
		fmt.Fprintf(c.errors, "%.0f\t%s\t%s\t%s\t%s\tGOLD %s\tGOT %s\t%.2f\treachable=%v sentence=%v f1=%.2f\t%s\n", p.em, set, e.id, r.class, question, strings.Join(e.answers, " / "), p.text, p.mass, p.reachable, p.sentence, p.f1, e.passages[0].Title)
	}
	return r
}

// every takes one example in n.
func every(list []*example, n int) []*example {
	var out []*example
	for i := 0; i < len(list); i += n {
		out = append(out, list[i])
	}
	return out
}

// class puts a question into a class for the error listing: the relation of a slot, else the question word.
func class(question string) string {
	if _, relation, ok := strings.Cut(question, " >> "); ok {
		return relation
	}
	for _, w := range strings.Fields(strings.ToLower(question)) {
		switch w = strings.Trim(w, ",.?'\""); w {
		case "who", "whom", "whose", "when", "where", "which", "what", "why", "how":
			return w
		}
	}
	return "other"
}

// all are all examples, those that are only measured on too.
func (c *config) all() []*example {
	var list []*example
	for _, part := range [][]*example{c.single, c.gold, c.top} {
		list = append(list, part...)
	}
	return list
}

// trainable are the examples that have an answer.
func (c *config) trainable() []*example {
	var list []*example
	for _, e := range c.all() {
		if e.weight > 0 {
			list = append(list, e)
		}
	}
	return list
}

func (c *config) options() options {
	return options{epochs: c.epochs, rate: c.rate, delta: c.delta, seed: 1}
}

type tally struct {
	n, em, f1, reach, sentence float64
}

func tallies(records []record, key func(record) string) map[string]*tally {
	sums := map[string]*tally{}
	for _, r := range records {
		t := sums[key(r)]
		if t == nil {
			t = &tally{}
			sums[key(r)] = t
		}
		t.n++
		t.em += r.em
		t.f1 += r.f1
		if r.reach {
			t.reach++
		}
		if r.sentence {
			t.sentence++
		}
	}
	return sums
}

var order = []string{"squad", "squadshifts", "nq", "2wiki", "2wiki-phrased", "2wiki-catalogue", "2wiki-top5", "2wiki-top5-phrased", "musique", "musique-phrased", "musique-catalogue", "musique-top5", "musique-top5-phrased"}

func (c *config) show(records []record) {
	sums := tallies(records, func(r record) string { return r.set })
	for _, name := range order {
		if t := sums[name]; t != nil {
			c.log("%-21s n=%5.0f EM %.1f F1 %.1f reach %.1f sentence %.1f", name, t.n, 100*t.em/t.n, 100*t.f1/t.n, 100*t.reach/t.n, 100*t.sentence/t.n)
		}
	}
}

func (c *config) openErrors() error {
	if c.errorsPath == "" {
		return nil
	}
	var err error
	c.errors, err = os.Create(c.errorsPath)
	return err
}
