package executor

import (
	"log/slog"
	"time"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/retriever"
)

// Config is what an [Executor] works with. Retriever, Answerer and Composer are needed; the zero value of any other field means its
// default.
type Config struct {
	Retriever retriever.Retriever
	Answerer  answer.Answerer
	Composer  answer.Composer
	// Binder decides what of a value goes into a placeholder; the default fills in the value as it is.
	Binder answer.Binder
	// TopK is the number of passages to retrieve for a leaf; the default is 5.
	TopK int
	// Limits bound what a run may cost.
	Limits Limits
	// Doubt says when another candidate is preferred to the best one.
	Doubt Doubt
	// Policy says what a failed leaf does to the rest.
	Policy Policy
	// Logger gets what a person debugging a run wants to know; the default drops it. Answers and passages are logged at debug level
	// only.
	Logger *slog.Logger
	// Clock returns the current time; the default is [time.Now].
	Clock func() time.Time
}

// Limits bound a run. A field of zero means its default.
type Limits struct {
	// Fanout is the most runs of one leaf over several values of its placeholders; the default is 8.
	Fanout int
	// Beam is the most hypotheses kept about which candidate answers are right; 1 takes the best answer of each leaf. The default is 3.
	Beam int
	// Parallel is the most leaves worked on at a time; the default is 8.
	Parallel int
	// ModelCalls is the most calls to a model in a run; the default is 128.
	ModelCalls int
	// Wall is the longest time of a run; the default is two minutes.
	Wall time.Duration
	// Retrievals is the most calls of the retriever in a run; the default is 1,024.
	Retrievals int
	// Passage is the most bytes of one passage that are read; the default is 1 MiB. A longer one is cut, with a warning.
	Passage int
}

// Doubt holds the constants of the beam search over candidate answers. A field of zero means its default. Confidences are
// probabilities, from 0 to 1.
type Doubt struct {
	// Sure is the confidence from which the best candidate of a leaf is taken without a look at the others; the default is 0.95. It
	// bounds cost: each candidate that is kept is looked up again in every leaf that uses it.
	Sure float64
	// Empty is what a look-up that finds nothing counts for in the product of confidences; the default is 0.05.
	Empty float64
	// Overturn is what the product is multiplied by for each candidate that is not the best of its leaf, so that an early confident
	// value is not given up for a slightly surer later one; the default is 0.8.
	Overturn float64
}

// Policy says what a failed leaf does to the rest of a run.
type Policy string

// The policies.
const (
	// PolicyPartial goes on with all that does not depend on the failed leaf. It is the default.
	PolicyPartial Policy = "partial"
	// PolicyFailFast stops the run.
	PolicyFailFast Policy = "fail-fast"
)
