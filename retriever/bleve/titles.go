package bleve

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/bits"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/retriever"
)

// Titles is the set of the titles of an index, small enough to keep in memory: about eleven bytes a title. It answers whether a
// span of text is a title and which spans of a text are. Titles are compared as [TitleKey] has them, with and without a trailing
// "(...)".
//
// It holds 64-bit hashes. A span that is no title is taken for one about once in 10^19/n tries with n titles.
type Titles struct {
	slots   []uint64 // 0 is empty
	count   int
	longest int // words of the longest title
}

// TitleMatch is a title found in a text.
type TitleMatch struct {
	retriever.Range
	// Key is the title as [TitleKey] has it.
	Key string
}

// newTitles makes room for n titles.
func newTitles(n int) *Titles { return &Titles{slots: make([]uint64, n+n/3+8)} }

// The numbers of FNV-1a.
const (
	fnvOffset uint64 = 14695981039346656037
	fnvPrime  uint64 = 1099511628211
)

func hash64(key string) uint64 {
	h := fnvOffset
	for i := range len(key) {
		h = (h ^ uint64(key[i])) * fnvPrime
	}
	return mixed(h)
}

// mixed makes a slot's hash of one of FNV: the slot is taken from the high bits, where FNV alone is poor.
func mixed(h uint64) uint64 {
	h ^= h >> 32
	h *= 0x9e3779b97f4a7c15
	h ^= h >> 29
	if h == 0 {
		return 1
	}
	return h
}

// slot finds where a hash is or would be.
func (t *Titles) slot(h uint64) int {
	at, _ := bits.Mul64(h, uint64(len(t.slots)))
	i := int(at)
	for t.slots[i] != 0 && t.slots[i] != h {
		if i++; i == len(t.slots) {
			i = 0
		}
	}
	return i
}

func (t *Titles) add(h uint64, words int) {
	i := t.slot(h)
	if t.slots[i] == h {
		return
	}
	t.slots[i] = h
	t.count++
	t.longest = max(t.longest, words)
}

// Len is the number of different titles.
func (t *Titles) Len() int { return t.count }

// Contains says whether text is a title.
func (t *Titles) Contains(text string) bool {
	if h, words, ok := asciiKeyHash(text); ok {
		return words > 0 && t.slots[t.slot(h)] != 0
	}
	key := wordsKey(titleWords(text))
	return key != "" && t.has(key)
}

// asciiKeyHash is the [hash64] of the key of a text, and how many words it has, without making the key: a reader asks for every name in a
// passage whether it is a title. It is not ok for a text with other letters than those of ASCII.
func asciiKeyHash(text string) (h uint64, words int, ok bool) {
	h = fnvOffset
	inWord := false
	for i := range len(text) {
		b := text[i]
		switch {
		case b >= utf8.RuneSelf:
			return 0, 0, false
		case isWordRune(rune(b)):
			if !inWord {
				if inWord = true; words > 0 {
					h = (h ^ ' ') * fnvPrime
				}
				words++
			}
			if 'A' <= b && b <= 'Z' {
				b += 'a' - 'A'
			}
			h = (h ^ uint64(b)) * fnvPrime
		case b == '\'' && inWord && i+1 < len(text) && text[i+1] < utf8.RuneSelf && isWordRune(rune(text[i+1])): // joins the halves of a word
		default:
			inWord = false
		}
	}
	return mixed(h), words, true
}

func (t *Titles) has(key string) bool { return t.slots[t.slot(hash64(key))] != 0 }

// Longest finds the longest title that begins with the first word at or after the byte offset start of text.
func (t *Titles) Longest(text string, start int) (TitleMatch, bool) {
	if start < 0 || start > len(text) {
		return TitleMatch{}, false
	}
	words := titleWordsUpTo(text[start:], t.longest)
	for n := len(words); n > 0; n-- {
		if key, end, ok := spanKey(words[:n], t.has); ok {
			return TitleMatch{retriever.Range{Start: start + words[0].start, End: start + end}, key}, true
		}
	}
	return TitleMatch{}, false
}

// Find finds the titles in text, longest first, none overlapping another; of two of the same length the one further left wins.
func (t *Titles) Find(text string) []TitleMatch {
	return findTitles(context.Background(), text, t.longest, t.has)
}

// all lists every run of up to so many of the words that is a title, overlapping ones too.
func (t *Titles) all(ctx context.Context, words []titleWord, longest int) []string {
	var keys []string
	for n := min(len(words), longest, t.longest); n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			if i%256 == 0 && ctx.Err() != nil {
				return keys
			}
			if key, _, ok := spanKey(words[i:i+n], t.has); ok {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// findTitles finds the runs of up to so many words of text that are titles, longest first, none overlapping another. When ctx ends
// it returns what it has.
func findTitles(ctx context.Context, text string, longest int, is func(key string) bool) []TitleMatch {
	return findTitleWords(ctx, titleWords(text), longest, is)
}

func findTitleWords(ctx context.Context, words []titleWord, longest int, is func(key string) bool) []TitleMatch {
	var matches []TitleMatch
	taken := make([]bool, len(words))
	for n := min(len(words), longest); n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			if i%256 == 0 && ctx.Err() != nil {
				return matches
			}
			if slices.Contains(taken[i:i+n], true) {
				continue
			}
			key, end, ok := spanKey(words[i:i+n], is)
			if !ok {
				continue
			}
			for j := i; j < i+n; j++ {
				taken[j] = true
			}
			matches = append(matches, TitleMatch{retriever.Range{Start: words[i].start, End: end}, key})
		}
	}
	return matches
}

func wordsKey(words []titleWord) string {
	if len(words) == 0 {
		return ""
	}
	if len(words) == 1 {
		return words[0].key
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.key)
	}
	return b.String()
}

// A catalogue on disk is a header of four numbers and the slots, so that opening an index need not walk its dictionaries.
const (
	titlesMagic  = 0x31544351 // "QCT1"
	titlesHeader = 24
)

func (t *Titles) write(name string) error {
	buf := make([]byte, titlesHeader, titlesHeader+8*len(t.slots))
	for _, slot := range t.slots {
		buf = binary.LittleEndian.AppendUint64(buf, slot)
	}
	binary.LittleEndian.PutUint32(buf, titlesMagic)
	binary.LittleEndian.PutUint32(buf[4:], uint32(t.longest))
	binary.LittleEndian.PutUint64(buf[8:], uint64(t.count))
	binary.LittleEndian.PutUint32(buf[16:], crc32.ChecksumIEEE(buf[titlesHeader:]))
	return writeFile(name, buf)
}

func loadTitles(name string) (*Titles, error) {
	buf, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if len(buf) < titlesHeader+8 || len(buf)%8 != 0 || binary.LittleEndian.Uint32(buf) != titlesMagic ||
		binary.LittleEndian.Uint32(buf[16:]) != crc32.ChecksumIEEE(buf[titlesHeader:]) {
		return nil, fmt.Errorf("%s does not match its checksum", titlesFile)
	}
	t := &Titles{
		slots:   make([]uint64, (len(buf)-titlesHeader)/8),
		count:   int(binary.LittleEndian.Uint64(buf[8:])),
		longest: int(binary.LittleEndian.Uint32(buf[4:])),
	}
	if t.count >= len(t.slots) { // a look-up ends at an empty slot: there must be one
		return nil, fmt.Errorf("%s is full", titlesFile)
	}
	for i := range t.slots {
		t.slots[i] = binary.LittleEndian.Uint64(buf[titlesHeader+8*i:])
	}
	return t, nil
}
