// Package template fills in templates in the language of text/template, without calling methods.
//
// A template of text/template may call any method of what it is given, by a name that only the template knows. So a program that uses it
// keeps every method of every type it has, needed or not: an eighth of the command. The prompts and the page of an evaluation read fields
// and keys, and a handful of functions: that is what this package has. The syntax is that of text/template, read by its own parser; what a
// template asks for beyond it, is an error when it is read.
package template

import (
	"errors"
	"fmt"
	"io"
	"text/template/parse"
)

// Template is a text with gaps. It is safe for concurrent use.
type Template struct {
	name   string
	blocks map[string]*parse.Tree
	escape func(string) string // what is done to the text of a value; nil for nothing
}

// Parse reads a template whose values are written as they are. The name is what errors call it.
func Parse(name, text string) (*Template, error) { return read(name, text, nil) }

// ParseHTML reads a template of a page: values are escaped, so that they are text in an element or in an attribute in quotes. They have no
// place elsewhere, such as in a script. A value of type [HTML] is written as it is.
func ParseHTML(name, text string) (*Template, error) { return read(name, text, EscapeHTML) }

// Must is for templates that come with the program: it panics on an error.
func Must(t *Template, err error) *Template {
	if err != nil {
		panic(err)
	}
	return t
}

func read(name, text string, escape func(string) string) (*Template, error) {
	blocks, err := parse.Parse(name, text, "", "", functions)
	if err != nil {
		return nil, err
	}
	t := &Template{name: name, blocks: blocks, escape: escape}
	for _, block := range blocks {
		if err := t.check(block.Root); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// Has reports whether the template defines a block.
func (t *Template) Has(block string) bool { return t.blocks[block] != nil }

// Execute fills in the whole template.
func (t *Template) Execute(out io.Writer, data any) error { return t.ExecuteBlock(out, t.name, data) }

// ExecuteBlock fills in one block of it, as {{define "block"}} names it.
func (t *Template) ExecuteBlock(out io.Writer, block string, data any) (err error) {
	tree := t.blocks[block]
	if tree == nil {
		return fmt.Errorf("template %s: there is no block %q", t.name, block)
	}
	e := &execution{template: t, out: out}
	defer func() {
		if r := recover(); r != nil {
			stop, ok := r.(failure)
			if !ok {
				panic(r)
			}
			err = stop.err
		}
	}()
	e.block(tree, valueOf(data))
	return nil
}

// check says what of a template goes beyond what can be filled in.
func (t *Template) check(node parse.Node) error {
	var err error
	each := func(nodes ...parse.Node) {
		for _, n := range nodes {
			err = errors.Join(err, t.check(n))
		}
	}
	branch := func(b *parse.BranchNode) {
		each(b.Pipe, b.List)
		if b.ElseList != nil {
			each(b.ElseList)
		}
	}
	switch n := node.(type) {
	case *parse.ListNode:
		each(n.Nodes...)
	case *parse.ActionNode:
		each(n.Pipe)
	case *parse.PipeNode:
		if n == nil {
			return nil
		}
		for i, c := range n.Cmds {
			each(c.Args...)
			if _, ok := c.Args[0].(*parse.IdentifierNode); !ok && (i > 0 || len(c.Args) > 1) {
				return t.errorf(c, "%s is no function and takes no arguments", c.Args[0])
			}
		}
	case *parse.ChainNode:
		each(n.Node)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		if !t.Has(n.Name) {
			return t.errorf(n, "there is no block %q", n.Name)
		}
		each(n.Pipe)
	case *parse.NumberNode:
		if !n.IsInt && !n.IsFloat {
			return t.errorf(n, "%s is neither a whole number nor a decimal one", n)
		}
	}
	return err
}

func (t *Template) errorf(at parse.Node, format string, args ...any) error {
	where := t.name
	for _, block := range t.blocks {
		where, _ = block.ErrorContext(at)
		break
	}
	return fmt.Errorf("template: %s: %s", where, fmt.Sprintf(format, args...))
}
