package qcompiler

import (
	"cmp"
	"errors"
	"log/slog"
	"reflect"
	"time"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/translator"
)

// Config is what an [Engine] is made of. Only Retriever is needed; the zero value of any other field means its default, and the defaults
// need no language model and no network.
type Config struct {
	// Retriever finds the passages.
	Retriever retriever.Retriever
	// Translator turns questions into expressions; the default is translator/offline.
	Translator translator.Translator
	// Answerer reads the passages of one question; the default is answer/extract.
	Answerer answer.Answerer
	// Binder decides what of a value goes into a placeholder, and Composer makes the final answer; the defaults are those of
	// answer/compose.
	Binder   answer.Binder
	Composer answer.Composer
	// Titles tells the default translator which runs of words are names. The default are the titles of the retriever, where it is a
	// [translator.Titles] itself or has a method Titles that returns one, as retriever/bleve has.
	Titles translator.Titles
	// Alternatives is how many other plans the default translator gives with the best one; the default is none.
	Alternatives int
	// Limits bound expressions and questions, RunLimits what a question may cost. Translating and running share one budget of model
	// calls and of time.
	Limits    Limits
	RunLimits executor.Limits
	// TopK is the number of passages read for each question of a plan; the default is 5.
	TopK int
	// Policy says what a failed question does to the rest; the default goes on with all that does not need it.
	Policy executor.Policy
	// Logger gets what a person debugging a run wants to know; the default drops it.
	Logger *slog.Logger
	// Clock returns the current time; the default is [time.Now].
	Clock func() time.Time
}

// Defaults of the budget, as package executor has them.
const (
	defaultModelCalls = 128
	defaultWall       = 2 * time.Minute
	defaultTopK       = 5
)

var errNoRetriever = errors.New("qcompiler: no retriever: set Config.Retriever, to an index (package retriever/bleve: Build, Open) or to " +
	"the demo corpus (package demo: Open)")

func (c Config) withDefaults() (Config, error) {
	if isNil(c.Retriever) {
		return c, errNoRetriever
	}
	if c.Titles == nil {
		c.Titles = titlesOf(c.Retriever)
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	c.TopK = cmp.Or(max(c.TopK, 0), defaultTopK)
	c.RunLimits.ModelCalls = cmp.Or(c.RunLimits.ModelCalls, defaultModelCalls)
	c.RunLimits.Wall = cmp.Or(max(c.RunLimits.Wall, 0), defaultWall)
	return c.withOffline()
}

// titlesOf returns the titles of a retriever that has some, nil for one that has none. The result of a method Titles is of a type of the
// retriever's own, which no interface can say, hence the reflection.
func titlesOf(r retriever.Retriever) translator.Titles {
	if titles, ok := r.(translator.Titles); ok { // as package demo has it
		return titles
	}
	method := reflect.ValueOf(r).MethodByName("Titles")
	if !method.IsValid() || method.Type().NumIn() != 0 || method.Type().NumOut() != 1 {
		return nil
	}
	titles, ok := method.Call(nil)[0].Interface().(translator.Titles)
	if !ok || isNil(titles) {
		return nil
	}
	return titles
}

// isNil reports whether a value is nil, or an interface that holds a nil pointer: what a failed Open leaves where its error is not
// looked at.
func isNil(value any) bool {
	if value == nil {
		return true
	}
	v := reflect.ValueOf(value)
	return v.Kind() == reflect.Pointer && v.IsNil()
}
