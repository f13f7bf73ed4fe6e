package render

import (
	"encoding/json"
	"io"
	"math"
	"strconv"

	"github.com/qcompiler/qcompiler/source"
)

// JSONVersion is the version of the JSON form of a graph. It changes when a field changes its meaning or goes away, not when one is
// added.
const JSONVersion = 1

// JSON writes the graph as one line of JSON:
//
//	{"version":1,"expression":"A * B {x}",
//	 "nodes":[{"id":"n0","kind":"dependent","path":""},
//	          {"id":"A","kind":"atomic","path":"0","text":"A","placeholders":[],"span":[0,1]},
//	          {"id":"B","kind":"atomic","path":"1","text":"B {x}","placeholders":["x"],"span":[4,9]}],
//	 "edges":[{"kind":"child","from":"n0","to":"A","order":1},
//	          {"kind":"child","from":"n0","to":"B","order":2},
//	          {"kind":"dependency","from":"A","to":"B","placeholder":"x"}]}
//
// Nodes are in reading order, parents before children, the root first. Their kinds are list, dependent, atomic and missing. The id of an
// atomic node is its letter, that of another n and its number, which is unique in this graph and means nothing else. Path is that of
// plans and events, left out below 128 levels; groups is how many parentheses stand around the node, left out where there are none; span
// is where the node stands in the expression, in bytes, half-open, left out where the query was not parsed from text. A node that was
// run has a note, {"status":"answered","answer":"...","score":0.93,"elapsed_ms":12.5}, with the fields that are known; source, question,
// reason and runs are as in [Note].
//
// Edges are those of the tree first. Order is the child's place under its parent, from 1; placeholder is the name, as written, that
// takes the answer of the node the edge starts at.
func JSON(w io.Writer, g *Graph) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(g.form())
}

// MarshalJSON writes what [JSON] writes.
func (g *Graph) MarshalJSON() ([]byte, error) { return json.Marshal(g.form()) }

type graphJSON struct {
	Version    int        `json:"version"`
	Expression string     `json:"expression"`
	Nodes      []nodeJSON `json:"nodes"`
	Edges      []edgeJSON `json:"edges"`
}

type nodeJSON struct {
	ID           string       `json:"id"`
	Kind         Kind         `json:"kind"`
	Path         *string      `json:"path,omitempty"`
	Text         string       `json:"text,omitempty"`
	Placeholders []string     `json:"placeholders,omitzero"`
	Groups       int          `json:"groups,omitempty"`
	Span         *source.Span `json:"span,omitempty"`
	Note         *noteJSON    `json:"note,omitempty"`
}

type noteJSON struct {
	Status    string      `json:"status,omitempty"`
	Answer    string      `json:"answer,omitempty"`
	Score     float64     `json:"score,omitempty"`
	ElapsedMS float64     `json:"elapsed_ms,omitempty"`
	Source    string      `json:"source,omitempty"`
	Question  string      `json:"question,omitempty"`
	Reason    string      `json:"reason,omitempty"`
	Runs      []*noteJSON `json:"runs,omitempty"`
}

type edgeJSON struct {
	Kind        EdgeKind `json:"kind"`
	From        string   `json:"from"`
	To          string   `json:"to"`
	Order       int      `json:"order,omitempty"`
	Placeholder string   `json:"placeholder,omitempty"`
}

func (g *Graph) form() graphJSON {
	out := graphJSON{
		Version: JSONVersion, Expression: g.Expression,
		Nodes: make([]nodeJSON, len(g.Nodes)), Edges: make([]edgeJSON, len(g.Edges)),
	}
	for i := range g.Nodes {
		out.Nodes[i] = g.node(i)
	}
	for i, e := range g.Edges {
		edge := edgeJSON{Kind: e.Kind, From: out.Nodes[e.From].ID, To: out.Nodes[e.To].ID, Placeholder: e.Placeholder}
		if e.Kind == Child {
			edge.Order = g.Nodes[e.To].Order
		}
		out.Edges[i] = edge
	}
	return out
}

func (g *Graph) node(i int) nodeJSON {
	n := &g.Nodes[i]
	out := nodeJSON{ID: g.name(i), Kind: n.Kind, Text: n.Text, Groups: n.Groups}
	if n.Path != "" || i == 0 {
		out.Path = &n.Path
	}
	if g.placed {
		out.Span = &n.Span
	}
	if n.Kind == Atomic {
		out.Placeholders = append([]string{}, n.Placeholders...) // [], not null
	}
	out.Note = n.Note.form()
	return out
}

func (n *Note) form() *noteJSON {
	if n == nil {
		return nil
	}
	out := &noteJSON{
		Status: n.Status, Answer: n.Answer, Score: n.Score, ElapsedMS: float64(n.Time.Microseconds()) / 1000,
		Source: n.Source, Question: n.Question, Reason: n.Reason,
	}
	if math.IsNaN(n.Score) || math.IsInf(n.Score, 0) {
		out.Score = 0 // JSON has no number for it
	}
	for i := range n.Runs {
		out.Runs = append(out.Runs, n.Runs[i].form())
	}
	return out
}

// name returns the letter of an atomic question, or n and the number of another node.
func (g *Graph) name(i int) string {
	if id := g.Nodes[i].ID; id != "" {
		return id
	}
	return "n" + strconv.Itoa(i)
}
