package corpus

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/qcompiler/qcompiler/retriever"
)

// path reads what the user named.
func (r *run) path(p string) bool {
	if p == StdinName {
		return r.stream("standard input", "stdin", r.opts.Stdin)
	}
	info, err := os.Stat(p)
	if err != nil {
		return r.bad(cannotOpen(p, err))
	}
	if !info.IsDir() { // a pipe is fine here: the user named it
		return r.open(p, idPath(path.Base(filepath.ToSlash(p))))
	}
	return newWalk(p).folder(p, func(file, relative string) bool {
		if r.opts.Format == Auto && formatOf(file) == Auto {
			return r.pass(&Error{Code: CodeUnknownFormat, File: file, Reason: "cannot tell the format of the file", Hint: "name it by itself with --input-format"})
		}
		return r.open(file, idPath(relative))
	}, r)
}

func (r *run) open(file, id string) bool {
	f, err := os.Open(file)
	if err != nil {
		return r.bad(cannotOpen(file, err))
	}
	defer func() { _ = f.Close() }() // read only: nothing can be lost
	return r.stream(file, id, f)
}

func cannotOpen(file string, err error) *Error {
	e := &Error{Code: CodeUnreadable, File: file, Reason: "cannot be opened: " + err.Error(), Err: err}
	var inner *fs.PathError
	if errors.As(err, &inner) {
		e.Reason = "cannot be opened: " + inner.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Hint = "check the path"
	case errors.Is(err, fs.ErrPermission):
		e.Hint = "change its permissions"
	}
	return e
}

// walk visits the files of a folder in the order of their names. What links lead to is visited once and, if it can also be
// reached without a link, by that way: ids then do not depend on links.
type walk struct {
	root    string          // canonical
	visited map[string]bool // canonical paths of folders, and of files that links led to
}

// walkReport is told of what is left out; its methods return false, ended true, to stop.
type walkReport interface {
	bad(*Error) bool
	pass(*Error) bool
	ended() bool
}

// visitFile gets a file and its path below the root.
type visitFile func(file, relative string) bool

func newWalk(root string) *walk {
	canonical, err := canonicalPath(root)
	if err != nil {
		canonical = root // opening it will say what is wrong
	}
	return &walk{root: canonical, visited: make(map[string]bool)}
}

// canonicalPath is absolute and free of links.
func canonicalPath(p string) (string, error) {
	p, err := filepath.Abs(p)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(p)
}

// folder visits the files below the root, which is named dir.
func (w *walk) folder(dir string, visit visitFile, report walkReport) bool {
	return w.entries(node{file: dir, canonical: w.root, mode: fs.ModeDir}, visit, report)
}

// node is a file or folder on the way.
type node struct {
	file, relative, canonical string
	mode                      fs.FileMode
}

func (n node) child(e fs.DirEntry) node {
	return node{
		file: filepath.Join(n.file, e.Name()), relative: path.Join(n.relative, e.Name()),
		canonical: filepath.Join(n.canonical, e.Name()), mode: e.Type(),
	}
}

func (w *walk) entries(dir node, visit visitFile, report walkReport) bool {
	if report.ended() {
		return false
	}
	if w.visited[dir.canonical] {
		return report.pass(&Error{Code: CodeLinkSkipped, File: dir.file, Reason: "the folder was read before, through a link"})
	}
	w.visited[dir.canonical] = true
	entries, err := os.ReadDir(dir.file) // sorted by name
	if err != nil && !report.bad(cannotOpen(dir.file, err)) {
		return false
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if !w.visit(dir.child(e), visit, report) {
			return false
		}
	}
	return true
}

func (w *walk) visit(n node, visit visitFile, report walkReport) bool {
	link := n.mode&fs.ModeSymlink != 0
	if link {
		skipped, err := w.follow(&n)
		if err != nil {
			return report.bad(cannotOpen(n.file, err))
		}
		if skipped != nil {
			return report.pass(skipped)
		}
	}
	switch {
	case n.mode.IsDir():
		return w.entries(n, visit, report)
	case !n.mode.IsRegular():
		return report.pass(&Error{Code: CodeNotAFile, File: n.file, Reason: "this is a device, pipe or socket, not a file"})
	case w.visited[n.canonical]:
		return report.pass(&Error{Code: CodeLinkSkipped, File: n.file, Reason: "the file was read before, through a link"})
	}
	if link {
		w.visited[n.canonical] = true
	}
	return visit(n.file, n.relative)
}

// follow replaces a link by what it leads to, or says why not.
func (w *walk) follow(n *node) (*Error, error) {
	target, err := canonicalPath(n.file)
	if err != nil {
		return &Error{Code: CodeLinkSkipped, File: n.file, Reason: "the link leads nowhere: " + err.Error(), Err: err}, nil
	}
	switch {
	case within(target, w.root):
		return &Error{Code: CodeLinkSkipped, File: n.file, Reason: "the link leads back to a folder that holds it"}, nil
	case within(w.root, target) && !hidden(target[len(w.root):]), w.visited[target]:
		return &Error{Code: CodeLinkSkipped, File: n.file, Reason: "the link leads to what is read anyway"}, nil
	}
	info, err := os.Stat(target)
	if err != nil {
		return nil, err
	}
	n.canonical, n.mode = target, info.Mode().Type()
	return nil, nil
}

// within tells whether p is dir or below it.
func within(dir, p string) bool {
	return p == dir || strings.HasPrefix(p, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
}

// hidden tells whether a part of the path begins with a dot: such a file is read only through a link.
func hidden(p string) bool {
	for part := range strings.SplitSeq(filepath.ToSlash(p), "/") {
		if strings.HasPrefix(part, ".") {
			return true
		}
	}
	return false
}

// ended reports the end of the context.
func (r *run) ended() bool {
	err := r.ctx.Err()
	if err != nil {
		r.yield(retriever.Document{}, err)
	}
	return err != nil
}

// Size returns how many bytes [Reader.Paths] will read, for showing progress; standard input counts nothing. What cannot be looked at is
// left for reading to report.
func (r *Reader) Size(ctx context.Context, paths ...string) (int64, error) {
	s := &sizer{ctx: ctx}
	for _, p := range paths {
		if p == StdinName {
			continue
		}
		info, err := os.Stat(p)
		switch {
		case err != nil:
		case info.Mode().IsRegular():
			s.total += info.Size()
		case info.IsDir():
			newWalk(p).folder(p, func(file, _ string) bool {
				if info, err := os.Stat(file); err == nil && (r.opts.Format != Auto || formatOf(file) != Auto) {
					s.total += info.Size()
				}
				return true
			}, s)
		}
	}
	return s.total, ctx.Err()
}

// sizer only counts.
type sizer struct {
	ctx   context.Context
	total int64
}

func (s *sizer) bad(*Error) bool  { return true }
func (s *sizer) pass(*Error) bool { return true }
func (s *sizer) ended() bool      { return s.ctx.Err() != nil }
