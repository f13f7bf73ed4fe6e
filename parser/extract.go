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

// The steps in this file take marks off that stand around an expression: reasoning, chat templates, code fences, tags, quotes. What is
// told apart by its words is in extract_prose.go, JSON in extract_json.go.

var (
	reasoningTags = regexp.MustCompile(`(?i)<(/?)(think|thinking|thought|thoughts|reasoning|scratchpad|analysis|reflection)>`)
	endTokens     = regexp.MustCompile(`(?i)^(?:<\|(?:im_end|eot_id|end|endoftext|end_of_text|eom_id|end_of_turn|return)\|>|</s>|<end_of_turn>|<eos>|<｜end▁of▁sentence｜>|\[/?EOS\])`)
	startTokens   = regexp.MustCompile(`(?i)^(?:<\|(?:im_start|start_header_id|start)\|>[ \t]*(?:assistant|model|bot)?[ \t]*(?:<\|(?:end_header_id|message)\|>)?|<start_of_turn>[ \t]*(?:model|assistant)?|<\|(?:begin_of_text|end_header_id|assistant|message)\|>|<s>|<bos>|<｜Assistant｜>)`)
	expressionTag = regexp.MustCompile(`(?i)<(expression|expr|gq|g\[q\]|final_expression|final_answer|final|answer|query|output|result|response|solution)>`)
	codeTags      = regexp.MustCompile(`(?i)^<(pre|code|p|div|span|b|strong|em|i|tt|text|string)(?: [^<>]*)?>`)
)

// reasoning cuts what a model thought before it answered.
func reasoning(v *view) change {
	var c change
	text := v.text
	// The last tag decides: what comes after a closing one is the answer; after one that was never closed there is none.
	last := []int(nil)
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '<')
		if i < 0 {
			break
		}
		at += i
		if m := reasoningTags.FindStringSubmatchIndex(firstBytes(text[at:], 20)); m != nil && m[0] == 0 {
			last = []int{at, at + m[1], m[3] - m[2]}
		}
		at++
	}
	switch {
	case last == nil:
	case last[2] == 1: // closing
		if strings.TrimSpace(text[last[1]:]) == "" && strings.TrimSpace(text[:last[0]]) != "" {
			if before := firstReasoning(text); strings.TrimSpace(text[:before]) != "" {
				c.cut(before, len(text))
				c.note(RepairReasoning, before, len(text), "took off the reasoning after the expression")
				return c
			}
		}
		c.cut(0, last[1])
		c.note(RepairReasoning, 0, last[1], "took off the reasoning before the expression")
	case strings.TrimSpace(text[:last[0]]) == "":
		return fail(noExpression(source.Span{Start: last[0], End: len(text)}, "the reasoning never ends"))
	default:
		c.cut(last[0], len(text))
		c.note(RepairReasoning, last[0], len(text), "took off the reasoning after the expression")
	}
	return c
}

func firstReasoning(text string) int {
	if m := reasoningTags.FindStringIndex(text); m != nil {
		return m[0]
	}
	return len(text)
}

// templateTokens takes off the marks of chat templates, and what a model wrote after it should have stopped.
func templateTokens(v *view) change {
	var c change
	text := v.text
	if i := strings.LastIndex(text, "[/INST]"); i >= 0 {
		end := i + len("[/INST]")
		c.cut(0, end)
		c.note(RepairTemplate, 0, end, "took off the marks of a chat template")
		return c
	}
	if !strings.ContainsAny(text, "<[") {
		return c
	}
	for at := 0; ; at++ {
		i := strings.IndexAny(text[at:], "<[")
		if i < 0 {
			return c
		}
		at += i
		if at+1 == len(text) || strings.IndexByte("|sSeEbB/E\xef", text[at+1]) < 0 {
			continue
		}
		rest := firstBytes(text[at:], 80)
		first := strings.TrimSpace(text[:at]) == ""
		size, starts := len(endTokens.FindString(rest)), false
		if size == 0 {
			size, starts = len(startTokens.FindString(rest)), true
		}
		switch {
		case size == 0:
			continue
		case starts && rest[:size] == "<s>" && !first:
			continue // <s> for text that is struck out
		case first:
			c.cut(0, at+size)
			c.note(RepairTemplate, 0, at+size, "took off the marks of a chat template")
		default:
			c.cut(at, len(text))
			c.note(RepairTemplate, at, len(text), "took off what comes after the end of the answer")
		}
		return c
	}
}

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

// sameExpression reports whether two parts of the text are the same expression.
func sameExpression(v *view, a, b source.Span) bool {
	x, y := strings.Join(strings.Fields(a.In(v.text)), " "), strings.Join(strings.Fields(b.In(v.text)), " ")
	if x == y {
		return true
	}
	if len(x) > v.opts.Limits.OrDefault().Bytes || len(y) > v.opts.Limits.OrDefault().Bytes {
		return false
	}
	p, _ := Parse(x, v.opts)
	q, _ := Parse(y, v.opts)
	return ast.Equal(p.Root, q.Root)
}

