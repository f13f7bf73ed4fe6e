package typed

import "strings"

// ordinalWords are the ordinals that are written out.
var ordinalWords = index(1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "+
	"sixteenth seventeenth eighteenth nineteenth twentieth")

// smallWords are the numbers below twenty and the tens, by language; number words join them.
var smallWords = func() map[string]float64 {
	table := map[string]float64{}
	for _, line := range []string{
		"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
		"null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
		"- un deux trois quatre cinq - sept huit neuf dix onze douze treize quatorze quinze seize - - -",
	} {
		for i, w := range strings.Fields(line) {
			if w != "-" {
				table[w] = float64(i)
			}
		}
	}
	for _, line := range []string{
		"- - twenty thirty forty fifty sixty seventy eighty ninety",
		"- - zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
	} {
		for i, w := range strings.Fields(line) {
			if w != "-" {
				table[w] = float64(i) * 10
			}
		}
	}
	return table
}()

// magnitudes are the words that multiply what stands before them.
var magnitudes = map[string]float64{
	"hundred": 1e2, "hundreds": 1e2, "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9,
	"trillion": 1e12, "trillions": 1e12, "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "tn": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
	"dozen": 12, "dozens": 12, "score": 20,
	"hundert": 1e2, "tausend": 1e3, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "billionen": 1e12,
	"mille": 1e3, "milliard": 1e9, "milliards": 1e9,
	"百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12,
}

var hanDigits = map[string]int{
	"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}

func index(from int, words string) map[string]int {
	table := map[string]int{}
	for i, w := range strings.Fields(words) {
		table[w] = from + i
	}
	return table
}

// hanNumber reads a number in Han numerals: 十二, 三百五十, 一万二千.
func (s *stream) hanNumber() (float64, bool) {
	total, section, digit := 0.0, 0.0, -1.0
	start := s.at
	for {
		t := s.peek(0).text
		if d, ok := hanDigits[t]; ok {
			if digit > 0 {
				break // digit by digit is a year, not a number
			}
			digit = float64(d)
			s.at++
			continue
		}
		m := magnitudes[t]
		if t == "十" {
			m = 10
		}
		if m == 0 || s.peek(0).kind != hanToken {
			break
		}
		if digit < 0 {
			if t != "十" && section == 0 {
				break
			}
			digit = 1
			if m >= 1e4 {
				digit = 0
			}
		}
		if m >= 1e4 {
			total += (section + digit) * m
			section = 0
		} else {
			section += digit * m
		}
		digit = -1
		s.at++
	}
	if digit > 0 {
		section += digit
	}
	if s.at-start > 24 {
		return 0, false
	}
	return total + section, s.at > start
}

// wordNumber reads a number in words: twenty-three, half a million, a dozen, two hundred and five, two and a half million.
func (s *stream) wordNumber() (float64, bool) {
	start := s.at
	if s.word("half") {
		s.word("a", "an")
		if m, ok := magnitudes[s.peek(0).text]; ok {
			s.at++
			return m / 2, true
		}
		s.at = start
		return 0, false
	}
	if s.peek(0).text == "a" && magnitudes[s.peek(1).text] > 0 && s.peek(1).kind == wordToken {
		s.at++
	} else if _, ok := smallWords[s.peek(0).text]; !ok || s.peek(0).kind != wordToken {
		return 0, false
	}
	total, section, any := 0.0, 0.0, false
	for s.at-start < 24 {
		t := s.peek(0)
		mark := s.at
		if any && s.word("and", "-", "und") {
			t = s.peek(0)
			if s.words("a", "half") {
				section += .5
				continue
			}
		}
		if v, ok := smallWords[t.text]; ok && t.kind == wordToken && fits(section, v) {
			section += v
		} else if m, ok := magnitudes[t.text]; ok && t.kind == wordToken && (any || mark > start) && (m > 100 || section < 100) {
			if !any {
				section = 1
			}
			if section == 0 {
				s.at = mark
				break
			}
			if m == 100 || m == 12 || m == 20 {
				section *= m
			} else {
				total += section * m
				section = 0
			}
		} else {
			s.at = mark
			break
		}
		any = true
		s.at++
	}
	return total + section, any
}

// fits reports whether a small number can follow what was read: five after twenty or two hundred, not seven after five.
func fits(section, v float64) bool {
	if section == 0 {
		return true
	}
	tens := int(section) % 100
	return tens == 0 || tens%10 == 0 && tens >= 20 && v < 10
}
