package typed

// chineseDate reads 1946年12月18日, 1946年12月, 1946年, 一九四六年十二月十八日.
func (s *stream) chineseDate() (Date, bool) {
	before := s.words("公", "元", "前")
	if !before {
		_ = s.words("公", "元")
	}
	y, ok := s.number(1, 4)
	if !ok {
		if y, ok = s.hanYear(); !ok {
			return Date{}, false
		}
	}
	if s.peek(0).text != "年" || s.peek(1).text == "代" {
		return Date{}, false
	}
	s.at++
	if before {
		y = 1 - y
	}
	return s.hanMonthDay(y)
}

// eraDate reads 昭和21年12月18日.
func (s *stream) eraDate() (Date, bool) {
	base, ok := eras[s.peek(0).text+s.peek(1).text]
	if !ok {
		return Date{}, false
	}
	s.at += 2
	n := 1
	if !s.word("元") {
		if n, ok = s.smallNumber(); !ok {
			return Date{}, false
		}
	}
	if !s.word("年") || n < 1 || n > 99 {
		return Date{}, false
	}
	return s.hanMonthDay(base + n)
}

func (s *stream) hanMonthDay(y int) (Date, bool) {
	if y < -maxYear || y > maxYear {
		return Date{}, false
	}
	mark := s.at
	m, ok := s.smallNumber()
	if !ok || !s.word("月") || m < 1 || m > 12 {
		s.at = mark
		return yearDate(y), true
	}
	mark = s.at
	d, ok := s.smallNumber()
	if !ok || !s.word("日", "号", "號") || !valid(y, m, d) {
		s.at = mark
		return monthDate(y, m), true
	}
	return dayDate(y, m, d), true
}

// smallNumber reads a number below a hundred, in digits or in Han numerals.
func (s *stream) smallNumber() (int, bool) {
	if n, ok := s.number(1, 2); ok {
		return n, true
	}
	n, ok := s.hanNumber()
	return int(n), ok && n >= 0 && n < 100
}

// hanYear reads a year written digit by digit: 一九四六, 二〇二四.
func (s *stream) hanYear() (int, bool) {
	y, digits := 0, 0
	for digits < 4 {
		d, ok := hanDigits[s.peek(0).text]
		if !ok {
			break
		}
		y = y*10 + d
		s.at++
		digits++
	}
	return y, digits >= 2 && y > 0
}
