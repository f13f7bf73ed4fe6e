package qcompiler

import (
	"fmt"

	"github.com/qcompiler/qcompiler/answer/compose"
	"github.com/qcompiler/qcompiler/answer/extract"
	"github.com/qcompiler/qcompiler/translator/offline"
)

// withOffline fills in the parts that need no language model and no network.
func (c Config) withOffline() (Config, error) {
	if c.Translator == nil {
		c.Translator = offline.New(offline.Config{Titles: c.Titles, Alternatives: c.Alternatives, Bytes: c.Limits.Bytes})
	}
	if c.Answerer == nil {
		reader, err := extract.New(extract.Config{Titles: c.Titles})
		if err != nil {
			return c, fmt.Errorf("qcompiler: the default reader: %w", err)
		}
		c.Answerer = reader
	}
	if c.Binder == nil {
		c.Binder = compose.NewBinder()
	}
	if c.Composer == nil {
		c.Composer = compose.New()
	}
	return c, nil
}
