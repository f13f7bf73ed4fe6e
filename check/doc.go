// Package check decides whether a parsed query makes sense, and which answer each placeholder stands for.
//
// [Check] walks the tree once to find out what each leaf may use (its scope), binds every placeholder to the leaves whose answers it
// takes, and runs the rules. The result is a side table, [Bindings]: for each leaf, the leaves it depends on directly. That table,
// not the shape of the tree, is what execution is scheduled by.
//
// A rule is a value: its code, its documentation, and a function over the pass. Rules are passed in; there is no registry.
package check
