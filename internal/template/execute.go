package template

import (
	"fmt"
	"io"
	"reflect"
	"strings"
	"text/template/parse"
)

// maxDepth bounds blocks in blocks: one may call itself.
const maxDepth = 200

// execution is one filling in.
type execution struct {
	template  *Template
	out       io.Writer
	variables []variable // the innermost last
	depth     int
}

type variable struct {
	name  string
	value reflect.Value
}

// failure is what an execution panics with to end at an error.
type failure struct{ err error }

func (e *execution) fail(at parse.Node, format string, args ...any) {
	panic(failure{e.template.errorf(at, format, args...)})
}

// flow is how a list of nodes ended.
type flow int

const (
	onwards flow = iota
	breaks
	continues
)

func (e *execution) block(tree *parse.Tree, dot reflect.Value) {
	if e.depth++; e.depth > maxDepth {
		e.fail(tree.Root, "blocks call one another more than %d deep", maxDepth)
	}
	outer := e.variables
	e.variables = []variable{{"$", dot}}
	e.list(tree.Root, dot)
	e.variables = outer
	e.depth--
}

func (e *execution) list(list *parse.ListNode, dot reflect.Value) flow {
	if list == nil {
		return onwards
	}
	for _, node := range list.Nodes {
		if f := e.node(node, dot); f != onwards {
			return f
		}
	}
	return onwards
}

// scoped runs f and forgets the variables it made.
func (e *execution) scoped(f func() flow) flow {
	defer func(n int) { e.variables = e.variables[:n] }(len(e.variables))
	return f()
}

func (e *execution) node(node parse.Node, dot reflect.Value) flow {
	switch n := node.(type) {
	case *parse.TextNode:
		e.write(n, string(n.Text))
	case *parse.ActionNode:
		value := e.pipe(n.Pipe, dot)
		if len(n.Pipe.Decl) == 0 {
			e.print(n, value)
		}
	case *parse.IfNode:
		return e.scoped(func() flow {
			if truth(e.pipe(n.Pipe, dot)) {
				return e.list(n.List, dot)
			}
			return e.list(n.ElseList, dot)
		})
	case *parse.WithNode:
		return e.scoped(func() flow {
			if value := e.pipe(n.Pipe, dot); truth(value) {
				return e.list(n.List, value)
			}
			return e.list(n.ElseList, dot)
		})
	case *parse.RangeNode:
		return e.scoped(func() flow { return e.each(n, dot) })
	case *parse.BreakNode:
		return breaks
	case *parse.ContinueNode:
		return continues
	case *parse.TemplateNode:
		e.block(e.template.blocks[n.Name], e.pipe(n.Pipe, dot))
	}
	return onwards
}

// each runs the body of a range for each item, or its else where there is none.
func (e *execution) each(n *parse.RangeNode, dot reflect.Value) flow {
	value := indirect(e.pipe(n.Pipe, dot))
	ran := false
	more := func(key, item reflect.Value) bool {
		ran = true
		f := e.scoped(func() flow {
			switch decl := n.Pipe.Decl; {
			case len(decl) == 1:
				e.set(n.Pipe, decl[0].Ident[0], item)
			case len(decl) == 2:
				e.set(n.Pipe, decl[0].Ident[0], key)
				e.set(n.Pipe, decl[1].Ident[0], item)
			}
			return e.list(n.List, item)
		})
		return f != breaks
	}
	switch value.Kind() {
	case reflect.Slice, reflect.Array:
		for i := range value.Len() {
			if !more(reflect.ValueOf(i), value.Index(i)) {
				break
			}
		}
	case reflect.Map:
		for _, key := range sortedKeys(value) {
			if !more(key, value.MapIndex(key)) {
				break
			}
		}
	case reflect.Invalid: // nothing
	default:
		e.fail(n, "range goes over lists and maps, not over a %s", value.Type())
	}
	if !ran {
		return e.list(n.ElseList, dot)
	}
	return onwards
}

