package retriever

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Defaults of [FusionConfig].
const (
	// DefaultRankConstant is the k of reciprocal rank fusion, from Cormack, Clarke and Büttcher (2009).
	DefaultRankConstant = 60
	// DefaultDepth is how many passages each member of a fusion is asked for.
	DefaultDepth = 100
	// DefaultParallel is how many members are asked at the same time.
	DefaultParallel = 4
)

// FusionConfig configures [Fuse]. The zero value of each field means its default.
type FusionConfig struct {
	// RankConstant is added to each rank before it is inverted: the larger, the less the first places count.
	RankConstant float64
	// Depth is how many passages each member is asked for; never less than the caller's top-k.
	Depth int
	// Weights holds a factor for each member; nil gives each 1.
	Weights []float64
	// Parallel is the largest number of members asked at the same time.
	Parallel int
	// Policy says what to do when a member fails.
	Policy FailurePolicy
}

// Fusion ranks passages by the sum of the reciprocals of their ranks in several retrievers. Scores are not looked at, so
// members of any kind go together. Make one with [Fuse].
type Fusion struct {
	cfg     FusionConfig
	members []member
}

// Fuse returns a retriever that asks all members and fuses their rankings.
//
// A passage is the same passage in two members if Index and ID agree. The minimum score of a call applies to the fused score,
// which is at most the sum of weight/(RankConstant+1); filters are passed on to the members.
func Fuse(cfg FusionConfig, members ...Retriever) (*Fusion, error) {
	if len(members) == 0 {
		return nil, errors.New("retriever: a fusion needs at least one member; pass the retrievers to Fuse")
	}
	named := make([]member, len(members))
	for i, m := range members {
		if m == nil {
			return nil, fmt.Errorf("retriever: member %d of the fusion is nil; leave it out", i+1)
		}
		named[i] = member{name: strconv.Itoa(i + 1), retriever: m}
	}
	cfg, err := cfg.withDefaults(len(members))
	if err != nil {
		return nil, err
	}
	return &Fusion{cfg: cfg, members: named}, nil
}

func (cfg FusionConfig) withDefaults(members int) (FusionConfig, error) {
	if cfg.RankConstant == 0 {
		cfg.RankConstant = DefaultRankConstant
	}
	if cfg.Depth <= 0 {
		cfg.Depth = DefaultDepth
	}
	if cfg.Parallel <= 0 {
		cfg.Parallel = DefaultParallel
	}
	if !(cfg.RankConstant > 0) {
		return cfg, fmt.Errorf("retriever: rank constant %v must be positive; 60 is the usual one", cfg.RankConstant)
	}
	if cfg.Weights != nil && len(cfg.Weights) != members {
		return cfg, fmt.Errorf("retriever: %d weights for %d members; give one weight for each", len(cfg.Weights), members)
	}
	for i, w := range cfg.Weights {
		if !(w >= 0) {
			return cfg, fmt.Errorf("retriever: weight %v of member %d must not be negative; use 0 to ignore a member", w, i+1)
		}
	}
	cfg.Weights = slices.Clone(cfg.Weights)
	return cfg, nil
}

// Retrieve asks every member and returns the fused ranking.
func (f *Fusion) Retrieve(ctx context.Context, query string, opts ...Option) ([]Document, error) {
	o := Apply(opts...)
	lists, err := gather(ctx, f.members, f.cfg.Parallel, f.cfg.Policy, query, memberOptions(opts, max(o.TopK, f.cfg.Depth)))
	if err != nil {
		return nil, err
	}
	return fuseRanks(lists, f.cfg.Weights, f.cfg.RankConstant, o), nil
}

// Generation joins the generations of the members.
func (f *Fusion) Generation() string {
	members := make([]Retriever, len(f.members))
	for i, m := range f.members {
		members[i] = m.retriever
	}
	return joinGenerations(members)
}

// memberOptions returns the options a member gets: the caller's, but deep enough to fuse, and without the minimum score,
// which is meant for the fused one.
func memberOptions(opts []Option, depth int) []Option {
	return append(slices.Clone(opts), WithTopK(depth), WithMinScore(0))
}

// docKey tells passages apart across indexes.
type docKey struct{ index, id string }

// fuseRanks sums weight/(k+rank) over the lists. The sums run in the order of the lists, so equal inputs give equal bits.
func fuseRanks(lists [][]Document, weights []float64, k float64, o Options) []Document {
	position := make(map[docKey]int)
	var fused []Document
	for i, list := range lists {
		weight := 1.0
		if weights != nil {
			weight = weights[i]
		}
		if weight == 0 {
			continue
		}
		seen := make(map[docKey]bool, len(list))
		for rank, doc := range list {
			key := docKey{doc.Index, doc.ID}
			if seen[key] {
				continue // a member that repeats a passage counts once, at its best rank
			}
			seen[key] = true
			at, known := position[key]
			if !known {
				at = len(fused)
				position[key] = at
				doc.Score = 0
				fused = append(fused, doc)
			}
			if fused[at].Matches == nil && fused[at].Text == doc.Text {
				fused[at].Matches = doc.Matches
			}
			fused[at].Score += weight / (k + float64(rank+1))
		}
	}
	return best(fused, o)
}

// best sorts docs by score, ties by ID and index, and cuts them to the options.
func best(docs []Document, o Options) []Document {
	slices.SortStableFunc(docs, func(a, b Document) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		if c := strings.Compare(a.ID, b.ID); c != 0 {
			return c
		}
		return strings.Compare(a.Index, b.Index)
	})
	docs = docs[:min(len(docs), o.TopK)]
	if o.MinScore != 0 {
		for i, d := range docs {
			if d.Score < o.MinScore {
				docs = docs[:i]
				break
			}
		}
	}
	if len(docs) == 0 {
		return nil
	}
	return docs
}
