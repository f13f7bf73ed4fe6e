package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
)

func TestRun(t *testing.T) {
	service := httptest.NewServer(http.HandlerFunc(serve))
	defer service.Close()
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), &out, service.URL, example))
	assert.Contains(t, out.String(), "answer: December 18, 1946 (answered)\n")
	assert.Contains(t, out.String(), "passages:\n")
	assert.Contains(t, out.String(), "  Jaws (film)\n")
	assert.Contains(t, out.String(), "  Steven Spielberg\n")
	assert.NotContains(t, out.String(), "Ridley Scott")
}

func TestRetrieve(t *testing.T) {
	service := httptest.NewServer(http.HandlerFunc(serve))
	s := &searchService{service.URL, service.Client()}
	docs, err := s.Retrieve(context.Background(), "Who directed Alien & what = it?", retriever.WithTopK(1))
	require.NoError(t, err)
	require.Len(t, docs, 1)
	assert.Equal(t, "Alien (film)", docs[0].Title)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = s.Retrieve(ctx, "Alien")
	assert.ErrorIs(t, err, context.Canceled)
	service.Close()
	_, err = s.Retrieve(context.Background(), "Alien")
	assert.Error(t, err, "a service that is gone is an error, not an empty result")
}

func TestRetrieveFromAServiceInTrouble(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"503 Service Unavailable": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "busy", http.StatusServiceUnavailable) },
		"read the answer":         func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
	} {
		service := httptest.NewServer(handler)
		_, err := (&searchService{service.URL, service.Client()}).Retrieve(context.Background(), "Alien")
		assert.ErrorContains(t, err, name)
		service.Close()
	}
}
