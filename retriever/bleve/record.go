package bleve

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"slices"

	"github.com/qcompiler/qcompiler/retriever"
)

// A record is a passage as it is stored: a hash of its content, then title, text and metadata, each with its length in front.
// Only hits are read back, so what matters is that a record is small and quick to take apart.

var errRecord = errors.New("stored passage cannot be read")

const recordHashSize = 8

// appendRecord writes doc behind buf. Its hash changes whenever anything that is stored or searched of a document does. The id is
// not in it: the index keeps that itself.
func appendRecord(buf []byte, doc retriever.Document) []byte {
	start := len(buf)
	buf = append(buf, make([]byte, recordHashSize)...)
	buf = appendText(buf, doc.Title)
	buf = appendText(buf, doc.Text)
	keys := make([]string, 0, len(doc.Metadata))
	for key := range doc.Metadata {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	buf = binary.AppendUvarint(buf, uint64(len(keys)))
	for _, key := range keys {
		buf = appendText(buf, key)
		buf = appendText(buf, doc.Metadata[key])
	}
	hash := fnv.New64a()
	_, _ = hash.Write(buf[start+recordHashSize:]) // a hash never fails
	binary.LittleEndian.PutUint64(buf[start:], hash.Sum64())
	return buf
}

func appendText(buf []byte, s string) []byte {
	buf = binary.AppendUvarint(buf, uint64(len(s)))
	return append(buf, s...)
}

// recordHash is the content hash a record was stored with.
func recordHash(record []byte) (uint64, error) {
	if len(record) < recordHashSize {
		return 0, errRecord
	}
	return binary.LittleEndian.Uint64(record), nil
}

// readRecord fills in the title, text and metadata of doc.
func readRecord(record []byte, doc *retriever.Document) error {
	if len(record) < recordHashSize {
		return errRecord
	}
	r := recordReader{rest: record[recordHashSize:]}
	doc.Title = r.text()
	doc.Text = r.text()
	n := r.uvarint()
	if n > uint64(len(r.rest)) { // each entry takes more than a byte: a larger count is damage, not a reason to allocate
		return errRecord
	}
	if n > 0 {
		doc.Metadata = make(map[string]string, n)
	}
	for range n {
		key := r.text()
		doc.Metadata[key] = r.text()
	}
	if r.bad || len(r.rest) != 0 {
		return errRecord
	}
	return nil
}

// checkRecord says whether the content of a record is what its hash says.
func checkRecord(record []byte) bool {
	want, err := recordHash(record)
	if err != nil {
		return false
	}
	hash := fnv.New64a()
	_, _ = hash.Write(record[recordHashSize:])
	return hash.Sum64() == want
}

type recordReader struct {
	rest []byte
	bad  bool
}

func (r *recordReader) uvarint() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

func (r *recordReader) text() string {
	n := r.uvarint()
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return ""
	}
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}
