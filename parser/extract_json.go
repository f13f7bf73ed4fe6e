package parser

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// A model's JSON is often not JSON: single quotes, quotes inside that were not escaped, a comma too many, or the end is missing. So it is
// read by its strings alone: a string that a colon follows is a key, any other a value of the key before it.

// jsonKeys are the keys an expression is found under, the best first.
var jsonKeys = []string{
	"final_expression", "expression", "g[q]", "gq", "g_q", "gq_expression", "expr", "g", "query", "final_answer", "answer", "output", "result", "response",
	"decomposition", "decomposed_query", "plan", "translation", "content", "text", "value", "arguments", "sub_questions", "subquestions", "sub_queries",
	"questions", "queries", "steps", "表达式", "ausdruck", "expresión", "выражение", "",
}

// jsonValue is a string that was found, without its quotes.
type jsonValue struct {
	key  string
	span source.Span
	// open says that the closing quote is missing.
	open bool
}

// jsonWrapper takes the expression out of a JSON object or array.
func jsonWrapper(v *view) change {
	start := jsonStart(v.text)
	if start < 0 {
		return change{}
	}
	values, end := jsonValues(v.text, start)
	all := source.Span{Start: start, End: end}
	best := len(jsonKeys)
	var chosen []jsonValue
	for _, value := range values {
		rank := jsonRank(value.key)
		if rank > best || rank == len(jsonKeys) {
			continue
		}
		if rank < best {
			best, chosen = rank, nil
		}
		chosen = append(chosen, value)
	}
	if len(chosen) == 0 {
		chosen = otherValues(v.text, values)
	}
	filled := chosen[:0]
	for _, value := range chosen {
		if strings.TrimSpace(value.span.In(v.text)) != "" {
			filled = append(filled, value)
		}
	}
	switch chosen = filled; {
	case len(chosen) == 0:
		return fail(noExpression(all, "the JSON has no string under a key such as \"expression\""))
	case len(chosen) > maxEdits:
		return fail(noExpression(all, "the JSON has too many strings"))
	case len(chosen) > 1:
		return joinJSON(v, all, chosen)
	}
	value := chosen[0]
	c := unescapeJSON(v, value.span, RepairJSON, "took the expression out of JSON")
	if value.open {
		c.guess(RepairTruncated, value.span.End, value.span.End, "the JSON ends inside the expression, which may be cut off")
	}
	return c
}

// otherValues returns, where no key says what the expression is, the one string that is an expression, or the questions of a list of
// objects.
func otherValues(text string, values []jsonValue) []jsonValue {
	var strong, questions []jsonValue
	for _, value := range values {
		key := strings.ToLower(value.key)
		part := value.span.In(text)
		if s := signsOf(part); s.operators > 0 && (s.placeholders > 0 || asks(part)) && !remarkLabels[key] && !turnLabels[key] {
			strong = append(strong, value)
		}
		if strings.HasSuffix(key, "question") && key != "original_question" {
			questions = append(questions, value)
		}
	}
	switch {
	case len(strong) == 1:
		return strong
	case len(questions) > 1:
		return questions
	}
	return nil
}

func jsonRank(key string) int {
	key = strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(key), "-", "_"), " ", "_")
	for i, known := range jsonKeys {
		if key == known {
			return i
		}
	}
	return len(jsonKeys)
}

// jsonStart returns where JSON begins: a brace or a bracket with a string in it. In an expression neither is followed by a quote,
// but for a placeholder whose name is in quotes.
func jsonStart(text string) int {
	whole := trimSpan(text, source.Span{End: len(text)})
	for at := whole.Start; at < whole.End; {
		i := strings.IndexAny(text[at:], "{[")
		if i < 0 {
			return -1
		}
		at += i
		window := firstBytes(text[at+1:], 64)
		rest := strings.TrimLeft(window, " \t\r\n{[")
		if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
			if at == whole.Start {
				if text[at] == '{' && !strings.Contains(text[at:], ":") && strings.ContainsAny(firstBytes(text[at:], 512), "}") {
					return -1
				}
				if text[at] == '[' && strings.IndexByte(rest[1:], rest[0]) < 0 && strings.Contains(rest, "]") {
					return -1
				}
				return at
			}
			if end := strings.IndexByte(rest[1:], rest[0]); end >= 0 && text[at] == '{' {
				if after := strings.TrimLeft(rest[end+2:], " \t"); strings.HasPrefix(after, ":") {
					return at
				}
			}
		}
		at += 1 + len(window) - len(rest)
	}
	return -1
}

