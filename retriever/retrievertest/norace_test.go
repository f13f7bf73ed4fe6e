//go:build !race

package retrievertest_test

const raceEnabled = false
