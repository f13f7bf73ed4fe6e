package corpus_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

func TestMarkdown(t *testing.T) {
	docs, err := read(t, corpus.Options{}, "guide.md", `---
title: "Boat guide"
lang: en
tags: [a, b]
about: |
  a longer text
---
Preface with *stress* and [a link](https://example.org "x").

# Boats

Line one
line two\
line three &amp; \*more\* `+"`code*`"+` <b>bold</b> ![a picture](p.png)

## Sails

- canvas
- wool

  second paragraph
- [x] done

| part | made of |
|------|---------|
| mast | pine    |

## Oars

> Quoted *words*.

`+"```go\nfunc main() {}\n```"+`

### Wooden

Ash.

## Empty heading

`)
	require.NoError(t, err)
	meta := func(section string) map[string]string {
		m := map[string]string{"lang": "en", corpus.MetaSource: "guide.md"}
		if section != "" {
			m[corpus.MetaSection] = section
		}
		return m
	}
	assert.Equal(t, []retriever.Document{
		{ID: "guide.md", Title: "Boat guide", Text: "Preface with stress and a link.", Metadata: meta("")},
		{ID: "guide.md#boats", Title: "Boat guide > Boats", Text: "Line one line two\nline three & *more* code* bold a picture", Metadata: meta("Boats")},
		{ID: "guide.md#boats/sails", Title: "Boat guide > Boats > Sails", Text: "canvas\nwool\n\nsecond paragraph\ndone\n\npart | made of\nmast | pine", Metadata: meta("Boats > Sails")},
		{ID: "guide.md#boats/oars", Title: "Boat guide > Boats > Oars", Text: "Quoted words.\n\nfunc main() {}", Metadata: meta("Boats > Oars")},
		{ID: "guide.md#boats/oars/wooden", Title: "Boat guide > Boats > Oars > Wooden", Text: "Ash.", Metadata: meta("Boats > Oars > Wooden")},
		{ID: "guide.md#boats/empty-heading", Title: "Boat guide > Boats > Empty heading", Text: "Empty heading", Metadata: meta("Boats > Empty heading")},
	}, docs)
}

func TestMarkdownTitles(t *testing.T) {
	for name, tc := range map[string]struct{ content, title, id string }{
		"first heading":                {"# The sea\n\nSalt.", "The sea", "a.md"},
		"front matter":                 {"---\ntitle: Waves\n---\nSalt.", "Waves", "a.md"},
		"front matter and heading":     {"---\ntitle: Waves\n---\n# Waves\n\nSalt.", "Waves", "a.md"},
		"file name":                    {"Salt.", "a", "a.md"},
		"heading of the second level":  {"## The sea\n\nSalt.", "a > The sea", "a.md#the-sea"},
		"underlined":                   {"The sea\n=======\n\nSalt.", "The sea", "a.md"},
		"front matter is not a rule":   {"---\nSalt.\n---\n", "a > Salt.", "a.md#salt"},
		"front matter that stays open": {"---\ntitle: x\n", "a", "a.md"},
		"signs only":                   {"## ***\n\n## !!\n\nSalt.", "a > !!", ""},
	} {
		t.Run(name, func(t *testing.T) {
			docs, err := read(t, corpus.Options{}, "a.md", tc.content)
			require.NoError(t, err)
			require.NotEmpty(t, docs)
			last := docs[len(docs)-1]
			assert.Equal(t, tc.title, last.Title)
			if tc.id != "" {
				assert.Equal(t, tc.id, last.ID)
			}
		})
	}
}

func TestHTML(t *testing.T) {
	docs, err := read(t, corpus.Options{}, "page.html", `<!doctype html><html><head><title>Boats &amp; more - A site</title>
<style>p { color: red }</style><script>if (a < b) alert("no")</script></head>
<body>Welcome<nav><h2>Menu</h2><nav>Up</nav><a href="/">Home</a></nav>
<h1>Boats</h1>
<p>Line   one
<b>bold</b><i>joined</i>, and&nbsp;more.<br>Line two
<p>An open paragraph
<ul><li>canvas<li>wool</ul>
<h2>Sails <small>and ropes</small></h2>
<table><tr><th>part<th>made of</tr><tr><td>mast</td><td>pine</td></tr></table>
<pre>  keep
    this</pre>
<h3>Unclosed<div>Under it</div>
<!-- a remark --><svg><text>drawn</text></svg>
</body></html>`)
	require.NoError(t, err)
	meta := func(section string) map[string]string {
		m := map[string]string{corpus.MetaSource: "page.html", corpus.MetaPage: "Boats & more - A site"}
		if section != "" {
			m[corpus.MetaSection] = section
		}
		return m
	}
	assert.Equal(t, []retriever.Document{
		{ID: "page.html#(top)", Title: "Boats", Text: "Welcome", Metadata: meta("")},
		{ID: "page.html", Title: "Boats", Text: "Line one boldjoined, and more.\nLine two\n\nAn open paragraph\n\ncanvas\nwool", Metadata: meta("")},
		{ID: "page.html#sails-and-ropes", Title: "Boats > Sails and ropes", Text: "part | made of\nmast | pine\n\n  keep\n    this", Metadata: meta("Sails and ropes")},
		{ID: "page.html#sails-and-ropes/unclosed", Title: "Boats > Sails and ropes > Unclosed", Text: "Under it\n\ndrawn", Metadata: meta("Sails and ropes > Unclosed")},
	}, docs)
}

