package typed

import "strings"

// months are the names of the months, folded, with their short forms, a language a line.
var months = func() map[string]int {
	table := map[string]int{}
	for _, line := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"- - - - - - - - sept - - -",
		"januar februar marz april mai juni juli august september oktober november dezember", // German
		"janner feber maerz - - - - - - okt - dez",
		"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",               // French
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",           // Spanish
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",      // Italian
		"janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",           // Portuguese
		"januari februari maart april mei juni juli augustus september oktober november december",            // Dutch
		"- - - - maj - - augusti - - - -",                                                                    // Swedish
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia", // Polish
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",                  // Russian
	} {
		for i, name := range strings.Fields(line) {
			if name != "-" {
				table[Fold(name)] = i + 1
			}
		}
	}
	return table
}()

var weekdays = strings.Join([]string{
	"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun",
	"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag",
	"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
}, "|")

// eras are the Japanese eras with the year before their first.
var eras = map[string]int{"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