// jsonValues reads the strings of the JSON at an offset, and returns where it ends.
func jsonValues(text string, at int) (values []jsonValue, end int) {
	var open []byte
	key := ""
	for at < len(text) {
		switch c := text[at]; c {
		case '{', '[':
			open = append(open, c)
			at++
		case '}', ']':
			at++
			if open = open[:max(len(open)-1, 0)]; len(open) == 0 {
				return values, at
			}
			if c == '}' {
				key = ""
			}
		case '"', '\'':
			span, next, cut := jsonText(text, at)
			at = next
			if after := strings.TrimLeft(firstBytes(text[next:], 64), " \t\r\n"); strings.HasPrefix(after, ":") && !cut {
				key = span.In(text)
				continue
			}
			if key == "" && len(open) > 0 && open[len(open)-1] == '{' {
				continue // a key that was cut off
			}
			if len(values) <= maxEdits {
				values = append(values, jsonValue{key, span, cut})
			}
		default:
			at++
		}
	}
	return values, len(text)
}

// jsonText reads the string whose quote is at an offset. A quote closes it where JSON goes on: before a comma, a colon, a bracket or
// the end. It returns the text between the quotes, and where to go on.
func jsonText(text string, at int) (span source.Span, next int, open bool) {
	quote := text[at]
	for i := at + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case quote:
			after := strings.TrimLeft(firstBytes(text[i+1:], 64), " \t\r\n")
			if after == "" || strings.IndexByte(",:]}", after[0]) >= 0 {
				return source.Span{Start: at + 1, End: i}, i + 1, false
			}
		}
	}
	end := len(strings.TrimRight(text, "\r\n \t"))
	return source.Span{Start: min(at+1, end), End: max(end, at+1)}, len(text), true
}

// jsonString reports whether the text between two quotes is a JSON string: it has escaped quotes and no others.
func jsonString(inner string) bool {
	escaped := false
	for i := 0; i < len(inner); i++ {
		switch inner[i] {
		case '\\':
			escaped = escaped || i+1 < len(inner) && inner[i+1] == '"'
			i++
		case '"':
			return false
		}
	}
	return escaped
}

// unescapeJSON cuts the text down to one string and reads its escapes.
func unescapeJSON(v *view, span source.Span, code source.Code, message string) change {
	var c change
	c.cut(0, span.Start)
	c.unescape(v.text, span)
	c.cut(span.End, len(v.text))
	c.note(code, span.Start, span.End, "%s", message)
	return c
}

// unescape reads the escapes of a JSON string. A backslash before anything JSON does not know stays.
func (c *change) unescape(text string, span source.Span) {
	for at := span.Start; at < span.End && len(c.edits) <= maxEdits; {
		i := strings.IndexByte(text[at:span.End], '\\')
		if i < 0 || at+i+1 >= span.End {
			return
		}
		at += i
		size, with := 2, ""
		switch text[at+1] {
		case '"', '\\', '/':
			with = text[at+1 : at+2]
		case 'n', 'r', 't', 'b', 'f':
			with = " "
			if text[at+1] == 'n' {
				with = "\n"
			}
		case 'u':
			size, with = unicodeEscape(text[at:span.End])
		}
		if with != "" {
			c.replace(at, at+size, with)
		}
		at += size
	}
}

// unicodeEscape reads \uXXXX, or two of them that are one character.
func unicodeEscape(text string) (size int, with string) {
	unit := func(at int) (rune, bool) {
		if at+6 > len(text) || text[at] != '\\' || text[at+1] != 'u' {
			return 0, false
		}
		n, err := strconv.ParseUint(text[at+2:at+6], 16, 16)
		return rune(n), err == nil
	}
	first, ok := unit(0)
	if !ok {
		return 2, ""
	}
	if second, ok := unit(6); ok && utf16.IsSurrogate(first) {
		if r := utf16.DecodeRune(first, second); r != utf8.RuneError {
			return 12, string(r)
		}
	}
	if !utf8.ValidRune(first) || !lexer.Allowed(first) {
		return 6, " "
	}
	return 6, string(first)
}

// joinJSON makes one expression of several strings under one key: questions, one after the other.
func joinJSON(v *view, all source.Span, values []jsonValue) change {
	spans := make([]source.Span, len(values))
	for i, value := range values {
		spans[i] = value.span
	}
	same := true
	for _, s := range spans[1:] {
		same = same && sameExpression(v, spans[0], s)
	}
	if same {
		return unescapeJSON(v, spans[0], RepairJSON, "took the expression out of JSON")
	}
	way, ok := joint(v.text, spans)
	if !ok || way.group > 1 {
		return fail(conflict(spans[0], spans[1]))
	}
	var c change
	at := 0
	for i, s := range spans {
		if i > 0 {
			c.replace(at, s.Start, " "+way.sign+" ")
		} else {
			c.cut(at, s.Start)
		}
		c.unescape(v.text, s)
		at = s.End
	}
	c.cut(at, len(v.text))
	c.guess(RepairList, all.Start, all.End, "joined %d questions of a JSON array by %s", len(values), way.sign)
	return c
}
