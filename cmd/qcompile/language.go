package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/retriever/bleve"
)

// languageFlag is the value of --language: one that an index can be made for.
type languageFlag struct{ code string }

// String returns the language.
func (l *languageFlag) String() string { return cmp.Or(l.code, bleve.DefaultLanguage) }

// Type names the value in a usage line.
func (l *languageFlag) Type() string { return "LANGUAGE" }

// Set takes the code of a language.
func (l *languageFlag) Set(code string) error {
	code = strings.ToLower(code)
	if !slices.Contains(bleve.Languages(), code) {
		return fmt.Errorf("there is no language %q; there are %s", code, strings.Join(bleve.Languages(), ", "))
	}
	l.code = code
	return nil
}
