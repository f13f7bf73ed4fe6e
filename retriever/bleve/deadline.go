package bleve

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// budget is the time a search may take. The zero value is without end.
type budget struct {
	due time.Time
	now func() time.Time
}

// keptShare of the time to a deadline is kept for what comes after the search: reading the hits and handing them back.
const keptShare = 8

// newBudget is the time to the deadline of ctx, as the clock has it.
func newBudget(ctx context.Context, now func() time.Time) budget {
	deadline, ok := ctx.Deadline()
	if !ok {
		return budget{}
	}
	return budget{due: deadline.Add(-deadline.Sub(now()) / keptShare), now: now}
}

func (b budget) none() bool { return b.now == nil }

func (b budget) over() bool { return b.now != nil && !b.now().Before(b.due) }

func (b budget) left() time.Duration {
	if b.now == nil {
		return math.MaxInt64
	}
	return b.due.Sub(b.now())
}

// share is the part of the time that is left for the first of so many searches, one after the other.
func (b budget) share(of int) budget {
	if b.now != nil && of > 1 {
		b.due = b.now().Add(b.left() / time.Duration(of))
	}
	return b
}

// pace is how many nanoseconds a posting takes here and now, from those before.
type pace struct{ bits atomic.Uint64 }

// The paces before any posting was seen, of a plain machine.
const (
	firstReading   = 30
	firstSearching = 3
)

func (p *pace) perPosting(first float64) float64 {
	if bits := p.bits.Load(); bits != 0 {
		return math.Float64frombits(bits)
	}
	return first
}

// observe takes in that so many postings took so long. Few of them say more of the clock than of the pace.
func (p *pace) observe(took time.Duration, postings uint64) {
	const least, weight = 2000, 0.25
	if postings < least || took <= 0 {
		return
	}
	x := float64(took) / float64(postings)
	if bits := p.bits.Load(); bits != 0 {
		x = weight*x + (1-weight)*math.Float64frombits(bits)
	}
	p.bits.Store(math.Float64bits(x))
}

// Words in more than one of commonShare passages are left out where there is no time for them: a ranking without them is still much
// like the whole one. One by the rarest word alone is not, so [leastWords] stay in any case.
const (
	commonShare = 20
	leastWords  = 2
)

// amplyMore is by how much the time must be longer than all could take for the deadline not to matter.
const amplyMore = 10

// ample reports whether there is so much time that no term need be counted first: enough to read and search them all if every passage
// held each of them, many times over. That is so in most searches under a deadline.
func (r *ranking) ample() bool {
	if r.budget.none() {
		return true
	}
	all := asked{documents: r.collection.Documents, unread: r.collection.Documents}
	return amplyMore*float64(len(r.terms))*r.cost(&all) < float64(r.budget.left())
}

// leaveOut takes from the terms of a search the most common words, as long as reading and searching the rest would take longer than
// there is time.
func (r *ranking) leaveOut() {
	left := float64(r.budget.left())
	cost := 0.0
	words := 0
	for i := range r.terms {
		if r.terms[i].dropped {
			continue
		}
		cost += r.cost(&r.terms[i])
		if r.terms[i].id.field == fieldBody && r.terms[i].documents > 0 {
			words++
		}
	}
	if cost <= left {
		return
	}
	byCount := make([]*asked, len(r.terms))
	for i := range r.terms {
		byCount[i] = &r.terms[i]
	}
	slices.SortStableFunc(byCount, func(a, b *asked) int { return cmp.Compare(b.documents, a.documents) })
	for _, t := range byCount {
		common := t.documents*commonShare > r.collection.Documents
		if cost <= left || !common || words <= leastWords {
			return
		}
		if t.id.field == fieldBody && !t.dropped {
			cost -= r.cost(t)
			words--
			r.drop(t)
		}
	}
}

// cost estimates the nanoseconds that reading a term and searching with it take.
func (r *ranking) cost(t *asked) float64 {
	reading, searching := 0.0, 0.0
	for _, ix := range r.parts {
		reading = max(reading, ix.snap.reading.perPosting(firstReading))
		searching = max(searching, ix.snap.searching.perPosting(firstSearching))
	}
	return reading*float64(t.unread) + searching*float64(t.documents)
}

func (r *ranking) drop(t *asked) {
	t.dropped = true
	r.left = append(r.left, t.id.text)
}

// cutShort is the warning of a search that did not do all it was asked for; nil if it did.
func (r *ranking) cutShort() error {
	if len(r.left) == 0 && !r.stopped {
		return nil
	}
	const most = 5
	var parts []string
	if len(r.left) > 0 {
		shown := make([]string, 0, most+1)
		for i, word := range r.left {
			if i == most {
				shown = append(shown, fmt.Sprintf("%d more", len(r.left)-most))
				break
			}
			shown = append(shown, fmt.Sprintf("%.40q", word))
		}
		parts = append(parts, "it left out the words "+strings.Join(shown, ", "))
	}
	if r.stopped {
		parts = append(parts, "it did not look at all passages")
	}
	return &Error{
		Path: r.parts[0].path, Kind: ErrCutShort, Detail: strings.Join(parts, " and "),
		Hint: "give it more time, or ask in fewer words", Err: context.DeadlineExceeded,
	}
}
