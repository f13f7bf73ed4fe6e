package dataset

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// notes are what [Curate] keeps of each row on disk when it reads the rows first, so that it need not read or compile them again to draw
// the sample. They are read in the order in which they were written.
type notes struct {
	file *os.File
	out  *bufio.Writer
	data []byte
}

// note is what is kept of a row.
type note struct {
	// unfit says that the row goes whatever the others are; nothing else is known of it then.
	unfit bool
	// written says that the expression and the shape of the row are as they are written.
	written bool
	split   uint8 // of [splits]
	cell    uint32
	// draw is the random number of the row, words the hashes of its keywords; none where no sample is drawn.
	draw  uint64
	words []uint64
}

// The bits of the first byte of a note, above those of the split.
const (
	noteUnfit   = 1 << 6
	noteWritten = 1 << 7
)

func createNotes(dir string) (*notes, error) {
	file, err := os.Create(filepath.Join(dir, "notes"))
	if err != nil {
		return nil, err
	}
	return &notes{file: file, out: bufio.NewWriterSize(file, 64<<10)}, nil
}

func (n *notes) add(of *note) error {
	first := of.split
	if of.unfit {
		first |= noteUnfit
	}
	if of.written {
		first |= noteWritten
	}
	n.data = append(n.data[:0], first)
	n.data = binary.AppendUvarint(n.data, uint64(of.cell))
	n.data = binary.LittleEndian.AppendUint64(n.data, of.draw)
	n.data = binary.AppendUvarint(n.data, uint64(len(of.words)))
	for _, w := range of.words {
		n.data = binary.LittleEndian.AppendUint64(n.data, w)
	}
	_, err := n.out.Write(n.data)
	return err
}

// read returns a function that returns the notes one after the other, each good until the next call.
func (n *notes) read() (next func() (*note, error), err error) {
	if err := n.out.Flush(); err != nil {
		return nil, err
	}
	in := bufio.NewReaderSize(io.NewSectionReader(n.file, 0, 1<<62), 64<<10)
	var of note
	var fixed [8]byte
	return func() (*note, error) {
		first, err := in.ReadByte()
		if err != nil {
			return nil, err
		}
		of.unfit, of.written, of.split = first&noteUnfit != 0, first&noteWritten != 0, first&^(noteUnfit|noteWritten)
		cell, err := binary.ReadUvarint(in)
		if err != nil {
			return nil, err
		}
		of.cell = uint32(cell)
		if _, err := io.ReadFull(in, fixed[:]); err != nil {
			return nil, err
		}
		of.draw = binary.LittleEndian.Uint64(fixed[:])
		count, err := binary.ReadUvarint(in)
		if err != nil {
			return nil, err
		}
		of.words = of.words[:0]
		for range count {
			if _, err := io.ReadFull(in, fixed[:]); err != nil {
				return nil, err
			}
			of.words = append(of.words, binary.LittleEndian.Uint64(fixed[:]))
		}
		return &of, nil
	}, nil
}

// each visits the notes with the number of the row.
func (n *notes) each(ctx context.Context, visit func(number uint64, of *note) error) error {
	next, err := n.read()
	if err != nil {
		return err
	}
	for number := uint64(0); ; number++ {
		of, err := next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = visit(number, of)
		}
		if err != nil {
			return err
		}
	}
}

func (n *notes) close() { _ = n.file.Close() }
