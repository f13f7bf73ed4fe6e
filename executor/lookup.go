package executor

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
)

// lookup is one question looked up: retrieved for and read. All that ask it share it, so it is done once in a run. Its fields are
// written before those who wait for done go on, and never after.
type lookup struct {
	asked  asked
	flight *flight
	done   sync.WaitGroup
	// told says that the result has what the look-up cost.
	told bool

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

// flight is what is done about one question: it is retrieved for once, and looked up once for each way to ask it.
type flight struct {
	// fetched is waited for by those who did not start the retrieval.
	fetched  sync.WaitGroup
	started  bool
	passages []retriever.Document
	err      error
	partial  []error
	notes    []note

	lookups []*lookup
}

// asked is a question to look up.
type asked struct {
	question     string
	filled       []retriever.Range
	origins      []*retriever.Document
	alternatives int
	guess        bool
}

func (a asked) same(b asked) bool {
	return a.question == b.question && a.alternatives == b.alternatives && a.guess == b.guess && slices.Equal(a.filled, b.filled) &&
		slices.EqualFunc(a.origins, b.origins, samePassage)
}

func samePassage(a, b *retriever.Document) bool {
	return a == b || a != nil && b != nil && a.ID == b.ID && a.Index == b.Index
}

// flights holds the look-ups of a run, finished and under way, by question.
type flights struct {
	mu         sync.Mutex
	byQuestion map[string]*flight
}

// lookup returns the look-up of a question, and whether the caller is the one to do it. A new one is made in the room.
func (f *flights) lookup(ask asked, room *ticket) (*lookup, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	way := f.byQuestion[ask.question]
	if way == nil {
		way = &room.flight
		way.err, way.lookups = errLost, room.lookups[:0]
		f.byQuestion[ask.question] = way
	}
	for _, l := range way.lookups {
		if l.asked.same(ask) {
			return l, false
		}
	}
	l := &room.lookup
	l.asked, l.flight, l.status, l.err = ask, way, answer.Failed, errLost
	l.done.Add(1)
	way.lookups = append(way.lookups, l)
	return l, true
}

// ticket is room for the look-up of a question nobody has asked before.
type ticket struct {
	flight  flight
	lookup  lookup
	lookups [1]*lookup
}

// start reports whether the caller is the one to retrieve for the question.
func (f *flights) start(way *flight) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if way.started {
		return false
	}
	way.started = true
	way.fetched.Add(1)
	return true
}

// errLost is what remains of a call that ended its goroutine.
var errLost = errors.New("internal error: the call ended without returning; please report it to the maker of that part")

// lost is a look-up that never came back.
var lost = &lookup{status: answer.Failed, err: errLost}

// look looks a question up, or waits for whoever does. Leaf and n, the number of the run, are for events.
func (r *run) look(leaf, n int, ask asked) *lookup {
	room := &r.tasks[leaf].desk.ticket
	if n > 0 {
		room = &ticket{}
	}
	l, mine := r.flights.lookup(ask, room)
	if !mine {
		r.tellStarted(leaf, n, ask)
		l.done.Wait()
		r.tell(leaf, n, ask, l, true)
		return l
	}
	defer l.done.Done() // whatever happens, nobody waits for ever
	select {
	case r.slots <- struct{}{}:
		defer func() { <-r.slots }()
	case <-r.work.Done():
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
	f := l.flight
	if r.flights.start(f) {
		l.usage.Retrievals = 1
		r.fetch(f, question)
	} else {
		f.fetched.Wait() // whoever does it has a slot
	}
	l.passages, l.err, l.partial, l.notes = f.passages, f.err, f.partial, slices.Clip(f.notes)
	if l.err != nil {
		r.stop(leaf, l, l.err)
	}
}

func (r *run) fetch(f *flight, question string) {
	defer f.fetched.Done()
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
	ctx, meter := llm.WithPart(r.work, r.meter)
	l.usage.Reads = 1
	var found answer.Answer
	err := guard("the answerer", func() (err error) {
		found, err = r.config.Answerer.Answer(ctx, answer.Request{
			Question: ask.question, Filled: ask.filled, Origins: ask.origins, Passages: l.passages, Alternatives: ask.alternatives, Guess: ask.guess,
			Explain: r.options.explain,
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
	a.Values, notes = tidyValues(a.Values, notes)
	a.Alternatives, notes = tidyValues(a.Alternatives, notes)
	a.Confidence = probability(a.Confidence)
	return notes
}

func tidyValues(values []answer.Value, notes []note) ([]answer.Value, []note) {
	amiss := func(v answer.Value) bool {
		return strings.TrimSpace(v.Text) == "" || v.Confidence != probability(v.Confidence)
	}
	if len(values) <= maxValues && !slices.ContainsFunc(values, amiss) {
		return slices.Clip(values), notes
	}
	var out []answer.Value // they may be kept by whoever made them
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
	return out, notes
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
