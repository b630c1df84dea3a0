package auth

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

func TestPasswordRules(t *testing.T) {
	for _, p := range []string{"correct horse battery", "Tr0ub4dor&3x", "zehn Zeichen", "пароль для ады", "🐎🔋🐎🔋🐎🔋🐎🔋🐎🔋", "a\tb c d e f g",
		strings.Repeat("ab", 512), "          x"} {
		if err := CheckPassword("ada", p); err != nil {
			t.Errorf("%q is refused: %v", p, err)
		}
	}
	for why, list := range map[string][]string{
		"too short":           {"", "a", "123456789", "äöüäöüäöü", "correct h"},
		"too long":            {strings.Repeat("ab", 513)},
		"not text":            {"correct horse\xff", "\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7\xf6"},
		"common":              {"1234567890", "0123456789", "1q2w3e4r5t", "1029384756", "PASSWORD123", "Password2026!", "qwertyuiop"},
		"one character":       {"aaaaaaaaaa", "AAAAAAAAAAAA", "          ", "éééééééééé", "💻💻💻💻💻💻💻💻💻💻", "aaaaaAAAAA"},
		"the name":            {"ada.lovelace", "ADA.LOVELACE", "ada.lovelace1", "Ada.Lovelace2026!", "ada.lovelaceada.lovelace"},
		"common with a digit": {"password1!", "password..1234"},
	} {
		for _, p := range list {
			err := CheckPassword("ada.lovelace", p)
			if commonhall.KindOf(err) != commonhall.InvalidArgument || (len(p) > 8 && strings.Contains(err.Error(), p)) {
				t.Errorf("%s: %q is taken: %v", why, p, err)
			}
		}
	}
}

func TestHashes(t *testing.T) {
	h := newHasher(nil)
	first, err := h.hash(t.Context(), good)
	if err != nil || !strings.HasPrefix(first, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(first, good) {
		t.Fatalf("%q, %v", first, err)
	}
	second, err := h.hash(t.Context(), good)
	if err != nil || first == second {
		t.Errorf("two hashes of one password are the same: %s, %v", first, err)
	}
	for _, c := range []struct {
		hash, password string
		want           bool
	}{{first, good, true}, {second, good, true}, {first, good + " ", false}, {first, "", false}, {"", "", false}, {"", good, false}, {nobodysHash, "", false}} {
		if ok, err := h.matches(t.Context(), c.hash, c.password); ok != c.want || err != nil {
			t.Errorf("%q matches %q: %v, %v", c.password, c.hash, ok, err)
		}
	}
	for _, broken := range []string{"x", "$$$$$", "$argon2i$v=19$m=19456,t=2,p=1$AAAA$AAAA", "$argon2id$v=19$m=x,t=2,p=1$AAAA$AAAA",
		"$argon2id$v=19$m=19456,t=2,p=1$!$AAAA", "$argon2id$v=19$m=19456,t=2,p=1$AAAA$!", "$argon2id$v=19$m=19456,t=2,p=1$AAAA"} {
		if ok, err := h.matches(t.Context(), broken, good); ok || err == nil {
			t.Errorf("the broken hash %q: %v, %v", broken, ok, err)
		}
	}
	// The hash that stands in for a missing one takes as long as a real one.
	if !strings.HasPrefix(nobodysHash, first[:strings.LastIndex(first[:len(first)-44], "$")+1]) || len(nobodysHash) != len(first) {
		t.Errorf("the stand-in %s is not of the form of %s", nobodysHash, first)
	}
}

// Two hashes at once and no more, however many sign in; who leaves the queue is
// not waited for.
func TestTwoHashesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHasher(nil)
		var inside, done atomic.Int32
		leave := make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		for range 10 {
			go func() {
				if err := h.run(t.Context(), func() { inside.Add(1); <-leave; inside.Add(-1) }); err != nil {
					t.Error(err)
				}
				done.Add(1)
			}()
		}
		synctest.Wait()
		if inside.Load() != 2 {
			t.Fatalf("%d hash at once, want 2", inside.Load())
		}
		left := make(chan error, 2)
		go func() { _, err := h.hash(ctx, good); left <- err }()
		go func() { _, err := h.matches(ctx, "", good); left <- err }()
		synctest.Wait()
		if len(left) != 0 {
			t.Fatal("somebody did not wait for their turn")
		}
		cancel()
		for range 2 {
			err := <-left
			if !errors.Is(err, context.Canceled) || commonhall.KindOf(err) != commonhall.Unavailable || commonhall.ForPerson(err).Hint == "" {
				t.Errorf("who leaves the queue hears %v", err)
			}
		}
		for range 10 {
			leave <- struct{}{}
			synctest.Wait()
			if inside.Load() > 2 {
				t.Fatalf("%d hash at once", inside.Load())
			}
		}
		if done.Load() != 10 {
			t.Errorf("%d of 10 had their turn", done.Load())
		}
	})
}

// A slot that somebody leaves by a panic is free again.
func TestAPanicFreesTheSlot(t *testing.T) {
	h := newHasher(nil)
	for range 3 {
		func() {
			defer func() { _ = recover() }()
			_ = h.run(t.Context(), func() { panic("x") })
		}()
	}
	if err := h.run(t.Context(), func() {}); err != nil || len(h.slots) != 0 {
		t.Errorf("%d slots are taken for ever, %v", len(h.slots), err)
	}
}

// After a burst of sign-ins the memory goes back to the system, once.
func TestMemoryIsGivenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, freed := newHasher(nil), atomic.Int32{}
		h.free = func() { freed.Add(1) }
		for range 5 {
			if err := h.run(t.Context(), func() {}); err != nil {
				t.Fatal(err)
			}
			time.Sleep(4 * time.Second) // of the bubble's clock
		}
		if n := freed.Load(); n != 0 {
			t.Errorf("memory was given back %d times while people sign in", n)
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if n := freed.Load(); n != 1 {
			t.Errorf("memory was given back %d times, want once", n)
		}
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if n := freed.Load(); n != 1 {
			t.Errorf("memory was given back %d times in quiet hours", n)
		}
	})
}
