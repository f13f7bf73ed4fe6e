package retrievertest

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/retriever"
)

// Documents returns the small corpus that most checks run over: invented facts, in several scripts, with metadata.
func Documents() []retriever.Document {
	return []retriever.Document{
		{ID: "lighthouse", Title: "Brenholm Lighthouse", Text: "The lighthouse at Brenholm was built by the engineer Talvik in 1874.\n\nIts lamp burns whale oil.", Metadata: map[string]string{"kind": "building", "lang": "en"}},
		{ID: "engineer", Title: "Orsa Talvik", Text: "Orsa Talvik was an engineer. She was born in the harbour town of Quillmouth.", Metadata: map[string]string{"kind": "person", "lang": "en"}},
		{ID: "town", Title: "Quillmouth", Text: "Quillmouth is a harbour town known for copper kettles and a bell tower.", Metadata: map[string]string{"kind": "place", "lang": "en"}},
		{ID: "kettle", Title: "Copper kettle", Text: "A copper kettle is a vessel for boiling water. Copper kettles from Quillmouth have a curved spout.", Metadata: map[string]string{"kind": "thing", "lang": "en"}},
		{ID: "tower", Title: "Bell tower", Text: "The bell tower holds four bells; the largest bell is named Marga.", Metadata: map[string]string{"kind": "building", "lang": "en"}},
		{ID: "chinese", Title: "灯塔", Text: "这座灯塔建于一八七四年，由工程师设计。", Metadata: map[string]string{"kind": "building", "lang": "zh"}},
		{ID: "japanese", Title: "銅のやかん", Text: "港町では銅のやかんが作られている。", Metadata: map[string]string{"kind": "thing", "lang": "ja"}},
		{ID: "korean", Title: "종탑", Text: "종탑에는 네 개의 종이 있다.", Metadata: map[string]string{"kind": "building", "lang": "ko"}},
		{ID: "operators", Title: "Signs", Text: "Programs in C++ compare a*b with a+b, call COUNT(*), and read {name} or \"quoted text\".", Metadata: map[string]string{"kind": "thing"}},
		{ID: "bare", Text: "A passage without title or metadata, about a solitary windmill."},
	}
}

// many returns n passages that all hold the word "gravel"; every third also holds "limestone", and the ids are not in the
// order of the corpus.
func many(n int) []retriever.Document {
	docs := make([]retriever.Document, n)
	for i := range docs {
		text := "gravel" + strings.Repeat(" pebble", i%7)
		if i%3 == 0 {
			text += " limestone"
		}
		docs[i] = retriever.Document{
			ID:       fmt.Sprintf("m%04d", (i*7919)%n),
			Title:    fmt.Sprintf("Quarry %d", i),
			Text:     text,
			Metadata: map[string]string{"parity": []string{"even", "odd"}[i%2]},
		}
	}
	return docs
}

// twins returns passages that no ranking can tell apart but by their ids, which are not in order.
func twins() []retriever.Document {
	var docs []retriever.Document
	for _, id := range []string{"t5", "t2", "t9", "t1", "t7", "t10", "t3"} {
		docs = append(docs, retriever.Document{ID: id, Title: "Twin", Text: "An identical sentence about walnuts."})
	}
	return docs
}
