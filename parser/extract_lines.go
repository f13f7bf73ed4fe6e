package parser

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/source"
)

// What is around an expression in a chat is told apart line by line: labels, list marks, lines that are talk, and the lines of the
// expression itself.

// lineKind says what a line is, going by its beginning.
type lineKind uint8

const (
	textLine lineKind = iota
	blankLine
	ruleLine
	// labelLine is named as the expression, or ends its preface with a colon.
	labelLine
	// itemLine is named as one of several questions, such as "Q1:".
	itemLine
	// turnLine and remarkLine end what came before them.
	turnLine
	remarkLine
	talkLine
)

// line is a line of a text, taken apart.
type line struct {
	kind lineKind
	// all is the line, and body what is left without list mark and label.
	all, body source.Span
	// marked says that a list mark stood before it; final that the label says it is the last word.
	marked, final bool
	signs         signs
}

var (
	listMark  = regexp.MustCompile(`^\s*(?:(?:[-•‣◦▪–—*+]|\(?\d{1,3}[.)]|#{1,6}|\d{1,3}、|[①-⑩])\s+)+`)
	starMark  = regexp.MustCompile(`^\s*[*+•]\s+`)
	itemLabel = regexp.MustCompile(`(?i)^(?:q|step|question|sub-?question|sub-?query|part|leaf|hop|answer|sub-?answer|frage|pregunta|вопрос|步骤|子问题|问题)\s*\d+$`)
	ruleText  = regexp.MustCompile(`^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$`)
)

// linesOf takes a text apart. Bullets that could be operators are bullets only where the first line of the text has one.
func linesOf(text string) []line {
	const most = 8192
	var out []line
	starBullets, seen := false, false
	letters := letteredLines(text)
	for at := 0; at <= len(text) && len(out) < most; {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		l := line{all: trimSpan(text, source.Span{Start: at, End: end})}
		content := l.all.In(text)
		star := starMark.MatchString(content)
		switch {
		case content == "":
			l.kind = blankLine
		case ruleText.MatchString(content):
			l.kind = ruleLine
		default:
			if !seen && star {
				starBullets = true
			}
			l.body = l.all
			if !star || starBullets {
				if n := len(listMark.FindString(content)); !strings.HasPrefix(content, "(") || asks(content[n:]) { // (500) Days of Summer
					l.body.Start += n
				}
			}
			l.marked = l.body.Start > l.all.Start
			if cell, ok := tableCell(content); ok {
				if strings.Trim(cell.In(content), "-: ") == "" {
					l.kind = ruleLine
					break
				}
				l.body = source.Span{Start: l.all.Start + cell.Start, End: l.all.Start + cell.End}
				if expressionLabels[strings.ToLower(strings.Trim(cell.In(content), "* "))] {
					l.kind, l.body.Start = labelLine, l.body.End
					break
				}
			}
			label(text, &l, letters)
			if next := secondLabel(text, l); next > 0 {
				end = next - 1
				l.all = trimSpan(text, source.Span{Start: at, End: next})
				l.body.End = max(l.all.End, l.body.Start)
			}
			l.body = trimSpan(text, l.body)
			l.signs = signsOf(l.body.In(text))
			if l.kind == textLine && l.signs.operators == 0 && isTalk(l.body.In(text), l.signs) {
				l.kind = talkLine
			}
			if l.kind == textLine {
				seen = true
			}
		}
		out = append(out, l)
		at = end + 1
	}
	return out
}

// tableCell returns the cell of a table row that has only one.
func tableCell(content string) (source.Span, bool) {
	if len(content) < 3 || content[0] != '|' || content[len(content)-1] != '|' || strings.Count(content, "|") != 2 {
		return source.Span{}, false
	}
	return trimSpan(content, source.Span{Start: 1, End: len(content) - 1}), true
}

// isTalk reports whether a line without operators is talk and no question.
func isTalk(body string, s signs) bool {
	if s.placeholders > 0 && asks(body) && !chats(body) {
		return false
	}
	if strings.HasSuffix(body, ":") || strings.HasSuffix(body, "：") || strings.HasSuffix(body, ":**") {
		return true
	}
	if refuses(body) {
		return true
	}
	says, talks := states(body), chats(body)
	if !talks && unicode.IsLower(firstRune(body)) {
		return false // the line before goes on
	}
	return !startsQuestion(body) && (says && talks || says && !asksUnspaced(body) || talks && !asks(body))
}

// label reads the label at the start of a line's body, if there is one.
func label(text string, l *line, letters int) {
	const most = 240
	body := l.body.In(text)
	if plainLabel(body, l, letters) {
		return
	}
	for tries, at := 0, 0; tries < 6; tries++ {
		i := strings.IndexAny(firstBytes(body, most)[min(at, len(firstBytes(body, most))):], ":：=")
		if i < 0 {
			break
		}
		i += at
		_, size := utf8.DecodeRuneInString(body[i:])
		at = i + size
		key := strings.ToLower(strings.Trim(body[:i], " \t*_#`\"'>"))
		if key != "g[q]" && key != "g(q)" {
			key = strings.Trim(key, "[]()")
		}
		kind, final, ok := labelKind(key, body[i] == '=')
		if !ok {
			continue
		}
		if kind == itemLine && innerLabel.MatchString(body) {
			return // leafLabels takes them all off
		}
		l.kind, l.final = kind, final
		rest := body[at:]
		if trimmed := strings.TrimLeft(rest, " \t"); strings.HasPrefix(trimmed, "**") && strings.Contains(body[:i], "**") {
			rest = strings.TrimPrefix(trimmed, "**") // **Expression:** has its colon inside
		}
		l.body.Start = l.body.End - len(strings.TrimLeft(rest, ":="))
		return
	}
	if key := strings.ToLower(strings.Trim(body, " \t*_#")); l.marked && strings.HasPrefix(strings.TrimSpace(l.all.In(text)), "#") {
		if kind, final, ok := labelKind(key, false); ok { // a heading
			l.kind, l.final = kind, final
			l.body.Start = l.body.End
			return
		}
		l.kind = talkLine
	}
}

// labelKind returns what the text before a colon makes of a line.
func labelKind(key string, equals bool) (kind lineKind, final, ok bool) {
	final = strings.Contains(key, "final") || strings.Contains(key, "corrected") || strings.Contains(key, "最终")
	switch {
	case key == "":
		return 0, false, false
	case expressionLabels[key]:
		return labelLine, final, true
	case equals:
		return 0, false, false
	case turnLabels[key]:
		return turnLine, false, true
	case remarkLabels[key]:
		return remarkLine, false, true
	case itemLabel.MatchString(key):
		return itemLine, false, true
	}
	// A sentence that ends with the colon: what counts is that it speaks of an expression and asks nothing.
	if i := strings.LastIndexAny(key, ".!?！？。"); i >= 0 {
		_, size := utf8.DecodeRuneInString(key[i:])
		key = strings.TrimSpace(key[i+size:])
	}
	if key == "" || signsOf(key).any() || questionStart(key) {
		return 0, false, false
	}
	if containsAny(key, expressionWords) || expressionLabels[key] {
		return labelLine, final, true
	}
	return 0, false, false
}

// questionStart reports whether a sentence asks something, as against saying what is to come.
func questionStart(key string) bool {
	first, _ := cutWord(opening(key))
	switch first {
	case "a", "da", "di", "como", "как", "wie", "que":
		return false
	}
	return startsQuestion(key)
}