// set gives a variable of a range or a pipe its value.
func (e *execution) set(p *parse.PipeNode, name string, value reflect.Value) {
	if p.IsAssign {
		for i := len(e.variables) - 1; i >= 0; i-- {
			if e.variables[i].name == name {
				e.variables[i].value = value
				return
			}
		}
		e.fail(p, "%s is not known here", name)
	}
	e.variables = append(e.variables, variable{name, value})
}

func (e *execution) variable(at parse.Node, name string) reflect.Value {
	for i := len(e.variables) - 1; i >= 0; i-- {
		if e.variables[i].name == name {
			return e.variables[i].value
		}
	}
	e.fail(at, "%s is not known here", name)
	return reflect.Value{}
}

// pipe gives the value of a pipeline: each command gets the value of the one before as its last argument.
func (e *execution) pipe(p *parse.PipeNode, dot reflect.Value) (value reflect.Value) {
	if p == nil {
		return reflect.Value{}
	}
	for i, c := range p.Cmds {
		value = e.command(c, dot, value, i > 0)
	}
	for _, d := range p.Decl {
		e.set(p, d.Ident[0], value)
	}
	return value
}

func (e *execution) command(c *parse.CommandNode, dot, piped reflect.Value, isPiped bool) reflect.Value {
	if f, ok := c.Args[0].(*parse.IdentifierNode); ok {
		args := c.Args[1:]
		value := func(i int) reflect.Value {
			if i < len(args) {
				return e.value(args[i], dot)
			}
			return piped
		}
		n := len(args)
		if isPiped {
			n++
		}
		result, err := call(f.Ident, n, value)
		if err != nil {
			e.fail(c, "%v", err)
		}
		return result
	}
	return e.value(c.Args[0], dot)
}

// value gives the value of an operand.
func (e *execution) value(node parse.Node, dot reflect.Value) reflect.Value {
	switch n := node.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return e.fields(n, dot, n.Ident)
	case *parse.VariableNode:
		return e.fields(n, e.variable(n, n.Ident[0]), n.Ident[1:])
	case *parse.ChainNode:
		return e.fields(n, e.value(n.Node, dot), n.Field)
	case *parse.PipeNode:
		return e.pipe(n, dot)
	case *parse.IdentifierNode: // a function without arguments
		return e.command(&parse.CommandNode{NodeType: parse.NodeCommand, Pos: n.Pos, Args: []parse.Node{n}}, dot, reflect.Value{}, false)
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	case *parse.NumberNode:
		// "1.0" is both; as written, it is a decimal.
		if decimal := strings.ContainsAny(n.Text, ".eEpP") && !strings.ContainsAny(n.Text, "xX'"); n.IsInt && !decimal {
			return reflect.ValueOf(int(n.Int64))
		}
		return reflect.ValueOf(n.Float64)
	case *parse.NilNode:
		return reflect.Value{}
	}
	e.fail(node, "%s has no value", node)
	return reflect.Value{}
}

// fields follows names from a value: the fields of structs, the keys of maps.
func (e *execution) fields(at parse.Node, value reflect.Value, names []string) reflect.Value {
	for _, name := range names {
		var err error
		if value, err = field(value, name); err != nil {
			e.fail(at, "%v", err)
		}
	}
	return value
}

func (e *execution) print(at parse.Node, value reflect.Value) {
	for value.Kind() == reflect.Interface {
		value = value.Elem()
	}
	if !value.IsValid() {
		e.fail(at, "there is no value to write")
	}
	if value = indirect(value); !value.IsValid() {
		e.write(at, "<nil>")
		return
	}
	text := fmt.Sprint(value.Interface())
	if escape := e.template.escape; escape != nil && value.Type() != reflect.TypeFor[HTML]() {
		text = escape(text)
	}
	e.write(at, text)
}

func (e *execution) write(at parse.Node, text string) {
	// Write, not WriteString: it is the one that a writer with a limit has of its own.
	if _, err := e.out.Write([]byte(text)); err != nil {
		e.fail(at, "%v", err)
	}
}
