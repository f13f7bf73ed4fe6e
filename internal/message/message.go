// Package message words what the diagnostics of several stages say alike.
package message

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/internal/digits"
	"github.com/qcompiler/qcompiler/source"
)

// Exceeded returns the diagnostic for a limit that was passed: its message names the limit, its value, and by how much it was passed. Unit
// is a plural noun such as "bytes".
func Exceeded(code source.Code, span source.Span, what, unit string, got, limit int, hint string) source.Diagnostic {
	return source.Diagnostic{
		Code:     code,
		Severity: source.Error,
		Message: fmt.Sprintf("%s has %s %s, %s over the %s limit of %s",
			what, digits.Thousands(got), unit, digits.Thousands(got-limit), limitName(code), digits.Thousands(limit)),
		Hint: hint,
		Span: span,
	}
}

// limitName returns what people call the limit of a code: "token" for limit-tokens, as in the flag and the hint.
func limitName(code source.Code) string {
	name := strings.TrimPrefix(string(code), "limit-")
	if name == "leaves" {
		return "leaf"
	}
	return strings.TrimSuffix(name, "s")
}

// OperatorRun returns the diagnostic for several operators in a row with nothing but white space between them; sign is how they are written.
func OperatorRun(code source.Code, span source.Span, sign string) source.Diagnostic {
	return source.Diagnostic{
		Code: code, Severity: source.Error, Span: span,
		Message: fmt.Sprintf("%s is no operator", source.Quote(sign)),
		Hint:    `write one + or one *, or put the characters in double quotes if they are text`,
	}
}
