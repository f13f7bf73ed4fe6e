// Package cases holds the conformance cases of G[q] as files. Package conformance reads them.
package cases

import "embed"

// Files are the files of cases.
//
//go:embed *.txt
var Files embed.FS
