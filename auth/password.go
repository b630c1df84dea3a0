package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	_ "embed"

	"golang.org/x/crypto/argon2"

	"commonhall"
)

// Parameters of argon2id: OWASP's second choice, 19 MiB and two passes.
const (
	argonTime    = 2
	argonMemory  = 19 << 10 // KiB
	argonThreads = 1
	argonKey     = 32
	argonSalt    = 16
)

// Bounds of a password in characters and bytes.
const (
	MinPassword = 10
	maxPassword = 1024
)

// maxWaiting is how many may wait for their turn: a school at the bell, and a wait
// of some seconds for the last. It is more than one place may have under way, so
// that no place alone can fill the queue.
const maxWaiting = 256

// hasher computes argon2id, two at a time: each takes 19 MiB, and fifty people
// who sign in at the bell must not take a gigabyte.
type hasher struct {
	slots chan struct{}
	free  func() // gives memory back to the system
	crowd func() // hears that the queue is full, once in a while

	mu      sync.Mutex
	waiting int
	told    time.Time // when crowd was called last
	idle    *time.Timer
}

func newHasher(crowd func()) *hasher {
	return &hasher{slots: make(chan struct{}, 2), free: debug.FreeOSMemory, crowd: crowd}
}

// run waits for a slot and calls f. Where too many wait already it refuses: an
// answer now is better than one in some minutes.
func (h *hasher) run(ctx context.Context, f func()) error {
	const crowd, retry = "Too many people are signing in at this moment.", 5 * time.Second
	room, tell := h.queue()
	if tell {
		h.crowd()
	}
	if !room {
		return commonhall.Errorf(commonhall.ResourceExhausted, crowd).WithHint("Try again in a few seconds.").RetryIn(retry)
	}
	select {
	case h.slots <- struct{}{}:
		h.leave()
	case <-ctx.Done():
		h.leave()
		return commonhall.Errorf(commonhall.Unavailable, crowd).WithHint("Try again in a few seconds.").Because(ctx.Err())
	}
	defer func() { <-h.slots; h.giveBack() }()
	f()
	return nil
}

// queue reports whether there is room to wait, and whether somebody should hear
// that there is none.
func (h *hasher) queue() (room, tell bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.waiting < maxWaiting {
		h.waiting++
		return true, false
	}
	if now := time.Now(); now.Sub(h.told) >= tellAgain {
		h.told, tell = now, true
	}
	return false, tell
}

func (h *hasher) leave() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.waiting--
}

// giveBack returns the memory of a burst of sign-ins to the system once it is over.
func (h *hasher) giveBack() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.idle == nil {
		h.idle = time.AfterFunc(time.Hour, h.free)
	}
	h.idle.Reset(5 * time.Second)
}

// hash returns a password's hash in PHC form.
func (h *hasher) hash(ctx context.Context, password string) (out string, err error) {
	salt := make([]byte, argonSalt)
	_, _ = rand.Read(salt) // never fails (crypto/rand)
	err = h.run(ctx, func() {
		key := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, argonKey)
		out = fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads,
			base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
	})
	return out, err
}

// nobodysHash is compared with where there is nothing to compare with, so that
// it takes as long.
const nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// matches reports whether password has the hash; "" never matches, and takes as
// long as any.
func (h *hasher) matches(ctx context.Context, hash, password string) (ok bool, err error) {
	none := hash == ""
	if none {
		hash = nobodysHash
	}
	var version, memory, passes, threads int
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, errors.New("a stored password hash is not argon2id")
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &memory, &passes, &threads); err != nil {
		return false, fmt.Errorf("a stored password hash cannot be read: %w", err)
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err := errors.Join(err1, err2); err != nil {
		return false, fmt.Errorf("a stored password hash cannot be read: %w", err)
	}
	err = h.run(ctx, func() {
		key := argon2.IDKey([]byte(password), salt, uint32(passes), uint32(memory), uint8(threads), uint32(len(want)))
		ok = subtle.ConstantTimeCompare(key, want) == 1 && !none
	})
	return ok, err
}

//go:embed common.txt
var commonPasswords string

// CheckPassword says what is wrong with a new password, if anything.
func CheckPassword(name commonhall.UserName, password string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case n < MinPassword:
		return commonhall.Errorf(commonhall.InvalidArgument, "The password needs at least %d characters.", MinPassword).
			WithHint("A few words in a row are easy to remember and hard to guess.")
	case len(password) > maxPassword:
		return commonhall.Errorf(commonhall.InvalidArgument, "The password is longer than %d bytes.", maxPassword)
	case !utf8.ValidString(password):
		return commonhall.Errorf(commonhall.InvalidArgument, "The password is not valid text.")
	}
	low := strings.ToLower(password)
	plain := strings.TrimRight(low, "0123456789!?.*-_ ")
	if isCommon(low) || (len(plain) > 0 && isCommon(plain)) || sameAllOver(low) ||
		plain == strings.ToLower(string(name)) || low == strings.Repeat(string(name), 2) {
		return commonhall.Errorf(commonhall.InvalidArgument, "This password is one of the first that others would try.").
			WithHint("A few words in a row are easy to remember and hard to guess.")
	}
	return nil
}

// sameAllOver reports whether s is one character again and again.
func sameAllOver(s string) bool {
	_, n := utf8.DecodeRuneInString(s)
	return s == strings.Repeat(s[:n], len(s)/max(1, n))
}

// isCommon looks a password up in the list, one to a line.
func isCommon(s string) bool {
	for line := range strings.Lines(commonPasswords) {
		if strings.TrimSpace(line) == s {
			return true
		}
	}
	return false
}
