package main

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
)

// writeFile replaces a file's content at once: whoever reads it sees the old content or the new, and an error leaves the old. The file
// keeps its permissions, and a link stays a link. What is no regular file, such as a device or a pipe, is written to as it is.
func writeFile(name string, data []byte) error {
	mode := fs.FileMode(0o666)
	target := name
	info, err := os.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return writeTo(name, data)
	case err == nil:
		mode = info.Mode().Perm()
		if target, err = filepath.EvalSymlinks(name); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	temporary, err := createBeside(target, mode)
	if err == nil {
		defer os.Remove(temporary.Name()) // nothing is left to remove once it is renamed
		_, err = temporary.Write(data)
		if err == nil && info != nil {
			err = temporary.Chmod(mode) // the umask took some of it
		}
		if closed := temporary.Close(); err == nil {
			err = closed
		}
		if err == nil {
			err = os.Rename(temporary.Name(), target)
		}
	}
	return renamed(err, name)
}

func writeTo(name string, data []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}

// createBeside creates a new file in the folder of name. Unlike os.CreateTemp it leaves the permissions to the umask.
func createBeside(name string, mode fs.FileMode) (*os.File, error) {
	for {
		try := filepath.Join(filepath.Dir(name), ".qcompile-"+strconv.FormatUint(rand.Uint64(), 36))
		file, err := os.OpenFile(try, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return file, err
		}
	}
}

// renamed makes an error name the file that was asked for, not the temporary one.
func renamed(err error, name string) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return &fs.PathError{Op: "write", Path: name, Err: path.Err}
	case errors.As(err, &link):
		return &fs.PathError{Op: "write", Path: name, Err: link.Err}
	}
	return err
}
