package eval

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/retriever"
)

// foreign holds the fields in which the files of public data sets say what the project's own form says in others: HotpotQA, 2WikiMultihopQA
// (which adds evidences), MuSiQue (question_decomposition and paragraphs), StrategyQA (qid, decomposition), FanOutQA (decomposition,
// necessary_evidence), BEIR (queries: _id and text) and FlashRAG (golden_answers, and under metadata the other fields of the set it is from).
type foreign struct {
	UnderscoreID  json.RawMessage   `json:"_id"`
	QID           json.RawMessage   `json:"qid"`
	Text          *string           `json:"text"`
	Answer        json.RawMessage   `json:"answer"`
	Aliases       []string          `json:"answer_aliases"`
	Golden        []json.RawMessage `json:"golden_answers"`
	Answerable    *bool             `json:"answerable"`
	Facts         json.RawMessage   `json:"supporting_facts"`
	Context       json.RawMessage   `json:"context"`
	Evidences     json.RawMessage   `json:"evidences"`
	Paragraphs    []paragraph       `json:"paragraphs"`
	Decomposed    []goldRow         `json:"question_decomposition"`
	Decomposition json.RawMessage   `json:"decomposition"`
	Necessary     []titled          `json:"necessary_evidence"`
	Metadata      json.RawMessage   `json:"metadata"`
	// kind is the type of a question in the metadata.
	kind string
	// inner is what the metadata hold, nil for nothing.
	inner *foreign
}

// metadataDepth is how deep metadata are looked for in metadata: FlashRAG's MuSiQue has its rows in the second ones.
const metadataDepth = 2

// openMetadata reads what the metadata hold. What is of another kind there says nothing.
func (f *foreign) openMetadata(depth int) {
	var kind struct {
		Type string `json:"type"`
	}
	var inner foreign
	if depth == 0 || len(f.Metadata) == 0 || json.Unmarshal(f.Metadata, &inner) != nil {
		return
	}
	if json.Unmarshal(f.Metadata, &kind) == nil {
		inner.kind = kind.Type
	}
	inner.openMetadata(depth - 1)
	f.inner = &inner
}

type paragraph struct {
	Title      string `json:"title"`
	Text       string `json:"paragraph_text"`
	Supporting bool   `json:"is_supporting"`
}

type titled struct {
	Title string `json:"title"`
}

// fill adds to a row what it has in the fields of others.
func (f *foreign) fill(in *row) {
	for _, id := range []json.RawMessage{f.UnderscoreID, f.QID} {
		if len(in.ID) == 0 {
			in.ID = id
		}
	}
	if in.Question == nil {
		in.Question = f.Text
	}
	if in.Answers == nil {
		in.Answers = f.answers()
	}
	f.openMetadata(metadataDepth)
	for ; f != nil; f = f.inner {
		if in.Supporting == nil {
			in.Supporting = f.supporting()
		}
		if in.Leaves == nil {
			in.Leaves = f.leaves()
		}
		if in.Type == "" {
			in.Type = f.kind
		}
	}
}

func (f *foreign) answers() []json.RawMessage {
	switch {
	case f.Answerable != nil && !*f.Answerable:
		return []json.RawMessage{}
	case f.Golden != nil:
		return f.Golden
	case len(f.Answer) == 0:
		return nil
	}
	answers := []json.RawMessage{f.Answer}
	switch string(f.Answer) {
	case "true":
		answers[0] = json.RawMessage(`"yes"`)
	case "false":
		answers[0] = json.RawMessage(`"no"`)
	}
	for _, alias := range f.Aliases {
		text, err := json.Marshal(alias)
		if err == nil {
			answers = append(answers, text)
		}
	}
	return answers
}

