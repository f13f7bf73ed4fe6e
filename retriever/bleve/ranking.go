package bleve

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/qcompiler/qcompiler/retriever"
)

// ranking is one search over the parts of a collection, which often is a single index. The question is taken apart once, the counts
// of its terms are added up over the parts, and every part is then searched with those, one after the other: each uses all
// processors itself, and knows what score the ones before have left to be beaten.
type ranking struct {
	request    Request
	parts      []*Index
	budget     budget
	collection Statistics
	terms      []asked
	left       []string // words that were left out for want of time
	stopped    bool     // the time was up before all was searched
}

// asked is a term of the question: a word, or a title that stands in it.
type asked struct {
	id        termID
	share     float64 // of its weight that counts
	documents uint64  // passages of all parts that hold it
	unread    uint64  // of those, how many are not in memory; only counted where there is a deadline
	read      []*term // by part
	dropped   bool
}

// ranked is a passage that was found, and where.
type ranked struct {
	hit
	part   int
	search *search
}

// rank finds the best passages of the parts, best first. The parts must stay open meanwhile.
func rank(ctx context.Context, parts []*Index, request Request) ([]ranked, error) {
	if err := request.validate(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(parts) == 0 {
		return nil, nil
	}
	if request.TopK == 0 {
		request.TopK = retriever.DefaultTopK
	}
	r := &ranking{request: request, parts: parts, budget: newBudget(ctx, parts[0].options.now)}
	if err := r.ask(ctx); err != nil {
		return nil, err
	}
	if err := r.read(ctx); err != nil {
		return nil, err
	}
	found, err := r.search(ctx)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 && r.stopped {
		return nil, context.DeadlineExceeded
	}
	retriever.Warn(ctx, r.cutShort())
	return found, nil
}

// ask finds out which terms to search for.
func (r *ranking) ask(ctx context.Context) error {
	first := r.parts[0]
	q := parse(first.words, r.request.Question)
	retriever.Warn(ctx, q.tooLong(first.path))
	for _, word := range q.words {
		r.terms = append(r.terms, asked{id: termID{fieldBody, word}, share: 1})
	}
	for _, ix := range r.parts {
		r.collection.Documents += ix.snap.live
		r.collection.Tokens += ix.snap.tokens
	}
	isTitle := func(key string) bool {
		return slices.ContainsFunc(r.parts, func(ix *Index) bool { return ix.titles.has(key) })
	}
	if given := r.request.Statistics; given != nil { // the titles of the whole collection
		r.collection = *given
		isTitle = func(key string) bool { _, ok := given.Titles[key]; return ok }
	}
	if first.params.title == 0 {
		return ctx.Err()
	}
	place := map[string]int{}
	for _, match := range findTitleWords(ctx, q.titles, maxTitleWords, isTitle) {
		share := q.titleShare(r.request.Question, first.manifest.Settings.Language, match)
		at, named := place[match.Key]
		switch {
		case named: // also where it stands alone
			r.terms[at].share = max(r.terms[at].share, share)
		case first.names(match.Key):
			place[match.Key] = len(r.terms)
			r.terms = append(r.terms, asked{id: termID{fieldKey, match.Key}, share: share})
		}
	}
	return ctx.Err()
}

// read reads the postings of the terms, near a deadline those of the rarest first and as many as there is time for.
func (r *ranking) read(ctx context.Context) error {
	order := make([]*asked, len(r.terms))
	for i := range r.terms {
		order[i] = &r.terms[i]
	}
	hurried := !r.ample()
	if hurried {
		if err := r.count(ctx); err != nil {
			return err
		}
		r.leaveOut()
		slices.SortStableFunc(order, func(a, b *asked) int { return cmp.Compare(a.documents, b.documents) })
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, r.budget.due)
		defer cancel()
	}
	words := 0 // that were read and are somewhere
	for _, t := range order {
		if t.dropped {
			continue
		}
		late := hurried && r.budget.over()
		var err error
		if !late || words < leastWords {
			err = r.readTerm(ctx, t)
			late = errors.Is(err, context.DeadlineExceeded)
		}
		switch {
		case late && words >= leastWords:
			r.drop(t)
		case err != nil:
			return err
		case t.id.field == fieldBody && t.documents > 0:
			words++
		}
	}
	return nil
}

