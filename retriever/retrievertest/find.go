package retrievertest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/qcompiler/qcompiler/retriever"
)

// findChecks are about what is found and what comes back.
func findChecks() []check {
	return []check{
		{"finds by text", Documents, func(r retriever.Retriever) error {
			return wantFirst(r, map[string]string{
				"whale oil lamp":              "lighthouse",
				"vessel for boiling water":    "kettle",
				"the largest bell Marga":      "tower",
				"solitary windmill":           "bare",
				"Where was Orsa Talvik born?": "engineer",
			})
		}},
		{"finds by title", Documents, func(r retriever.Retriever) error {
			return wantFirst(r, map[string]string{"Signs": "operators", "Brenholm Lighthouse": "lighthouse"})
		}},
		{"finds in other scripts", Documents, func(r retriever.Retriever) error {
			for query, id := range map[string]string{"灯塔": "chinese", "工程师": "chinese", "港町": "japanese", "종탑에는": "korean"} {
				docs, err := search(r, query)
				if err != nil {
					return err
				}
				if !slices.Contains(ids(docs), id) {
					return fmt.Errorf("query %q does not find %q, only %v", query, id, ids(docs))
				}
			}
			return nil
		}},
		{"case does not matter", Documents, func(r retriever.Retriever) error {
			return sameIDs(r, "copper KETTLE quillmouth", "Copper Kettle Quillmouth")
		}},
		{"returns the document whole", Documents, wholeDocuments},
		{"finds nothing where nothing matches", Documents, func(r retriever.Retriever) error {
			return wantNothing(r, "zyxwvut", "qqqq rrrr")
		}},
		{"searches an empty corpus", func() []retriever.Document { return nil }, func(r retriever.Retriever) error {
			return wantNothing(r, "lighthouse", "", "a b c")
		}},
		{"keeps documents with empty fields", emptyFields, func(r retriever.Retriever) error {
			return wantFirst(r, map[string]string{"heliotrope": "title only", "saxifrage": "text only"})
		}},
	}
}

func emptyFields() []retriever.Document {
	return []retriever.Document{
		{ID: "title only", Title: "Heliotrope"},
		{ID: "text only", Text: "Saxifrage grows on stones."},
		{ID: "neither"},
	}
}

func wantFirst(r retriever.Retriever, want map[string]string) error {
	for query, id := range want {
		docs, err := search(r, query)
		if err != nil {
			return err
		}
		if len(docs) == 0 || docs[0].ID != id {
			return fmt.Errorf("query %q: want %q first, got %v", query, id, ids(docs))
		}
	}
	return nil
}

func wantNothing(r retriever.Retriever, queries ...string) error {
	for _, query := range queries {
		docs, err := search(r, query)
		if err != nil {
			return err
		}
		if docs != nil {
			return fmt.Errorf("query %q: want nothing, got %v", query, ids(docs))
		}
	}
	return nil
}

// sameIDs checks that two queries give the same ranking.
func sameIDs(r retriever.Retriever, a, b string) error {
	first, err := search(r, a)
	if err != nil {
		return err
	}
	second, err := search(r, b)
	if err != nil {
		return err
	}
	if !slices.Equal(ids(first), ids(second)) {
		return fmt.Errorf("query %q gives %v but %q gives %v", a, ids(first), b, ids(second))
	}
	return nil
}

// wholeDocuments checks that title, text and metadata come back as they went in.
func wholeDocuments(r retriever.Retriever) error {
	for _, want := range Documents() {
		docs, err := search(r, want.Title+" "+want.Text)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(docs, func(d retriever.Document) bool { return d.ID == want.ID })
		if at < 0 {
			return fmt.Errorf("%q is not found by its own text, only %v", want.ID, ids(docs))
		}
		got := docs[at]
		if got.Title != want.Title || got.Text != want.Text || !maps.Equal(got.Metadata, want.Metadata) {
			return fmt.Errorf("%q came back changed: title %q, text %q, metadata %v", want.ID, got.Title, got.Text, got.Metadata)
		}
	}
	return nil
}
