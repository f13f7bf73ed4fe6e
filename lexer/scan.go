package lexer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/internal/message"
	"github.com/qcompiler/qcompiler/source"
)

// Result is what [Scan] found in one input.
type Result struct {
	// Tokens cover the input without a gap or an overlap and end with [EOF].
	Tokens []Token
	// Diagnostics are the lexical errors and warnings, in source order.
	Diagnostics source.List
	// Dropped counts the diagnostics past the first thousand, which are not kept.
	Dropped source.Dropped
	// Exceeded says that a limit was passed: the tokens must not be parsed.
	Exceeded bool
}

// Scan turns text into tokens. It always returns; what is wrong with the text is in the diagnostics. Time and memory are linear in
// the text.
//
// It works in three passes. The first finds the marks: characters that may mean something, each with what stands beside it. The
// second matches parentheses and works out, from the right, which of them could be groups. The third goes from the left, knows where
// an atom starts, and decides.
func Scan(text string, limits Limits) Result {
	limits = limits.OrDefault()
	if len(text) > limits.Bytes {
		return skipped(text, limits)
	}
	s := scanner{text: text, limits: limits}
	s.findMarks()
	s.matchParens()
	s.emit()
	s.diags.Sort()
	return Result{Tokens: s.tokens, Diagnostics: s.diags, Dropped: s.dropped, Exceeded: s.exceeded}
}

func skipped(text string, limits Limits) Result {
	over := limits.Bytes
	for over > 0 && !utf8.RuneStart(text[over]) {
		over--
	}
	all := source.Span{Start: 0, End: len(text)}
	return Result{
		Tokens: []Token{{Skipped, all}, {EOF, source.At(len(text))}},
		Diagnostics: source.List{message.Exceeded(LimitInput, source.Span{Start: over, End: len(text)},
			"the expression", "bytes", len(text), limits.Bytes,
			"shorten the expression, or raise the input limit")},
		Exceeded: true,
	}
}

type scanner struct {
	text   string
	limits Limits
	marks  []mark
	// end is where the last character that is no white space ends.
	end int

	tokens   []Token
	content  int // tokens that count against the limit
	depth    int
	deepest  int
	tooDeep  int // offset of the first parenthesis past the depth limit
	exceeded bool
	diags    source.List
	dropped  source.Dropped
}

type markKind uint8

const (
	markOpen markKind = iota
	markClose
	markOperator
	markPlaceholder
	markWideParen
)

// neighbour is what stands directly beside a run of operator characters.
type neighbour uint8

const (
	besideText neighbour = iota
	besideSpace
	besideParen
)

// mark is a place in the text that may be more than text. Offsets are 32 bits wide, so that a hostile input of parentheses
// costs little.
type mark struct {
	start, end int32
	// gap is where the last character before the mark that is no white space ends.
	gap int32
	// match is the index of the other parenthesis, -1 where there is none.
	match       int32
	kind        markKind
	left, right neighbour
	// groupable says of an opening parenthesis that it is a group if an atom starts there.
	groupable bool
}

// maxReports is how many diagnostics a scan keeps.
const maxReports = 1000

// room reports whether there is room for one more diagnostic, and counts it where there is none. Callers ask before they word a
// message, so that a hostile input costs no more than a good one.
func (s *scanner) room(severity source.Severity) bool {
	if len(s.diags) < maxReports {
		return true
	}
	s.dropped.Count++
	s.dropped.Errors = s.dropped.Errors || severity == source.Error
	return false
}

func (s *scanner) report(d source.Diagnostic) { s.diags = append(s.diags, d) }

// findMarks is the first pass.
func (s *scanner) findMarks() {
	text := s.text
	var (
		previous    = rune(-1) // the character before i, -1 at the start
		quotedUntil int        // where the closing quote of the pair we are in ends
		noCloser    [2]bool    // a search for a closing quote of this kind reached the end
		nestedOpen  int        // opening braces that were reported and whose closing ones are not to be
	)
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf && asciiClass[c] == plain { // most of every input
			for i++; i < len(text) && text[i] < utf8.RuneSelf && asciiClass[text[i]] == plain; i++ {
			}
			previous, s.end = rune(text[i-1]), i
			continue
		}
		k, r, size := classify(text, i)
		next := i + size
		switch k {
		case space:
			previous, i = r, next
			continue
		case control, bidi, invalid:
			next = s.badRun(i, k)
		case backslash:
			if n := escapeAt(text, i); n > 0 {
				r, _ = utf8.DecodeRuneInString(text[i+1:])
				next = i + n
			}
		case straightQuote, curlyQuote:
			if i < quotedUntil {
				break
			}
			which := 0
			if k == curlyQuote {
				which = 1
			}
			closer := -1
			if opensQuote(previous) && !noCloser[which] {
				closer = findCloser(text, next, k)
				noCloser[which] = closer < 0
			}
			if closer < 0 {
				if s.room(source.Warning) {
					s.report(quoteUnpaired(i, next))
				}
				break
			}
			quotedUntil = closer
		case openBrace, closeBrace:
			next = s.brace(i, k, &nestedOpen)
		case openParen, closeParen:
			if i >= quotedUntil {
				s.addParen(i, k)
			}
		case wideParen:
			if i >= quotedUntil {
				s.add(mark{start: int32(i), end: int32(next), kind: markWideParen})
			}
		case operator, wideOperator:
			if i < quotedUntil {
				break
			}
			next = s.operatorRun(i, k, previous, &nestedOpen)
			r, _ = utf8.DecodeLastRuneInString(text[i:next])
		}
		previous, s.end = r, next
		i = next
	}
}

