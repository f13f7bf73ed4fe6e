package corpus

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"strings"
	"unicode"

	"github.com/qcompiler/qcompiler/retriever"
)

// Metadata of passages made from files.
const (
	// MetaSource is the path of the file, as ids begin.
	MetaSource = "source"
	// MetaSection is the path of headings above the passage.
	MetaSection = "section"
	// MetaPage is the title of an HTML page where its first heading is another, which is then the passage's title: pages are often
	// titled with the name of the site.
	MetaPage = "page"
)

// pathSeparator stands between the headings of a path.
const pathSeparator = " > "

// file reads a Markdown, HTML or text file and hands out its passages.
func (r *run) file(in *input, format Format) bool {
	text, bad := r.wholeText(in)
	if bad != nil {
		return r.bad(bad)
	}
	p := &passages{run: r, in: in, names: sectionNames{used: make(map[string]int)}}
	o := &outline{emit: p.section}
	switch format {
	case Markdown:
		readMarkdown(r.ctx, text, o)
	case HTML:
		readHTML(text, o)
	default:
		o.block(text)
	}
	switch {
	case r.ended(), !o.finish():
		return false
	case p.count == 0:
		return r.pass(&Error{Code: CodeEmptyText, File: in.name, Reason: "the file has no text"})
	}
	return true
}

// passages hands out the sections of a file, cut to size.
type passages struct {
	run   *run
	in    *input
	names sectionNames
	count int
}

func (p *passages) section(o *outline, s section) bool {
	title := cmp.Or(o.title, o.page, stemOf(p.in.name))
	id := p.in.idPath + p.names.next(s)
	metadata := p.metadata(o, s)
	full := strings.Join(append([]string{title}, s.path...), pathSeparator)
	for i, piece := range Split(s.text, p.run.opts.Chunk) {
		p.count++
		d := retriever.Document{ID: numbered(id, i), Title: full, Text: s.text[piece.Start:piece.End], Metadata: maps.Clone(metadata)}
		if !p.run.document(d, p.in, 0) {
			return false
		}
	}
	return true
}

func (p *passages) metadata(o *outline, s section) map[string]string {
	metadata := make(map[string]string, len(o.metadata)+3)
	maps.Copy(metadata, o.metadata)
	metadata[MetaSource] = p.in.idPath
	if len(s.path) > 0 {
		metadata[MetaSection] = strings.Join(s.path, pathSeparator)
	}
	if o.page != "" && o.title != "" && o.page != o.title {
		metadata[MetaPage] = o.page
	}
	return metadata
}

// stemOf returns a file's name without folder and extensions.
func stemOf(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	base = strings.TrimSuffix(base, ".gz")
	if ext := path.Ext(base); ext != base {
		base = strings.TrimSuffix(base, ext)
	}
	return base
}

// sectionNames gives each section of a file the end of its id. Names are made of headings, so that one section keeps its name when
// another one changes; only sections with equal headings are numbered.
type sectionNames struct {
	used map[string]int
}

func (n *sectionNames) next(s section) string {
	name := ""
	switch {
	case s.top: // menus and badges come and go: the section under the title must not be numbered for them
		name = "#(top)"
	case len(s.path) > 0:
		slugs := make([]string, len(s.path))
		for i, h := range s.path {
			slugs[i] = slug(h)
		}
		name = "#" + shorten(strings.Join(slugs, "/"))
	}
	n.used[name]++
	if k := n.used[name]; k > 1 {
		return fmt.Sprintf("%s(%d)", name, k)
	}
	return name
}

// numbered names the pieces of a section; the first keeps the section's name.
func numbered(id string, i int) string {
	if i == 0 {
		return id
	}
	return fmt.Sprintf("%s~%d", id, i+1)
}

// slug writes a heading with letters, digits and hyphens only.
func slug(heading string) string {
	var b strings.Builder
	gap := false
	for _, r := range heading {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.M, r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	if b.Len() == 0 { // only signs: two such headings are still two
		return "x" + digest(heading)
	}
	return b.String()
}

// shorten keeps names of many or long headings within bounds.
func shorten(name string) string {
	const most = 160
	if len(name) <= most {
		return name
	}
	at := most
	for at > 0 && name[at]&0xC0 == 0x80 {
		at--
	}
	return name[:at] + "-" + digest(name)
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}
