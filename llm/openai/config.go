package openai

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// Config says which server to ask and how. BaseURL and Model are needed; a zero value elsewhere means the default.
type Config struct {
	// BaseURL is the address up to and including the version, such as "http://localhost:8080/v1".
	BaseURL string
	// Model is the name of the model.
	Model string
	// Key returns the key to send, "" for none; nil sends none. See [KeyFromEnv] and [KeyFromFile]. It is asked once, by [New].
	Key func() (string, error)
	// Dialect is how the server takes a grammar; the default is to find out ([Client.Detect]) when the first grammar is sent.
	Dialect Dialect
	// Timeout bounds one call, from the first byte sent to the last one read; the default is [DefaultTimeout].
	Timeout time.Duration
	// MaxReply is the most bytes of a reply; the default is [DefaultMaxReply].
	MaxReply int64
	// Transport does the requests; the default is a clone of [http.DefaultTransport].
	Transport http.RoundTripper
}

// The defaults of a [Config].
const (
	DefaultTimeout  = 90 * time.Second
	DefaultMaxReply = 1 << 20
)

// Dialect is how a server takes a grammar.
type Dialect string

// The dialects.
const (
	Detect   Dialect = ""
	LlamaCpp Dialect = "llama.cpp" // "grammar"
	VLLM     Dialect = "vllm"      // "structured_outputs": {"grammar"}
	VLLMOld  Dialect = "vllm-old"  // "guided_grammar", before vLLM 0.12
	SGLang   Dialect = "sglang"    // "ebnf"
	Plain    Dialect = "plain"     // none: grammars are not sent
)

// Dialects returns all dialects but [Detect].
func Dialects() []Dialect { return []Dialect{LlamaCpp, VLLM, VLLMOld, SGLang, Plain} }

// maxKey is the most bytes of a key.
const maxKey = 16 << 10

// KeyFromEnv reads the key from an environment variable when the client is made. An unset variable is an error that names it.
func KeyFromEnv(name string) func() (string, error) {
	return func() (string, error) {
		key := strings.TrimSpace(os.Getenv(name))
		if key == "" {
			return "", fmt.Errorf("the environment variable %s, which should hold the key of the model server, is not set", name)
		}
		return key, nil
	}
}

// KeyFromFile reads the key from a file when the client is made; white space around it is dropped.
func KeyFromFile(name string) func() (string, error) {
	return func() (string, error) {
		f, err := os.Open(name)
		if err != nil {
			return "", fmt.Errorf("reading the key of the model server: %w", err)
		}
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, maxKey+1))
		if err != nil {
			return "", fmt.Errorf("reading the key of the model server: %w", err)
		}
		key := strings.TrimSpace(string(data))
		switch {
		case len(data) > maxKey:
			return "", fmt.Errorf("%s is too large to hold a key: it should hold the key and nothing else", name)
		case key == "":
			return "", fmt.Errorf("%s, which should hold the key of the model server, is empty", name)
		}
		return key, nil
	}
}

// check returns the base address without a slash at its end, and the key.
func (c *Config) check() (string, string, error) {
	u, err := url.Parse(c.BaseURL)
	switch {
	case c.BaseURL == "":
		return "", "", errors.New("no base URL for the model server; give one such as http://localhost:8080/v1")
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return "", "", errors.New("the base URL of the model server is not an http or https address such as http://localhost:8080/v1")
	case u.User != nil:
		return "", "", errors.New("the base URL of the model server holds a user name or password; give the key through the environment or a file")
	case u.RawQuery != "" || u.Fragment != "":
		return "", "", errors.New("the base URL of the model server has a query or a fragment; leave it out")
	case c.Model == "":
		return "", "", errors.New("no name of a model")
	}
	key := ""
	if c.Key != nil {
		if key, err = c.Key(); err != nil {
			return "", "", err
		}
		if strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
			return "", "", errors.New("the key of the model server holds white space or control characters")
		}
	}
	return strings.TrimRight(u.String(), "/"), key, nil
}
