package grammar

import (
	"strings"
	"unicode"
)

// production is one rule of the grammar in the form that all generators share.
type production struct {
	name string
	expr expr
	// comment says in a few words what the rule means, or under which condition it holds where no grammar can say it.
	comment string
}

// expr is the right side of a production: a sequence, choice, repeated, literal, reference or class.
type expr interface{ isExpr() }

type (
	// sequence is one thing after another.
	sequence []expr
	// choice is one of several.
	choice []expr
	// repeated is an item any number of times, with a separator between, if there is one.
	repeated struct {
		item, separator expr
		// some says that there is at least one.
		some bool
	}
	// literal stands for itself.
	literal string
	// reference is the name of a production.
	reference string
)

// class is a set of characters.
type class struct {
	// except makes it all the characters that are not named.
	except bool
	// properties are the Unicode properties whose characters it names, chars are others.
	properties []property
	chars      string
}

// property is a Unicode property, by the name regular expressions know it under.
type property struct {
	name  string
	table *unicode.RangeTable
}

func (sequence) isExpr()  {}
func (choice) isExpr()    {}
func (repeated) isExpr()  {}
func (literal) isExpr()   {}
func (reference) isExpr() {}
func (class) isExpr()     {}

// has reports whether r is in the set.
func (c class) has(r rune) bool {
	named := strings.ContainsRune(c.chars, r)
	for _, p := range c.properties {
		named = named || unicode.Is(p.table, r)
	}
	return named != c.except
}
