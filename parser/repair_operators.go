package parser

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// operatorRuns writes one operator for several in a row.
func operatorRuns(v *view) change {
	var c change
	for _, s := range v.errors(lexer.OperatorRun) {
		run := s.In(v.text)
		sign := "*"
		switch {
		case !strings.ContainsAny(run, "*×"):
			sign = "+"
		case strings.Contains(run, "+") && signsOf(nextLeaf(v.text, s.End)).placeholders == 0:
			sign = "+"
		}
		if n := len(c.edits); n > 0 && c.edits[n-1].End > s.Start {
			continue
		}
		c.replace(s.Start, s.End, sign)
		c.guess(RepairOperator, s.Start, s.End, "read %s as %s", source.Quote(run), sign)
	}
	return c
}

// nextLeaf returns the text from an offset to the next operator.
func nextLeaf(text string, at int) string {
	rest := text[at:]
	for i := 0; i < len(rest); i++ {
		if (rest[i] == '+' || rest[i] == '*') && startsWithOperator(rest[i:]) && i > 0 && rest[i-1] == ' ' {
			return rest[:i]
		}
	}
	return rest
}

// missingOperands drops operators and groups that have nothing to work on.
func missingOperands(v *view) change {
	var c change
	for _, s := range v.errors(GroupEmpty) {
		c.cut(s.Start, s.End)
		c.guess(RepairDangling, s.Start, s.End, "dropped an empty group")
	}
	if len(c.edits) > 0 {
		return c
	}
	for _, s := range v.errors(OperandMissing) {
		if n := len(c.edits); n > 0 && c.edits[n-1].End > s.Start {
			continue
		}
		c.cut(s.Start, s.End)
		c.guess(RepairDangling, s.Start, s.End, "dropped a %s with nothing on one side", s.In(v.text))
	}
	return c
}

