package main

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// outFile is a file that is written piece by piece and takes its place at the end, as a whole or not at all. Standard output, devices and
// pipes are written to as they are.
type outFile struct {
	*bufio.Writer
	name   string
	target string
	mode   fs.FileMode // of the file it replaces; 0 if there is none
	file   *os.File    // nil for standard output
	direct bool
}

// createOut begins to write a file; - is standard output.
func (a *app) createOut(name string) (*outFile, error) {
	if name == "" || name == "-" {
		return &outFile{Writer: bufio.NewWriter(a.out), direct: true}, nil
	}
	f := &outFile{name: name, target: name}
	info, err := os.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		f.direct = true
		f.file, err = os.OpenFile(name, os.O_WRONLY, 0)
	case err == nil:
		f.mode = info.Mode().Perm()
		if f.target, err = filepath.EvalSymlinks(name); err == nil {
			f.file, err = createBeside(f.target, f.mode)
		}
	case errors.Is(err, fs.ErrNotExist):
		f.file, err = createBeside(name, 0o666)
	}
	if err != nil {
		return nil, renamed(err, name)
	}
	f.Writer = bufio.NewWriterSize(f.file, 64<<10)
	return f, nil
}

// commit puts the file in its place.
func (f *outFile) commit() error {
	err := f.Flush()
	if f.file == nil {
		return err
	}
	if err == nil && f.mode != 0 {
		err = f.file.Chmod(f.mode) // the umask took some of it
	}
	if closed := f.file.Close(); err == nil {
		err = closed
	}
	if err == nil && !f.direct {
		err = os.Rename(f.file.Name(), f.target)
	}
	return renamed(err, f.name)
}

// abandon takes away what was written. After commit it does nothing.
func (f *outFile) abandon() {
	f.Reset(io.Discard)
	if f.file != nil {
		_ = f.file.Close()
		if !f.direct {
			_ = os.Remove(f.file.Name())
		}
	}
}
