package eval

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
)

// Config says what to run and how. The zero value of a field means its default.
type Config struct {
	// Systems are the systems to run, the main one first; [Single] if there are none.
	Systems []System
	// Top is how many passages are read for a leaf; 5 if 0.
	Top int
	// Depth is how many passages are retrieved for a leaf, so that rankings can be measured deeper than they are read; 10 if 0.
	Depth int
	// GivenPassages reads the passages that came with a question instead of retrieving.
	GivenPassages bool
	// FirstErrors looks for the stage at which the main system went wrong, which runs wrong questions again with gold parts.
	FirstErrors bool
	// Parallel is how many questions are answered at the same time; as many as Go uses processors if 0.
	Parallel int
	// Limits bound the run of one question.
	Limits executor.Limits
	// Budget is what each system may spend on a question, on translating and running together; a zero Budget has no limit.
	Budget llm.Budget
	// Source describes where questions and passages came from. A run goes on only with the same source.
	Source Source
	// Restart throws away what an interrupted run wrote, instead of going on with it.
	Restart bool
	// Progress is called after each question, from one goroutine at a time.
	Progress func(done, total int)
	// Clock returns the current time; [time.Now] if nil.
	Clock func() time.Time
}

// Source describes what a run is over, for the report and to tell runs apart.
type Source struct {
	// Questions names the question set, and Digest its content.
	Questions string `json:"questions"`
	Digest    string `json:"digest"`
	// Index names the index, and Generation its content.
	Index      string `json:"index,omitempty"`
	Generation string `json:"generation,omitempty"`
	// Program names the version of the program.
	Program string `json:"program,omitempty"`
	// Models names the stages that ask a language model, and which.
	Models string `json:"models,omitempty"`
}

// Settings are what the figures of a run depend on.
type Settings struct {
	Source        Source   `json:"source"`
	Systems       []System `json:"systems"`
	Top           int      `json:"top"`
	Depth         int      `json:"depth"`
	GivenPassages bool     `json:"given_passages"`
	FirstErrors   bool     `json:"first_errors"`
	// Limits are those given; a limit of 0 is the executor's default.
	Limits executor.Limits `json:"limits"`
}

func (c Config) withDefaults() Config {
	if len(c.Systems) == 0 {
		c.Systems = []System{Single}
	}
	if c.Top == 0 {
		c.Top = 5
	}
	if c.Depth == 0 {
		c.Depth = 10
	}
	c.Depth = max(c.Depth, c.Top)
	if c.Parallel <= 0 {
		c.Parallel = runtime.GOMAXPROCS(0)
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	return c
}

// validate refuses what cannot be run.
func (c Config) validate(parts Parts) error {
	if c.Top < 0 || c.Depth < 0 {
		return errors.New("eval: the number of passages is below zero")
	}
	for i, system := range c.Systems {
		stages, known := systemStages[system]
		switch {
		case !known:
			return fmt.Errorf("eval: there is no system %q; they are %s", system, joinSystems(Systems()))
		case slices.Contains(c.Systems[:i], system):
			return fmt.Errorf("eval: the system %s is there twice", system)
		case stages.plan == planTranslated && parts.Translator == nil:
			return fmt.Errorf("eval: no translator: set Parts.Translator, or leave out the system %s", system)
		case stages.find == findGold && c.GivenPassages:
			return fmt.Errorf("eval: the system %s retrieves by itself: it does not go with given passages", system)
		}
	}
	switch {
	case parts.Retriever == nil && !c.GivenPassages:
		return errors.New("eval: no retriever: set Parts.Retriever, or Config.GivenPassages")
	case parts.Answerer == nil:
		return errors.New("eval: no answerer: set Parts.Answerer")
	case parts.Composer == nil:
		return errors.New("eval: no composer: set Parts.Composer")
	}
	return nil
}

func (c Config) settings() Settings {
	return Settings{
		Source: c.Source, Systems: c.Systems, Top: c.Top, Depth: c.Depth, GivenPassages: c.GivenPassages, FirstErrors: c.FirstErrors,
		Limits: c.Limits,
	}
}
