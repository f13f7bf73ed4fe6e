package rules

import (
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/phrase"
)

func Chinese(q *phrase.Question) []translator.Plan { return nil }
func German(q *phrase.Question) []translator.Plan  { return nil }
