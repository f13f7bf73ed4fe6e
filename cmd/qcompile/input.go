package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/internal/digits"
	"github.com/qcompiler/qcompiler/internal/message"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// expression is the text a command works on.
type expression struct {
	text string
	// name is the file it came from, empty where it was typed or piped in.
	name string
	// size is the length of the input in bytes. It is longer than the text where the input is over the limit: then only the start of it
	// was kept, and past maxCounted it was not even counted.
	size int
}

// maxCounted is how far an input that is too long is read, to tell how long it is.
const maxCounted = 64 << 20

// input says where an expression comes from.
type input struct{ file string }

func (in *input) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&in.file, "file", "f", "", "read the expression from `FILE`")
	cmd.Args = in.args
	cmd.ValidArgsFunction = cobra.NoFileCompletions
}

const quoteHint = `quote the expression, or the shell splits it and expands *: qcompile plan "Who directed Jaws * When was {director} born"`

// args checks the arguments of a command that takes one expression.
func (in *input) args(_ *cobra.Command, args []string) error {
	switch {
	case in.file != "" && len(args) > 0:
		return usage("leave one of them out", "there are two expressions: an argument, and the one in %s", in.file)
	case len(args) > 1:
		return usage(quoteHint, "an expression is one argument, and there are %d", len(args))
	}
	return nil
}

// read returns the expression a command was given.
func (a *app) read(ctx context.Context, in *input, args []string, limit int) (expression, error) {
	switch {
	case in.file == "-" || in.file == "" && len(args) == 1 && args[0] == "-":
		if a.terminal.in {
			fmt.Fprintln(a.err, "Type the expression, then a new line and Ctrl-D.")
		}
		return a.readInput(ctx, "", limit)
	case in.file != "":
		return a.readInput(ctx, in.file, limit)
	case len(args) == 1:
		a.noteFile(args[0])
		return expression{text: args[0], size: len(args[0])}, nil
	case a.terminal.in:
		return expression{}, usage(`write it in quotes, as in "Who directed Jaws * When was {director} born"`, "the expression is missing")
	default:
		return expression{}, usage(`write - to read it from standard input, or -f FILE to read a file`, "the expression is missing")
	}
}

// noteFile tells of an argument that is the name of a file, since it is easy to believe that the file is read.
func (a *app) noteFile(arg string) {
	const longestName = 255
	if len(arg) == 0 || len(arg) > longestName || bytes.ContainsAny([]byte(arg), " \x00") {
		return
	}
	if info, err := os.Stat(arg); err == nil && info.Mode().IsRegular() {
		fmt.Fprintf(a.err, "note: %s is read as a question; to read the file of that name, write -f %s\n", oneLine(arg), oneLine(arg))
	}
}

// readInput reads the file with this name, or standard input where it is empty. It returns when ctx is done, even while it waits for
// somebody to type, or to open the other end of a named pipe.
func (a *app) readInput(ctx context.Context, name string, limit int) (expression, error) {
	type result struct {
		expression
		err error
	}
	done := make(chan result, 1)
	go func() {
		e, err := a.readNow(name, limit)
		done <- result{e, err}
	}()
	select {
	case <-ctx.Done():
		return expression{}, ctx.Err()
	case got := <-done:
		return got.expression, got.err
	}
}

func (a *app) readNow(name string, limit int) (expression, error) {
	r := a.in
	if name != "" {
		file, err := os.Open(name)
		if err != nil {
			return expression{}, err
		}
		defer file.Close()
		r = file
	}
	text, size, err := readBounded(r, limit)
	if err != nil && name == "" {
		err = fmt.Errorf("read standard input: %w", err)
	}
	return expression{text: text, name: name, size: size}, err
}

var byteOrderMark = []byte("\uFEFF")

// readBounded returns the input without a byte order mark, and its size. Of an input longer than limit it keeps the first limit bytes,
// less a rune that would be cut, and counts the rest.
func readBounded(r io.Reader, limit int) (string, int, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(limit+len(byteOrderMark)+1)))
	if err != nil {
		return "", 0, err
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	if len(data) <= limit {
		return string(data), len(data), nil
	}
	more, err := io.Copy(io.Discard, io.LimitReader(r, maxCounted-int64(len(data))+1))
	if err != nil {
		return "", 0, err
	}
	size := len(data) + int(more)
	for limit > 0 && !utf8.RuneStart(data[limit]) {
		limit--
	}
	return string(data[:limit]), size, nil
}

// oversize returns the diagnostic of an expression that was not kept whole, and nothing for one that was. The library reports a text
// that is too long itself; this is for what was never a text in memory.
func (e expression) oversize(limit int) source.List {
	if e.size <= len(e.text) {
		return nil
	}
	d := message.Exceeded(lexer.LimitInput, source.Span{Start: len(e.text), End: e.size}, "the expression", "bytes", e.size, limit,
		"shorten the expression, or raise the input limit")
	if e.size > maxCounted {
		d.Message = fmt.Sprintf("the expression has more than %s bytes, over the input limit of %s",
			digits.Thousands(maxCounted), digits.Thousands(limit))
	}
	return source.List{d}
}
