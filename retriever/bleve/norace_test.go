//go:build !race

package bleve

const raceEnabled = false
