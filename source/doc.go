// Package source holds what every stage of the compiler shares: byte spans, diagnostics, and the drawing of diagnostics for
// people.
//
// Data and drawing are apart. A [Diagnostic] is plain data with a stable JSON form; [Draw] shows it under the line it is
// about, with carets that line up whatever the script. A function that reports diagnostics through an error returns a [List],
// so errors.As with a *List target always finds them.
package source
