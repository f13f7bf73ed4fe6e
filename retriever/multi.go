package retriever

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Route picks the indexes a query goes to, out of names, which is sorted. It may return them in any order; an empty choice
// finds nothing.
type Route func(ctx context.Context, query string, names []string) ([]string, error)

// MultiConfig configures [NewMulti]. The zero value searches all indexes.
type MultiConfig struct {
	// Route picks the indexes of a query that names none itself (see [WithIndexes]); nil picks all.
	Route Route
	// Fusion says how the rankings are put together. Its Weights are in the sorted order of the names.
	Fusion FusionConfig
}

// Multi searches several named indexes as one. A passage it returns carries the name in Index; passages of different indexes
// are never taken for the same one. Make one with [NewMulti].
type Multi struct {
	cfg     MultiConfig
	names   []string
	members map[string]Retriever
}

// NewMulti returns a retriever over the named indexes.
func NewMulti(indexes map[string]Retriever, cfg MultiConfig) (*Multi, error) {
	if len(indexes) == 0 {
		return nil, errors.New("retriever: a multi-index retriever needs at least one index")
	}
	for name, r := range indexes {
		if name == "" || r == nil {
			return nil, fmt.Errorf("retriever: index %q: a name and a retriever are both needed", name)
		}
	}
	fusion, err := cfg.Fusion.withDefaults(len(indexes))
	if err != nil {
		return nil, err
	}
	cfg.Fusion = fusion
	return &Multi{cfg: cfg, names: slices.Sorted(maps.Keys(indexes)), members: maps.Clone(indexes)}, nil
}

// UnknownIndexError is returned for a name that is none of the indexes'.
type UnknownIndexError struct {
	Name  string
	Known []string
}

// Error names the index and those there are.
func (e *UnknownIndexError) Error() string {
	return fmt.Sprintf("retriever: no index is named %q; there are %s", e.Name, strings.Join(e.Known, ", "))
}

// Names returns the names of the indexes, sorted.
func (m *Multi) Names() []string { return slices.Clone(m.names) }

// Retrieve searches the indexes that the call names, or that the route picks, and fuses their rankings.
func (m *Multi) Retrieve(ctx context.Context, query string, opts ...Option) ([]Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o := Apply(opts...)
	chosen, err := m.choose(ctx, query, o)
	if err != nil || len(chosen) == 0 {
		return nil, err
	}
	// The names are this retriever's: an index that is itself a Multi must not look for them.
	inner := append(memberOptions(opts, max(o.TopK, m.cfg.Fusion.Depth)), WithIndexes())
	lists, err := gather(ctx, chosen, m.cfg.Fusion.Parallel, m.cfg.Fusion.Policy, query, inner)
	if err != nil {
		return nil, err
	}
	for i := range lists {
		lists[i] = label(lists[i], chosen[i].name)
	}
	return fuseRanks(lists, m.weights(chosen), m.cfg.Fusion.RankConstant, o), nil
}

// Generation joins the generations of all indexes, in the order of their names.
func (m *Multi) Generation() string {
	members := make([]Retriever, len(m.names))
	for i, name := range m.names {
		members[i] = m.members[name]
	}
	return joinGenerations(members)
}

// choose returns the members to ask, each once, in the order of their names.
func (m *Multi) choose(ctx context.Context, query string, o Options) ([]member, error) {
	names := o.Indexes
	switch {
	case len(names) > 0:
	case m.cfg.Route != nil:
		var err error
		if names, err = m.cfg.Route(ctx, query, m.Names()); err != nil {
			return nil, fmt.Errorf("retriever: routing failed: %w", err)
		}
	default:
		names = m.names
	}
	var chosen []member
	for _, name := range slices.Compact(slices.Sorted(slices.Values(names))) {
		r, ok := m.members[name]
		if !ok {
			return nil, &UnknownIndexError{Name: name, Known: m.Names()}
		}
		chosen = append(chosen, member{name: name, retriever: r})
	}
	return chosen, nil
}

// weights picks the weights of the chosen members.
func (m *Multi) weights(chosen []member) []float64 {
	if m.cfg.Fusion.Weights == nil {
		return nil
	}
	out := make([]float64, len(chosen))
	for i, c := range chosen {
		at, _ := slices.BinarySearch(m.names, c.name)
		out[i] = m.cfg.Fusion.Weights[at]
	}
	return out
}

// label sets the index of each passage; an inner name stays as a suffix. The list is copied: it belongs to the member.
func label(docs []Document, name string) []Document {
	docs = slices.Clone(docs)
	for i := range docs {
		if docs[i].Index == "" {
			docs[i].Index = name
		} else {
			docs[i].Index = name + "/" + docs[i].Index
		}
	}
	return docs
}
