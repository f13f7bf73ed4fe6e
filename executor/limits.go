package executor

import (
	"errors"
	"log/slog"
	"time"
)

// The defaults of a [Config].
const (
	DefaultTopK       = 5
	DefaultFanout     = 8
	DefaultBeam       = 3
	DefaultParallel   = 8
	DefaultModelCalls = 128
	DefaultWall       = 2 * time.Minute
	DefaultRetrievals = 1024
	DefaultPassage    = 1 << 20
)

// What nobody needs to change, and what must be bounded all the same because the parts that a run calls are not ours.
const (
	// maxValues is the most values, and the most alternatives, of one answer that are kept.
	maxValues = 1000
	// maxCandidates is the most other answers of a leaf that a composer gets.
	maxCandidates = 16
	// maxFilled is the longest text, in bytes, that is filled into a placeholder.
	maxFilled = 4096
	// maxCombinations is the most combinations of values of one leaf that are looked at before the best are taken.
	maxCombinations = 1 << 15
	// fillsPerFanout times the fan-out is the most values that one placeholder is tried with.
	fillsPerFanout = 8
)

// ErrWall is the cause of a context that ended because the wall time was used up. A caller whose own context ends with this cause says by it
// that this, too, is the limit on wall time: it is then a warning of the result and not an error.
var ErrWall = errors.New("the wall time of the run is used up")

// withDefaults fills in what was left out.
func (c Config) withDefaults() Config {
	orInt := func(field *int, value int) {
		if *field <= 0 {
			*field = value
		}
	}
	orInt(&c.TopK, DefaultTopK)
	orInt(&c.Limits.Fanout, DefaultFanout)
	orInt(&c.Limits.Beam, DefaultBeam)
	orInt(&c.Limits.Parallel, DefaultParallel)
	orInt(&c.Limits.ModelCalls, DefaultModelCalls)
	orInt(&c.Limits.Retrievals, DefaultRetrievals)
	orInt(&c.Limits.Passage, DefaultPassage)
	if c.Limits.Wall <= 0 {
		c.Limits.Wall = DefaultWall
	}
	orFloat := func(field *float64, value float64) {
		if !(*field > 0) { // not a number, too
			*field = value
		}
	}
	orFloat(&c.Doubt.Sure, 0.95)
	orFloat(&c.Doubt.Empty, 0.05)
	orFloat(&c.Doubt.Overturn, 0.8)
	if c.Policy == "" {
		c.Policy = PolicyPartial
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	return c
}

// reserve is the part of the wall time that is kept for composing the answer.
func reserve(wall time.Duration) time.Duration { return min(wall/10, 5*time.Second) }
