package typed

import "strings"

// unit is a measure: a value in it, times factor plus offset, is in the base unit of its dimension.
type unit struct {
	dimension      string
	factor, offset float64
	// loose says that the word stands for several units that differ by up to a tenth.
	loose bool
}

// baseUnits are the units that values of each dimension are kept in.
var baseUnits = map[string]string{
	"length": "metres", "mass": "kg", "area": "m2", "volume": "litres", "time": "seconds", "speed": "m/s", "temperature": "kelvin",
	"percent": "%", "power": "watts", "data": "bytes",
}

// units are the words for units, folded. Signs made of several tokens, such as km/h, are in compoundUnits.
var units = func() map[string]unit {
	table := map[string]unit{}
	add := func(dimension string, factor float64, names string) {
		for _, n := range strings.Split(names, "|") {
			table[n] = unit{dimension: dimension, factor: factor}
		}
	}
	const day, year = 86400.0, 31556952.0 // the Gregorian mean year
	add("length", 1e-3, "mm|millimetre|millimetres|millimeter|millimeters")
	add("length", 1e-2, "cm|centimetre|centimetres|centimeter|centimeters|zentimeter|厘米")
	add("length", 1, "m|metre|metres|meter|meters|mètres|米|公尺")
	add("length", 1e3, "km|kms|kilometre|kilometres|kilometer|kilometers|kilometern|公里|千米")
	add("length", .0254, "in|inch|inches|″")
	add("length", .3048, "ft|foot|feet|英尺")
	add("length", .9144, "yd|yard|yards")
	add("length", 1609.344, "mi|mile|miles|meile|meilen|英里")
	add("length", 1852, "nmi")
	add("length", 149597870700, "au")
	add("mass", 1e-3, "g|gram|grams|gramm|克")
	add("mass", 1e-6, "mg|milligram|milligrams")
	add("mass", 1, "kg|kilogram|kilograms|kilo|kilos|kilogramm|公斤|千克")
	add("mass", 1e3, "tonne|tonnes|tonnen|吨|噸")
	add("mass", .45359237, "lb|lbs|pound|pounds")
	add("mass", .028349523125, "oz|ounce|ounces")
	add("mass", 6.35029318, "stone")
	for _, n := range []string{"t", "ton", "tons"} {
		table[n] = unit{dimension: "mass", factor: 1e3, loose: true}
	}
	add("area", 1, "sqm")
	add("area", 1e6, "sqkm")
	add("area", 1e4, "ha|hectare|hectares|hektar|公顷")
	add("area", 4046.8564224, "acre|acres")
	add("volume", 1, "l|litre|litres|liter|liters|升")
	add("volume", 1e-3, "ml|millilitre|millilitres|milliliter|milliliters|cc")
	add("volume", 3.785411784, "gal|gallon|gallons")
	add("time", 1, "s|sec|secs|second|seconds|sekunde|sekunden|秒")
	add("time", 60, "min|mins|minute|minutes|minuten|分钟|分")
	add("time", 3600, "h|hr|hrs|hour|hours|stunde|stunden|heures|小时|時間")
	add("time", day, "day|days|tag|tage|tagen|jours|天")
	add("time", 7*day, "week|weeks|woche|wochen")
	add("time", year/12, "month|months|monat|monate|monaten")
	add("time", year, "year|years|yr|yrs|jahr|jahre|jahren|ans|年")
	add("time", 10*year, "decade|decades")
	add("time", 100*year, "century|centuries")
	add("speed", 1/3.6, "kmh|kph")
	add("speed", .44704, "mph")
	add("speed", 1852/3600., "knot|knots|kn")
	table["kelvin"] = unit{dimension: "temperature", factor: 1}
	table["celsius"] = unit{dimension: "temperature", factor: 1, offset: 273.15}
	table["fahrenheit"] = unit{dimension: "temperature", factor: 5. / 9, offset: 459.67 * 5 / 9}
	add("percent", 1, "%|percent|prozent")
	add("power", 1, "w|watt|watts")
	add("power", 1e3, "kw|kilowatt|kilowatts")
	add("power", 1e6, "mw|megawatt|megawatts")
	add("data", 1, "bytes|byte")
	add("data", 1e3, "kb|kilobytes")
	add("data", 1e6, "mb|megabytes")
	add("data", 1e9, "gb|gigabytes")
	for code, names := range currencies {
		add("money:"+code, 1, names)
	}
	add("money:usd", .01, "cents")
	return table
}()

// currencies are the words for money; amounts of different ones are never compared, for the rate is not known.
var currencies = map[string]string{
	"usd": "$|usd|dollar|dollars|美元", "eur": "€|eur|euro|euros|欧元", "gbp": "£|gbp|sterling", "jpy": "jpy|yen|日元|円", "cny": "cny|rmb|yuan|元|人民币",
	"inr": "₹|inr|rupee|rupees|rs", "krw": "₩|krw|won", "rub": "₽|rub|rouble|roubles|ruble|rubles", "chf": "chf|franken|francs", "dem": "dm|deutschmark",
}

