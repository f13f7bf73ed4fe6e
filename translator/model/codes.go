package model

import "github.com/qcompiler/qcompiler/source"

// The codes of what this translator warns of.
const (
	TranslatorFallback source.Code = "translator-fallback"
	TranslatorNameLost source.Code = "translator-name-lost"
)
