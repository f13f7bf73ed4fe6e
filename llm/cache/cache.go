// Package cache keeps what models wrote, in a folder on disk, so that the same call is paid for once.
//
// [New] wraps a model. The key of an entry is a digest of all that the reply depends on: the model, the parameters, the messages, and the
// versions that the context and the options name, such as those of a prompt or of an index. Only replies that are whole and valid are kept,
// and only of calls that give the same again: at temperature 0, or with a seed. The folder is bounded; what was not used for longest
// goes first. Any number of processes may share it.
package cache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/qcompiler/qcompiler/llm"
)

// format is the version of the entries on disk and of the keys.
const format = 1

// Config says where replies are kept. Dir and Model are needed.
type Config struct {
	// Dir is a folder of the cache's own; it is made where it does not exist.
	Dir string
	// Model tells models and servers apart: their names, such as the base URL and the name of the model.
	Model []string
	// MaxBytes is about how much the folder may hold; the entries that were not used for longest go first. The default is 256 MiB.
	MaxBytes int64
}

// Cache is a Model that asks another one only for what it does not know. Calls for the same thing at the same time are made once.
//
// The key of a reply holds the model, all parameters, the messages and what [llm.WithVersion] and
// [llm.WithContextVersion] add. A reply is kept only where it is whole
// (it ended with [llm.Stop]) and the call's [llm.WithValid] finds nothing wrong with it, and only for calls whose result does not
// depend on chance: those with a temperature of zero or with a seed.
type Cache struct {
	model  llm.Model
	config Config
	store  *store
	flight flight
}

var _ llm.Model = (*Cache)(nil)

// New returns a cache before m.
func New(m llm.Model, config Config) (*Cache, error) {
	if config.MaxBytes <= 0 {
		config.MaxBytes = 256 << 20
	}
	s, err := openStore(config.Dir, config.MaxBytes)
	if err != nil {
		return nil, fmt.Errorf("cache of model replies: %w", err)
	}
	return &Cache{model: m, config: config, store: s}, nil
}

// Unwrap returns the model that is asked; see [llm.As].
func (c *Cache) Unwrap() llm.Model { return c.model }

// Generate returns the reply that was kept, or asks for one and keeps it.
func (c *Cache) Generate(ctx context.Context, messages []llm.Message, opts ...llm.Option) (*llm.Response, error) {
	o := llm.Apply(opts...)
	if !repeatable(o) {
		return c.model.Generate(ctx, messages, opts...)
	}
	key, err := c.key(ctx, messages, o)
	if err != nil {
		return nil, err
	}
	if kept := c.kept(key, o); kept != nil {
		return kept, nil
	}
	resp, shared, err := c.flight.do(ctx, key, func() (*llm.Response, error) {
		if kept := c.kept(key, o); kept != nil { // a call for the same ended after we looked
			return kept, nil
		}
		resp, err := c.model.Generate(ctx, messages, opts...)
		if err == nil && resp.Finish == llm.Stop && (o.Valid == nil || o.Valid(resp) == nil) {
			c.store.put(key, resp)
		}
		return resp, err
	})
	if err != nil {
		return nil, err
	}
	if shared {
		return fromCache(resp), nil
	}
	return resp, nil
}

// kept returns what is kept under a key, nil where that is nothing or no longer valid.
func (c *Cache) kept(key string, o llm.Options) *llm.Response {
	kept := c.store.get(key)
	if kept == nil || o.Valid != nil && o.Valid(kept) != nil {
		return nil
	}
	return fromCache(kept)
}

// repeatable reports whether asking again would give the same reply.
func repeatable(o llm.Options) bool {
	return o.Seed != nil || o.Temperature != nil && *o.Temperature == 0
}

// fromCache returns a reply that cost nothing.
func fromCache(r *llm.Response) *llm.Response {
	out := *r
	out.Cached = true
	out.Usage = llm.Usage{}
	return &out
}

func (c *Cache) key(ctx context.Context, messages []llm.Message, o llm.Options) (string, error) {
	data, err := json.Marshal(struct {
		Format      int
		Model       []string
		Messages    []llm.Message
		Temperature *float64
		Seed        *int64
		MaxTokens   int
		Stop        []string
		Schema      *llm.Schema
		Grammar     string
		Version     []string
	}{format, slices.Clone(c.config.Model), messages, o.Temperature, o.Seed, o.MaxTokens, o.Stop, o.Schema, o.Grammar, slices.Concat(o.Version, llm.ContextVersion(ctx))})
	if err != nil {
		return "", fmt.Errorf("cache of model replies: %w", err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}
