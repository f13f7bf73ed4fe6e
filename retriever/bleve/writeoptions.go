package bleve

import (
	"fmt"
	"runtime"
	"time"
)

// WriteOptions are how an index is written. The zero value means the defaults.
type WriteOptions struct {
	// Settings are what a new index is built with; an existing one keeps its own, and asking for others is an error.
	Settings Settings
	// BatchBytes is how much text is written at a time: what a crash can lose, and much of the memory a build takes; 1 MiB if 0.
	BatchBytes int
	// MaxDocumentBytes bounds a single passage; 16 MiB if 0.
	MaxDocumentBytes int
	// Workers bounds how many processors the end of a build uses; as many as Go uses if 0.
	Workers int
	// Progress is called after each batch, when all that it counts as written is safe on the disk.
	Progress func(Progress)
	// Reject is called with each error of the source and each passage that cannot be indexed. If it returns nil the build goes on
	// without that one; if it returns an error, and if there is no Reject, the build stops and leaves the index as it was.
	Reject func(error) error
	// AllowEmpty lets a sync with a source that holds nothing remove all passages; else that is taken for a mistake.
	AllowEmpty bool
}

func (o WriteOptions) withDefaults() WriteOptions {
	if o.BatchBytes == 0 {
		o.BatchBytes = 1 << 20
	}
	if o.MaxDocumentBytes == 0 {
		o.MaxDocumentBytes = 16 << 20
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return o
}

func (o WriteOptions) validate() error {
	if o.BatchBytes < 0 || o.MaxDocumentBytes < 0 {
		return fmt.Errorf("a limit of bytes is below zero")
	}
	if o.Settings.Language == "" {
		return nil
	}
	return o.Settings.validate()
}

// Progress is how far a build has come.
type Progress struct {
	// Read counts the passages of the source; Written those added or replaced; Unchanged those that the index already had; Deleted
	// those removed.
	Read, Written, Unchanged, Deleted uint64
	// Bytes counts the text written.
	Bytes int64
	// Elapsed is the time since the build began.
	Elapsed time.Duration
}

// Report is what a change did.
type Report struct {
	// Read counts the passages of the source; Written those added or replaced; Unchanged those that the index already had; Deleted
	// those removed; Rejected those that could not be read or indexed.
	Read, Written, Unchanged, Deleted, Rejected uint64
	// Added and Updated are what Written is made of: passages with new ids, and others in the place of old ones. Both are 0 until the
	// change is finished.
	Added, Updated uint64
	// Bytes counts the text written.
	Bytes int64
	// Documents counts the passages of the index afterwards, Generation its finished changes.
	Documents, Generation uint64
	// Elapsed is how long it took.
	Elapsed time.Duration
}