// operatorsInParentheses makes text of an operator in a formula, as in: What is (a + b) squared.
func operatorsInParentheses(v *view) change {
	var c change
	for _, s := range v.errors(lexer.OperatorInParentheses) {
		left, right := v.text[:s.Start], v.text[s.End:]
		left = left[strings.LastIndexByte(left, '(')+1:]
		if i := strings.IndexByte(right, ')'); i >= 0 {
			right = right[:i]
		}
		if words(left, 3) > 2 || words(right, 3) > 2 || asks(left) || asks(right) {
			return change{}
		}
		c.replace(s.Start, s.Start, `\`)
		c.guess(RepairOperator, s.Start, s.End, "took the %s of a formula for text", s.In(v.text))
	}
	return c
}

// operatorsInCode makes text of an operator in backticks inside a question, as in: What is `a[i] * 2`.
func operatorsInCode(v *view) change {
	var c change
	if strings.Count(firstBytes(v.text, 1<<16), "`") < 2 {
		return c
	}
	parts, at := strings.Split(v.text, "`"), 0
	if len(parts)%2 == 0 || len(parts) > maxEdits {
		return c
	}
	for i, part := range parts {
		from := at
		at += len(part) + 1
		if i%2 == 0 || asks(part) || strings.Contains(part, "\n") || words(part, 6) > 5 || startsWithOperator(strings.TrimSpace(part)) {
			continue
		}
		if s := signsOf(part); s.operators == 0 || s.placeholders > 0 {
			continue
		}
		for _, t := range lexer.Scan(part, lexer.Limits{}).Tokens {
			if t.Kind == lexer.Plus || t.Kind == lexer.Star {
				c.replace(from+t.Span.Start, from+t.Span.Start, `\`)
				c.guess(RepairOperator, from+t.Span.Start, from+t.Span.End, "took the %s in backticks for text", t.Span.In(part))
			}
		}
	}
	return c
}

// leafScope is a leaf with what is to its left in a chain.
type leafScope struct {
	leaf *ast.Atomic
	// scoped says that there is an answer to take; bare that the whole step the leaf is in takes none though there is.
	scoped, bare bool
	// before is the number of leaves before this one.
	before int
}

func scopes(query *ast.Query) []leafScope {
	var out []leafScope
	var visit func(n ast.Node, scoped, bare bool)
	visit = func(n ast.Node, scoped, bare bool) {
		switch n := n.(type) {
		case *ast.Atomic:
			out = append(out, leafScope{n, scoped, bare, len(out)})
		case *ast.Dependent:
			for i, s := range n.Steps {
				visit(s, scoped || i > 0, bare || i > 0 && !usesAny(s))
			}
		default:
			for child := range ast.Children(n) {
				visit(child, scoped, bare)
			}
		}
	}
	visit(query.Root, false, false)
	return out
}

func usesAny(n ast.Node) bool {
	if a, ok := n.(*ast.Atomic); ok {
		return len(a.Placeholders()) > 0
	}
	for child := range ast.Children(n) {
		if usesAny(child) {
			return true
		}
	}
	return false
}

// otherSign matches signs that models write for the operators, with the white space around them.
var otherSign = regexp.MustCompile(`\s+(?:(?i:and then|then)|AND|OR|PLUS|&&|->|=>|-->|==>|>>|>|→|⇒|➜|➔|⟶|·|•|∙|⋅|⊕|⊗|∗|✕|✖|∘|➕|＋|＊|\||\|\||\\\+|\\\*|&|/)\s+|\s*[,;]\s+(?:(?i:and then|then)\s+)?|(?i:\s+and\s+)|\s*；\s*`)

var (
	starSigns  = setOf("and then|then|->|=>|-->|==>|>>|>|→|⇒|➜|➔|⟶|·|•|∙|⋅|⊗|∗|✕|✖|∘|＊|\\*")
	arrowSigns = setOf("->|=>|-->|==>|>>|→|⇒|➜|➔|⟶")
	plusSigns  = setOf("⊕|➕|＋|and|&&|&|\\+|plus")
)

// otherSigns reads another sign as an operator where nothing else fits: it stands between two questions, or before a placeholder that
// has no question to its left otherwise.
func otherSigns(v *view) change {
	query := v.valid()
	if query == nil {
		return change{}
	}
	for _, s := range scopes(query) {
		text := s.leaf.At.In(v.text)
		if len(text) > 1<<14 {
			continue
		}
		quoted := quotedSpans(text)
		for _, m := range otherSign.FindAllStringIndex(text, 64) {
			if inside(quoted, m[0]) {
				continue
			}
			sign := strings.Trim(text[m[0]:m[1]], " \t\r\n")
			operator := readSign(sign, text[:m[0]], text[m[1]:], s.scoped)
			if operator == "?" {
				at := source.Span{Start: s.leaf.At.Start + m[0], End: s.leaf.At.Start + m[1]}
				return fail(unmendable(at, "an arrow stands between two questions, and the second takes nothing from the first",
					"ask again for * or + in its place"))
			}
			if operator == "" {
				continue
			}
			at := s.leaf.At.Start
			var c change
			c.replace(at+m[0], at+m[1], " "+operator+" ")
			c.guess(RepairOperator, at+m[0], at+m[1], "read %s as %s", source.Quote(sign), operator)
			return c
		}
	}
	return change{}
}

// readSign returns the operator that a sign stands for between two parts of a leaf, "" where it is text, and "?" where nobody can tell.
func readSign(sign, left, right string, scoped bool) string {
	if i := otherSign.FindStringIndex(right); i != nil && strings.TrimSpace(right[:i[0]]) != "" {
		right = right[:i[0]]
	}
	takes := signsOf(right).placeholders > 0
	if !takes && sign[0] != '\\' && startsQuestion(left) && startsQuestion(right) {
		takes = hasOtherPlaceholder(right)
	}
	word := strings.ToLower(sign)
	star, plus := starSigns[word], plusSigns[word]
	left, right = strings.TrimSpace(left), strings.TrimSpace(right)
	switch {
	case takes && !scoped && signsOf(left).placeholders == 0:
		// Without an operator the placeholder has no answer to take.
		if asks(left) && (asks(right) || star || plus) || star && words(left, 2) > 1 {
			return "*"
		}
	case !startsQuestion(left) && !asksUnspaced(left) || !startsQuestion(right) && !asksUnspaced(right):
	case unicode.IsLetter(firstRune(sign)) && (sign != strings.ToUpper(sign) || !startsUpper(right)):
	case star && (takes || !unicode.IsLetter(firstRune(sign)) && sign != ">" && sign != `\*`):
		if !takes && arrowSigns[sign] {
			return "?"
		}
		return "*"
	case plus && sign != "&":
		return "+"
	}
	return ""
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func startsUpper(text string) bool {
	return !unicode.IsLower(firstRune(strings.TrimLeft(text, " ¿¡(\"“«")))
}

// quotedSpans returns the parts of a leaf that are in quotes, backticks or parentheses.
func quotedSpans(text string) []source.Span {
	var out []source.Span
	for _, q := range []string{`"`, "`"} {
		at := 0
		for {
			i := strings.Index(text[at:], q)
			if i < 0 {
				break
			}
			j := strings.Index(text[at+i+1:], q)
			if j < 0 {
				break
			}
			out = append(out, source.Span{Start: at + i, End: at + i + j + 2})
			at += i + j + 2
		}
	}
	for _, q := range [][2]rune{{'(', ')'}, {'“', '”'}, {'«', '»'}, {'「', '」'}, {'《', '》'}} {
		matched, _ := pairs(text, q[0], q[1])
		for _, p := range matched {
			out = append(out, source.Span{Start: p.open.Start, End: p.close.End})
		}
	}
	return out
}

func inside(spans []source.Span, at int) bool {
	for _, s := range spans {
		if s.Start <= at && at < s.End {
			return true
		}
	}
	return false
}

// unspacedOperators puts spaces around an operator that stands between two questions without them.
func unspacedOperators(v *view) change {
	query := v.valid()
	if query == nil || !strings.ContainsAny(v.text, "+*×＋＊") {
		return change{}
	}
	for _, s := range scopes(query) {
		text := s.leaf.At.In(v.text)
		if len(text) > 1<<14 {
			continue
		}
		quoted := quotedSpans(text)
		for at, tries := 0, 0; tries < 64; tries++ {
			i := strings.IndexAny(text[at:], "+*×＋＊")
			if i < 0 {
				break
			}
			i += at
			sign, size := utf8.DecodeRuneInString(text[i:])
			at = i + size
			if i == 0 || at == len(text) || inside(quoted, i) || text[i-1] == '\\' {
				continue
			}
			if next, _ := utf8.DecodeRuneInString(text[at:]); strings.ContainsRune("+*×", next) {
				continue // C++
			}
			if last, _ := utf8.DecodeLastRuneInString(text[:i]); strings.ContainsRune("+*×", last) {
				continue
			}
			operator := "*"
			if sign == '+' || sign == '＋' {
				operator = "+"
			}
			left, right := text[:i], text[at:]
			if !separates(left, right, s.scoped, operator) {
				continue
			}
			start, end := len(strings.TrimRight(left, " ")), len(text)-len(strings.TrimLeft(right, " "))
			from := s.leaf.At.Start
			var c change
			c.replace(from+start, from+end, " "+operator+" ")
			c.guess(RepairSpacing, from+i, from+at, "took %c for the operator, and put a space on each side", sign)
			return c
		}
	}
	return change{}
}

// separates reports whether an operator sign inside a leaf stands between two questions.
func separates(left, right string, scoped bool, operator string) bool {
	if !asks(left) {
		return false
	}
	if signsOf(right).placeholders > 0 && !scoped && operator == "*" && signsOf(left).placeholders == 0 {
		return true
	}
	if i := strings.IndexAny(right, "+*×＋＊"); i >= 0 {
		right = right[:i]
	}
	return (startsQuestion(right) || asksUnspaced(right)) && startsUpper(strings.TrimSpace(right))
}
