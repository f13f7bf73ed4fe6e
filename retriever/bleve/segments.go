package bleve

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2/util"
	zap "github.com/blevesearch/zapx/v17"
	"go.etcd.io/bbolt"
)

// checkSegments opens the segments that a store is made of, one by one. Bleve would, of a segment it cannot read, write a line to the
// log of the process and open the store without it; here that is an error, and nothing is logged. What else is wrong with the folder is
// left for Bleve to say.
func checkSegments(dir string) error {
	db, err := bbolt.Open(filepath.Join(dir, rootFile), 0o600, &bbolt.Options{Timeout: 500 * time.Millisecond, ReadOnly: true})
	if err != nil {
		return nil
	}
	defer func() { _ = db.Close() }()
	var names []string
	err = db.View(func(tx *bbolt.Tx) error {
		all := tx.Bucket(util.BoltSnapshotsBucket)
		if all == nil {
			return nil
		}
		last, _ := all.Cursor().Last()
		state := all.Bucket(last)
		if state == nil || !ourVersion(state.Bucket(util.BoltMetaDataKey)) {
			return nil
		}
		return state.ForEachBucket(func(key []byte) error {
			if name := state.Bucket(key).Get(util.BoltPathKey); name != nil && !bytes.Equal(key, util.BoltMetaDataKey) {
				names = append(names, string(name))
			}
			return nil
		})
	})
	if err != nil {
		return nil
	}
	for _, name := range names {
		segment, err := (&zap.ZapPlugin{}).Open(filepath.Join(dir, filepath.Base(name)))
		if err != nil {
			return fmt.Errorf("segment %s: %w", name, err)
		}
		if err := segment.Close(); err != nil {
			return fmt.Errorf("segment %s: %w", name, err)
		}
	}
	return nil
}

// ourVersion says whether the segments are of the version that new ones are written in: that of others is for Bleve to know.
func ourVersion(meta *bbolt.Bucket) bool {
	if meta == nil {
		return false
	}
	version := meta.Get(util.BoltMetaDataSegmentVersionKey)
	return string(meta.Get(util.BoltMetaDataSegmentTypeKey)) == zap.Type && len(version) >= 4 && binary.BigEndian.Uint32(version) == zap.Version
}
