// Package conformance runs an implementation of G[q] against the cases in testdata/conformance.
//
// The cases are plain text, and the README beside them states their format, so that an implementation in any language can use them.
// For one in Go, this package reads them, runs them, and checks the invariants that hold for every input:
//
//	func TestConformance(t *testing.T) {
//		cases, err := conformance.Builtin()
//		require.NoError(t, err)
//		conformance.Run(t, mine{}, cases)
//	}
//
// An implementation is four functions over plain types; messages and hints are its own affair and are not compared.
package conformance
