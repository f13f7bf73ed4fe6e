// Web-service answers questions over HTTP. GET /ask?q=QUESTION sends the events of the run as they happen, as server-sent events that a page
// reads with EventSource; with "Accept: application/json" it sends the whole result at once. A client that goes away stops its run.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/executor"
)

func main() {
	address := flag.String("address", "localhost:8090", "where to listen")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *address); err != nil {
		fmt.Fprintln(os.Stderr, "web-service:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, address string) error {
	corpus, err := demo.Open(ctx, demo.Options{})
	if err != nil {
		return err
	}
	defer corpus.Close()
	engine, err := qcompiler.New(qcompiler.Config{
		Retriever: corpus,
		RunLimits: executor.Limits{Wall: 20 * time.Second, Parallel: 4}, // for each question
	})
	if err != nil {
		return err
	}
	server := &http.Server{Addr: address, Handler: newHandler(engine, 16), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = server.Shutdown(end) // what does not end in time is cut off
	}()
	slog.Info("listening", "try", "curl -N http://"+address+"/ask?q=How+high+is+K2")
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// handler answers questions, so many at a time: the engine is safe for concurrent use, and a busy service says so at once instead of
// letting everyone wait.
type handler struct {
	engine *qcompiler.Engine
	places chan struct{}
}

func newHandler(engine *qcompiler.Engine, most int) http.Handler {
	h := &handler{engine, make(chan struct{}, most)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ask", h.ask)
	return mux
}

func (h *handler) ask(w http.ResponseWriter, r *http.Request) {
	question := strings.TrimSpace(r.FormValue("q"))
	if question == "" {
		http.Error(w, "ask with ?q=QUESTION", http.StatusBadRequest)
		return
	}
	select {
	case h.places <- struct{}{}:
		defer func() { <-h.places }()
	default:
		w.Header().Set("Retry-After", "1")
		http.Error(w, "busy: ask again", http.StatusServiceUnavailable)
		return
	}
	if strings.Contains(r.Header.Get("Accept"), "application/json") {
		h.whole(w, r, question)
		return
	}
	h.stream(w, r, question)
}

// whole sends the result.
func (h *handler) whole(w http.ResponseWriter, r *http.Request, question string) {
	result, err := h.engine.Ask(r.Context(), question)
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(result) // an error is that of a client that has gone
}

// stream sends each event as it happens. JSON holds no raw line break, so that whatever a document says stays inside its event.
func (h *handler) stream(w http.ResponseWriter, r *http.Request, question string) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	for event, err := range h.engine.Stream(r.Context(), question) {
		name, data := string(event.Kind), []byte(nil)
		if err != nil && event.Result == nil { // the question could not be run
			name = "error"
			data, _ = json.Marshal(map[string]string{"error": err.Error()}) // a string can always be written
		} else if data, err = json.Marshal(event); err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", name, data); err != nil {
			return // leaving the loop stops the run
		}
		if err := out.Flush(); err != nil {
			return
		}
	}
}
