package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/cache"
	"github.com/qcompiler/qcompiler/llm/openai"
)

// openModel returns the model that the flags and the environment name: the client, which is kept to a rate, tries again, is left alone
// while it is down, counted, and asked only for what is not known from before. Close it with the function that comes with it.
func (a *app) openModel(f *modelFlags) (llm.Model, func(), error) {
	client, err := a.modelClient(f)
	if err != nil {
		return nil, nil, err
	}
	model := llm.Metered(llm.Breaker(llm.Retry(llm.RateLimit(client, f.rate.value, 0), llm.RetryConfig{}), llm.BreakerConfig{}))
	if !f.noCache {
		model = a.cached(model, client.BaseURL(), client.Model(), f.dialect.value)
	}
	return model, client.Close, nil
}

// modelClient returns the client alone, which asks once.
func (a *app) modelClient(f *modelFlags) (*openai.Client, error) {
	base, name := f.url, f.name
	switch {
	case base == "":
		return nil, usage("name an OpenAI-compatible server with --model-url or in "+modelURLVariable+", such as http://localhost:8080/v1",
			"a stage asks a model, and there is no address of a server")
	case name == "":
		return nil, usage("name it with --model or in "+modelVariable+"; a server that has only one takes any name",
			"a stage asks a model, and it is not said which")
	}
	client, err := openai.New(openai.Config{BaseURL: base, Model: name, Key: a.modelKey(f, base), Dialect: openai.Dialect(f.dialect.value)})
	if err != nil {
		return nil, &usageError{message: strings.TrimPrefix(err.Error(), "openai: ")}
	}
	return client, nil
}

// cached puts a cache in the user's cache folder before a model that the names tell from all others. Without one it goes on as it is, and
// says so.
func (a *app) cached(model llm.Model, names ...string) llm.Model {
	dir, err := os.UserCacheDir()
	if err == nil {
		var kept *cache.Cache
		kept, err = cache.New(model, cache.Config{Dir: filepath.Join(dir, "qcompile", "models"), Model: names})
		if err == nil {
			return kept
		}
	}
	fmt.Fprintf(a.err, "note: what the model writes is not kept for the next time: %s\n", oneLine(err.Error()))
	return model
}

// modelKey says where the key is. That of OpenAI's own programs is sent to OpenAI alone.
func (a *app) modelKey(f *modelFlags, base string) func() (string, error) {
	switch {
	case f.keyFile != "":
		return openai.KeyFromFile(f.keyFile)
	case f.keyEnv != "":
		return a.keyFromEnv(f.keyEnv)
	case a.env(modelKeyVariable) != "":
		return a.keyFromEnv(modelKeyVariable)
	}
	const openAIVariable = "OPENAI_API_KEY"
	if u, err := url.Parse(base); err == nil && u.Scheme == "https" && strings.EqualFold(u.Host, "api.openai.com") && a.env(openAIVariable) != "" {
		return a.keyFromEnv(openAIVariable)
	}
	return nil
}

func (a *app) keyFromEnv(name string) func() (string, error) {
	return func() (string, error) {
		key := strings.TrimSpace(a.env(name))
		if key == "" {
			return "", errors.New("the environment variable " + name + ", which should hold the key of the model server, is not set")
		}
		return key, nil
	}
}
