package typed

import "strconv"

const (
	circaWords   = "c|ca|circa|about|around|approximately|um|etwa|environ|vers|约|頃|约莫"
	centuryWords = "century|centuries|jahrhundert|jahrhunderts|jh|siecle|siglo|secolo|seculo|eeuw"
	spanWords    = "to|until|till|through|bis|a|au|jusqu|hasta|至|到"
	openWords    = "present|now|today|heute|present|至今|今"
	maxYear      = 9999
)

// ParseDate reads a date at the start of text: a day, a month, a year, a decade or a century, in the forms that encyclopaedias write,
// in several languages. A bare number counts as a year if it has three or four digits, or an era beside it.
//
// A date whose day and month could be either way round, such as 3/4/1990, is taken as its year alone.
func ParseDate(text string) (Date, int) {
	s := stream{tokens: lex(text)}
	d, ok := s.date(3)
	if !ok {
		return Date{}, 0
	}
	return d, s.used()
}

// FindDate returns the first date in text and where it stands, in bytes. A bare number counts as a year only if it has four digits and lies
// between 1000 and 2199.
func FindDate(text string) (d Date, start, end int, ok bool) {
	tokens := lex(text)
	for i := range tokens {
		s := stream{tokens: tokens, at: i}
		if d, ok := s.date(4); ok {
			return d, tokens[i].start, s.used(), true
		}
	}
	return Date{}, 0, 0, false
}

// date reads a date; minDigits is how many digits a bare year must have.
func (s *stream) date(minDigits int) (Date, bool) {
	start := s.at
	if s.word("on", "in", "the", "am", "im", "le", "en", "dem", "den") && s.peek(0).text == "the" {
		s.at++
	}
	if oneOf(s.peek(0).text, weekdays) {
		s.at++
		s.word(".")
		s.word(",")
	}
	circa := false
	if oneOf(s.peek(0).text, circaWords) && (s.peek(0).kind != wordToken || s.peek(1).text != "-") {
		circa = true
		s.at++
		s.word(".")
	}
	d, ok := s.bareDate(minDigits, circa)
	if !ok {
		s.at = start
		return Date{}, false
	}
	if s.peek(0).text == "?" && !s.peek(0).spaced && s.peek(1).text == ")" {
		circa = true
	}
	if s.word("頃") {
		circa = true
	}
	d.Circa = circa
	return d, true
}

func (s *stream) bareDate(minDigits int, circa bool) (Date, bool) {
	start := s.at
	for _, form := range []func() (Date, bool){
		s.part, s.eraDate, s.chineseDate, s.isoDate, s.numericDate, s.dayMonthYear, s.monthDayYear, s.century, s.decade,
	} {
		if d, ok := form(); ok {
			return d, true
		}
		s.at = start
	}
	if circa {
		minDigits = 1
	}
	if y, ok := s.year(minDigits); ok {
		return yearDate(y), true
	}
	s.at = start
	return Date{}, false
}

// part reads early, mid and late before a decade, a century or a year: "the late 1990s". They are vague, so mid overlaps neither end by
// little: early is the first half, late the second, mid the middle three fifths.
func (s *stream) part() (Date, bool) {
	var which int
	switch {
	case s.word("early"):
	case s.word("mid", "middle"):
		which = 1
	case s.word("late"):
		which = 2
	default:
		return Date{}, false
	}
	s.word("-")
	s.word("of")
	s.word("the")
	d, ok := s.century()
	if !ok {
		if d, ok = s.decade(); !ok {
			y, ok := s.year(4)
			return yearDate(y), ok
		}
	}
	n := d.Last.Year - d.First.Year + 1
	switch which {
	case 0:
		return spanDate(d.First.Year, d.First.Year+n/2-1, ToSpan), true
	case 1:
		return spanDate(d.First.Year+n/5, d.Last.Year-n/5, ToSpan), true
	default:
		return spanDate(d.First.Year+n/2, d.Last.Year, ToSpan), true
	}
}

