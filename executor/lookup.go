package executor

import (
	"encoding/binary"
	"errors"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
)

// lookup is one question looked up: retrieved for and read. All that ask it share it, so it is done once in a run. Its fields are
// written before done is closed and never after.
type lookup struct {
	done chan struct{}

	passages []retriever.Document
	answer   answer.Answer
	status   answer.Status
	// confidence is that of the values as a whole.
	confidence float64
	// err says why it failed, or was stopped.
	err error
	// partial are warnings of the retriever, and notes what of the input was cut.
	partial []error
	notes   []note
	usage   Usage
	elapsed time.Duration
}

// retrieval is what the retriever returned for one question.
type retrieval struct {
	done     chan struct{}
	passages []retriever.Document
	err      error
	partial  []error
	notes    []note
}

// lookupKey says which look-ups are the same.
type lookupKey struct {
	question, filled string
	alternatives     int
}

// asked is a question to look up.
type asked struct {
	question     string
	filled       []retriever.Range
	alternatives int
}

func (a asked) key() lookupKey {
	key := lookupKey{question: a.question, alternatives: a.alternatives}
	if len(a.filled) > 0 {
		places := make([]byte, 0, 32)
		for _, f := range a.filled {
			places = binary.AppendVarint(binary.AppendVarint(places, int64(f.Start)), int64(f.End))
		}
		key.filled = string(places)
	}
	return key
}

// flights holds the look-ups of a run, finished and under way.
type flights struct {
	mu         sync.Mutex
	lookups    map[lookupKey]*lookup
	retrievals map[string]*retrieval
}

// lookup returns the look-up of a question, and whether the caller is the one to do it.
func (f *flights) lookup(key lookupKey) (*lookup, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if l, ok := f.lookups[key]; ok {
		return l, false
	}
	l := &lookup{done: make(chan struct{}), status: answer.Failed, err: errLost}
	f.lookups[key] = l
	return l, true
}

func (f *flights) retrieval(question string) (*retrieval, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r, ok := f.retrievals[question]; ok {
		return r, false
	}
	r := &retrieval{done: make(chan struct{}), err: errLost}
	f.retrievals[question] = r
	return r, true
}

// errLost is what remains of a call that ended its goroutine.
var errLost = errors.New("internal error: the call ended without returning; please report it to the maker of that part")

// lost is a look-up that never came back.
var lost = &lookup{status: answer.Failed, err: errLost}

// look looks a question up, or waits for whoever does. Leaf and n, the number of the run, are for events.
func (r *run) look(leaf, n int, ask asked) *lookup {
	l, mine := r.flights.lookup(ask.key())
	if !mine {
		r.tellStarted(leaf, n, ask)
		<-l.done
		r.tell(leaf, n, ask, l, true)
		return l
	}
	defer close(l.done) // whatever happens, nobody waits for ever
	select {
	case r.slots <- struct{}{}:
		defer func() { <-r.slots }()
	case <-r.work.Done():
		r.stop(leaf, l, nil)
		r.tell(leaf, n, ask, l, false)
		return l
	}
	if r.work.Err() != nil {
		r.stop(leaf, l, nil)
		r.tell(leaf, n, ask, l, false)
		return l
	}
	r.tellStarted(leaf, n, ask)
	start := r.config.Clock()
	r.retrieve(leaf, l, ask.question)
	if l.err == nil {
		r.tellRetrieved(leaf, n, ask, l.passages, start)
		r.read(leaf, l, ask)
	}
	l.elapsed = r.config.Clock().Sub(start)
	r.tell(leaf, n, ask, l, false)
	return l
}

// retrieve fetches the passages of a look-up.
func (r *run) retrieve(leaf int, l *lookup, question string) {
	f, mine := r.flights.retrieval(question)
	if !mine {
		<-f.done // whoever does it has a slot
	} else {
		l.usage.Retrievals = 1
		r.fetch(f, question)
	}
	l.passages, l.err, l.partial, l.notes = f.passages, f.err, f.partial, f.notes
	if l.err != nil {
		r.stop(leaf, l, l.err)
	}
}

