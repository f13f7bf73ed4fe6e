package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/llmtest"
)

func TestPrompt(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), &out, example, "", ""))
	assert.Contains(t, out.String(), "directed by Steven Spielberg")
	assert.Contains(t, out.String(), "born December 18, 1946", "the passage that the question as it stands does not find")
	assert.True(t, strings.HasSuffix(out.String(), "Question: "+example+"\n"))
}

func TestModel(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	var told string
	server := httptest.NewServer(&llmtest.Server{Write: func(_ string, messages []llm.Message) string {
		told = messages[0].Content
		return "December 18, 1946 [2]"
	}})
	defer server.Close()
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), &out, example, server.URL+"/v1", "any"))
	assert.Equal(t, "December 18, 1946 [2]\n", out.String())
	assert.Contains(t, told, "born December 18, 1946")
}
