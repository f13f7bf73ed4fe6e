package llm

import "encoding/json"

// Options is what the options of one call add up to. Implementations of [Model] read it with [Apply].
type Options struct {
	// Temperature is nil for the server's default.
	Temperature *float64
	// Seed is nil for none.
	Seed *int64
	// MaxTokens is the most tokens of the reply; 0 leaves it to the server.
	MaxTokens int
	// Stop are texts that end the reply.
	Stop []string
	// Schema constrains the reply to JSON of a schema.
	Schema *Schema
	// Grammar constrains the reply to a grammar in GBNF. A server that cannot do this ignores it, so replies are checked all the same.
	Grammar string
	// Version names the prompt, grammar and index the call was made for, where a cache must tell them apart.
	Version []string
	// Valid says whether a reply is worth keeping: a cache stores no reply for which it returns an error.
	Valid func(*Response) error
}

// Schema is a JSON schema with a name.
type Schema struct {
	Name string
	// JSON is the schema itself.
	JSON json.RawMessage
}

// Option changes one call of [Model.Generate].
type Option func(*Options)

// Apply returns what opts add up to, in order.
func Apply(opts ...Option) Options {
	var o Options
	for _, opt := range opts {
		opt(&o)
	}
	return o
}

// WithTemperature sets the temperature: 0 for the likeliest reply.
func WithTemperature(t float64) Option { return func(o *Options) { o.Temperature = &t } }

// WithSeed sets the seed of sampling, for servers that have one.
func WithSeed(seed int64) Option { return func(o *Options) { o.Seed = &seed } }

// WithMaxTokens bounds the reply.
func WithMaxTokens(n int) Option { return func(o *Options) { o.MaxTokens = n } }

// WithStop ends the reply before any of texts.
func WithStop(texts ...string) Option { return func(o *Options) { o.Stop = texts } }

// WithSchema asks for JSON of a schema.
func WithSchema(name string, schema json.RawMessage) Option {
	return func(o *Options) { o.Schema = &Schema{Name: name, JSON: schema} }
}

// WithGrammar asks for a reply of a grammar in GBNF.
func WithGrammar(gbnf string) Option { return func(o *Options) { o.Grammar = gbnf } }

// WithVersion adds to what a cache tells calls apart by, beside the model, the messages and the parameters.
func WithVersion(parts ...string) Option {
	return func(o *Options) { o.Version = append(o.Version[:len(o.Version):len(o.Version)], parts...) }
}

// WithValid has a cache keep only replies for which valid returns nil.
func WithValid(valid func(*Response) error) Option { return func(o *Options) { o.Valid = valid } }
