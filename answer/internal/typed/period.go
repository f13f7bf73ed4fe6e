package typed

// ParsePeriod reads a stretch of time at the start of text: "1914-1918", "1914–18", "from 1990 to 1995", "between May 1940 and June 1941",
// "5 June – 3 July 1944", "since 1990", "1990–present".
func ParsePeriod(text string) (Period, int) {
	s := stream{tokens: lex(text)}
	p, ok := s.period(3)
	if !ok {
		return Period{}, 0
	}
	return p, s.used()
}

// FindPeriod returns the first stretch of time in text and where it stands, in bytes.
func FindPeriod(text string) (p Period, start, end int, ok bool) {
	tokens := lex(text)
	for i := range tokens {
		s := stream{tokens: tokens, at: i}
		if p, ok := s.period(4); ok {
			return p, tokens[i].start, s.used(), true
		}
	}
	return Period{}, 0, 0, false
}

func (s *stream) period(minDigits int) (Period, bool) {
	if s.word("since", "seit", "depuis") {
		d, ok := s.date(minDigits)
		return Period{Start: d, Open: true}, ok
	}
	between := s.word("between", "zwischen", "entre")
	if !between {
		s.word("from", "von", "vom", "de", "du", "从")
	}
	first := s.at
	start, ok := s.date(minDigits)
	if !ok {
		s.at = first
		return s.sharedYear()
	}
	switch {
	case between && s.word("and", "und", "et"):
	case !between && s.dash():
	case !between && oneOf(s.peek(0).text, spanWords):
		s.at++
		s.word("au", "le", "the")
	default:
		return Period{}, false
	}
	if oneOf(s.peek(0).text, openWords) {
		s.at++
		return Period{Start: start, Open: true}, true
	}
	if s.words("至", "今") {
		return Period{Start: start, Open: true}, true
	}
	if end, ok := s.shortYear(start); ok {
		return Period{Start: start, End: end}, true
	}
	end, ok := s.date(3)
	if !ok {
		return Period{}, false
	}
	// "500 to 300 BC": the era of the end is that of the start.
	if start.Precision == ToYear && end.Last.Year <= 0 && start.First.Year > 0 {
		start = yearDate(1 - start.First.Year)
	}
	if CompareDates(start, end) == Greater {
		return Period{}, false
	}
	return Period{Start: start, End: end}, true
}

func (s *stream) dash() bool {
	return s.word("-", "–", "—", "‐", "‑", "−", "~", "〜", "～")
}

// shortYear reads the end of 1914–18.
func (s *stream) shortYear(start Date) (Date, bool) {
	if start.Precision != ToYear || start.First.Year < 100 {
		return Date{}, false
	}
	t := s.peek(0)
	if t.kind != digitToken || len(t.text) != 2 || s.peek(1).text == "年" || months[s.peek(1).text] != 0 {
		return Date{}, false
	}
	y, _ := s.number(2, 2)
	y += start.First.Year / 100 * 100
	if y <= start.First.Year {
		s.at--
		return Date{}, false
	}
	return yearDate(y), true
}

// sharedYear reads periods whose year stands at the end only: 5 June – 3 July 1944, 5–9 June 1944, June 5 – July 3, 1944.
func (s *stream) sharedYear() (Period, bool) {
	d1, ok := s.day()
	m1 := 0
	if ok {
		m1, _ = s.month()
	} else {
		if m1, ok = s.month(); !ok {
			return Period{}, false
		}
		d1, _ = s.day() // none where it is a month: June – July 1944
	}
	if !s.dash() && !s.word("to", "bis", "and", "until") {
		return Period{}, false
	}
	if d, ok := s.day(); ok && d1 != 0 && m1 != 0 && s.word(",") { // June 5–9, 1944
		y, ok := s.year(3)
		return days(y, m1, d1, m1, d), ok && valid(y, m1, d1) && valid(y, m1, d) && d1 <= d
	} else if ok {
		s.at--
		if s.peek(0).kind != digitToken {
			s.at--
		}
	}
	end, ok := s.date(3)
	if !ok || end.Precision > ToMonth || end.Circa {
		return Period{}, false
	}
	y := end.First.Year
	if m1 == 0 {
		m1 = end.First.Month
	}
	start := monthDate(y, m1)
	if d1 != 0 {
		if !valid(y, m1, d1) {
			return Period{}, false
		}
		start = dayDate(y, m1, d1)
	}
	return Period{Start: start, End: end}, CompareDates(start, end) != Greater
}

func days(y, m1, d1, m2, d2 int) Period {
	return Period{Start: dayDate(y, m1, d1), End: dayDate(y, m2, d2)}
}
