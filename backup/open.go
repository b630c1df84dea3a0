package backup

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/crypto/argon2"
)

// version of what lies in a repository.
const version = 1

const format = "commonhall backup"

// info is the file repository.json.
type info struct {
	Format  string   `json:"format"`
	Version int      `json:"version"`
	ID      string   `json:"id"`
	Of      string   `json:"of"` // whose it is
	Key     *keyInfo `json:"key,omitempty"`
	Sum     string   `json:"sum"` // of the rest
}

// keyInfo is the master key, sealed with the password.
type keyInfo struct {
	Salt   []byte `json:"salt"`
	Time   uint32 `json:"time"`
	Memory uint32 `json:"memory"` // KiB
	Sealed []byte `json:"sealed"`
}

// Options say how a repository is opened.
type Options struct {
	Password string // "": not encrypted
	Of       string // whose it must be; "": anybody's
}

// Open opens the repository at a target.
func Open(ctx context.Context, t Target, o Options) (*Repository, error) {
	i, err := readInfo(ctx, t)
	if err != nil {
		return nil, err
	}
	switch {
	case i.Version > version:
		return nil, ErrNewer
	case o.Of != "" && i.Of != o.Of:
		return nil, fmt.Errorf("%w, %s", ErrOther, i.Of)
	case i.Key == nil && o.Password != "":
		return nil, ErrNotEncrypted
	case i.Key != nil && o.Password == "":
		return nil, ErrNeedPassword
	}
	var master []byte
	if i.Key != nil {
		if master, err = i.Key.open(o.Password, i.ID); err != nil {
			return nil, err
		}
	}
	s, err := newSealer(master)
	return &Repository{target: t, info: i, seal: s}, err
}

// Init makes a repository at an empty target, or opens the one that is there.
func Init(ctx context.Context, t Target, o Options) (*Repository, error) {
	r, err := Open(ctx, t, o)
	if !errors.Is(err, ErrNoRepository) {
		if err == nil {
			err = r.heal(ctx)
		}
		return r, err
	}
	i := info{Format: format, Version: version, ID: strings.ToLower(rand.Text()), Of: o.Of}
	if o.Password != "" {
		master := make([]byte, 32)
		_, _ = rand.Read(master) // never fails (crypto/rand)
		if i.Key, err = sealKey(master, o.Password, i.ID); err != nil {
			return nil, err
		}
	}
	b, err := i.encode()
	if err != nil {
		return nil, err
	}
	for _, name := range []string{infoCopy, infoName} {
		if err := t.Put(ctx, name, b); err != nil {
			return nil, err
		}
	}
	if err := t.Sync(ctx); err != nil {
		return nil, err
	}
	return Open(ctx, t, o) // what somebody else made in the same moment counts too
}

// heal writes the copy of repository.json that is missing or damaged.
func (r *Repository) heal(ctx context.Context) error {
	good, err := r.info.encode()
	if err != nil {
		return err
	}
	for _, name := range []string{infoCopy, infoName} {
		b, err := r.target.Get(ctx, name, 64<<10)
		if err == nil && bytes.Equal(b, good) {
			continue
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := r.target.Put(ctx, name, good); err != nil {
			return err
		}
	}
	return nil
}

func (i info) sum() string {
	i.Sum = ""
	b, _ := json.Marshal(i) // of strings and numbers: never fails
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

func (i info) encode() ([]byte, error) {
	i.Sum = i.sum()
	b, err := json.MarshalIndent(i, "", "  ")
	return append(b, '\n'), err
}

// readInfo reads repository.json or its copy, and tells what is there otherwise.
func readInfo(ctx context.Context, t Target) (info, error) {
	var i info
	torn := false
	for _, name := range []string{infoName, infoCopy} {
		b, err := t.Get(ctx, name, 64<<10)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return i, err
		}
		i = info{}
		if json.Unmarshal(b, &i) == nil && i.Format == format && (i.Version > version || i.Sum == i.sum()) {
			return i, nil
		}
		torn = torn || i.Format == format || name == infoCopy
	}
	return i, what(ctx, t, torn)
}

// what says what is at a target that has no good repository.json.
func what(ctx context.Context, t Target, torn bool) error {
	other, ours := false, false
	stop := errors.New("enough")
	err := t.List(ctx, "", func(name string, _ int64) error {
		first, _, _ := strings.Cut(name, "/")
		_, object := objectID(name)
		switch {
		case object || first == snapshots || name == infoCopy:
			ours = true
		case first != "lost+found":
			other = true
		}
		if ours {
			return stop
		}
		return nil
	})
	switch {
	case err != nil && !errors.Is(err, stop):
		return err
	case torn || ours:
		return ErrTorn
	case other:
		return ErrForeign
	}
	return ErrNoRepository
}

// argonTime and argonMemory (KiB) make a guess of a password cost a tenth of a second
// and 64 MiB.
const argonTime, argonMemory = 3, 64 << 10

func sealKey(master []byte, password, id string) (*keyInfo, error) {
	k := &keyInfo{Salt: make([]byte, 16), Time: argonTime, Memory: argonMemory}
	_, _ = rand.Read(k.Salt) // never fails (crypto/rand)
	aead, err := newAEAD(argon2.IDKey([]byte(password), k.Salt, k.Time, k.Memory, 1, 32))
	if err != nil {
		return nil, err
	}
	k.Sealed = aead.Seal(nil, nil, master, []byte(id))
	return k, nil
}

func (k *keyInfo) open(password, id string) ([]byte, error) {
	// Whoever can write there must not make us compute for ever.
	if k.Time == 0 || k.Time > 100 || k.Memory > 4<<20 || len(k.Salt) < 8 {
		return nil, fmt.Errorf("%w: its key makes no sense", ErrTorn)
	}
	aead, err := newAEAD(argon2.IDKey([]byte(password), k.Salt, k.Time, k.Memory, 1, 32))
	if err != nil {
		return nil, err
	}
	master, err := aead.Open(nil, nil, k.Sealed, []byte(id))
	if err != nil {
		return nil, ErrPassword
	}
	return master, nil
}
