package corpus

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func FuzzSplitObject(f *testing.F) {
	for _, seed := range []string{`{}`, ` { "a" : 1 , "b":"x\"}" ,"c":[{"d":"]"}],"\u0065":null,"a":-1.5e3}`, `{"":{"":{}}}`, `{"a":"\\"}`, `{"a":true}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, object []byte) {
		var want map[string]json.RawMessage
		if !utf8.Valid(object) || json.Unmarshal(object, &want) != nil || want == nil { // lines are checked before
			return
		}
		members, names := splitObject(object, nil, nil)
		require.Len(t, members, len(names))
		got := make(map[string]json.RawMessage)
		for i, name := range names {
			got[name] = members[i]
		}
		require.Len(t, got, len(want))
		for name, raw := range want {
			require.Equal(t, string(raw), string(got[name]), "%q", name)
		}
	})
}
