package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// temporalForms tie a question to the time of something else. $q is the question, $s a statement and $np a noun phrase for the event.
var temporalForms = []struct {
	pattern pattern
	when    string // the question for the time
	how     string // what stands for it in the question
	score   float64
}{
	{compile("$q in|during the same? year that|when|where $s"), "In what year ~$s~", "in", 0.95},
	{compile("$q in|during the same? year in|of? which|when $s"), "In what year ~$s~", "in", 0.95},
	{compile("$q in|during the same? year as|of $np"), "In what year was $np", "in", 0.8},
	{compile("$q in|during the same? year $s"), "In what year ~$s~", "in", 0.9},
	{compile("$q at|around the time of $np"), "When was $np", "on", 0},
	{compile("$q at|on the? same? time|day|date that|when|as $s"), "When ~$s~", "on", 0.85},
	{compile("$q when $s"), "When ~$s~", "on", 0},
	{compile("$q while $s"), "When ~$s~", "during", 0},
}

// Temporal translates "Who won X in the year that Y happened": the year first.
func Temporal(q *phrase.Question) []candidate.Plan { return datings(read(q)) }

func datings(r *reading) []candidate.Plan {
	w := r.words
	if w == nil {
		return nil
	}
	if m, ok := whileBefore.match(w); ok { // while Y was so, who was X
		w = verbalise.Join(m["q"], w[:1], m["s"])
	}
	at, end := whAt(w)
	if at < 0 || !w.Is(at, "who", "what", "which", "where", "how") {
		return nil
	}
	for _, row := range temporalForms {
		m, ok := row.pattern.match(w)
		if !ok || len(m["q"]) <= end {
			continue
		}
		event := m["s"]
		if event == nil {
			event = m["np"]
		}
		score := row.score
		if score == 0 {
			if score = whileRole(m["q"], event, at); score == 0 {
				continue
			}
		}
		if !event.HasTag(phrase.Entity) && !(score >= 0.9 && event.Is(0, "the")) || m["s"] != nil && verbalise.MainVerb(event) <= 0 || event.Is(0, "he", "she", "they", "it") {
			continue
		}
		b := &builder{}
		var when Words
		if m["np"] != nil {
			when = fill(row.when, match{"np": b.scan(m["np"])}, nil)
		} else {
			when = fill(row.when, match{"s": b.statement(m["s"])}, nil)
		}
		slot := b.slot(when)
		how := row.how
		for i := range w {
			if w.Is(i, "during") && how == "in" {
				how = "during"
			}
		}
		b.because("the time first: %s", when)
		leaf := verbalise.Join(m["q"].Trim(), verbalise.Lit(how), Words{slot})
		return b.plan("temporal", score, b.step(leaf.Capital()))
	}
	return nil
}

// whileBefore matches a question behind the clause that tells its time.
var whileBefore = compile("while|when $s , $q")

// whileRole returns the score of "Who was king of X when Y happened": high where somebody's office is asked for, nothing otherwise, since
// most questions with "when" are about one event.
func whileRole(q, event Words, at int) float64 {
	if !q.Is(at, "who") || !copula(q, at+1) {
		return 0
	}
	for i := at + 2; i < len(q); i++ {
		if officeNouns[q[i].Lower] && q.Tag(i) != phrase.Entity {
			return 0.75
		}
	}
	return 0
}

// officeNouns are offices that somebody holds at any time.
var officeNouns = set(`king queen president minister chancellor emperor pope monarch ruler governor mayor leader sultan tsar premier ceo captain
	chairman head prime-minister vice-president head-of-state head-coach secretary archbishop`)
