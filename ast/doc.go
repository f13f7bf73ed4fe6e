// Package ast holds the tree of a G[q] expression.
//
// The nodes are named after the productions of the grammar: a [Query] has a root; a [List] has items that do not depend on each
// other; a [Dependent] has steps, each using the answers of those before it; an [Atomic] is a question that is looked up as it is; a
// [Group] keeps the parentheses that were written; [Bad] stands where something is missing. List and Dependent are n-ary.
//
// The field At of a node is its place in the source, which the method Span returns.
//
// Trees are immutable: nothing in this module writes to a node after it was made, and neither should you. What later stages find
// out about a node lives in tables of their own. A tree is safe for concurrent use.
//
// [Query.String] is a promise: parsing it gives the same tree.
package ast