// What is left out of a page is never more than its navigation, however its tags are closed.
func TestHTMLNavigation(t *testing.T) {
	for source, want := range map[string]string{
		"<p>a<nav>b</nav>c":                      "a\n\nc",
		"a<nav>b<nav>c</nav>d</nav>e":            "a\n\ne",
		"a</nav>b":                               "a\n\nb",
		"a<nav>b<p>c":                            "a\n\nb\n\nc",
		"a<nav>b</nav>c<nav>d<nav>e</nav>f":      "a\n\nc\n\nd\n\ne\n\nf",
		"a<nav><script>x</nav></script>b</nav>c": "a\n\nc",
		"a<nav><script>x</nav>":                  "a",
	} {
		docs, err := read(t, corpus.Options{}, "page.html", source)
		require.NoError(t, err)
		require.Len(t, docs, 1, source)
		assert.Equal(t, want, docs[0].Text, source)
	}
}

func TestText(t *testing.T) {
	docs, err := read(t, corpus.Options{Chunk: corpus.Chunking{Max: 64, Overlap: -1}}, "notes/log.txt.gz",
		string(gzipped(t, []byte("First paragraph about the sea, long enough to fill.  \r\n\r\n\r\n\r\nSecond paragraph.\r\n"))))
	require.NoError(t, err)
	meta := map[string]string{corpus.MetaSource: "log.txt.gz"}
	assert.Equal(t, []retriever.Document{
		{ID: "log.txt.gz", Title: "log", Text: "First paragraph about the sea, long enough to fill.", Metadata: meta},
		{ID: "log.txt.gz~2", Title: "log", Text: "Second paragraph.", Metadata: meta},
	}, docs)
}

func TestBadFiles(t *testing.T) {
	for name, tc := range map[string]struct {
		file, content string
		opts          corpus.Options
		code          string
		line          int
		says          string
	}{
		"too large":     {"a.md", strings.Repeat("x", 101), corpus.Options{MaxFile: 100}, corpus.CodeFileTooLarge, 0, "larger than 100 bytes"},
		"invalid utf-8": {"a.txt", "one\ntwo \xe9\n", corpus.Options{}, corpus.CodeInvalidUTF8, 2, "byte 5 of the line, 0xe9"},
		"binary":        {"a.txt", "one\x00two", corpus.Options{}, corpus.CodeBinary, 0, "zero bytes"},
		"pdf":           {"a.txt", "%PDF-1.7 ...", corpus.Options{}, corpus.CodeBinary, 0, "PDF"},
	} {
		t.Run(name, func(t *testing.T) {
			e := problem(t, tc.opts, tc.file, tc.content)
			assert.Equal(t, tc.code, e.Code)
			assert.Equal(t, tc.line, e.Line)
			assert.Contains(t, e.Reason, tc.says)
		})
	}
	var passed []*corpus.Error
	docs, err := read(t, corpus.Options{OnSkip: func(e *corpus.Error) { passed = append(passed, e) }}, "a.md", " \n\n")
	require.NoError(t, err, "an empty file is no mistake")
	assert.Empty(t, docs)
	require.Len(t, passed, 1)
	assert.Equal(t, corpus.CodeEmptyText, passed[0].Code)
}

func TestIDsSurviveChangesElsewhere(t *testing.T) {
	const before = "# Guide\n\nIntro.\n\n## Install\n\nRun it.\n\n### Linux\n\nOn Linux.\n\n## Use\n\nUse it.\n\n## Notes\n\nOne.\n\n## Notes\n\nTwo.\n"
	first, err := read(t, corpus.Options{}, "a.md", before)
	require.NoError(t, err)
	assert.Equal(t, []string{"a.md", "a.md#install", "a.md#install/linux", "a.md#use", "a.md#notes", "a.md#notes(2)"}, ids(first))

	byText := make(map[string]string)
	for _, d := range first {
		byText[d.Text] = d.ID
	}
	for name, after := range map[string]string{
		"a section grows":      strings.Replace(before, "Run it.", strings.Repeat("Run it again and again. ", 200), 1),
		"a section is added":   strings.Replace(before, "## Use", "## Upgrade\n\nDo it.\n\n## Use", 1),
		"a section is removed": strings.Replace(before, "### Linux\n\nOn Linux.\n\n", "", 1),
		"the intro goes":       strings.Replace(before, "Intro.\n\n", "", 1),
		"badges are added":     "![a badge](b.png) built\n\n" + before,
		"the title changes":    strings.Replace(before, "# Guide", "# Manual", 1),
	} {
		t.Run(name, func(t *testing.T) {
			docs, err := read(t, corpus.Options{}, "a.md", after)
			require.NoError(t, err)
			for _, d := range docs {
				if id, same := byText[d.Text]; same {
					assert.Equal(t, id, d.ID)
				}
			}
		})
	}
}

func TestLongHeadingsAreNotCarriedWhole(t *testing.T) {
	heading := strings.Repeat("very long heading ", 5000)
	docs, err := read(t, corpus.Options{}, "a.md", "## "+heading+"\n\n"+strings.Repeat("text ", 50000))
	require.NoError(t, err)
	total := 0
	for _, d := range docs {
		assert.Less(t, len(d.Title), 250)
		assert.Less(t, len(d.ID), 200)
		total += len(d.Text)
	}
	assert.Greater(t, total, len(heading)+250000, "the heading is in the text")
}
