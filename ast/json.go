package ast

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/qcompiler/qcompiler/source"
)

// jsonVersion is the version of the JSON form of a query.
const jsonVersion = 1

// maxJSONDepth is the deepest tree that is read from JSON.
const maxJSONDepth = 1000

type queryJSON struct {
	Version    int       `json:"version"`
	Expression string    `json:"expression"`
	Root       *nodeJSON `json:"root"`
}

// nodeJSON is every node; kind says which fields it has. Id and path are written for readers and ignored when read.
type nodeJSON struct {
	Kind     string        `json:"kind"`
	ID       string        `json:"id,omitempty"`
	Path     string        `json:"path,omitempty"`
	Span     *source.Span  `json:"span,omitempty"`
	Text     string        `json:"text,omitempty"`
	Segments []segmentJSON `json:"segments,omitempty"`
	Items    []*nodeJSON   `json:"items,omitempty"`
	Steps    []*nodeJSON   `json:"steps,omitempty"`
	Inner    *nodeJSON     `json:"inner,omitempty"`
}

type segmentJSON struct {
	Text        *string      `json:"text,omitempty"`
	Placeholder *string      `json:"placeholder,omitempty"`
	Span        *source.Span `json:"span,omitempty"`
}

// MarshalJSON writes the query with the version of the form: {"version":1,"expression":...,"root":{"kind":"list","items":[...]}}.
// Kinds are list, dependent, group, atomic and bad. The expression is the source, or what String returns where there is none.
func (q *Query) MarshalJSON() ([]byte, error) {
	expression := q.Source
	if _, bad := q.Root.(*Bad); expression == "" && !bad {
		expression = q.String()
	}
	e := encoder{spans: q.Source != ""}
	return json.Marshal(queryJSON{Version: jsonVersion, Expression: expression, Root: e.encode(rootPath(q), q.Root)})
}

func rootPath(q *Query) Path {
	if isLeaf(Unwrap(q.Root)) {
		return Path{0}
	}
	return nil
}

type encoder struct {
	spans bool
	leaf  int
}

func (e *encoder) span(s source.Span) *source.Span {
	if !e.spans {
		return nil
	}
	return &s
}

func (e *encoder) encode(path Path, n Node) *nodeJSON {
	out := &nodeJSON{Span: e.span(n.Span())}
	switch n := n.(type) {
	case *List:
		out.Kind, out.Items = "list", e.all(path, n.Items)
	case *Dependent:
		out.Kind, out.Steps = "dependent", e.all(path, n.Steps)
	case *Group:
		out.Kind, out.Inner = "group", e.encode(path, n.Inner)
	case *Bad:
		out.Kind = "bad"
	case *Atomic:
		out.Kind, out.ID, out.Path, out.Text = "atomic", LeafID(e.leaf), path.String(), n.Text()
		e.leaf++
		for _, s := range n.Segments {
			text := s.Text
			if s.Placeholder {
				out.Segments = append(out.Segments, segmentJSON{Placeholder: &text, Span: e.span(s.At)})
			} else {
				out.Segments = append(out.Segments, segmentJSON{Text: &text, Span: e.span(s.At)})
			}
		}
	}
	return out
}

func (e *encoder) all(path Path, nodes []Node) []*nodeJSON {
	out := make([]*nodeJSON, len(nodes))
	for i, n := range nodes {
		out[i] = e.encode(append(path[:len(path):len(path)], i), n)
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON writes. The JSON may come from anywhere: the tree is refused where no expression has it, such
// as a list of one item, a list directly in a list, or a text with control characters. The expression is kept as the
// source where it is that of the tree, so that what is shown is what is run; otherwise the tree counts as built, and its spans mean
// nothing.
func (q *Query) UnmarshalJSON(data []byte) error {
	var in queryJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	if in.Version != jsonVersion {
		return fmt.Errorf("query has version %d of the JSON form, not %d", in.Version, jsonVersion)
	}
	d := decoder{end: len(in.Expression)}
	root, err := d.decode(in.Root, source.Span{End: d.end}, 0)
	if err != nil {
		return err
	}
	*q = Query{Root: root, Source: in.Expression}
	if d.unplaced || !placed(q) {
		q.Source = ""
	}
	return nil
}

type decoder struct {
	end int
	// unplaced says that some node had no span, so that spans and source go together no longer.
	unplaced bool
}

func (d *decoder) span(s *source.Span, around source.Span) (source.Span, error) {
	if s == nil {
		d.unplaced = true
		return source.Span{}, nil
	}
	if !d.unplaced && !around.Contains(*s) {
		return *s, fmt.Errorf("span %s is not inside %s", s, around)
	}
	return *s, nil
}

func (d *decoder) decode(in *nodeJSON, around source.Span, depth int) (Node, error) {
	if in == nil {
		return nil, errors.New("a node is missing")
	}
	if depth > maxJSONDepth {
		return nil, fmt.Errorf("the tree is more than %d levels deep", maxJSONDepth)
	}
	at, err := d.span(in.Span, around)
	if err != nil {
		return nil, err
	}
	switch in.Kind {
	case "list":
		items, err := d.all(in.Kind, in.Items, at, depth)
		return &List{Items: items, At: at}, err
	case "dependent":
		steps, err := d.all(in.Kind, in.Steps, at, depth)
		return &Dependent{Steps: steps, At: at}, err
	case "group":
		inner, err := d.decode(in.Inner, at, depth+1)
		return &Group{Inner: inner, At: at}, err
	case "atomic":
		return d.atomic(in, at)
	case "bad":
		return &Bad{At: at}, nil
	}
	return nil, fmt.Errorf("node kind %q is not one of list, dependent, group, atomic, bad", in.Kind)
}

func (d *decoder) all(kind string, in []*nodeJSON, around source.Span, depth int) ([]Node, error) {
	if len(in) < 2 {
		return nil, fmt.Errorf("a %s needs at least two members, not %d", kind, len(in))
	}
	out := make([]Node, len(in))
	for i := range in {
		n, err := d.decode(in[i], around, depth+1)
		if err != nil {
			return nil, err
		}
		_, list := n.(*List)
		_, chain := n.(*Dependent)
		if list || chain && kind == "dependent" {
			return nil, fmt.Errorf("a %s inside a %s needs a group around it", in[i].Kind, kind)
		}
		out[i] = n
	}
	return out, nil
}

func (d *decoder) atomic(in *nodeJSON, at source.Span) (Node, error) {
	segments := make([]Segment, len(in.Segments))
	for i, s := range in.Segments {
		where, err := d.span(s.Span, at)
		if err != nil {
			return nil, err
		}
		switch {
		case s.Text != nil && s.Placeholder == nil:
			segments[i] = Segment{Text: *s.Text, At: where}
		case s.Placeholder != nil && s.Text == nil:
			segments[i] = Segment{Text: *s.Placeholder, Placeholder: true, At: where}
		default:
			return nil, errors.New("a segment has either text or placeholder")
		}
	}
	if len(segments) == 0 { // the short form
		segments = []Segment{{Text: in.Text, At: at}}
	}
	a, err := NewAtomic(segments...)
	if err != nil {
		return nil, err
	}
	a.At = at
	return a, nil
}
