//go:build race

package retrievertest_test

const raceEnabled = true
