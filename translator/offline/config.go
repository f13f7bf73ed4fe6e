package offline

import (
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/internal/bracket"
	"github.com/qcompiler/qcompiler/translator/internal/planner"
	"github.com/qcompiler/qcompiler/translator/internal/rules"
)

// Config configures the offline translator. The zero value is ready to use.
type Config struct {
	// Titles tells which runs of words are names; nil means that capitals and quotes alone do.
	Titles translator.Titles
	// Alternatives is how many other plans come with the best one, at most; 0 means none.
	Alternatives int
	// Bytes is the longest question; 0 means 65,536. A longer one is an error.
	Bytes int
}

// ErrEmpty is returned for a question with no text in it.
var ErrEmpty = planner.ErrEmpty

// New returns the offline translator. Equal questions give equal translations.
func New(config Config) translator.Translator {
	return planner.New(planner.Config{
		Titles: config.Titles, Families: append(rules.All(), bracket.Plans), Alternatives: config.Alternatives, Bytes: config.Bytes,
	})
}