func (s *scanner) add(m mark) {
	if s.marks == nil {
		s.marks = make([]mark, 0, 16)
	}
	m.gap, m.match = int32(s.end), -1
	s.marks = append(s.marks, m)
}

func (s *scanner) addParen(at int, k class) {
	kind := markOpen
	if k == closeParen {
		kind = markClose
	}
	s.add(mark{start: int32(at), end: int32(at + 1), kind: kind})
}

// badRun reports a run of characters that cannot stand in an expression, and returns where it ends.
func (s *scanner) badRun(at int, k class) int {
	end := at
	for end < len(s.text) {
		other, _, size := classify(s.text, end)
		if other != k {
			break
		}
		end += size
	}
	if s.room(source.Error) {
		s.report(badCharacter(s.text, at, end, k))
	}
	return end
}

func opensQuote(previous rune) bool {
	return previous < 0 || previous == '(' || IsSpace(previous)
}

// findCloser returns where the first quote from at on that can close one of kind k ends, -1 where there is none.
func findCloser(text string, at int, k class) int {
	for at < len(text) {
		if n := escapeAt(text, at); n > 0 {
			at += n
			continue
		}
		found, _, size := classify(text, at)
		at += size
		if found == k && closesQuote(text, at) {
			return at
		}
	}
	return -1
}

func closesQuote(text string, after int) bool {
	if after >= len(text) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[after:])
	return IsSpace(r) || unicode.IsPunct(r)
}

// brace handles the brace at offset at and returns where to go on.
func (s *scanner) brace(at int, k class, nestedOpen *int) int {
	text := s.text
	if k == closeBrace {
		if *nestedOpen > 0 {
			*nestedOpen--
		} else {
			if s.room(source.Error) {
				s.report(braceStray(at))
			}
		}
		return at + 1
	}
	other := nextBrace(text, at+1)
	switch {
	case other < 0:
		if s.room(source.Error) {
			s.report(braceUnclosed(at))
		}
		return at + 1
	case text[other] == '{':
		if s.room(source.Error) {
			s.report(braceNested(text, at, other))
		}
		*nestedOpen++
		return at + 1
	}
	if _, reason := CheckName(text[at+1 : other]); reason != "" {
		if s.room(source.Error) {
			s.report(placeholderMalformed(at, other+1, reason))
		}
		return other + 1
	}
	s.add(mark{start: int32(at), end: int32(other + 1), kind: markPlaceholder})
	return other + 1
}

// nextBrace returns the offset of the first unescaped brace from at on, -1 where there is none.
func nextBrace(text string, at int) int {
	for {
		i := strings.IndexAny(text[at:], "{}\\")
		if i < 0 {
			return -1
		}
		at += i
		if text[at] != '\\' {
			return at
		}
		at += max(escapeAt(text, at), 1)
	}
}

// operatorRun handles the run of operator characters at offset at and returns where it ends.
func (s *scanner) operatorRun(at int, k class, previous rune, nestedOpen *int) int {
	text := s.text
	end, runes, wide := at, 0, false
	for end < len(text) {
		other, _, size := classify(text, end)
		if other != operator && other != wideOperator {
			break
		}
		wide = wide || other == wideOperator
		end += size
		runes++
	}
	next := rune(-1)
	if end < len(text) {
		next, _ = utf8.DecodeRuneInString(text[end:])
	}
	if wide || runes == 1 && (isUnspaced(previous) || isUnspaced(next)) {
		s.operatorInText(at, end, previous, next, wide)
		if wide {
			return end
		}
	}
	left, right := s.beside(previous, at), besideText
	switch {
	case next < 0 || IsSpace(next):
		right = besideSpace
	case next == '(' || next == ')':
		right = besideParen
	}
	if left == besideText || right == besideText {
		return end
	}
	if runes == 1 && text[at:end] == "×" && s.betweenDigits(at, end) {
		return end
	}
	*nestedOpen = 0 // a new leaf starts here: its braces are its own
	s.add(mark{start: int32(at), end: int32(end), kind: markOperator, left: left, right: right})
	return end
}

// beside says what stands directly to the left of at. A parenthesis counts only if it is a mark, not an escaped or quoted one.
func (s *scanner) beside(previous rune, at int) neighbour {
	switch {
	case previous < 0 || IsSpace(previous):
		return besideSpace
	case len(s.marks) > 0:
		if last := s.marks[len(s.marks)-1]; int(last.end) == at && (last.kind == markOpen || last.kind == markClose) {
			return besideParen
		}
	}
	return besideText
}

// betweenDigits reports whether the characters on both sides, white space left out, are digits.
func (s *scanner) betweenDigits(at, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s.text[:s.end])
	if s.end == 0 || !unicode.IsDigit(before) {
		return false
	}
	rest := strings.TrimLeftFunc(s.text[end:], IsSpace)
	after, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsDigit(after)
}

// operatorInText warns of an operator sign that stands in a script without spaces and so is text.
func (s *scanner) operatorInText(at, end int, previous, next rune, wide bool) {
	isWord := func(r rune) bool {
		return r >= 0 && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || isUnspaced(r))
	}
	atEdge := func(r rune) bool {
		return r < 0 || IsSpace(r) || r == '(' || r == ')' || isUnspaced(r)
	}
	inside := isWord(previous) && isWord(next) && (isUnspaced(previous) || isUnspaced(next))
	if inside || wide && atEdge(previous) && atEdge(next) {
		if s.room(source.Warning) {
			s.report(operatorInText(s.text, at, end))
		}
	}
}
