// Package backup keeps snapshots of files in a repository, a folder or a bucket,
// and brings them back. It knows nothing of what it keeps: whoever calls says
// which folders, and where they go.
//
// A repository holds objects (blocks of files and of lists of files, each named
// by what is in it), snapshots that refer to them, and locks. What always holds:
// an object is there in whole or not at all, a snapshot is written after all that
// it refers to, and nothing that a snapshot refers to is removed. So whatever is
// interrupted leaves only objects that nobody refers to.
//
// Nothing here starts by itself. A Repository serves one call at a time.
package backup

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"sync"
)

// ID names an object: the hash of what is in it.
type ID [32]byte

// String returns the ID in hex.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// MarshalText implements encoding.TextMarshaler.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (id *ID) UnmarshalText(b []byte) error {
	if hex.DecodedLen(len(b)) != len(id) {
		return errors.New("not the name of an object")
	}
	_, err := hex.Decode(id[:], b)
	return err
}

// What a repository can be instead of a whole one of ours.
var (
	ErrNoRepository = errors.New("there is no backup there")
	ErrForeign      = errors.New("something else is there, and no backup of commonhall")
	ErrTorn         = errors.New("there is a backup, but its file repository.json is missing or damaged, and so is its copy")
	ErrNewer        = errors.New("the backup was made by a newer version")
	ErrPassword     = errors.New("the password does not fit")
	ErrNeedPassword = errors.New("the backup is encrypted, and no password was given")
	ErrNotEncrypted = errors.New("a password was given, but the backup there is not encrypted")
	ErrOther        = errors.New("the backup belongs to another installation")
	ErrDamaged      = errors.New("damaged")
)

// Target is where a repository lies. Names are slash-separated paths.
type Target interface {
	// Put stores data under name, in whole or not at all, and replaces what is
	// there. It is safe on disk after the next Sync.
	Put(ctx context.Context, name string, data []byte) error
	// Get returns what is stored, at most limit bytes; an error that is
	// fs.ErrNotExist where nothing is.
	Get(ctx context.Context, name string, limit int64) ([]byte, error)
	// List calls each for all names below the folder prefix ("" for all).
	List(ctx context.Context, prefix string, each func(name string, size int64) error) error
	// Remove removes what is stored; that nothing is there is no error.
	Remove(ctx context.Context, name string) error
	// Sync returns when everything that was put is safe.
	Sync(ctx context.Context) error
	// Parallel is how many calls at once make it faster.
	Parallel() int
	// String says where it is, without secrets.
	String() string
}

// Repository is an opened one.
type Repository struct {
	// Owner, where it is set, says to whom something of an account is restored: for a
	// copy that shall live beside the original.
	Owner func(account uint32) uint32

	target Target
	info   info
	seal   *sealer
	ahead  ahead

	mu    sync.Mutex
	known map[ID]bool // objects that are there
}

// Where says where the repository is.
func (r *Repository) Where() string { return r.target.String() }

// Encrypted reports whether what lies there is of use to nobody without the password.
func (r *Repository) Encrypted() bool { return r.info.Key != nil }

const (
	infoName  = "repository.json"
	infoCopy  = "repository.copy.json"
	objects   = "objects"
	snapshots = "snapshots"
	locks     = "locks"
)

func objectName(id ID) string {
	name := id.String()
	return objects + "/" + name[:2] + "/" + name
}

// put stores a block unless it is there. The caller has computed its id.
func (r *Repository) put(ctx context.Context, id ID, data []byte) (stored int, err error) {
	sealed, err := r.seal.seal(id, data)
	if err != nil {
		return 0, err
	}
	if err := r.target.Put(ctx, objectName(id), sealed); err != nil {
		return 0, err
	}
	return len(sealed), nil
}

// take reports whether the caller is the first to store the object.
func (r *Repository) take(id ID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known[id] {
		return false
	}
	r.known[id] = true
	return true
}

func (r *Repository) has(ids []ID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, id := range ids {
		if !r.known[id] {
			return false
		}
	}
	return true
}

// fetch returns a block, as get does.
func (r *Repository) fetch(ctx context.Context, id ID) ([]byte, error) {
	sealed, err := r.target.Get(ctx, objectName(id), maxObject)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the object %s is missing: %w", id, ErrDamaged)
	}
	if err != nil {
		return nil, err
	}
	data, err := r.seal.open(id, sealed)
	if err != nil {
		return nil, fmt.Errorf("the object %s: %w", id, err)
	}
	return data, nil
}

// learn lists which objects are there.
func (r *Repository) learn(ctx context.Context) error {
	known := map[ID]bool{}
	err := r.target.List(ctx, objects, func(name string, size int64) error {
		if id, ok := objectID(name); ok && size > 0 {
			known[id] = true
		}
		return nil
	})
	r.mu.Lock()
	defer r.mu.Unlock()
	r.known = known
	return err
}

// objectID is the inverse of objectName.
func objectID(name string) (id ID, ok bool) {
	if len(name) < 64 || id.UnmarshalText([]byte(name[len(name)-64:])) != nil {
		return id, false
	}
	return id, objectName(id) == name
}
