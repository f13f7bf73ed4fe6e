package typed

import (
	"fmt"
	"strings"
)

// Precision is how much of a date is known.
type Precision int

// The precisions, from the finest. Span is a stretch of years that is none of the others.
const (
	ToDay Precision = iota
	ToMonth
	ToYear
	ToDecade
	ToCentury
	ToSpan
)

// Day is a day of the calendar. Year is astronomical: 1 BC is 0, 2 BC is -1. Calendars are not told apart: a day is taken as its
// source writes it.
type Day struct{ Year, Month, Day int }

// number returns the days since 1 March of the year 0 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).
func (d Day) number() int {
	y := d.Year
	if d.Month <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*((d.Month+9)%12)+2)/5 + d.Day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// Date is a point in time known to some precision: it lies between First and Last, both included.
type Date struct {
	First, Last Day
	Precision   Precision
	// Circa says that the source calls it uncertain; it then may lie a few years outside as well.
	Circa bool
}

// circaYears is by how much a date called uncertain may be off when it is compared.
const circaYears = 5

func (d Date) bounds() (first, last int) {
	first, last = d.First.number(), d.Last.number()
	if d.Circa {
		first, last = first-circaYears*366, last+circaYears*366
	}
	return first, last
}

// CompareDates says which date is earlier. Two dates are Equal only where both are the same day; where they overlap otherwise, nothing is
// decided.
func CompareDates(a, b Date) Order {
	af, al := a.bounds()
	bf, bl := b.bounds()
	switch {
	case al < bf:
		return Less
	case bl < af:
		return Greater
	case af == al && af == bf && bf == bl:
		return Equal
	default:
		return Undecided
	}
}

// SameYear says whether two dates lie in the same year, as far as they tell.
func SameYear(a, b Date) Truth {
	if CompareDates(a, b) != Equal && (a.Circa || b.Circa) && !disjoint(a, b) {
		return Unknown
	}
	oneYear := a.First.Year == a.Last.Year && b.First.Year == b.Last.Year
	switch {
	case oneYear:
		return TruthOf(a.First.Year == b.First.Year)
	case a.Last.Year < b.First.Year || b.Last.Year < a.First.Year:
		return No
	default:
		return Unknown
	}
}

// SameDecade says whether two dates lie in the same decade, as far as they tell; the 1990s are 1990 to 1999.
func SameDecade(a, b Date) Truth {
	return sameStretch(a, b, func(y int) int { return floorDiv(y, 10) })
}

// SameCentury says whether two dates lie in the same century, as far as they tell; the 19th is 1801 to 1900.
func SameCentury(a, b Date) Truth {
	return sameStretch(a, b, func(y int) int { return floorDiv(y-1, 100) })
}

func sameStretch(a, b Date, number func(year int) int) Truth {
	margin := func(d Date) (first, last int) {
		first, last = d.First.Year, d.Last.Year
		if d.Circa {
			first, last = first-circaYears, last+circaYears
		}
		return number(first), number(last)
	}
	af, al := margin(a)
	bf, bl := margin(b)
	switch {
	case af == al && af == bf && bf == bl:
		return Yes
	case al < bf || bl < af:
		return No
	default:
		return Unknown
	}
}

// SameDate says whether two dates can be the same: No where they exclude each other, Yes where both say the same to the same
// precision.
func SameDate(a, b Date) Truth {
	switch {
	case disjoint(a, b):
		return No
	case a.First == b.First && a.Last == b.Last && !a.Circa && !b.Circa:
		return Yes
	default:
		return Unknown
	}
}

func disjoint(a, b Date) bool {
	o := CompareDates(a, b)
	return o == Less || o == Greater
}

// Year returns the year, as people write it (44 BC is -44), and false where the date does not lie within one year.
func (d Date) Year() (int, bool) {
	if d.First.Year != d.Last.Year {
		return 0, false
	}
	if d.First.Year <= 0 {
		return d.First.Year - 1, true
	}
	return d.First.Year, true
}

// Days returns the day's number, counted from a fixed day, and false where the date is not known to the day.
func (d Date) Days() (int, bool) { return d.First.number(), d.First == d.Last }

// String writes the date in one form that [ParseDate] reads back.
func (d Date) String() string {
	s := d.plain()
	if d.Circa {
		return "c. " + s
	}
	return s
}

func (d Date) plain() string {
	switch d.Precision {
	case ToDay:
		return fmt.Sprintf("%d %s %s", d.First.Day, monthNames[d.First.Month], writeYear(d.First.Year))
	case ToMonth:
		return monthNames[d.First.Month] + " " + writeYear(d.First.Year)
	case ToYear:
		return writeYear(d.First.Year)
	case ToDecade:
		if d.First.Year > 0 {
			return fmt.Sprintf("%ds", d.First.Year)
		}
		return fmt.Sprintf("%ds BC", 1-d.Last.Year)
	case ToCentury:
		if d.First.Year > 0 {
			n := (d.First.Year + 99) / 100
			return fmt.Sprintf("%d%s century", n, ordinalSuffix(n))
		}
		n := (1 - d.First.Year) / 100
		return fmt.Sprintf("%d%s century BC", n, ordinalSuffix(n))
	default:
		return writeYear(d.First.Year) + " to " + writeYear(d.Last.Year)
	}
}

func writeYear(y int) string {
	switch {
	case y <= 0:
		return fmt.Sprintf("%d BC", 1-y)
	case y < 1000:
		return fmt.Sprintf("AD %d", y)
	default:
		return fmt.Sprint(y)
	}
}

func ordinalSuffix(n int) string {
	if n%100/10 != 1 {
		switch n % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

var monthNames = [13]string{
	"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
	"November", "December",
}

func yearDate(y int) Date {
	return Date{First: Day{y, 1, 1}, Last: Day{y, 12, 31}, Precision: ToYear}
}

func monthDate(y, m int) Date {
	return Date{First: Day{y, m, 1}, Last: Day{y, m, monthLength(y, m)}, Precision: ToMonth}
}

func dayDate(y, m, d int) Date {
	day := Day{y, m, d}
	return Date{First: day, Last: day, Precision: ToDay}
}

func spanDate(first, last int, p Precision) Date {
	return Date{First: Day{first, 1, 1}, Last: Day{last, 12, 31}, Precision: p}
}

func monthLength(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) || y%100 == 0 && y < 1753 { // a century was a leap year before the reform
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	default:
		return 31
	}
}

// Period is a stretch of time, such as a reign, a war or a life.
type Period struct {
	Start, End Date
	// Open says that it goes on: "since 1990", "1990-present".
	Open bool
}

// String writes the period in one form that [ParsePeriod] reads back.
func (p Period) String() string {
	if p.Open {
		return p.Start.String() + " to present"
	}
	return p.Start.String() + " to " + p.End.String()
}

// Length returns the length of the period in days, as the least and the most it can be; false where it goes on.
func (p Period) Length() (least, most int, ok bool) {
	if p.Open {
		return 0, 0, false
	}
	sf, sl := p.Start.bounds()
	ef, el := p.End.bounds()
	return max(ef-sl, 0), max(el-sf, 0), true
}

func oneOf(word, list string) bool {
	return word != "" && !strings.Contains(word, "|") && strings.Contains("|"+list+"|", "|"+word+"|")
}

// Covers reports whether the whole of another date lies within this one: 1946 covers 18 December 1946.
func (d Date) Covers(other Date) bool {
	return d.First.number() <= other.First.number() && other.Last.number() <= d.Last.number() && (d.Circa || !other.Circa)
}
