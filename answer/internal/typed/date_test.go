package typed_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/qcompiler/qcompiler/answer/internal/typed"
	"github.com/stretchr/testify/assert"
)

func TestParseDate(t *testing.T) {
	for _, tt := range []struct {
		in, want string // want as String writes it; empty for none
		used     int    // 0 for all
	}{
		{"18 December 1946", "18 December 1946", 0},
		{"December 18, 1946", "18 December 1946", 0},
		{"Dec. 18, 1946", "18 December 1946", 0},
		{"18th of December, 1946", "18 December 1946", 0},
		{"Wednesday, 18 December 1946", "18 December 1946", 0},
		{"18.12.1946", "18 December 1946", 0},
		{"18/12/1946", "18 December 1946", 0},
		{"12/18/1946", "18 December 1946", 0},
		{"3/4/1990", "1990", 0}, // which is the day is not said
		{"1946-12-18", "18 December 1946", 0},
		{"１９４６年１２月１８日", "18 December 1946", 0},
		{"1946年12月18日", "18 December 1946", 0},
		{"1946年12月", "December 1946", 0},
		{"一九四六年十二月十八日", "18 December 1946", 0},
		{"二〇〇八年", "2008", 0},
		{"昭和21年12月18日", "18 December 1946", 0},
		{"平成元年", "1989", 0},
		{"公元前221年", "221 BC", 0},
		{"18. Dezember 1946", "18 December 1946", 0},
		{"3. März 1901", "3 March 1901", 0},
		{"le 1er janvier 1900", "1 January 1900", 0},
		{"14 juillet 1789", "14 July 1789", 0},
		{"2 de mayo de 1808", "2 May 1808", 0},
		{"9 мая 1945", "9 May 1945", 0},
		{"March 1993", "March 1993", 0},
		{"1946", "1946", 0},
		{"in 1946 he left", "1946", 7},
		{"AD 79", "AD 79", 0},
		{"79 AD", "AD 79", 0},
		{"44 BC", "44 BC", 0},
		{"15 March 44 BC", "15 March 44 BC", 0},
		{"c. 1450", "c. 1450", 0},
		{"circa 630 BC", "c. 630 BC", 0},
		{"the 1990s", "1990s", 0},
		{"1990er Jahre", "1990s", 0},
		{"1990年代", "1990s", 0},
		{"12th century", "12th century", 0},
		{"the twelfth century", "12th century", 0},
		{"5th century BC", "5th century BC", 0},
		{"12. Jahrhundert", "12th century", 0},
		{"XIIe siècle", "12th century", 0},
		{"12世纪", "12th century", 0},
		{"early 1990s", "1990 to 1994", 0},
		{"late 19th century", "1851 to 1900", 0},
		{"29 February 1900", "", 0},
		{"31 April 1990", "", 0},
		{"1234567", "", 0},
		{"123,456", "", 0},
		{"50%", "", 0},
		{"twelve", "", 0},
		{"May", "", 0},
		{"", "", 0},
		{"500 km", "", 0},
		{"500 million", "", 0},
		{"1500m", "", 0},
	} {
		d, n := typed.ParseDate(tt.in)
		if tt.want == "" {
			assert.Zero(t, n, "%q gave %v", tt.in, d)
			continue
		}
		assert.Equal(t, tt.want, d.String(), tt.in)
		if tt.used == 0 {
			tt.used = len(tt.in)
		}
		assert.Equal(t, tt.used, n, tt.in)
	}
}

func TestFindDate(t *testing.T) {
	for _, tt := range []struct{ in, date, at string }{
		{"born 18 December 1946 in Ohio", "18 December 1946", "18 December 1946"},
		{"He was born in the 1930s.", "1930s", "in the 1930s"},
		{"room 237 in 1980", "1980", "in 1980"},
		{"Alfred (13 August 1899 – 29 April 1980)", "13 August 1899", "13 August 1899"},
	} {
		d, start, end, ok := typed.FindDate(tt.in)
		assert.True(t, ok, tt.in)
		assert.Equal(t, tt.date, d.String())
		assert.Equal(t, tt.at, tt.in[start:end])
	}
	_, _, _, ok := typed.FindDate("no 45 and 12,000 people")
	assert.False(t, ok)
}

