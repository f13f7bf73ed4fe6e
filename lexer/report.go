package lexer

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/internal/digits"
	"github.com/qcompiler/qcompiler/source"
)

func at(start, end int) source.Span { return source.Span{Start: start, End: end} }

func badCharacter(text string, start, end int, k class) source.Diagnostic {
	d := source.Diagnostic{Severity: source.Error, Span: at(start, end)}
	r, _ := utf8.DecodeRuneInString(text[start:])
	switch k {
	case invalid:
		d.Code = InvalidUTF8
		d.Message = fmt.Sprintf("%s not valid UTF-8", plural(end-start, "byte is", "bytes are"))
		d.Hint = "save the expression as UTF-8, or delete the bytes"
	case bidi:
		d.Code = BidiControl
		d.Message = fmt.Sprintf("U+%04X changes the reading direction and is not allowed", r)
		d.Hint = "delete the character: with it, an expression can look different from what it says"
	default:
		d.Code = ControlCharacter
		d.Message = fmt.Sprintf("control character U+%04X is not allowed", r)
		d.Hint = "delete the character, or write a space"
	}
	return d
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return digits.Thousands(n) + " " + many
}

func quoteUnpaired(start, end int) source.Diagnostic {
	return source.Diagnostic{
		Code: QuoteUnpaired, Severity: source.Warning, Span: at(start, end),
		Message: "this quote has no partner and is taken as text",
		Hint:    `close the quotation before white space or punctuation, or write \" to say that a lone quote is meant`,
	}
}

func braceStray(start int) source.Diagnostic {
	return source.Diagnostic{
		Code: BraceUnbalanced, Severity: source.Error, Span: at(start, start+1),
		Message: "this } closes nothing",
		Hint:    `delete it, open a placeholder with { before it, or write \} for the character itself`,
	}
}

func braceUnclosed(start int) source.Diagnostic {
	return source.Diagnostic{
		Code: BraceUnbalanced, Severity: source.Error, Span: at(start, start+1),
		Message: "this { is never closed",
		Hint:    `close the placeholder as in {name}, or write \{ for the character itself`,
	}
}

func braceNested(text string, start, other int) source.Diagnostic {
	d := source.Diagnostic{
		Code: BraceUnbalanced, Severity: source.Error, Span: at(start, start+1),
		Message: "another { opens before this one is closed",
		Hint:    `placeholders do not nest: close this one first, or write \{ for the character itself`,
		Related: []source.Related{{Span: at(other, other+1), Message: "the other one"}},
	}
	if other == start+1 {
		d.Span, d.Related = at(start, other+1), nil
		d.Message = "doubled braces are not a placeholder"
		d.Hint = `write one pair, as in {name}, or \{ for the character itself`
		if end := strings.IndexByte(text[other:], '}'); end > 0 {
			if name, reason := CheckName(text[other+1 : other+end]); reason == "" {
				d.Hint = fmt.Sprintf(`write {%s}, or \{ for the character itself`, name)
			}
		}
	}
	return d
}

func placeholderMalformed(start, end int, reason string) source.Diagnostic {
	return source.Diagnostic{
		Code: PlaceholderMalformed, Severity: source.Error, Span: at(start, end),
		Message: "this is not a placeholder: " + reason,
		Hint:    `name an answer with letters and digits, as in {director} or {#1}; write \{ and \} for the characters themselves`,
	}
}

func parenUnclosed(start int) source.Diagnostic {
	return source.Diagnostic{
		Code: ParenthesisUnbalanced, Severity: source.Error, Span: at(start, start+1),
		Message: "this ( is never closed",
		Hint:    `close it with ), or write \( for the character itself`,
	}
}

func parenStray(start int) source.Diagnostic {
	return source.Diagnostic{
		Code: ParenthesisUnbalanced, Severity: source.Error, Span: at(start, start+1),
		Message: "this ) closes nothing",
		Hint:    `delete it, open a group with ( before it, or write \) for the character itself`,
	}
}

func parenthesisInText(text string, start, end int) source.Diagnostic {
	return source.Diagnostic{
		Code: ParenthesisInText, Severity: source.Warning, Span: at(start, end),
		Message: fmt.Sprintf("%s is text, and its partner is not in the same question", text[start:end]),
		Hint:    "groups are written with ( and ); leave it as it is if it belongs to the text",
	}
}

func operatorInParentheses(text string, start, end int) source.Diagnostic {
	sign := text[start:end]
	return source.Diagnostic{
		Code: OperatorInParentheses, Severity: source.Error, Span: at(start, end),
		Message: fmt.Sprintf("%s stands inside parentheses that belong to a text", sign),
		Hint: fmt.Sprintf(`put the text in double quotes or write \%s if it is text; `+
			`if a group is meant, nothing but an operator may stand before its ( and after its )`, sign),
	}
}

// operatorInText shows the spaced form with a few characters of context.
func operatorInText(text string, start, end int) source.Diagnostic {
	sign := "+"
	if r, _ := utf8.DecodeRuneInString(text[start:]); r != '+' && r != '＋' {
		sign = "*"
	}
	return source.Diagnostic{
		Code: OperatorInText, Severity: source.Warning, Span: at(start, end),
		Message: fmt.Sprintf("%s is text here: an operator has white space on both sides", text[start:end]),
		Hint: fmt.Sprintf("for the operator write %s; leave it as it is if it belongs to the text",
			source.Quote(lastRunes(text[:start], 6)+" "+sign+" "+firstRunes(text[end:], 6))),
	}
}

func firstRunes(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return text[:i]
		}
	}
	return text
}

func lastRunes(text string, n int) string {
	at := len(text)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return text[at:]
}
