// Package render draws queries.
//
// [FromQuery] and [FromProgram] make a [Graph]: the nodes of the tree, and two kinds of edges, those of the tree and those along which
// answers flow. Writers turn the graph into a form: [Text] for a terminal, [DOT] and [Mermaid] for other tools, [JSON] for programs,
// [SVG] and [PNG] as pictures. The first four need nothing; the pictures are laid out by Graphviz, whose command dot must be installed.
//
// Every picture says the same in the same way. A list is a dark hexagon, a chain of dependent steps an amber pointer, an atomic question
// a white card with its letter, so they can be told apart by shape, by colour and by brightness. Thin grey lines are the tree, and the
// steps of a chain are numbered; a thick arrow carries an answer and the name of the placeholder it fills. Where a list or a chain stands
// in parentheses, the text tree puts its word in parentheses, and the pictures leave them out: the tree says what they say.
//
// The text of a query is not trusted: whatever is in it, it stays text in every form.
package render

//go:generate go test -run TestPlanPicture -update .
