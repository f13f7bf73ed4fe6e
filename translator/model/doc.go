// Package model is a translator that asks a language model.
//
// The prompt is made from the grammar. Where the server can, decoding is held to the grammar, so that what comes back is an expression;
// where it cannot, the reply is parsed, then mended ([parser.Repair]), and where that fails the diagnostics go back to the model for
// another try. When nothing helps, another translator takes over and the translation says so. [Auto] asks the model only where the
// offline translator is unsure.
package model