// number takes a token of digits with at least least and at most most digits.
func (s *stream) number(least, most int) (int, bool) {
	t := s.peek(0)
	if t.kind != digitToken || len(t.text) < least || len(t.text) > most {
		return 0, false
	}
	n, err := strconv.Atoi(t.text)
	if err != nil {
		return 0, false
	}
	s.at++
	return n, true
}

// year reads a year with its era, if it has one.
func (s *stream) year(minDigits int) (int, bool) {
	ad := s.word("ad", "ce") || s.words("a", ".", "d", ".") || s.words("公", "元")
	if !ad && s.words("公", "元", "前") || ad && s.word("前") {
		y, ok := s.number(1, 4)
		s.word("年")
		return 1 - y, ok && y > 0
	}
	at := s.peek(0)
	y, ok := s.number(1, 4)
	if !ok || y == 0 {
		return 0, false
	}
	if s.bc() {
		return 1 - y, true
	}
	if s.word("ad", "ce", "年") || s.words("a", ".", "d", ".") || s.words("n", ".", "chr") {
		return y, true
	}
	if ad {
		return y, true
	}
	digits := at.end - at.start
	next := s.peek(0)
	if digits < minDigits || minDigits >= 4 && (y < 1000 || y > 2199) {
		return 0, false
	}
	if next.text == "%" || next.text == "$" || next.text == "°" { // a number of something
		return 0, false
	}
	if (next.text == "," || next.text == ".") && !next.spaced && s.peek(1).kind == digitToken && !s.peek(1).spaced && digits <= 3 {
		return 0, false // 123,456
	}
	if next.kind == wordToken && !next.spaced { // 1500m
		return 0, false
	}
	if u, ok := units[next.text]; ok && u.dimension != "time" && next.text != "in" || next.text == "square" || magnitudes[next.text] > 0 { // 500 km
		return 0, false
	}
	return y, true
}

func (s *stream) bc() bool {
	return s.word("bc", "bce") || s.words("b", ".", "c", ".") || s.words("b", ".", "c") ||
		s.words("v", ".", "chr", ".") || s.words("v", ".", "chr") || s.words("av", ".", "j", ".", "-", "c", ".") || s.words("av", ".", "j", ".", "-", "c")
}

func valid(y, m, d int) bool {
	return y >= -maxYear && y <= maxYear && 1 <= m && m <= 12 && 1 <= d && d <= monthLength(y, m)
}

// isoDate reads 1946-12-18 and 1946-12.
func (s *stream) isoDate() (Date, bool) {
	y, ok := s.number(4, 4)
	if !ok || s.peek(0).spaced || !s.word("-", "/") || s.peek(0).spaced {
		return Date{}, false
	}
	m, ok := s.number(2, 2)
	if !ok || m < 1 || m > 12 {
		return Date{}, false
	}
	if sep := s.peek(0); !sep.spaced && (sep.text == "-" || sep.text == "/") && !s.peek(1).spaced {
		s.at++
		if d, ok := s.number(2, 2); ok && valid(y, m, d) {
			return dayDate(y, m, d), true
		}
	}
	return Date{}, false // 1914-18 is a period, and 1946-12 could be one
}

// numericDate reads 18.12.1946, 18/12/1946 and 12/18/1946.
func (s *stream) numericDate() (Date, bool) {
	a, ok := s.number(1, 2)
	sep := s.peek(0).text
	if !ok || !s.word(".", "/", "-") {
		return Date{}, false
	}
	b, ok := s.number(1, 2)
	if !ok || !s.word(sep) {
		return Date{}, false
	}
	y, ok := s.number(4, 4)
	switch {
	case !ok:
		return Date{}, false
	case sep == "." || a > 12: // the day is first wherever points are written
		return dayDate(y, b, a), valid(y, b, a)
	case b > 12:
		return dayDate(y, a, b), valid(y, a, b)
	case a == b:
		return dayDate(y, a, b), valid(y, a, b)
	default:
		return yearDate(y), valid(y, b, a)
	}
}

func (s *stream) month() (int, bool) {
	m, ok := months[s.peek(0).text]
	if ok {
		s.at++
		s.word(".")
	}
	return m, ok
}

