// Package typed reads the values that stand in text as what they are - dates, quantities, countries, names, yes and no - and compares
// them.
//
// Each parser takes text that begins with the value and returns it with how many bytes it used, 0 where there is none; each Find
// looks for the first one anywhere. Text is untrusted: parsers never panic and never look past its first 4 KiB.
//
// A value knows how precise it is. 1946 is a year and not a day, so [Compare] leaves open whether it is before 18 December 1946,
// and says so with [Undecided] instead of choosing.
package typed
