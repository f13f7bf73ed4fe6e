package grammar_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/grammar"
)

func TestBNF(t *testing.T) { golden(t, "bnf.golden", grammar.BNF()) }

func TestEBNF(t *testing.T) { golden(t, "ebnf.golden", grammar.EBNF()) }

// The paper's grammar is the one that is generated.
func TestBNFIsThePapers(t *testing.T) {
	for _, rule := range []string{
		"List ::= Dependent | List '+' Dependent",
		"Dependent ::= Atomic | Dependent '*' Atomic",
		"Atomic ::= Text | '(' List ')'",
	} {
		assert.Contains(t, squeezed(grammar.BNF()), rule)
	}
}

func TestEBNFHasEveryName(t *testing.T) {
	for _, text := range []string{grammar.BNF(), grammar.EBNF()} {
		for _, name := range grammar.Names() {
			assert.Contains(t, squeezed(text), "\n"+name+" ::= ")
		}
	}
}

// squeezed returns text with single spaces.
func squeezed(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.Join(strings.Fields(line), " ")
	}
	return strings.Join(lines, "\n")
}

// rules returns the rules of a grammar for expressions, without what is beside them.
func rules(text string) []string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		rule, _, _ := strings.Cut(line, "/*")
		if strings.Contains(rule, "::=") && len(out) < 4 {
			out = append(out, strings.TrimSpace(rule))
		}
	}
	return out
}

func ExampleBNF() {
	fmt.Println(strings.Join(rules(grammar.BNF()), "\n"))
	// Output:
	// Query     ::= List
	// List      ::= Dependent | List '+' Dependent
	// Dependent ::= Atomic | Dependent '*' Atomic | Dependent '×' Atomic
	// Atomic    ::= Text | '(' List ')'
}

func ExampleEBNF() {
	fmt.Println(strings.Join(rules(grammar.EBNF()), "\n"))
	// Output:
	// Query     ::= List
	// List      ::= Dependent ('+' Dependent)*
	// Dependent ::= Atomic (('*' | '×') Atomic)*
	// Atomic    ::= Text | '(' List ')'
}

func ExampleProductions() {
	fmt.Println(grammar.Productions())
	// Output:
	// Query = List .
	// List = Dependent (<plus> Dependent)* .
	// Dependent = Atomic (<star> Atomic)* .
	// Atomic = <text> | (<lparen> List <rparen>) .
}
