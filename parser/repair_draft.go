package parser

import (
	"sort"
	"strings"

	"github.com/qcompiler/qcompiler/source"
)

// edit replaces a part of a text.
type edit struct {
	source.Span
	with string
}

// draft is a text on its way to an expression, with a map back to the text it was made from.
type draft struct {
	text string
	runs []run
}

// run is a part of a draft: from offset at on, up to the next run, the text is that of the original from its Start on; or, where
// it was put in, it stands for all of origin.
type run struct {
	at     int
	origin source.Span
	put    bool
}

func newDraft(text string) draft {
	return draft{text: text, runs: []run{{origin: source.Span{End: len(text)}}}}
}

// original returns the part of the original text that a span of the draft came from.
func (d draft) original(s source.Span) source.Span {
	start, _ := d.locate(s.Start)
	if s.Len() == 0 {
		return source.At(start)
	}
	_, end := d.locate(s.End - 1)
	return source.Span{Start: start, End: max(start, end)}
}

// locate returns the original of the byte at an offset, as the offsets before and after it. For the offset at the end of the draft
// both are the end of the last run.
func (d draft) locate(at int) (start, end int) {
	i := sort.Search(len(d.runs), func(i int) bool { return d.runs[i].at > at }) - 1
	if i < 0 {
		return 0, 0
	}
	r := d.runs[i]
	if r.put {
		return r.origin.Start, r.origin.End
	}
	start = min(r.origin.Start+at-r.at, r.origin.End)
	return start, min(start+1, r.origin.End)
}

// apply returns the draft with the edits made. They are in order and do not overlap.
func (d draft) apply(edits []edit) draft {
	var out strings.Builder
	out.Grow(len(d.text))
	next := draft{runs: make([]run, 0, len(d.runs)+2*len(edits))}
	at := 0
	for _, e := range edits {
		next.keep(&out, d, at, e.Start)
		if e.with != "" {
			next.runs = append(next.runs, run{at: out.Len(), origin: d.original(e.Span), put: true})
			out.WriteString(e.with)
		}
		at = e.End
	}
	next.keep(&out, d, at, len(d.text))
	next.text = out.String()
	return next
}

// keep copies the bytes of d from start to end, with the runs they are in.
func (d *draft) keep(out *strings.Builder, from draft, start, end int) {
	if start >= end {
		return
	}
	shift := out.Len() - start
	out.WriteString(from.text[start:end])
	i := sort.Search(len(from.runs), func(i int) bool { return from.runs[i].at > start }) - 1
	for ; i < len(from.runs) && from.runs[i].at < end; i++ {
		r := from.runs[i]
		if r.at < start {
			if !r.put {
				r.origin.Start += start - r.at
			}
			r.at = start
		}
		r.at += shift
		d.runs = append(d.runs, r)
	}
}
