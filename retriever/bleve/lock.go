package bleve

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

const lockName = "lock"

// lockWait is how long a writer waits for another one to finish: long enough to outlast a mere look at the lock, short enough
// that a person is told at once.
const lockWait = 300 * time.Millisecond

// lock is held by the one writer of an index. It is a bbolt file because that is a lock on every system Bleve runs on, and one
// the system itself lets go of when the process dies.
type lock struct {
	db   *bbolt.DB
	name string
}

// errStaleLock says that the file that was locked is not, or no longer, the one at its place: the build that it was of has failed and
// taken it away.
var errStaleLock = errors.New("the lock was taken away")

func acquireLock(path string) (*lock, error) {
	for attempt := 0; ; attempt++ {
		l, err := tryLock(path)
		stale := errors.Is(err, errStaleLock)
		if !stale && !errors.Is(err, bolterrors.ErrInvalid) || attempt == 3 {
			return l, err
		}
		if stale {
			continue
		}
		// The file only stands for the lock and holds nothing; a build that was killed while making it leaves it like this. It is
		// emptied, not removed: a new file would be a second lock beside one that somebody may be waiting for.
		if err := os.Truncate(filepath.Join(path, lockName), 0); err != nil {
			return nil, writeError(path, err)
		}
	}
}

func tryLock(path string) (*lock, error) {
	name := filepath.Join(path, lockName)
	var file *os.File
	db, err := bbolt.Open(name, 0o600, &bbolt.Options{
		Timeout: lockWait, NoSync: true, NoFreelistSync: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
			f, err = os.OpenFile(name, flag, mode)
			file = f
			return f, err
		},
	})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, &Error{Path: path, Kind: ErrLocked, Detail: "another process is building or changing it", Hint: hintLocked}
	}
	if err != nil {
		return nil, writeError(path, err)
	}
	mine, merr := file.Stat()
	there, terr := os.Stat(name)
	if merr != nil || terr != nil || !os.SameFile(mine, there) {
		_ = db.Close()
		return nil, errStaleLock
	}
	return &lock{db, name}, nil
}

// remove takes the file of a lock that is held away, where the system lets that be done.
func (l *lock) remove() { _ = os.Remove(l.name) }

func (l *lock) release() error { return l.db.Close() }

// writerAlive says whether some process holds the lock now.
func writerAlive(path string) bool {
	name := filepath.Join(path, lockName)
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return false
	}
	db, err := bbolt.Open(name, 0o600, &bbolt.Options{Timeout: time.Nanosecond, ReadOnly: true})
	if err == nil {
		_ = db.Close()
		return false
	}
	return errors.Is(err, bolterrors.ErrTimeout)
}
