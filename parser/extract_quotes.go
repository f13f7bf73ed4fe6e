package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// wrappers are marks that may stand around a whole expression.
var wrappers = []struct{ open, close, name string }{
	{"**", "**", "bold"},
	{"__", "__", "bold"},
	{"`", "`", "backticks"},
	{`"`, `"`, "quotes"},
	{"“", "”", "quotes"},
	{"„", "“", "quotes"},
	{"„", "”", "quotes"},
	{"'", "'", "quotes"},
	{"‘", "’", "quotes"},
	{"«", "»", "quotes"},
	{"「", "」", "quotes"},
	{"『", "』", "quotes"},
	{"*", "*", "italics"},
	{"_", "_", "italics"},
	{"$$", "$$", "dollar signs"},
	{"$", "$", "dollar signs"},
}

// wholeWrapper takes off quotes, backticks, bold and block quotes that stand around the whole.
func wholeWrapper(v *view) change {
	var c change
	text := v.text
	whole := v.trimmed()
	body := whole.In(text)
	if strings.HasPrefix(body, "> ") {
		return blockQuote(v, whole)
	}
	for _, w := range wrappers {
		if len(body) < len(w.open)+len(w.close)+1 || !strings.HasPrefix(body, w.open) || !strings.HasSuffix(body, w.close) {
			continue
		}
		inner := body[len(w.open) : len(body)-len(w.close)]
		if w.open == `"` && jsonString(inner) {
			return unescapeJSON(v, source.Span{Start: whole.Start + 1, End: whole.End - 1}, RepairQuotes, "took off the quotes around the expression")
		}
		if !encloses(w.open, w.close, inner) || !isWhole(inner) {
			continue
		}
		c.cut(0, whole.Start+len(w.open))
		c.cut(whole.End-len(w.close), len(text))
		c.note(RepairQuotes, whole.Start, whole.End, "took off the %s around the expression", w.name)
		return c
	}
	return c
}

// isWhole reports whether a text that stood between quotes is an expression, and not a title.
func isWhole(inner string) bool {
	if strings.TrimSpace(inner) != strings.TrimRight(strings.TrimSpace(inner), "+*×") {
		return false // "A" + "B"
	}
	return signsOf(inner).any() || asks(inner)
}

// encloses reports whether the marks at both ends belong together: what is between them reads well without them.
func encloses(open, end, inner string) bool {
	trimmed := strings.TrimSpace(inner)
	if open != end {
		// The first opening mark must be closed by the last closing one.
		depth := 1
		for at := 0; at < len(inner); {
			switch {
			case strings.HasPrefix(inner[at:], open):
				depth++
				at += len(open)
			case strings.HasPrefix(inner[at:], end):
				if depth--; depth == 0 {
					return false
				}
				at += len(end)
			default:
				at++
			}
		}
		return depth == 1
	}
	switch open {
	case `"`:
		if !strings.Contains(inner, open) {
			return true
		}
		for _, d := range lexer.Scan(inner, lexer.Limits{Bytes: 1 << 30, Tokens: 1 << 30}).Diagnostics {
			if d.Code == lexer.QuoteUnpaired {
				return false
			}
		}
		// "A" + "B" reads well without its outer marks too, as A" + "B would not: its quotes do not pair.
		return strings.Count(inner, open)%2 == 0
	case "'":
		return !strings.HasSuffix(trimmed, "s") && !strings.HasPrefix(trimmed, "s ")
	case "*":
		return !strings.HasPrefix(inner, " ") && !strings.HasSuffix(inner, " ") && !strings.HasPrefix(inner, "*")
	}
	return !strings.Contains(inner, open)
}

// strayQuote drops a quote at the start or the end of the text that has no partner, and the letter before the quotes of a program's
// string.
func strayQuote(v *view) change {
	var c change
	whole := v.trimmed()
	body := whole.In(v.text)
	if len(body) > 3 && strings.IndexByte("frb", body[0]) >= 0 && (body[1] == '"' || body[1] == '\'') && body[len(body)-1] == body[1] {
		c.cut(whole.Start, whole.Start+1)
		c.note(RepairQuotes, whole.Start, whole.Start+1, "took off the letter before a program's string")
		return c
	}
	for _, quote := range []string{`"`, "`"} {
		if strings.Count(body, quote) != 1 || !signsOf(body).any() {
			continue
		}
		rest := strings.TrimSuffix(body, quote)
		switch last, _ := utf8.DecodeLastRuneInString(rest); {
		case strings.HasPrefix(body, quote):
			c.cut(whole.Start, whole.Start+1)
			c.guess(RepairQuotes, whole.Start, whole.Start+1, "dropped a quote without a partner at the start")
		case len(rest) < len(body) && !unicode.IsDigit(last) && last != '\\':
			c.cut(whole.End-1, whole.End)
			c.guess(RepairQuotes, whole.End-1, whole.End, "dropped a quote without a partner at the end")
		default:
			continue
		}
		return c
	}
	return c
}

// blockQuote takes off the > before each line.
func blockQuote(v *view, whole source.Span) change {
	var c change
	for at := whole.Start; at < whole.End; {
		end := whole.End
		if n := strings.IndexByte(v.text[at:whole.End], '\n'); n >= 0 {
			end = at + n
		}
		line := v.text[at:end]
		if i := strings.IndexFunc(line, func(r rune) bool { return r != ' ' }); i >= 0 && line[i] == '>' {
			c.cut(at, at+i+1)
		}
		at = end + 1
	}
	c.note(RepairQuotes, whole.Start, whole.End, "took off the marks of a block quote")
	return c
}
