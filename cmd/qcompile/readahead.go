package main

import (
	"context"
	"iter"

	"github.com/qcompiler/qcompiler/retriever"
)

// aheadBytes is how much text is handed over at once between the reading of documents and their indexing.
const aheadBytes = 256 << 10

// readAhead reads documents in a goroutine of its own: reading and indexing then take place at the same time, and the end of the context
// is seen also while the reading waits for a pipe or for somebody to type. At most about three batches, or three documents if they are
// larger, are held in memory.
func readAhead(ctx context.Context, docs iter.Seq2[retriever.Document, error]) iter.Seq2[retriever.Document, error] {
	return func(yield func(retriever.Document, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		batches := make(chan batch, 1)
		go sendBatches(ctx, docs, batches)
		for {
			select {
			case <-ctx.Done():
				yield(retriever.Document{}, ctx.Err())
				return
			case b, more := <-batches:
				if !more {
					if ctx.Err() != nil { // it may have ended for that
						yield(retriever.Document{}, ctx.Err())
					}
					return
				}
				if b.defect != nil {
					panic(b.defect) // here somebody reports it
				}
				for _, doc := range b.docs {
					if !yield(doc, nil) {
						return
					}
				}
				if b.err != nil && !yield(retriever.Document{}, b.err) {
					return
				}
			}
		}
	}
}

// batch holds documents and the error that came after them, or what the reading panicked with.
type batch struct {
	docs   []retriever.Document
	err    error
	defect any
}

func sendBatches(ctx context.Context, docs iter.Seq2[retriever.Document, error], out chan<- batch) {
	defer close(out)
	var b batch
	size := 0
	send := func() bool {
		select {
		case out <- b:
			b, size = batch{}, 0
			return true
		case <-ctx.Done():
			return false
		}
	}
	defer func() {
		if r := recover(); r != nil {
			b.defect = r
			send()
		}
	}()
	for doc, err := range docs {
		if err != nil {
			b.err = err
		} else {
			b.docs = append(b.docs, doc)
			size += len(doc.Text) + len(doc.Title) + len(doc.ID) + 100*(1+len(doc.Metadata))
		}
		if (err != nil || size >= aheadBytes) && !send() {
			return
		}
	}
	if len(b.docs) > 0 {
		send()
	}
}