func conflict(a, b source.Span) source.Diagnostic {
	return source.Diagnostic{
		Code: RepairConflict, Severity: source.Error, Span: b,
		Message: "there are two expressions that differ",
		Hint:    "ask again for one expression alone",
		Related: []source.Related{{Span: a, Message: "the other one"}},
	}
}

// signs counts what tells an expression from prose.
type signs struct {
	operators, placeholders int
}

func (s signs) any() bool { return s.operators+s.placeholders > 0 }

func (s signs) plus(o signs) signs {
	return signs{s.operators + o.operators, s.placeholders + o.placeholders}
}

// signsOf counts the operators and placeholders of a text. A name in doubled braces and the like counts as a placeholder.
func signsOf(text string) signs {
	if !strings.ContainsAny(text, "+*×{") {
		return signs{}
	}
	const all = 1 << 30
	var s signs
	result := lexer.Scan(text, lexer.Limits{Bytes: all, Tokens: all, Depth: all})
	for _, t := range result.Tokens {
		switch t.Kind {
		case lexer.Plus, lexer.Star:
			s.operators++
		case lexer.Placeholder:
			s.placeholders++
		}
	}
	for _, d := range result.Diagnostics {
		if d.Code == lexer.BraceUnbalanced || d.Code == lexer.PlaceholderMalformed {
			s.placeholders++
		}
	}
	return s
}

// tagWrapper takes the expression out of a tag such as <expression>, wherever it stands, and out of <pre> and <code> around the whole.
func tagWrapper(v *view) change {
	var c change
	text := v.text
	whole := v.trimmed()
	if m := codeTags.FindStringSubmatchIndex(firstBytes(whole.In(text), 200)); m != nil {
		name := whole.In(text)[m[2]:m[3]]
		closing := "</" + name + ">"
		if inner := whole.In(text); strings.HasSuffix(inner, closing) && strings.Index(inner, closing) == len(inner)-len(closing) {
			c.cut(0, whole.Start+m[1])
			c.cut(whole.End-len(closing), len(text))
			c.note(RepairTag, whole.Start, whole.End, "took the expression out of <%s>", name)
			return c
		}
	}
	if !strings.Contains(text, "<") {
		return c
	}
	found, lower := source.Span{Start: -1}, lowerASCII(text)
	for at := 0; ; {
		m := expressionTag.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		start, inner, name := at+m[0], at+m[1], text[at+m[2]:at+m[3]]
		end := strings.Index(lower[inner:], "</"+lowerASCII(name)+">")
		if end < 0 {
			if strings.TrimSpace(text[:start]) != "" && text[start-1] != '\n' {
				return c // <answer> in a question
			}
			end = len(text) - inner
		}
		body := source.Span{Start: inner, End: inner + end}
		at = body.End
		if strings.TrimSpace(body.In(text)) == "" {
			continue
		}
		if found.Start >= 0 {
			return tagConflict(v, found, body)
		}
		found = body
	}
	if found.Start < 0 {
		return c
	}
	c.cut(0, found.Start)
	c.cut(found.End, len(text))
	c.note(RepairTag, found.Start, found.End, "took the expression out of a tag")
	return c
}

// lowerASCII lowers the letters of ASCII alone, so that offsets stay.
func lowerASCII(text string) string {
	out := []byte(text)
	for i, b := range out {
		if 'A' <= b && b <= 'Z' {
			out[i] = b + 'a' - 'A'
		}
	}
	return string(out)
}

func tagConflict(v *view, a, b source.Span) change {
	x, y := signsOf(a.In(v.text)).any(), signsOf(b.In(v.text)).any()
	if x == y && !sameExpression(v, a, b) {
		return fail(conflict(a, b))
	}
	if y && !x {
		a = b
	}
	var c change
	c.cut(0, a.Start)
	c.cut(a.End, len(v.text))
	c.note(RepairTag, a.Start, a.End, "took the expression out of a tag")
	return c
}

// wrappers are marks that may stand around a whole expression.
var wrappers = []struct{ open, close, name string }{
	{"**", "**", "bold"}, {"__", "__", "bold"}, {"`", "`", "backticks"},
	{`"`, `"`, "quotes"}, {"“", "”", "quotes"}, {"„", "“", "quotes"}, {"„", "”", "quotes"}, {"'", "'", "quotes"}, {"‘", "’", "quotes"},
	{"«", "»", "quotes"}, {"「", "」", "quotes"}, {"『", "』", "quotes"}, {"*", "*", "italics"}, {"_", "_", "italics"},
	{"$$", "$$", "dollar signs"}, {"$", "$", "dollar signs"},
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
