package lexer

// Limits bound what one expression may cost before it is parsed. A field of zero means its default.
type Limits struct {
	// Bytes is the longest input; the default is 65,536.
	Bytes int
	// Tokens is the most tokens, white space not counted; the default is 4,096.
	Tokens int
	// Depth is the deepest nesting of groups; the default is 64.
	Depth int
}

// The default limits.
const (
	DefaultBytes  = 64 << 10
	DefaultTokens = 4096
	DefaultDepth  = 64
)

// maxBytes is the longest input whatever the limits say: offsets are kept in 32 bits.
const maxBytes = 1 << 30

// OrDefault returns l with each zero or negative field replaced by its default.
func (l Limits) OrDefault() Limits {
	if l.Bytes <= 0 {
		l.Bytes = DefaultBytes
	}
	if l.Tokens <= 0 {
		l.Tokens = DefaultTokens
	}
	if l.Depth <= 0 {
		l.Depth = DefaultDepth
	}
	l.Bytes = min(l.Bytes, maxBytes)
	return l
}
