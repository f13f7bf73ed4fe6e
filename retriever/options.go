package retriever

// DefaultTopK is how many passages a search returns when it is not told.
const DefaultTopK = 10

// Options is what the options of one call add up to. Implementations read it with [Apply].
type Options struct {
	// TopK is the largest number of passages to return.
	TopK int
	// MinScore drops passages that score less; 0 keeps all.
	MinScore float64
	// Filter keeps passages whose metadata holds each of these values; nil keeps all.
	Filter map[string]string
	// Indexes names the indexes to search, where a retriever holds several (see [Multi]); nil leaves the choice to it.
	Indexes []string
}

// Keeps reports whether a passage with this score and metadata may be in the result: it is for implementations that look at one passage after
// the other. A key that is absent has no value, not an empty one.
func (o Options) Keeps(score float64, metadata map[string]string) bool {
	if o.MinScore != 0 && score < o.MinScore {
		return false
	}
	for key, want := range o.Filter {
		if got, ok := metadata[key]; !ok || got != want {
			return false
		}
	}
	return true
}

// Option changes one call of [Retriever.Retrieve].
type Option func(*Options)

// Apply returns the defaults changed by opts, in order.
func Apply(opts ...Option) Options {
	o := Options{TopK: DefaultTopK}
	for _, opt := range opts {
		opt(&o)
	}
	if o.TopK < 1 { // an Option is any function: implementations may rely on this
		o.TopK = DefaultTopK
	}
	return o
}

// WithTopK asks for at most k passages; k below 1 leaves the default.
func WithTopK(k int) Option {
	return func(o *Options) {
		if k > 0 {
			o.TopK = k
		}
	}
}

// WithMinScore drops passages that score less than score.
func WithMinScore(score float64) Option {
	return func(o *Options) { o.MinScore = score }
}

// WithFilter keeps passages whose metadata has value under key. Given several times, all must hold.
func WithFilter(key, value string) Option {
	return func(o *Options) {
		filter := make(map[string]string, len(o.Filter)+1)
		for k, v := range o.Filter {
			filter[k] = v
		}
		filter[key] = value
		o.Filter = filter
	}
}

// WithIndexes searches only the named indexes of a retriever that holds several. Retrievers of one index ignore it.
func WithIndexes(names ...string) Option {
	return func(o *Options) { o.Indexes = append([]string(nil), names...) }
}
