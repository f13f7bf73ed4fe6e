package grammar

import (
	_ "embed" // for the template
	"strings"
	"sync"

	"github.com/qcompiler/qcompiler/internal/template"
)

//go:embed prompt.tmpl
var promptText string

//go:embed prompt-short.tmpl
var shortText string

var (
	promptTemplate = template.Must(template.Parse("prompt", promptText))
	shortTemplate  = template.Must(template.Parse("prompt-short", shortText))
)

// Prompt returns the section of a prompt that teaches a language model to translate questions: what the language is for, its
// operators and placeholders, the grammar, examples, what models get wrong, and the form of the answer. What follows it is the
// question.
func Prompt() string { return whole() }

// The sections are the same at every call, and are asked for with every question.
var (
	whole = sync.OnceValue(func() string { return filled(promptTemplate, Examples()) })
	short = sync.OnceValue(func() string {
		var examples []Example
		for _, e := range Examples() {
			if e.short {
				examples = append(examples, e)
			}
		}
		return filled(shortTemplate, examples)
	})
	rules = sync.OnceValue(func() string { return filled(shortTemplate, nil) })
)

// ShortPrompt returns a section of less than half the length of [Prompt], for a model that is held to the grammar ([GBNF]) or was trained on
// it: the operators, one example of each shape, and no more of the rules than what the grammar cannot say.
func ShortPrompt() string { return short() }

// Rules returns [ShortPrompt] without its examples, for a model that mends what it wrote.
func Rules() string { return rules() }

func filled(t *template.Template, examples []Example) string {
	type operator struct{ Form, Meaning, Brief string }
	type wrong struct{ Wrong, Right, Why string }
	plus, star := spellings["plus"][0], spellings["star"][0]
	open, closing := spellings["lparen"][0], spellings["rparen"][0]
	data := struct {
		Star      string
		Operators []operator
		Rules     []string
		Examples  []Example
		Mistakes  []wrong
	}{
		Star: star,
		Operators: []operator{
			{
				"A " + plus + " B", "independent: neither needs an answer of the other; they run in parallel.",
				"neither part needs the answer of the other.",
			},
			{
				"A " + star + " B", "dependent: B needs the answer of A. Binds tighter than " + plus + ". Chains go on: A " + star + " B " + star + " C.",
				"B needs the answer of A.",
			},
			{
				open + "A " + plus + " B" + closing, "a group, as one step of a chain: " + open + "A " + plus + " B" + closing + " " + star + " C, A " +
					star + " " + open + "B " + plus + " C" + closing + ".",
				"a group, as one step of a chain.",
			},
		},
		Rules:    promptRules(),
		Examples: examples,
	}
	for _, m := range mistakes {
		data.Mistakes = append(data.Mistakes, wrong{m.wrong, m.right, m.why})
	}
	var out strings.Builder
	if err := t.Execute(&out, data); err != nil {
		panic("grammar: the prompt's template does not fit its data: " + err.Error())
	}
	return out.String()
}

// promptRules returns the productions of expressions in BNF, with one spelling a sign, and what a model has to know of a text.
func promptRules() []string {
	var rules []string
	for _, p := range syntactic() {
		rules = append(rules, p.name+" ::= "+strings.Join(bnfOf(p.name, usual(p.expr)), " | "))
	}
	return append(rules, "Text ::= words, with {placeholders}")
}

// usual returns e with the usual spelling of each sign alone.
func usual(e expr) expr {
	switch e := e.(type) {
	case repeated:
		e.item = usual(e.item)
		if e.separator != nil {
			e.separator = usual(e.separator)
		}
		return e
	case choice:
		if first, ok := e[0].(literal); ok {
			return first
		}
	}
	return e
}