func (s *stream) day() (int, bool) {
	t := s.peek(0)
	d, ok := s.number(1, 2)
	if !ok || d < 1 || d > 31 {
		return 0, false
	}
	if next := s.peek(0); !next.spaced && oneOf(next.text, "st|nd|rd|th|er|º|ª|.") && t.end == next.start {
		s.at++
	}
	return d, true
}

// dayMonthYear reads 18 December 1946, 18th of December, 1946, 18. Dezember 1946, 18 décembre 1946, 18 de diciembre de 1946.
func (s *stream) dayMonthYear() (Date, bool) {
	d, ok := s.day()
	if !ok {
		return Date{}, false
	}
	s.word("of", "de")
	m, ok := s.month()
	if !ok {
		return Date{}, false
	}
	s.word(",")
	s.word("of", "de", "del")
	y, ok := s.year(3)
	return dayDate(y, m, d), ok && valid(y, m, d)
}

// monthDayYear reads December 18, 1946 and December 1946.
func (s *stream) monthDayYear() (Date, bool) {
	m, ok := s.month()
	if !ok {
		return Date{}, false
	}
	mark := s.at
	if s.word("the") {
		mark = s.at
	}
	if d, ok := s.day(); ok {
		s.word(",")
		if y, ok := s.year(3); ok && valid(y, m, d) {
			return dayDate(y, m, d), true
		}
	}
	s.at = mark
	s.word(",")
	s.word("of", "de", "del")
	y, ok := s.year(3)
	return monthDate(y, m), ok
}

// decade reads 1990s, the 1990's, 1990er Jahre, années 1990, 1990年代.
func (s *stream) decade() (Date, bool) {
	s.word("the", "annees")
	y, ok := s.number(2, 4)
	if !ok || y%10 != 0 || y == 0 {
		return Date{}, false
	}
	next := s.peek(0)
	switch {
	case next.spaced:
		return Date{}, false
	case s.word("s", "er"):
	case s.words("'", "s"), s.words("年", "代"):
	default:
		return Date{}, false
	}
	s.word("jahre", "jahren")
	if s.bc() {
		return spanDate(1-(y+9), 1-y, ToDecade), true
	}
	if y < 100 {
		return Date{}, false // which century's nineties is not said
	}
	return spanDate(y, y+9, ToDecade), true
}

// century reads 12th century, 5th century BC, twelfth century, 12. Jahrhundert, XIIe siècle, 12世纪.
func (s *stream) century() (Date, bool) {
	s.word("the")
	n, ok := s.number(1, 2)
	if ok {
		if next := s.peek(0); !next.spaced && oneOf(next.text, "st|nd|rd|th|.|e|eme") {
			s.at++
		}
	} else if n, ok = ordinalWords[s.peek(0).text]; ok {
		s.at++
	} else if n, ok = romanOrdinal(s.peek(0).text); ok {
		s.at++
	} else {
		return Date{}, false
	}
	s.word("-")
	if !oneOf(s.peek(0).text, centuryWords) {
		if !s.words("世", "纪") && !s.words("世", "紀") {
			return Date{}, false
		}
	} else {
		s.at++
		s.word(".")
	}
	if n < 1 || n > 99 {
		return Date{}, false
	}
	if s.bc() {
		return spanDate(1-n*100, 1-(n*100-99), ToCentury), true
	}
	if !s.word("ad", "ce") {
		_ = s.words("a", ".", "d", ".")
	}
	return spanDate(n*100-99, n*100, ToCentury), true
}

// romanOrdinal reads a Roman number up to 39, with the French ending if it has one: xiie is 12.
func romanOrdinal(word string) (int, bool) {
	trimmed := word
	if n := len(word); n > 1 && word[n-1] == 'e' {
		trimmed = word[:n-1]
	}
	if trimmed == "" || len(trimmed) > 6 {
		return 0, false
	}
	values := map[byte]int{'i': 1, 'v': 5, 'x': 10}
	total := 0
	for i := range len(trimmed) {
		v, ok := values[trimmed[i]]
		if !ok {
			return 0, false
		}
		if i+1 < len(trimmed) && v < values[trimmed[i+1]] {
			v = -v
		}
		total += v
	}
	return total, total > 0
}
