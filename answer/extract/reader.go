package extract

import (
	"context"
	"sync"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/neural"
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/retriever"
)

// Defaults of [Config].
const (
	// DefaultKeep is the share of right answers that the default threshold keeps.
	DefaultKeep = 0.99
	// DefaultMaxPassageBytes is how much of a passage is read.
	DefaultMaxPassageBytes = 64 << 10
	// DefaultMaxPassages is how many passages are read, best first.
	DefaultMaxPassages = 20
)

// Titles is a set of names, such as the catalogue of an index: whatever is in it is one thing.
type Titles interface {
	Contains(text string) bool
}

// Config configures [New]. The zero value of each field means its default.
type Config struct {
	// Titles helps to tell where names begin and end; nil for none.
	Titles Titles
	// Threshold is the confidence under which a question counts as not answered; a negative value answers always, and 0 leaves it to Keep.
	Threshold float64
	// Keep is the share of right answers, 0.80 to 0.99, that the threshold is to keep of each set of questions that came with the weights: the
	// lower, the more questions without an answer are refused. It is rounded up to 0.80, 0.85, 0.90, 0.95, 0.98 or 0.99.
	Keep float64
	// MaxPassageBytes is how much of each passage is read; what follows is left out.
	MaxPassageBytes int
	// MaxPassages is how many passages are read, best first.
	MaxPassages int
	// Weights is a weights file that the train command made; nil for the one that is built in.
	Weights []byte
}

// Reader answers questions from passages. It implements [answer.Answerer] and is safe for concurrent use.
type Reader struct {
	cfg       Config
	trained   *trained
	threshold float64
	desks     sync.Pool // of *desk
}

var _ answer.Answerer = (*Reader)(nil)

// New makes a Reader.
func New(cfg Config) (*Reader, error) {
	if cfg.Keep == 0 {
		cfg.Keep = DefaultKeep
	}
	if cfg.MaxPassageBytes <= 0 {
		cfg.MaxPassageBytes = DefaultMaxPassageBytes
	}
	if cfg.MaxPassages <= 0 {
		cfg.MaxPassages = DefaultMaxPassages
	}
	data := embedded
	if cfg.Weights != nil {
		data = string(cfg.Weights)
	}
	t, err := load(data)
	if err != nil {
		return nil, err
	}
	r := &Reader{cfg: cfg, trained: t, threshold: cfg.Threshold}
	if cfg.Threshold == 0 {
		r.threshold = t.calib.threshold(cfg.Keep)
	}
	r.desks.New = func() any {
		set := features.New(t.lex)
		set.Model = &t.model
		if cfg.Titles != nil {
			set.Titles = cfg.Titles
		}
		return &desk{set: set}
	}
	return r, nil
}

// desk is the space that one question is worked on in, used again for the next.
type desk struct {
	set   *features.Set
	net   neural.Net
	input neural.Input
	said  []uint64 // what the question says, as normalised text
}

// Read answers a question from passages, best first: [Reader.Answer] for callers that have no plan.
func (r *Reader) Read(ctx context.Context, q string, passages []retriever.Document) (answer.Answer, error) {
	return r.Answer(ctx, answer.Request{Question: q, Passages: passages})
}

// Answer reads the passages of a request. An answer without values means that nothing was found; Reason says why. The error is that of
// ctx.
func (r *Reader) Answer(ctx context.Context, req answer.Request) (answer.Answer, error) {
	if err := ctx.Err(); err != nil {
		return answer.Answer{}, err
	}
	if len(req.Passages) == 0 {
		return answer.Answer{Reason: "there is no passage to read"}, nil
	}
	desk := r.desks.Get().(*desk)
	defer r.desks.Put(desk)
	set := desk.set
	filled := make([]question.Range, 0, len(req.Filled))
	for _, f := range req.Filled {
		filled = append(filled, question.Range{Start: f.Start, End: f.End})
	}
	q := set.Parse(req.Question, filled)
	x := reading{Reader: r, req: req, desk: desk, docs: meant(req, req.Passages[:min(len(req.Passages), r.cfg.MaxPassages)])}
	set.Stop = func() bool { return ctx.Err() != nil }
	set.Extract(q, r.cut(x.docs))
	set.Stop = nil
	if err := ctx.Err(); err != nil {
		return answer.Answer{}, err
	}
	if q.Form == question.YesNo {
		return x.yesNo(), nil
	}
	out := x.answer()
	if q.Form == question.HowMany {
		return r.countable(ctx, req, out), nil
	}
	return out, nil
}

// cut shortens passages to what is read of them.
func (r *Reader) cut(docs []retriever.Document) []features.Passage {
	list := make([]features.Passage, len(docs))
	for i, d := range docs {
		list[i] = features.Passage{Title: d.Title, Text: d.Text}
		if len(d.Text) > r.cfg.MaxPassageBytes {
			list[i].Text = d.Text[:r.cfg.MaxPassageBytes]
		}
		if len(d.Title) > maxTitleBytes {
			list[i].Title = d.Title[:maxTitleBytes]
		}
	}
	return list
}

const maxTitleBytes = 1024
