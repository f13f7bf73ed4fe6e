package wellformed

import (
	"sync"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/phrase"
)

// Verdict says how well a text reads.
type Verdict struct {
	// Score is 1 where nothing is wrong, and less with every flaw, down to 0.
	Score float64
	// Reasons names the flaws, none where the score is 1.
	Reasons []string
}

// Good is the score from which a text may go to search and reader.
const Good = 0.5

// maxTokens is the most tokens that are looked at. Nobody asks so long a question, and no rule cuts one.
const maxTokens = 120

// Judge judges leaves and remembers its verdicts: plans for one question have most of their leaves in common. It is safe for concurrent use.
type Judge struct {
	opts     phrase.Options
	lock     sync.Mutex
	verdicts map[string]Verdict
}

// NewJudge returns a judge for the plans of one question.
func NewJudge(opts phrase.Options) *Judge {
	return &Judge{opts: opts, verdicts: make(map[string]Verdict)}
}

// For returns the judge of the plans for a question. All that propose and weigh plans for it share what is known of their leaves.
func For(q *phrase.Question) *Judge {
	return q.Once(judgeKey{}, func() any { return NewJudge(q.Options()) }).(*Judge)
}

type judgeKey struct{}

// Text judges a text without placeholders.
func Text(text string, opts phrase.Options) Verdict { return judge(read(phrase.New(text, opts), nil)) }

// Leaf judges a leaf, its placeholders read as names.
func (j *Judge) Leaf(leaf *ast.Atomic) Verdict {
	var places [8]int
	var room [160]byte
	letters, slots := masked(leaf, room[:0], places[:0])
	j.lock.Lock()
	defer j.lock.Unlock()
	if v, ok := j.verdicts[string(letters)]; ok {
		return v
	}
	text := string(letters)
	v := judge(read(phrase.New(text, j.opts), slots))
	j.verdicts[text] = v
	return v
}

// Plan judges the leaves of a plan and returns the verdict on the worst one; its reasons begin with the letter of the leaf.
func (j *Judge) Plan(query *ast.Query) Verdict {
	worst, at := j.worst(query)
	out := Verdict{Score: worst.Score}
	for _, r := range worst.Reasons {
		out.Reasons = append(out.Reasons, "leaf "+ast.LeafID(at)+": "+r)
	}
	return out
}

// Score is like Plan for who does not ask for reasons.
func (j *Judge) Score(query *ast.Query) float64 {
	worst, _ := j.worst(query)
	return worst.Score
}

// worst returns the verdict on the first leaf that reads worst, and its number.
func (j *Judge) worst(query *ast.Query) (worst Verdict, at int) {
	worst.Score = 1
	for i, leaf := range query.Leaves() {
		if v := j.Leaf(leaf); v.Score < worst.Score {
			worst, at = v, i
		}
	}
	return worst, at
}

// Leaf judges a leaf, its placeholders read as names.
func Leaf(leaf *ast.Atomic, opts phrase.Options) Verdict { return NewJudge(opts).Leaf(leaf) }

// Plan judges the leaves of a plan and returns the verdict on the worst one; its reasons begin with the letter of the leaf.
func Plan(query *ast.Query, opts phrase.Options) Verdict { return NewJudge(opts).Plan(query) }

// masked appends the text of a leaf with [dummy] for each placeholder, and where those stand.
func masked(leaf *ast.Atomic, text []byte, slots []int) ([]byte, []int) {
	for i := range leaf.Segments {
		if s := &leaf.Segments[i]; s.Placeholder {
			slots = append(slots, len(text))
			text = append(text, dummy...)
		} else {
			text = append(text, s.Text...)
		}
	}
	return text, slots
}

// dummy stands for the answer that fills a placeholder: quotes keep it apart from the names beside it.
const dummy = "“Xyz”"

func judge(t *text) Verdict {
	v := Verdict{Score: 1}
	if len(t.words) == 0 {
		return Verdict{Reasons: []string{"there is nothing to ask"}}
	}
	if len(t.words) > maxTokens || t.foreign {
		return v
	}
	for _, f := range flaws {
		if f.has(t) {
			v.Score *= 1 - f.cost
			v.Reasons = append(v.Reasons, f.name)
		}
	}
	return v
}
