package parser

import (
	"strings"

	"github.com/qcompiler/qcompiler/source"
)

// fence is a code block.
type fence struct {
	outer, inner source.Span
}

// fences returns the code blocks of a text, up to a few. A fence is three or more backticks or tildes; one that is never closed goes on
// to the end, and one that closes nothing is a block from the start.
func fences(text string) []fence {
	const most = 16
	var found []fence
	for at := 0; len(found) < most; {
		i := nextFence(text, at)
		if i < 0 {
			break
		}
		mark := text[i : i+3]
		open := i + 3
		for open < len(text) && text[open] == mark[0] {
			open++
		}
		lineEnd := len(text)
		if n := strings.IndexByte(text[open:], '\n'); n >= 0 {
			lineEnd = open + n
		}
		inner := lineEnd
		info := strings.TrimSpace(text[open:lineEnd])
		switch {
		case strings.Contains(info, mark): // all on one line
			inner = open + infoLength(text[open:lineEnd])
		case info != "" && !isInfo(info):
			inner = open + infoLength(text[open:lineEnd])
		}
		end, outer := len(text), len(text)
		if n := strings.Index(text[inner:], mark); n >= 0 {
			end = inner + n
			for outer = end; outer < len(text) && text[outer] == mark[0]; outer++ {
			}
		} else if inner := (source.Span{Start: inner, End: len(text)}); len(found) == 0 && strings.TrimSpace(inner.In(text)) == "" {
			return append(found, fence{source.Span{End: len(text)}, source.Span{End: i}}) // it closes what was never opened
		}
		found = append(found, fence{source.Span{Start: i, End: outer}, source.Span{Start: inner, End: end}})
		at = outer
	}
	return found
}

func nextFence(text string, at int) int {
	ticks, tildes := strings.Index(text[at:], "```"), strings.Index(text[at:], "~~~")
	switch {
	case ticks < 0 && tildes < 0:
		return -1
	case ticks < 0 || tildes >= 0 && tildes < ticks:
		return at + tildes
	}
	return at + ticks
}

// infoWords are what stands after an opening fence on the same line as the code.
var infoWords = setOf("text|txt|plaintext|plain|gq|g[q]|g(q)|gq-expression|json|markdown|md|expression|query|python|bash|sh|sql|yaml|xml|html|code|math|latex")

// isInfo reports whether all that follows an opening fence on its line names a language.
func isInfo(info string) bool {
	return infoWords[strings.ToLower(info)] || !strings.ContainsAny(info, " \t") && !asks(info)
}

func infoLength(line string) int {
	trimmed := strings.TrimLeft(line, " ")
	word, _, _ := strings.Cut(trimmed, " ")
	if infoWords[strings.ToLower(word)] {
		return len(line) - len(trimmed) + len(word)
	}
	return 0
}

// codeFence takes the expression out of a code block. Of several blocks with something in them, it is the one that has operators or
// placeholders; several of those must say the same.
func codeFence(v *view) change {
	blocks := fences(v.text)
	if len(blocks) == 0 {
		return change{}
	}
	var full, strong []fence
	for _, b := range blocks {
		content := strings.TrimSpace(b.inner.In(v.text))
		if content == "" {
			continue
		}
		full = append(full, b)
		if signsOf(content).any() || strings.HasPrefix(content, "{") {
			strong = append(strong, b)
		}
	}
	if len(strong) > 0 {
		full = strong
	}
	if len(full) == 0 {
		return fail(noExpression(blocks[0].outer, "the code block is empty"))
	}
	chosen := full[0]
	for _, other := range full[1:] {
		if !sameExpression(v, chosen.inner, other.inner) {
			return fail(conflict(chosen.inner, other.inner))
		}
	}
	var c change
	c.cut(0, chosen.inner.Start)
	c.cut(chosen.inner.End, len(v.text))
	c.note(RepairFence, chosen.outer.Start, chosen.outer.End, "took the expression out of a code block")
	return c
}

// inlineCode takes the expression out of backticks or quotes in a sentence, as in: The expression is `A * B`.
func inlineCode(v *view) change {
	if c := inlineMarks(v, "`"); c.failure != nil || len(c.edits) > 0 {
		return c
	}
	if start := opening(v.text); startsQuestion(start) || !chats(start) && !containsAny(start, expressionWords) {
		return change{}
	}
	return inlineMarks(v, `"`)
}

func inlineMarks(v *view, mark string) change {
	text := v.text
	if n := strings.Count(text, mark); n < 2 || n > maxEdits {
		return change{}
	}
	var found source.Span
	parts, at := strings.Split(text, mark), 0
	if len(parts)%2 == 0 {
		return change{}
	}
	outside := false
	for i, part := range parts {
		span := source.Span{Start: at, End: at + len(part)}
		at = span.End + 1
		if i%2 == 0 {
			outside = outside || signsOf(part).any() || startsQuestion(part)
			continue
		}
		if s := signsOf(part); s.operators == 0 || s.placeholders == 0 && !asks(part) {
			continue
		}
		if found.End > 0 && !sameExpression(v, found, span) {
			return fail(conflict(found, span))
		}
		if found.End == 0 {
			found = span
		}
	}
	if found.End == 0 || outside {
		return change{}
	}
	var c change
	c.cut(0, found.Start)
	c.cut(found.End, len(text))
	c.note(RepairFence, found.Start-1, found.End+1, "took the expression out of %s %s", mark, mark)
	return c
}
