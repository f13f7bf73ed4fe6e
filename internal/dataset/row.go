package dataset

import (
	"errors"
	"strings"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/executor"
)

// Row is a question with its expression: one line of a shard.
type Row struct {
	// ID tells the row apart within its source.
	ID       string `json:"id"`
	Question string `json:"question"`
	// Expression is valid G[q], in canonical form; empty where there is none yet.
	Expression string `json:"expression,omitempty"`
	// Source is the data set it comes from, such as "musique".
	Source string `json:"source"`
	// Type is the data set's kind of question.
	Type string `json:"type,omitempty"`
	// Shape is the expression with letters for leaves, such as "A * B + C".
	Shape string `json:"shape,omitempty"`
	// Domain is what the question is about; see [domainOf].
	Domain string `json:"domain,omitempty"`
	// Answers are the wordings of the gold answer, Supporting the titles of the passages it takes.
	Answers    []string `json:"answers,omitempty"`
	Supporting []string `json:"supporting,omitempty"`
	// Own says that the question was worded by a template of ours.
	Own bool `json:"own,omitempty"`
	// Split is train, dev or test once the row is curated.
	Split string `json:"split,omitempty"`
	// Teacher is the name of the model that wrote the expression.
	Teacher string `json:"teacher,omitempty"`
	// PassRate is the share of the teacher's expressions that reached the gold; nil where none was asked for.
	PassRate *float64 `json:"pass_rate,omitempty"`
	// Reward is what the expression earned, and Rejected are other expressions for the question that did not reach the gold, the best
	// first.
	Reward   float64     `json:"reward,omitempty"`
	Rejected []Candidate `json:"rejected,omitempty"`
}

// Candidate is an expression that a teacher wrote, with what became of it.
type Candidate struct {
	// Expression is as the teacher wrote it, valid or not.
	Expression string `json:"expression"`
	// Verdict says how far it got.
	Verdict Verdict `json:"verdict"`
	// Reward is between 0 and 1; see [Reward].
	Reward float64 `json:"reward"`
	// Reason says what is wrong with it.
	Reason string `json:"reason,omitempty"`
}

// Verdict is how far an expression got.
type Verdict string

// The verdicts, the worst first.
const (
	Invalid  Verdict = "invalid"  // it does not compile
	Wrong    Verdict = "wrong"    // its plan reaches neither the answer nor all supporting passages
	Passages Verdict = "passages" // its plan retrieves all supporting passages
	Right    Verdict = "right"    // its plan gives the gold answer
)

// Limits of a row; longer ones are dropped.
const (
	MaxQuestion = 8 << 10 // bytes of a question
	MaxRow      = 64 << 20
)

var errNoExpression = errors.New("the row has no expression")

// compile checks the expression of a row, puts it into canonical form and sets the shape.
func (r *Row) compile() (*executor.Program, error) {
	if strings.TrimSpace(r.Expression) == "" {
		return nil, errNoExpression
	}
	p, err := qcompiler.Compile(r.Expression)
	if err != nil {
		return nil, &expressionError{err}
	}
	r.setExpression(p)
	return p, nil
}

func (r *Row) setExpression(p *executor.Program) {
	r.Expression, r.Shape = p.String(), p.Query().Letters()
}

// expressionError says that an expression does not compile.
type expressionError struct{ err error }

func (e *expressionError) Error() string { return "the expression is invalid: " + e.err.Error() }
func (e *expressionError) Unwrap() error { return e.err }

// Drop says why a row of the input was left out: one line of a file of dropped rows.
type Drop struct {
	// Row is the number of the row in the input, from 1.
	Row int64  `json:"row"`
	ID  string `json:"id,omitempty"`
	// Reason is one of a few words to count by, Detail the whole of it.
	Reason Reason `json:"reason"`
	Detail string `json:"detail"`
}

// Reason is why a row was left out.
type Reason string

// The reasons of all stages.
const (
	BadRow        Reason = "bad-row"        // it cannot be read
	NoGold        Reason = "no-gold"        // there is no gold decomposition, or nothing to check an answer by
	NoAnswer      Reason = "unanswerable"   // the data set says it has no answer
	InvalidGold   Reason = "invalid-gold"   // the decomposition makes no valid expression
	NoValid       Reason = "no-valid"       // the teacher wrote no valid expression
	NotReached    Reason = "not-reached"    // no valid expression reached the gold
	TeacherError  Reason = "teacher-error"  // the teacher could not be asked
	BadExpression Reason = "bad-expression" // the expression is missing or invalid
	TooLong       Reason = "too-long"       // the question is longer than allowed
	Duplicate     Reason = "duplicate"      // the question is that of an earlier row
	NearDuplicate Reason = "near-duplicate" // the question is almost that of an earlier row
	Contaminated  Reason = "contaminated"   // the question is, or is almost, one of a set that is measured on
	TooEasy       Reason = "too-easy"       // the teacher passes too often
	TooHard       Reason = "too-hard"       // the teacher passes too seldom
	Balance       Reason = "balance"        // its shape and domain have their share
)

// Check returns an error where the expression of a row is missing or invalid; it puts it into canonical form and sets the shape.
func Check(r *Row) error {
	_, err := r.compile()
	return err
}