func TestCompareDates(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want typed.Order
		year typed.Truth
		same typed.Truth
	}{
		{"1946", "18 December 1946", typed.Undecided, typed.Yes, typed.Unknown},
		{"1946", "1946", typed.Undecided, typed.Yes, typed.Yes},
		{"1945", "18 December 1946", typed.Less, typed.No, typed.No},
		{"18 December 1946", "December 18, 1946", typed.Equal, typed.Yes, typed.Yes},
		{"44 BC", "AD 14", typed.Less, typed.No, typed.No},
		{"63 BC", "42 BC", typed.Less, typed.No, typed.No},
		{"the 1990s", "1995", typed.Undecided, typed.Unknown, typed.Unknown},
		{"12th century", "1636", typed.Less, typed.No, typed.No},
		{"5th century BC", "4th century BC", typed.Less, typed.No, typed.No},
		{"c. 1450", "1452", typed.Undecided, typed.Unknown, typed.Unknown},
		{"c. 1450", "1470", typed.Less, typed.No, typed.No},
		{"March 1993", "3 April 1993", typed.Less, typed.Yes, typed.No},
	} {
		a, _ := typed.ParseDate(tt.a)
		b, _ := typed.ParseDate(tt.b)
		assert.Equal(t, tt.want, typed.CompareDates(a, b), "%s and %s", tt.a, tt.b)
		assert.Equal(t, tt.want.Reverse(), typed.CompareDates(b, a), "%s and %s", tt.b, tt.a)
		assert.Equal(t, tt.year, typed.SameYear(a, b), "year of %s and %s", tt.a, tt.b)
		assert.Equal(t, tt.same, typed.SameDate(a, b), "%s and %s", tt.a, tt.b)
	}
}

func TestParsePeriod(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"1914-1918", "1914 to 1918"},
		{"1914–18", "1914 to 1918"},
		{"from 1990 to 1995", "1990 to 1995"},
		{"between May 1940 and June 1941", "May 1940 to June 1941"},
		{"5 June – 3 July 1944", "5 June 1944 to 3 July 1944"},
		{"5–9 June 1944", "5 June 1944 to 9 June 1944"},
		{"June 5–9, 1944", "5 June 1944 to 9 June 1944"},
		{"June 5 – July 3, 1944", "5 June 1944 to 3 July 1944"},
		{"13 August 1899 – 29 April 1980", "13 August 1899 to 29 April 1980"},
		{"500–300 BC", "500 BC to 300 BC"},
		{"von 1933 bis 1945", "1933 to 1945"},
		{"1990–present", "1990 to present"},
		{"since 1990", "1990 to present"},
		{"1918-1914", ""},
		{"1990", ""},
	} {
		p, n := typed.ParsePeriod(tt.in)
		if tt.want == "" {
			assert.Zero(t, n, tt.in)
			continue
		}
		assert.Equal(t, tt.want, p.String(), tt.in)
		assert.Equal(t, len(tt.in), n, tt.in)
	}
}

// someDate makes a date of any precision.
func someDate(r *rand.Rand) typed.Date {
	year := r.IntN(2300) - 200
	if year == 0 {
		year = 1
	}
	era := ""
	if year < 0 {
		year, era = -year, " BC"
	}
	text := ""
	switch r.IntN(6) {
	case 0:
		text = fmt.Sprintf("%d March %d", 1+r.IntN(28), year)
	case 1:
		text = fmt.Sprintf("July %d", year)
	case 2:
		text = fmt.Sprintf("%ds", 10+year/10*10)
	case 3:
		text = fmt.Sprintf("%dth century", 4+r.IntN(15))
	case 4:
		text = fmt.Sprintf("c. %d", year)
	default:
		text = fmt.Sprintf("%d", year)
		if era == "" {
			text = "AD " + text
		}
	}
	d, _ := typed.ParseDate(text + era)
	return d
}

func TestDateProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	decided := 0
	for range 5000 {
		a, b, c := someDate(r), someDate(r), someDate(r)
		ab, bc, ac := typed.CompareDates(a, b), typed.CompareDates(b, c), typed.CompareDates(a, c)
		assert.Equal(t, ab.Reverse(), typed.CompareDates(b, a), "%v %v", a, b)
		if ab == bc && (ab == typed.Less || ab == typed.Greater) {
			decided++
			assert.Equal(t, ab, ac, "%v %v %v", a, b, c)
		}
		if ab == typed.Equal {
			assert.Equal(t, bc, ac)
		}
		if a.First.Year != 0 {
			again, n := typed.ParseDate(a.String())
			if a.Precision != typed.ToSpan && assert.Equal(t, len(a.String()), n, a.String()) {
				assert.Equal(t, a, again, a.String())
			}
		}
		if t.Failed() {
			return
		}
	}
	assert.Greater(t, decided, 300)
}

func TestSameStretch(t *testing.T) {
	for _, tt := range []struct {
		a, b            string
		decade, century typed.Truth
	}{
		{"1975", "25 May 1979", typed.Yes, typed.Yes},
		{"1979", "1980", typed.No, typed.Yes},
		{"1900", "1901", typed.Yes, typed.No},
		{"19th century", "1850", typed.Unknown, typed.Yes},
		{"c. 1899", "1898", typed.Unknown, typed.Unknown},
		{"44 BC", "AD 14", typed.No, typed.No},
	} {
		a, _ := typed.ParseDate(tt.a)
		b, _ := typed.ParseDate(tt.b)
		assert.Equal(t, tt.decade, typed.SameDecade(a, b), "decade of %s and %s", tt.a, tt.b)
		assert.Equal(t, tt.century, typed.SameCentury(b, a), "century of %s and %s", tt.a, tt.b)
	}
}
