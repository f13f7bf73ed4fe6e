package typed_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/qcompiler/qcompiler/answer/internal/typed"
	"github.com/stretchr/testify/assert"
)

func TestParseQuantity(t *testing.T) {
	for _, tt := range []struct {
		in        string
		value     float64
		dimension string
	}{
		{"1,234,567", 1234567, ""},
		{"1.234.567", 1234567, ""},
		{"1 234", 1234, ""},
		{"1 234 567,8", 1234567.8, ""},
		{"1.234,5", 1234.5, ""},
		{"1,234.5", 1234.5, ""},
		{"12.5", 12.5, ""},
		{"12,5", 12.5, ""},
		{"-40", -40, ""},
		{"twenty-three", 23, ""},
		{"two hundred and five", 205, ""},
		{"one million two hundred thousand", 1200000, ""},
		{"half a million", 500000, ""},
		{"a dozen", 12, ""},
		{"two dozen", 24, ""},
		{"two and a half million", 2500000, ""},
		{"3½", 3.5, ""},
		{"1.2 million", 1200000, ""},
		{"5 bn", 5e9, ""},
		{"12万", 120000, ""},
		{"1.2亿", 1.2e8, ""},
		{"三百五十", 350, ""},
		{"一万二千", 12000, ""},
		{"3rd", 3, ""},
		{"third", 3, ""},
		{"45%", 45, "percent"},
		{"45 per cent", 45, "percent"},
		{"8,611 m", 8611, "length"},
		{"5 ft 11 in", 5*.3048 + 11*.0254, "length"},
		{"15,774 feet", 15774 * .3048, "length"},
		{"10 km", 10000, "length"},
		{"6300公里", 6300000, "length"},
		{"450 kg", 450, "mass"},
		{"2,600 lb", 2600 * .45359237, "mass"},
		{"489,678 sq mi", 489678 * 1609.344 * 1609.344, "area"},
		{"12 square kilometres", 12e6, "area"},
		{"643,801 km²", 643801e6, "area"},
		{"643,801 km2", 643801e6, "area"},
		{"40 hectares", 40e4, "area"},
		{"2 litres", 2, "volume"},
		{"3 m³", 3000, "volume"},
		{"500 km/h", 500 / 3.6, "speed"},
		{"180 mph", 180 * .44704, "speed"},
		{"4 hours 11 minutes", 4*3600 + 11*60, "time"},
		{"1h 32m", 3600, "time"}, // m is metres
		{"20 °C", 293.15, "temperature"},
		{"68 °F", 293.15, "temperature"},
		{"$175 million", 175e6, "money:usd"},
		{"US$200 million", 200e6, "money:usd"},
		{"32 million DM", 32e6, "money:dem"},
		{"€5", 5, "money:eur"},
		{"aged 71", 71 * 31556952, "time"},
		{"71 years old", 71 * 31556952, "time"},
		{"about 40", 40, ""},
		{"over 300 people", 300, ""},
		{"300-400 km", 350000, "length"},
	} {
		q, n := typed.ParseQuantity(tt.in)
		if !assert.Positive(t, n, tt.in) {
			continue
		}
		assert.InEpsilon(t, tt.value, q.Value, 1e-6, tt.in)
		assert.Equal(t, tt.dimension, q.Dimension, tt.in)
		assert.LessOrEqual(t, q.Least, q.Most)
	}
	for _, in := range []string{"", "km", "half of it", "Steven", "(5)"} {
		_, n := typed.ParseQuantity(in)
		assert.Zero(t, n, in)
	}
	age, _ := typed.ParseQuantity("at the age of 71")
	assert.True(t, age.Age)
	rank, _ := typed.ParseQuantity("22nd")
	assert.True(t, rank.Ordinal)
}

func TestCompareQuantities(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want typed.Order
	}{
		{"8,611 m", "15,774 feet", typed.Greater},
		{"1,000 m", "1 km", typed.Equal},
		{"1.2 million", "1,234,567", typed.Undecided}, // it may be 1,249,999
		{"1.2 million", "1,334,567", typed.Less},
		{"over 300", "200", typed.Greater},
		{"over 300", "400", typed.Undecided},
		{"over 300", "over 300", typed.Undecided},
		{"fewer than 20", "20", typed.Undecided},
		{"about 100", "103", typed.Undecided},
		{"about 100", "120", typed.Less},
		{"5 kg", "5 m", typed.Undecided},
		{"5", "5 m", typed.Undecided},
		{"$5", "€5", typed.Undecided},
		{"3rd", "3", typed.Undecided},
		{"20 °C", "60 °F", typed.Greater},
		{"2 tons", "1 kg", typed.Greater},
		{"1 ton", "1 tonne", typed.Undecided},
		{"three", "3", typed.Equal},
	} {
		a, n := typed.ParseQuantity(tt.a)
		assert.Positive(t, n)
		b, n := typed.ParseQuantity(tt.b)
		assert.Positive(t, n)
		assert.Equal(t, tt.want, typed.CompareQuantities(a, b), "%s and %s", tt.a, tt.b)
		assert.Equal(t, tt.want.Reverse(), typed.CompareQuantities(b, a), "%s and %s", tt.b, tt.a)
	}
}

func TestQuantityProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	some := func() typed.Quantity {
		v := math.Round(r.Float64()*2000) / 4
		q := typed.Quantity{Value: v, Least: v, Most: v, Dimension: []string{"", "length", "percent"}[r.IntN(3)]}
		switch r.IntN(4) {
		case 0:
			q.Most += float64(r.IntN(50))
		case 1:
			q.Most = math.Inf(1)
		case 2:
			q.Least = math.Inf(-1)
		}
		return q
	}
	for range 5000 {
		a, b, c := some(), some(), some()
		ab, bc, ac := typed.CompareQuantities(a, b), typed.CompareQuantities(b, c), typed.CompareQuantities(a, c)
		assert.Equal(t, ab.Reverse(), typed.CompareQuantities(b, a))
		if ab == bc && (ab == typed.Less || ab == typed.Greater) {
			assert.Equal(t, ab, ac, "%v %v %v", a, b, c)
		}
		again, n := typed.ParseQuantity(a.String())
		assert.Equal(t, len(a.String()), n, a.String())
		assert.InDelta(t, 0, diff(a.Least, again.Least)+diff(a.Most, again.Most), 1e-9, a.String())
		assert.Equal(t, a.Dimension, again.Dimension, a.String())
		if t.Failed() {
			return
		}
	}
}

func diff(a, b float64) float64 {
	if a == b {
		return 0
	}
	return math.Abs(a - b)
}
