package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/qcompiler/qcompiler/internal/digits"
)

// byteSize is a number of bytes, written as 2000000, 2MB or 2MiB. It is the value of flags that bound the size of something.
type byteSize struct{ value, most int }

// String returns the size.
func (b *byteSize) String() string { return sizeText(int64(b.value)) }

// Type names the value in a usage line.
func (b *byteSize) Type() string { return "SIZE" }

var byteUnits = []struct {
	suffix string
	size   float64
}{
	{"kib", 1 << 10},
	{"mib", 1 << 20},
	{"gib", 1 << 30},
	{"kb", 1e3},
	{"mb", 1e6},
	{"gb", 1e9},
	{"k", 1 << 10},
	{"m", 1 << 20},
	{"g", 1 << 30},
	{"b", 1},
	{"", 1},
}

// Set takes a size in bounds.
func (b *byteSize) Set(text string) error {
	for _, unit := range byteUnits {
		number, ok := strings.CutSuffix(strings.ToLower(text), unit.suffix)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		size := n * unit.size
		if err != nil || !(size >= 1 && size <= float64(b.most)) || size != math.Trunc(size) {
			break
		}
		b.value = int(size)
		return nil
	}
	return fmt.Errorf("%q is not a size from 1 byte to %s, such as 500kB or 64MiB", text, sizeText(int64(b.most)))
}

// sizeText writes a number of bytes as people do.
func sizeText(n int64) string {
	for _, unit := range []struct {
		name string
		size float64
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if x := float64(n) / unit.size; x >= 1 {
			return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0") + " " + unit.name
		}
	}
	if n == 1 {
		return "1 byte"
	}
	return strconv.FormatInt(n, 10) + " bytes"
}

// clock writes a time that is yet to pass, or has passed, as 0:07, 12:34 or 1:02:03.
func clock(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// seconds writes how long something took.
func seconds(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return clock(d)
}

// perSecond is how many came in a second.
func perSecond(n uint64, d time.Duration) uint64 {
	if d <= 0 {
		return 0
	}
	return uint64(float64(n) / d.Seconds())
}

func number(n uint64) string { return digits.Thousands(int(min(n, math.MaxInt))) }

// passages counts what an index holds.
func passages(n uint64) string {
	if n == 1 {
		return "1 passage"
	}
	return number(n) + " passages"
}