func (f *foreign) supporting() []string {
	var titles []string
	add := func(title string) {
		if title != "" && !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	var pairs [][]json.RawMessage // [[title, sentence], ...]
	var columns struct {          // as Hugging Face has it
		Title []string `json:"title"`
	}
	if json.Unmarshal(f.Facts, &pairs) == nil {
		for _, pair := range pairs {
			if len(pair) > 0 {
				add(flatten(pair[0]))
			}
		}
	} else if json.Unmarshal(f.Facts, &columns) == nil {
		for _, title := range columns.Title {
			add(title)
		}
	}
	for _, p := range f.Paragraphs {
		if p.Supporting {
			add(p.Title)
		}
	}
	for _, e := range f.Necessary {
		add(e.Title)
	}
	return titles
}

// leaves reads a gold decomposition.
func (f *foreign) leaves() []goldRow {
	if len(f.Decomposed) > 0 {
		return referring(f.Decomposed)
	}
	if triples := f.triples(); len(triples) > 0 {
		return ofTriples(triples)
	}
	var steps []string
	if json.Unmarshal(f.Decomposition, &steps) == nil {
		rows := make([]goldRow, len(steps))
		for i, step := range steps {
			rows[i].Question = step
		}
		return referring(rows)
	}
	var parts []goldRow
	if json.Unmarshal(f.Decomposition, &parts) == nil {
		return parts
	}
	return nil
}

// triples reads evidences: [[subject, relation, object], ...], or the same in columns.
func (f *foreign) triples() [][3]string {
	var triples [][3]string
	var columns struct { // as Hugging Face has it
		Fact     []string `json:"fact"`
		Relation []string `json:"relation"`
		Entity   []string `json:"entity"`
	}
	if json.Unmarshal(f.Evidences, &triples) == nil {
		return triples
	}
	if json.Unmarshal(f.Evidences, &columns) != nil {
		return nil
	}
	for i := range min(len(columns.Fact), len(columns.Relation), len(columns.Entity)) {
		triples = append(triples, [3]string{columns.Fact[i], columns.Relation[i], columns.Entity[i]})
	}
	return triples
}

// referring gives leaves ids and the dependencies that their references, "#1", say.
func referring(rows []goldRow) []goldRow {
	for i := range rows {
		rows[i].ID = json.RawMessage(strconv.Itoa(i + 1))
		rows[i].DependsOn = nil
		for _, p := range splitReferences(rows[i].Question, i) {
			if p.leaf >= 0 {
				rows[i].DependsOn = append(rows[i].DependsOn, json.RawMessage(strconv.Itoa(p.leaf+1)))
			}
		}
	}
	return rows
}

// ofTriples makes leaves of (subject, relation, object): a triple about the object of one before it depends on that.
func ofTriples(triples [][3]string) []goldRow {
	rows := make([]goldRow, len(triples))
	for i, t := range triples {
		rows[i].ID = json.RawMessage(strconv.Itoa(i + 1))
		rows[i].Question = t[0] + " " + slotSeparator + " " + t[1]
		rows[i].Answer, _ = json.Marshal(t[2]) // a text always encodes
		for j := range i {
			if titleKey(triples[j][2]) == titleKey(t[0]) {
				rows[i].DependsOn = []json.RawMessage{rows[j].ID}
			}
		}
	}
	return rows
}

// passages reads the passages that came with a question: [[title, [sentences]], ...], the same in columns, or paragraphs.
func (f *foreign) passages() []retriever.Document {
	var docs []retriever.Document
	add := func(title, text string) {
		if text = strings.TrimSpace(text); text != "" {
			docs = append(docs, retriever.Document{ID: fmt.Sprintf("given-%d", len(docs)), Title: title, Text: text})
		}
	}
	var pairs [][2]json.RawMessage
	var columns struct {
		Title     []string   `json:"title"`
		Sentences [][]string `json:"sentences"`
		Content   [][]string `json:"content"`
	}
	if json.Unmarshal(f.Context, &pairs) == nil {
		for _, pair := range pairs {
			var sentences []string
			_ = json.Unmarshal(pair[1], &sentences) // another form holds no passage
			add(flatten(pair[0]), strings.Join(sentences, ""))
		}
	} else if json.Unmarshal(f.Context, &columns) == nil {
		sentences := columns.Sentences
		if sentences == nil {
			sentences = columns.Content
		}
		for i := range min(len(columns.Title), len(sentences)) {
			add(columns.Title[i], strings.Join(sentences[i], ""))
		}
	}
	for _, p := range f.Paragraphs {
		add(p.Title, p.Text)
	}
	if docs == nil && f.inner != nil {
		return f.inner.passages()
	}
	return docs
}

// wikiTitles returns the titles in a text that holds addresses of Wikipedia.
func wikiTitles(text string) []string {
	var titles []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" []\"',", r) && r != '\'' || r == '\n' }) {
		_, page, ok := strings.Cut(part, "wikipedia.org/wiki/")
		if !ok {
			continue
		}
		page, _, _ = strings.Cut(strings.TrimRight(page, "'"), "#")
		if name, err := url.PathUnescape(page); err == nil {
			page = name
		}
		if title := strings.TrimSpace(strings.ReplaceAll(page, "_", " ")); title != "" && !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	return titles
}
