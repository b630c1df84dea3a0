package certificate

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/caddyserver/certmagic"
)

// storage keeps certmagic's files in a folder, with locks of the kernel: they end
// with who holds them, whatever the disk, the clock or a kill left behind.
type storage struct {
	certmagic.FileStorage
	mu   sync.Mutex
	held map[string]*os.File
}

func newStorage(dir string) *storage {
	return &storage{FileStorage: certmagic.FileStorage{Path: dir}, held: map[string]*os.File{}}
}

// lockPoll is how often a lock is tried that somebody else has.
const lockPoll = 100 * time.Millisecond

// Lock implements certmagic.Locker.
func (s *storage) Lock(ctx context.Context, name string) error {
	for {
		ok, err := s.TryLock(ctx, name)
		if ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lockPoll):
		}
	}
}

// TryLock implements certmagic.TryLocker.
func (s *storage) TryLock(_ context.Context, name string) (bool, error) {
	dir := filepath.Join(s.Path, "locks")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return false, err
	}
	// Its file stays: to remove it would let two hold locks of one name.
	f, err := os.OpenFile(filepath.Join(dir, fmt.Sprintf("%x", sha256.Sum256([]byte(name)))), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return false, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
			return false, nil
		}
		return false, err
	}
	s.mu.Lock()
	s.held[name] = f
	s.mu.Unlock()
	return true, nil
}

// Unlock implements certmagic.Locker.
func (s *storage) Unlock(_ context.Context, name string) error {
	s.mu.Lock()
	f := s.held[name]
	delete(s.held, name)
	s.mu.Unlock()
	if f == nil {
		return errors.New("this lock is not held")
	}
	return f.Close()
}

// dropTorn takes away what is stored for a name if it is no certificate with its
// key, and reports whether it did. Under the lock of orders: whoever makes one
// writes its files one after the other.
func (s *storage) dropTorn(ctx context.Context, issuer, name string) (bool, error) {
	lock := "issue_cert_" + name // as certmagic calls it
	if err := s.Lock(ctx, lock); err != nil {
		return false, err
	}
	defer func() { _ = s.Unlock(ctx, lock) }()
	cert, err := s.Load(ctx, certmagic.StorageKeys.SiteCert(issuer, name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	key, keyErr := s.Load(ctx, certmagic.StorageKeys.SitePrivateKey(issuer, name))
	meta, metaErr := s.Load(ctx, certmagic.StorageKeys.SiteMeta(issuer, name))
	if err == nil && keyErr == nil && metaErr == nil && allPEM(cert) && json.Valid(meta) {
		if _, err := tls.X509KeyPair(cert, key); err == nil {
			return false, nil
		}
	}
	return true, s.Delete(ctx, certmagic.StorageKeys.CertsSitePrefix(issuer, name))
}

// allPEM reports whether b is whole to its end: the first of a chain's certificates
// alone would do for a start, and not for most clients.
func allPEM(b []byte) bool {
	for len(bytes.TrimSpace(b)) > 0 {
		var block *pem.Block
		if block, b = pem.Decode(b); block == nil {
			return false
		}
	}
	return true
}
