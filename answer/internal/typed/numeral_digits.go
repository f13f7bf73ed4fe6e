package typed

import (
	"math"
	"strconv"
)

// numeral is a number as written.
type numeral struct {
	value, least, most float64
	ordinal            bool
}

func exact(v float64) numeral { return numeral{value: v, least: v, most: v} }

// numeral reads a number in digits or words with its magnitude: 1,234,567; 1.2 million; 12万; twenty-three; 3rd.
func (s *stream) numeral() (numeral, bool) {
	negative := false
	if t := s.peek(0).text; (t == "-" || t == "−" || t == "minus") && s.peek(1).kind == digitToken && (t == "minus" || !s.peek(1).spaced) {
		negative = true
		s.at++
	}
	n, ok := s.positive()
	if negative {
		n.value, n.least, n.most = -n.value, -n.most, -n.least
	}
	return n, ok && !math.IsInf(n.value, 0) && !math.IsNaN(n.value)
}

func (s *stream) positive() (numeral, bool) {
	t := s.peek(0)
	switch t.kind {
	case digitToken:
		return s.digits()
	case hanToken:
		v, ok := s.hanNumber()
		return exact(v), ok
	case wordToken:
		if v, ok := ordinalWords[t.text]; ok {
			s.at++
			n := exact(float64(v))
			n.ordinal = true
			return n, true
		}
		v, ok := s.wordNumber()
		return exact(v), ok
	default:
		if v, ok := vulgar(t); ok { // ¾
			s.at++
			return exact(v), true
		}
		return numeral{}, false
	}
}

func (s *stream) digits() (numeral, bool) {
	text, places, ok := s.figure()
	if !ok {
		return numeral{}, false
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return numeral{}, false
	}
	n := exact(v)
	next := s.peek(0)
	if !next.spaced && places == 0 && oneOf(next.text, "st|nd|rd|th") {
		s.at++
		n.ordinal = true
		return n, true
	}
	if half, ok := vulgar(next); ok {
		s.at++
		n = exact(v + half)
	}
	scale := 1.0
	for range 3 {
		m, ok := magnitudes[s.peek(0).text]
		if !ok || s.peek(0).kind == wordToken && m < 100 && m != 12 {
			break
		}
		if s.word("mio", "mrd", "mn", "bn") {
			s.word(".")
		} else {
			s.at++
		}
		scale *= m
	}
	if scale > 1 { // 1.2 million is rounded: half of its last place either way
		off := 0.0
		if places > 0 {
			off = math.Pow(10, -float64(places)) / 2
		} else if scale >= 1e6 && v < 1000 {
			off = .5
		}
		return numeral{value: n.value * scale, least: (n.value - off) * scale, most: (n.value + off) * scale}, true
	}
	return n, true
}

func vulgar(t token) (float64, bool) {
	switch t.text { // folding writes ½ as 1⁄2
	case "1⁄2":
		return .5, true
	case "1⁄4":
		return .25, true
	case "3⁄4":
		return .75, true
	case "1⁄3":
		return 1. / 3, true
	case "2⁄3":
		return 2. / 3, true
	}
	return 0, false
}

// figure takes digits with separators and returns them in the form strconv reads, with the number of decimal places.
func (s *stream) figure() (text string, places int, ok bool) {
	first := s.peek(0)
	if first.kind != digitToken || len(first.text) > 18 {
		return "", 0, false
	}
	s.at++
	text = first.text
	separator, groups := "", 0
	for len(first.text) <= 3 && first.text[0] != '0' { // thousands
		mark, next := s.peek(0), s.peek(1)
		sep := mark.text
		if mark.kind == digitToken && mark.spaced { // 1 234
			sep, next = " ", mark
		} else if mark.spaced || next.spaced || mark.text != "," && mark.text != "." && mark.text != "'" {
			break
		}
		if next.kind != digitToken || len(next.text) != 3 || separator != "" && sep != separator || len(text) > 15 {
			break
		}
		if sep == " " && mark.start-s.peek(-1).end > 3 {
			break
		}
		if sep == "." && groups == 0 && !s.pointIsThousands() {
			break
		}
		text += next.text
		separator = sep
		groups++
		s.at++
		if sep != " " {
			s.at++
		}
	}
	mark, next := s.peek(0), s.peek(1)
	if !mark.spaced && !next.spaced && next.kind == digitToken && len(next.text) <= 15 && (mark.text == "." || mark.text == "," && separator != ",") &&
		mark.text != separator {
		s.at += 2
		return text + "." + next.text, len(next.text), true
	}
	return text, 0, true
}

// pointIsThousands looks ahead from a point: 1.234.567 and 1.234,5 part thousands, 1.234 is one and a bit.
func (s *stream) pointIsThousands() bool {
	after := s.peek(2)
	return !after.spaced && (after.text == "." || after.text == ",") && s.peek(3).kind == digitToken && !s.peek(3).spaced &&
		(after.text == "," || len(s.peek(3).text) == 3)
}