// count says how many passages hold each term, without reading which. Half of the time must be left after it: of a question so long
// that it is not, the first terms count.
func (r *ranking) count(ctx context.Context) error {
	half := r.budget.left() / 2
	for i := range r.terms {
		t := &r.terms[i]
		if i >= leastWords && r.budget.left() < half {
			r.drop(t)
			continue
		}
		for _, ix := range r.parts {
			err := ix.guarded(func() error {
				documents, cached, err := ix.snap.count(ctx, t.id)
				t.documents += documents
				if !cached {
					t.unread += documents
				}
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *ranking) readTerm(ctx context.Context, t *asked) error {
	t.read, t.documents = make([]*term, len(r.parts)), 0
	for i, ix := range r.parts {
		err := ix.guarded(func() (err error) {
			t.read[i], err = ix.snap.term(ctx, t.id.field, t.id.text, ix.options.Workers)
			return err
		})
		if err != nil {
			return err
		}
		t.documents += t.read[i].documents
	}
	return nil
}

// search searches the parts and puts together what they hold.
func (r *ranking) search(ctx context.Context) ([]ranked, error) {
	var all []ranked
	least := r.request.MinScore
	for i, ix := range r.parts {
		err := ix.guarded(func() error {
			s, err := r.prepare(ctx, i)
			if err != nil || s == nil {
				return err
			}
			s.least.raise(max(least, 0))
			s.budget = r.budget.share(len(r.parts) - i)
			began := ix.options.now()
			found, err := s.run(ctx, ix.options.Workers, ix.options.windowsPerWorker)
			if err != nil {
				return err
			}
			if s.cut.Load() {
				r.stopped = true
			} else {
				ix.snap.searching.observe(ix.options.now().Sub(began), s.postings())
			}
			for _, h := range found {
				all = append(all, ranked{h, i, s})
			}
			return nil
		})
		if errors.Is(err, context.DeadlineExceeded) && len(all) > 0 {
			r.stopped = true
			break
		}
		if err != nil {
			return nil, err
		}
		if i > 0 {
			slices.SortFunc(all, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id)) })
		}
		if all = all[:min(len(all), r.request.TopK)]; len(all) == r.request.TopK {
			least = max(least, all[len(all)-1].score)
		}
	}
	return all, nil
}

// prepare weighs the terms for a part; nil if nothing in it can match.
func (r *ranking) prepare(ctx context.Context, part int) (*search, error) {
	ix := r.parts[part]
	s := &search{snap: ix.snap, params: ix.params, averageLength: r.collection.averageLength(), k: r.request.TopK}
	s.scale = newScale(s.params, s.averageLength)
	for i := range r.terms {
		t := &r.terms[i]
		if t.dropped {
			continue
		}
		c := clause{id: t.id, term: t.read[part], documents: t.documents}
		if given := r.request.Statistics; given != nil {
			// A part of the collection cannot hold a term in more passages than the whole does.
			c.documents = max(t.documents, given.frequency(t.id))
		}
		c.idf = idf(c.documents, r.collection.Documents)
		c.share = t.share
		c.weight = c.idf * t.share
		if t.id.field == fieldKey {
			c.weight *= ix.params.title
		}
		if c.term.documents > 0 && c.weight > 0 {
			s.clauses = append(s.clauses, c)
		}
	}
	if len(s.clauses) == 0 {
		return nil, nil
	}
	var err error
	s.allowed, err = ix.allowed(ctx, r.request.Filter)
	return s, err
}

// postings is how many there are of the terms of a search.
func (s *search) postings() uint64 {
	n := uint64(0)
	for i := range s.clauses {
		n += s.clauses[i].term.documents
	}
	return n
}

// idf is the weight of a term that so many of the documents hold.
func idf(holding, documents uint64) float64 {
	n, d := float64(max(holding, documents)), float64(holding)
	return math.Log(1 + (n-d+0.5)/(d+0.5))
}

// allowed gives, for each segment, the passages that pass the filter; nil without a filter.
func (ix *Index) allowed(ctx context.Context, filter map[string]string) ([]*roaring.Bitmap, error) {
	if len(filter) == 0 {
		return nil, nil
	}
	sets := make([]*roaring.Bitmap, len(ix.snap.segments))
	for name, value := range filter {
		t, err := ix.snap.term(ctx, fieldMeta, metaTerm(name, value), ix.options.Workers)
		if err != nil {
			return nil, err
		}
		for i, p := range t.segments {
			set := roaring.New()
			if p != nil {
				set.AddMany(p.docs)
			}
			if sets[i] != nil {
				set.And(sets[i])
			}
			sets[i] = set
		}
	}
	return sets, nil
}

// words are the body terms of the search.
func (s *search) words() map[string]bool {
	words := make(map[string]bool, len(s.clauses))
	for i := range s.clauses {
		if c := &s.clauses[i]; c.id.field == fieldBody {
			words[c.id.text] = true
		}
	}
	return words
}

// count gives how many passages hold a term, and whether its postings are in memory.
func (s *snapshot) count(ctx context.Context, id termID) (documents uint64, cached bool, err error) {
	if t := s.terms.get(id); t != nil {
		return t.documents, true, nil
	}
	for _, v := range s.segments {
		if err := ctx.Err(); err != nil {
			return 0, false, err
		}
		list, err := v.postings(id.field, id.text)
		if err != nil {
			return 0, false, err
		}
		if list != nil {
			documents += list.Count()
		}
	}
	return documents, false, nil
}