func (r *run) fetch(f *retrieval, question string) {
	defer close(f.done)
	ctx, warnings := retriever.CollectWarnings(r.work)
	var passages []retriever.Document
	err := guard("the retriever", func() (err error) {
		passages, err = r.config.Retriever.Retrieve(ctx, question, r.retrieval...)
		return err
	})
	f.partial, f.err = warnings.All(), err
	if err == nil {
		f.passages, f.notes = cutPassages(passages, r.config.TopK, r.config.Limits.Passage)
	}
}

// cutPassages drops passages past k and the end of those that are too long.
func cutPassages(passages []retriever.Document, k, limit int) (out []retriever.Document, notes []note) {
	out = passages[:min(len(passages), k):min(len(passages), k)]
	copied := false
	for i := range out {
		size := len(out[i].Text)
		if size <= limit {
			continue
		}
		if !copied { // the retriever may keep its own
			out, copied = append([]retriever.Document(nil), out...), true
		}
		end := limit
		for end > 0 && !utf8.RuneStart(out[i].Text[end]) {
			end--
		}
		out[i].Text = out[i].Text[:end]
		var matches []retriever.Range
		for _, m := range out[i].Matches {
			if m.End <= end {
				matches = append(matches, m)
			}
		}
		out[i].Matches = matches
		notes = append(notes, passageCut(out[i].ID, size, limit))
	}
	return out, notes
}

// read answers a look-up from its passages. With none there is nothing to read.
func (r *run) read(leaf int, l *lookup, ask asked) {
	if err := r.work.Err(); err != nil {
		r.stop(leaf, l, err)
		return
	}
	if len(l.passages) == 0 {
		l.status, l.notes = answer.Empty, append(l.notes, retrievalEmpty(ask.question))
		return
	}
	meter := r.meter.Child(-1)
	l.usage.Reads = 1
	var found answer.Answer
	err := guard("the answerer", func() (err error) {
		found, err = r.config.Answerer.Answer(llm.WithMeter(r.work, meter), answer.Request{
			Question: ask.question, Filled: ask.filled, Passages: l.passages, Alternatives: ask.alternatives, Explain: r.options.explain,
		})
		return err
	})
	l.usage.Model = meter.Usage()
	if err != nil {
		r.stop(leaf, l, err)
		return
	}
	l.answer, l.err = found, nil
	l.notes = append(l.notes, tidy(&l.answer)...)
	if l.status = answer.Answered; len(l.answer.Values) == 0 {
		l.status = answer.Empty
		l.notes = append(l.notes, answerEmpty(ask.question, found.Reason))
	}
	l.confidence = confidenceOf(&l.answer)
}

// stop records why a look-up did not end: because of the run as a whole, of the budget, or of itself.
func (r *run) stop(leaf int, l *lookup, err error) {
	var budget *llm.BudgetError
	switch {
	case errors.As(err, &budget):
		l.status, l.err = answer.OverBudget, err
		r.modelCalls.Store(int64(budget.Limit))
		r.refused.Add(1)
	case r.work.Err() != nil:
		l.status, l.err = r.stoppedAs()
	default:
		l.status, l.err = answer.Failed, err
		if r.config.Policy == PolicyFailFast {
			r.fail(leaf, err)
		}
	}
}

// tidy makes of an answer that anybody may have written one that the rest can rely on: no value is blank, no confidence is outside 0 to
// 1, and there are not too many.
func tidy(a *answer.Answer) (notes []note) {
	keep := func(values []answer.Value) []answer.Value {
		var out []answer.Value
		for _, v := range values {
			if strings.TrimSpace(v.Text) == "" {
				continue
			}
			if len(out) == maxValues {
				notes = append(notes, valuesCut(len(values)))
				break
			}
			v.Confidence = probability(v.Confidence)
			out = append(out, v)
		}
		return out
	}
	a.Values, a.Alternatives, a.Confidence = keep(a.Values), keep(a.Alternatives), probability(a.Confidence)
	return notes
}

func probability(p float64) float64 {
	if !(p > 0) { // not a number, too
		return 0
	}
	return min(p, 1)
}

// confidenceOf returns how sure the values of an answer are as a whole.
func confidenceOf(a *answer.Answer) float64 {
	switch {
	case len(a.Values) == 0:
		return 0
	case len(a.Values) == 1 && a.Values[0].Confidence > 0:
		return a.Values[0].Confidence
	case a.Confidence > 0:
		return a.Confidence
	}
	sum := 0.0
	for _, v := range a.Values {
		sum += v.Confidence
	}
	return sum / float64(len(a.Values))
}
