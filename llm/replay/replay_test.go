package replay_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/openai"
	"github.com/qcompiler/qcompiler/llm/replay"
)

const key = "sk-canary-0123456789"

func client(t *testing.T, base string, transport http.RoundTripper) *openai.Client {
	t.Helper()
	c, err := openai.New(openai.Config{BaseURL: base, Model: "m", Key: func() (string, error) { return key, nil }, Transport: transport})
	require.NoError(t, err)
	return c
}

func TestRecordAndReplay(t *testing.T) {
	n := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n++
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Set-Cookie", "session="+key)
		_, _ = fmt.Fprintf(w, `{"choices":[{"message":{"content":"reply %d, your key is %s"},"finish_reason":"stop"}]}`, n, key)
	}))
	defer server.Close()
	var cassette bytes.Buffer
	live := client(t, server.URL+"/v1", replay.NewRecorder(&cassette, nil, key))
	ask := []llm.Message{{Role: llm.User, Content: "my key is " + key}}
	for range 2 {
		resp, err := live.Generate(t.Context(), ask)
		require.NoError(t, err)
		assert.NotContains(t, resp.Text, key)
		assert.Contains(t, resp.Text, "your key is")
	}
	assert.NotContains(t, cassette.String(), key)
	assert.NotContains(t, cassette.String(), strings.TrimPrefix(server.URL, "http://"))

	player, err := replay.NewPlayer(&cassette)
	require.NoError(t, err)
	played := client(t, "http://nowhere.invalid/v1", player)
	hidden := []llm.Message{{Role: llm.User, Content: "my key is [key]"}}
	for _, want := range []string{"reply 1", "reply 2", "reply 2"} {
		resp, err := played.Generate(t.Context(), hidden)
		require.NoError(t, err)
		assert.Contains(t, resp.Text, want)
	}
	_, err = played.Generate(t.Context(), ask)
	assert.ErrorIs(t, err, replay.ErrUnknown)
	assert.Equal(t, 2, n)
}

// A secret with signs that JSON escapes is hidden as it stands in a body.
func TestEscapedSecret(t *testing.T) {
	const odd = `p<ss"w\rd&1`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"choices":[{"message":{"content":"no"},"finish_reason":"stop"}]}`)
	}))
	defer server.Close()
	var cassette bytes.Buffer
	_, err := client(t, server.URL+"/v1", replay.NewRecorder(&cassette, nil, odd)).Generate(t.Context(), []llm.Message{{Content: "a" + odd + "b"}})
	require.NoError(t, err)
	assert.Contains(t, cassette.String(), "a[key]b")
}

func TestBadCassette(t *testing.T) {
	_, err := replay.NewPlayer(strings.NewReader("\n{\"method\":\n"))
	assert.ErrorContains(t, err, "line 2")
	_, err = replay.Open("not-there.jsonl")
	assert.Error(t, err)
}

func Example() {
	cassette := `{"method":"POST","path":"/v1/echo","request":"hello","status":200,"type":"text/plain","reply":"hello yourself"}`
	player, err := replay.NewPlayer(strings.NewReader(cassette))
	if err != nil {
		panic(err)
	}
	resp, err := (&http.Client{Transport: player}).Post("http://model.invalid/v1/echo", "text/plain", strings.NewReader("hello"))
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
	// Output: hello yourself
}
