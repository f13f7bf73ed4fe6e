// Custom-retriever shows how to bring passages of one's own: a search service behind HTTP becomes a retriever in a dozen lines, an engine
// answers questions from it, and the engine in turn serves as a retriever that decomposes questions. The service runs in this program, so
// that it can be tried without one.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/retriever"
)

const example = "When was the director of the film Jaws born?"

func main() {
	service := httptest.NewServer(http.HandlerFunc(serve))
	defer service.Close()
	if err := run(context.Background(), os.Stdout, service.URL, example); err != nil {
		fmt.Fprintln(os.Stderr, "custom-retriever:", err)
		os.Exit(1)
	}
}

// searchService finds passages by asking a service: GET /?q=QUESTION&k=N.
type searchService struct {
	url    string
	client *http.Client
}

// Retrieve asks the service. It honours ctx and bounds what it reads; an answer that is not 200 is an error, not an empty result.
func (s *searchService) Retrieve(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
	o := retriever.Apply(opts...)
	q := url.Values{"q": {query}, "k": {strconv.Itoa(o.TopK)}}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/?"+q.Encode(), nil)
	if err != nil {
		return nil, err
	}
	response, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the search service says %s", response.Status)
	}
	const most = 16 << 20
	var docs []retriever.Document
	if err := json.NewDecoder(io.LimitReader(response.Body, most)).Decode(&docs); err != nil {
		return nil, fmt.Errorf("read the answer of the search service: %w", err)
	}
	return docs, nil
}

func run(ctx context.Context, w io.Writer, service, question string) error {
	engine, err := qcompiler.New(qcompiler.Config{Retriever: &searchService{service, http.DefaultClient}})
	if err != nil {
		return err
	}
	result, err := engine.Ask(ctx, question)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "answer: %s (%s)\n", result.Answer.Text, result.Status)
	for i, c := range result.Citations {
		fmt.Fprintf(w, "  [%d] %s: %s\n", i+1, c.Title, c.Quote)
	}

	// Where an application has a retriever already, it gets one that decomposes questions.
	docs, err := engine.AsRetriever().Retrieve(ctx, question, retriever.WithTopK(2))
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "passages:")
	for _, d := range docs {
		fmt.Fprintf(w, "  %s\n", d.Title)
	}
	return nil
}

// passages are what the service has, by id.
var passages = map[string]retriever.Document{
	"1": {Title: "Jaws (film)", Text: "Jaws is a 1975 American thriller film directed by Steven Spielberg and based on a novel by Peter Benchley."},
	"2": {Title: "Steven Spielberg", Text: "Steven Allan Spielberg (born December 18, 1946) is an American film director and producer."},
	"3": {Title: "Alien (film)", Text: "Alien is a 1979 science fiction horror film directed by Ridley Scott."},
	"4": {Title: "Ridley Scott", Text: "Sir Ridley Scott (born 30 November 1937) is an English film director and producer."},
}

// serve is the service: it ranks the passages by how many words they share with the question.
func serve(w http.ResponseWriter, r *http.Request) {
	k, err := strconv.Atoi(r.FormValue("k"))
	if err != nil || k < 1 {
		http.Error(w, "k must be a number from 1", http.StatusBadRequest)
		return
	}
	words := strings.Fields(strings.ToLower(strings.Trim(r.FormValue("q"), "?")))
	found := []retriever.Document{}
	for id, doc := range passages {
		doc.ID = id
		have := strings.Fields(strings.ToLower(doc.Title + " " + doc.Text))
		for _, word := range words {
			if slices.Contains(have, word) {
				doc.Score++
			}
		}
		if doc.Score > 0 {
			found = append(found, doc)
		}
	}
	slices.SortFunc(found, func(a, b retriever.Document) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(found[:min(k, len(found))]) // an error is that of a client that has gone
}