// compoundUnits are units of several tokens, longest first where one begins with another.
var compoundUnits = []struct {
	tokens []string
	unit   unit
}{
	{[]string{"cubic", "kilometres"}, unit{dimension: "volume", factor: 1e12}},
	{[]string{"cubic", "kilometers"}, unit{dimension: "volume", factor: 1e12}},
	{[]string{"cubic", "metres"}, unit{dimension: "volume", factor: 1e3}},
	{[]string{"cubic", "meters"}, unit{dimension: "volume", factor: 1e3}},
	{[]string{"cubic", "feet"}, unit{dimension: "volume", factor: 28.316846592}},
	{[]string{"km", "/", "h"}, unit{dimension: "speed", factor: 1 / 3.6}},
	{[]string{"kilometres", "per", "hour"}, unit{dimension: "speed", factor: 1 / 3.6}},
	{[]string{"kilometers", "per", "hour"}, unit{dimension: "speed", factor: 1 / 3.6}},
	{[]string{"miles", "per", "hour"}, unit{dimension: "speed", factor: .44704}},
	{[]string{"metres", "per", "second"}, unit{dimension: "speed", factor: 1}},
	{[]string{"m", "/", "s"}, unit{dimension: "speed", factor: 1}},
	{[]string{"m", "3"}, unit{dimension: "volume", factor: 1e3}},
	{[]string{"nautical", "miles"}, unit{dimension: "length", factor: 1852}},
	{[]string{"light", "-", "years"}, unit{dimension: "length", factor: 9.4607304725808e15}},
	{[]string{"light", "years"}, unit{dimension: "length", factor: 9.4607304725808e15}},
	{[]string{"per", "cent"}, unit{dimension: "percent", factor: 1}},
	{[]string{"degrees", "celsius"}, unit{dimension: "temperature", factor: 1, offset: 273.15}},
	{[]string{"degrees", "fahrenheit"}, unit{dimension: "temperature", factor: 5. / 9, offset: 459.67 * 5 / 9}},
	{[]string{"us", "$"}, unit{dimension: "money:usd", factor: 1}},
	{[]string{"u", ".", "s", ".", "dollars"}, unit{dimension: "money:usd", factor: 1}},
	{[]string{"us", "dollars"}, unit{dimension: "money:usd", factor: 1}},
	{[]string{"小", "时"}, unit{dimension: "time", factor: 3600}},
	{[]string{"分", "钟"}, unit{dimension: "time", factor: 60}},
	{[]string{"平", "方", "公", "里"}, unit{dimension: "area", factor: 1e6}},
	{[]string{"公", "里"}, unit{dimension: "length", factor: 1e3}},
	{[]string{"公", "斤"}, unit{dimension: "mass", factor: 1}},
	{[]string{"美", "元"}, unit{dimension: "money:usd", factor: 1}},
}

// unit takes a unit.
func (s *stream) unit() (unit, bool) {
	start := s.at
	s.word("-")
	if s.at > start && s.peek(0).spaced { // 5 - 3
		s.at = start
		return unit{}, false
	}
	if s.word("°", "º", "℃", "℉") {
		switch {
		case s.word("c"):
			return units["celsius"], true
		case s.word("f"):
			return units["fahrenheit"], true
		}
		s.at = start
		return unit{}, false
	}
	if t := s.peek(0).text; t == "°c" || t == "°f" {
		s.at++
		return units[map[string]string{"°c": "celsius", "°f": "fahrenheit"}[t]], true
	}
	if s.word("square", "sq") {
		s.word(".")
		if u, ok := s.squared(); ok {
			return u, true
		}
		s.at = start
		return unit{}, false
	}
	for _, c := range compoundUnits {
		if s.words(c.tokens...) {
			return c.unit, true
		}
	}
	t := s.peek(0)
	u, ok := units[t.text]
	if !ok || t.text == "in" && t.spaced && s.peek(1).kind == wordToken || t.text == "a" { // 5 in Paris
		s.at = start
		return unit{}, false
	}
	if s.peek(1).text == "2" && !s.peek(1).spaced && u.dimension == "length" {
		s.at += 2
		return unit{dimension: "area", factor: u.factor * u.factor}, true
	}
	s.at++
	if t.kind == wordToken && t.text != "" && len(t.text) <= 3 && s.peek(0).text == "." && u.dimension == "length" {
		s.at++
	}
	return u, true
}

func (s *stream) squared() (unit, bool) {
	u, ok := units[s.peek(0).text]
	if !ok || u.dimension != "length" {
		return unit{}, false
	}
	s.at++
	return unit{dimension: "area", factor: u.factor * u.factor}, true
}

// currency takes a sign or code before the amount: $5, US$5, EUR 5.
func (s *stream) currency() (unit, bool) {
	start := s.at
	if s.word("us", "u") && s.peek(0).text != "$" {
		s.at = start
	}
	t := s.peek(0)
	u, ok := units[t.text]
	if t.text == "¥" || t.text == "￥" {
		u, ok = unit{dimension: "money:¥", factor: 1}, true // yen or yuan: not said
	}
	if !ok || !strings.HasPrefix(u.dimension, "money:") || len(t.text) > 4 || t.kind == hanToken {
		s.at = start
		return unit{}, false
	}
	s.at++
	return u, true
}
