package grammar

import (
	_ "embed" // for the template
	"strings"
	"text/template"
)

//go:embed prompt.tmpl
var promptText string

var promptTemplate = template.Must(template.New("prompt").Parse(promptText))

// Prompt returns the section of a prompt that teaches a language model to translate questions: what the language is for, its
// operators and placeholders, the grammar, examples, what models get wrong, and the form of the answer. What follows it is the
// question.
func Prompt() string {
	type operator struct{ Form, Meaning string }
	type wrong struct{ Wrong, Right, Why string }
	plus, star := spellings["plus"][0], spellings["star"][0]
	open, closing := spellings["lparen"][0], spellings["rparen"][0]
	data := struct {
		Operators []operator
		Rules     []string
		Examples  []Example
		Mistakes  []wrong
	}{
		Operators: []operator{
			{"A " + plus + " B", "independent: neither needs an answer of the other; they run in parallel."},
			{"A " + star + " B", "dependent: B needs the answer of A. Binds tighter than " + plus + ". Chains go on: A " + star + " B " + star + " C."},
			{open + "A " + plus + " B" + closing, "a group, as one step of a chain: " + open + "A " + plus + " B" + closing + " " + star + " C, A " +
				star + " " + open + "B " + plus + " C" + closing + "."},
		},
		Rules:    promptRules(),
		Examples: Examples(),
	}
	for _, m := range mistakes {
		data.Mistakes = append(data.Mistakes, wrong{m.wrong, m.right, m.why})
	}
	var out strings.Builder
	if err := promptTemplate.Execute(&out, data); err != nil {
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
