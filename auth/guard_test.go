package auth

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/crypto/argon2"

	"commonhall"
	"commonhall/scope"
)

// cheap gives people a password whose hash is quickly checked: what is tested
// here is how often it is.
func (h *hall) cheap(password string, names ...string) {
	h.t.Helper()
	salt := []byte("salt of a test..")
	hash := fmt.Sprintf("$argon2id$v=19$m=8,t=1,p=1$%s$%s", base64.RawStdEncoding.EncodeToString(salt),
		base64.RawStdEncoding.EncodeToString(argon2.IDKey([]byte(password), salt, 1, 8, 1, 32)))
	for _, n := range names {
		_, err := h.db.SetPassword(h.t.Context(), commonhall.UserName(n), hash)
		h.must(err)
	}
}

// from tries to sign in from an address.
func (h *hall) from(address, name, password string) error {
	_, _, err := h.SignIn(h.t.Context(), name, password, Client{Address: address})
	return err
}

// counted returns how many of the events since it was last asked have a name.
func (h *hall) counted(name commonhall.EventName) (n int) {
	for _, e := range h.happened() {
		if e == name {
			n++
		}
	}
	return n
}

// tooManyTries checks that err is a refusal that says what to do, and when.
func tooManyTries(t *testing.T, err error) {
	t.Helper()
	refused(t, err, commonhall.ResourceExhausted)
	if said := commonhall.ForPerson(err); said.Hint == "" || said.Retry <= 0 || said.RetryAfter() == "" {
		t.Errorf("nobody is told when to try again: %+v", said)
	}
}

func pupils(n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("pupil-%02d", i))
	}
	return names
}

// The bell: fifty people behind one address sign in within the same minute, and
// each mistypes three times first, some of them their name. All get in, and so
// they do when all press the button at once.
func TestAClassBehindOneAddress(t *testing.T) {
	class := pupils(50)
	h := newHall(t, invited(), class...)
	h.cheap(good, class...)
	synctest.Test(t, func(t *testing.T) {
		h.t = t
		const school = "192.0.2.7"
		for range 3 {
			for _, n := range class {
				if err := h.from(school, n, "not that one"); commonhall.KindOf(err) != commonhall.Unauthenticated {
					t.Fatalf("%s mistypes and hears: %v", n, err)
				}
				time.Sleep(time.Minute / 200) // of the bubble's clock
			}
		}
		for _, n := range class {
			if err := h.from(school, n, good); err != nil {
				t.Fatalf("%s does not get in: %v", n, err)
			}
			time.Sleep(time.Minute / 200)
		}
		var all sync.WaitGroup
		for _, n := range class {
			all.Go(func() {
				if err := h.from(school, n, good); err != nil {
					t.Errorf("all at once, and %s does not get in: %v", n, err)
				}
			})
		}
		all.Wait()
		if n := h.counted(commonhall.EventSignInRefused); n != 0 {
			t.Errorf("the timeline speaks of an attack %d times", n)
		}
	})
}

// Who guesses one person's password has ten tries, then waits; the person gets in
// from anywhere else meanwhile, and from there a minute later.
func TestGuessingAPassword(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben")
	h.cheap(good, "ada", "ben")
	synctest.Test(t, func(t *testing.T) {
		h.t = t
		const here = "192.0.2.66"
		for i := range 10 {
			h.same(fmt.Sprint("try ", i), h.from(here, "ada", fmt.Sprint("guess ", i)), wrong())
		}
		for range 500 { // whatever the password, however the name is written
			tooManyTries(t, h.from(here, " ADA", good))
		}
		if failed, told := h.tally(); failed != 10 || told != 1 {
			t.Errorf("the timeline has %d failures and %d refusals, want 10 and 1", failed, told)
		}
		for _, elsewhere := range []string{"192.0.2.7", "2001:db8::1", ""} {
			h.must(h.from(elsewhere, "ada", good))
		}
		h.must(h.from(here, "ben", good))
		time.Sleep(time.Minute)
		h.must(h.from(here, "ada", good))
	})
}

// tally returns how many failures and refusals were recorded, and checks what the
// refusals say.
func (h *hall) tally() (failed, told int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.events {
		switch e.Name {
		case commonhall.EventSignInFailed:
			failed++
		case commonhall.EventSignInRefused:
			told++
			if e.Text == "" || len(e.Text) > 200 || strings.Contains(e.Text, "guess") || strings.Contains(e.Text, "%!") {
				h.t.Errorf("the timeline says %q", e.Text)
			}
		}
	}
	h.events = nil
	return failed, told
}

// The limits are no way to learn who is listed: for every name the same answers
// come after the same tries, and the timeline does not repeat what was typed.
func TestLimitsDoNotTellWhoIsListed(t *testing.T) {
	h := newHall(t, invited(), "ada", "sue", "ivy")
	h.cheap(good, "ada", "sue")
	h.must(h.Suspend(t.Context(), "sue"))
	want := ""
	for i, name := range []string{"ada", "bob", "sue", "ivy", "../etc", strings.Repeat("x", 1<<16), "\xff", ""} {
		synctest.Test(t, func(t *testing.T) {
			h.t = t
			var got strings.Builder
			for range 12 {
				said := commonhall.ForPerson(h.from(fmt.Sprintf("192.0.2.%d", i), name, "not that one"))
				fmt.Fprintln(&got, said.Kind, said.Msg, said.Hint, said.Retry)
			}
			if want == "" {
				want = got.String()
			}
			if got.String() != want {
				t.Errorf("%.20q hears\n%s, ada\n%s", name, got.String(), want)
			}
		})
		h.mu.Lock()
		for _, e := range h.events {
			if e.Name == commonhall.EventSignInRefused && (e.User != "" && e.User != commonhall.UserName(name) || strings.Contains(e.Text, "etc") || strings.Contains(e.Text, "bob")) {
				t.Errorf("%.20q: the timeline says %+v", name, e)
			}
		}
		h.mu.Unlock()
		if _, told := h.tally(); told != 1 {
			t.Errorf("%.20q: refused, and told %d times", name, told)
		}
	}
}

// One password, many names: the place has its limit too. A household of IPv6 is
// one place with all its addresses; its neighbours are others.
func TestASprayOfNames(t *testing.T) {
	h := newHall(t, invited(), "ada")
	h.cheap(good, "ada")
	names := pupils(150)
	added, err := h.AddUsers(t.Context(), names, false)
	if err != nil || len(added) != 150 {
		t.Fatal(err)
	}
	h.cheap(good, names...)
	h.happened()
	synctest.Test(t, func(t *testing.T) {
		h.t = t
		for i, n := range names {
			h.same(n, h.from(fmt.Sprintf("2001:db8:1:2::%x", i+1), n, "Password2026!"), wrong())
		}
		for i := range 100 {
			tooManyTries(t, h.from(fmt.Sprintf("2001:db8:1:2:%x::1", i), "ada", good))
		}
		h.must(h.from("2001:db8:1:3::1", "ada", good))
		time.Sleep(time.Second)
		h.must(h.from("2001:db8:1:2::1", "ada", good)) // and a right one uses nothing up
		h.must(h.from("2001:db8:1:2::1", "ada", good))
		if failed, told := h.tally(); failed != 150 || told != 1 {
			t.Errorf("the timeline has %d failures and %d refusals", failed, told)
		}
		// An hour of it, one a second, is some lines and not thousands.
		for i := range 3600 {
			if h.from("2001:db8:1:2::1", names[i%len(names)], "Password2026!") == nil {
				t.Fatal("a guess is right")
			}
			time.Sleep(time.Second)
		}
		if failed, told := h.tally(); failed > 20 || told == 0 || told > 6 {
			t.Errorf("after an hour the timeline has %d failures and %d refusals", failed, told)
		}
	})
}

// Who knows the password may not wear the machine out with it, nor fill the
// database with sessions.
func TestARightPasswordWithoutEnd(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben")
	h.cheap(good, "ada", "ben")
	synctest.Test(t, func(t *testing.T) {
		h.t = t
		n := 0
		for h.from("192.0.2.7", "ada", good) == nil {
			if n++; n > 1000 {
				t.Fatal("it never ends")
			}
		}
		tooManyTries(t, h.from("192.0.2.7", "ada", good))
		if list, err := h.Sessions(t.Context(), "ada"); len(list) != 60 || n != 60 || err != nil {
			t.Errorf("%d sessions of %d, %v", len(list), n, err)
		}
		h.must(h.from("192.0.2.7", "ben", good))
		h.must(h.from("192.0.2.8", "ada", good))
		time.Sleep(time.Second)
		h.must(h.from("192.0.2.7", "ada", good))
		if _, told := h.tally(); told != 1 {
			t.Errorf("it was told %d times", told)
		}
	})
}

// Sign-ins wait for each other, but not without end: the queue has its bound, and
// no place alone fills it.
func TestAFloodOfSignIns(t *testing.T) {
	school := pupils(400)
	h := newHall(t, invited(), append(school, "ada")...)
	h.cheap(good, append(school, "ada")...)
	synctest.Test(t, func(t *testing.T) {
		h.t, h.hasher = t, newHasher(h.crowded) // channels of the bubble
		leave, heard := make(chan struct{}), make(chan error, 1000)
		for range cap(h.hasher.slots) {
			go func() { heard <- h.hasher.run(t.Context(), func() { <-leave }) }()
		}
		synctest.Wait()
		for _, n := range school {
			go func() { heard <- h.from("192.0.2.66", n, "not that one") }()
		}
		synctest.Wait()
		if n := len(heard); n != 250 {
			t.Errorf("%d of 400 from one place were refused, want 250", n)
		}
		go func() { heard <- h.from("192.0.2.7", "ada", good) }()
		for i := range 105 { // with whom the queue is full
			go func() { heard <- h.from(fmt.Sprintf("198.51.100.%d", i), "ada", "not that one") }()
		}
		synctest.Wait()
		n := len(heard)
		for range 10 {
			err := h.from("203.0.113.1", "bob", good)
			tooManyTries(t, err)
			h.same("retry", commonhall.ForPerson(err).RetryAfter(), "5")
		}
		if len(heard) != n || n != 250 {
			t.Errorf("%d were refused while there was room", n)
		}
		if _, told := h.tally(); told != 1 {
			t.Errorf("it was told %d times", told)
		}
		close(leave)
		in := 0
		for range 402 + 106 {
			if err := <-heard; err == nil {
				in++
			} else if kind := commonhall.KindOf(err); kind != commonhall.Unauthenticated && kind != commonhall.ResourceExhausted {
				t.Error(err)
			}
		}
		if in != 3 || h.hasher.waiting != 0 { // the two that held the slots, and ada
			t.Errorf("%d got through, %d wait for ever", in, h.hasher.waiting)
		}
	})
}

// Codes of invitations cannot be tried without end either, and whoever has one
// that is right may think about the password as long as they like.
func TestGuessingInvitations(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben")
	code, _, err := h.Invite(t.Context(), "ada", &Identity{Operator: true})
	h.must(err)
	synctest.Test(t, func(t *testing.T) {
		h.t = t
		guesser, home := Client{Address: "192.0.2.66"}, Client{Address: "192.0.2.7"}
		for i := range 75 {
			_, err := h.Invited(t.Context(), fmt.Sprint("code", i), guesser)
			refused(t, err, commonhall.NotFound)
			_, _, err = h.Accept(t.Context(), fmt.Sprint("code", i), good, guesser)
			refused(t, err, commonhall.NotFound)
		}
		_, err = h.Invited(t.Context(), code, guesser)
		tooManyTries(t, err)
		_, _, err = h.Accept(t.Context(), code, good, guesser)
		tooManyTries(t, err)
		tooManyTries(t, h.from("192.0.2.66", "ben", good))
		for range 200 {
			_, err := h.Invited(t.Context(), code, home)
			h.must(err)
			_, _, err = h.Accept(t.Context(), code, "short", home)
			refused(t, err, commonhall.InvalidArgument)
		}
		if _, _, err = h.Accept(t.Context(), code, good, home); err != nil {
			t.Error(err)
		}
	})
}

// A browser that was left open: whoever sits down there cannot guess the password,
// and the person is not stopped elsewhere.
func TestGuessingInSomebodysBrowser(t *testing.T) {
	h := newHall(t, invited(), "ada")
	h.cheap(good, "ada")
	synctest.Test(t, func(t *testing.T) {
		h.t = t
		for i := range 10 {
			refused(t, h.ChangePassword(t.Context(), "ada", fmt.Sprint("guess ", i), "quite another one", "library"), commonhall.PermissionDenied)
		}
		tooManyTries(t, h.ChangePassword(t.Context(), "ada", good, "quite another one", "library"))
		if _, told := h.tally(); told != 1 {
			t.Errorf("it was told %d times", told)
		}
		h.must(h.ChangePassword(t.Context(), "ada", good, "quite another one", "laptop"))
	})
}

// request is one with a token, that says it comes from an address.
func (h *hall) withToken(token, address string, d Door) error {
	r := attempt{auth: "token " + token, door: d}.request(h.t.Context(), h.cfg.Cookie)
	r.Header.Set("X-Forwarded-For", address)
	_, err := h.ForAPI(r)
	return err
}

// A script with an old token does not stop those with right ones beside it, and
// is told to slow down. Inside servers nobody can say that they are elsewhere.
func TestAFloodOfWrongTokens(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben")
	right, _, err := h.CreateToken(t.Context(), "ada", NewToken{Scopes: []commonhall.Scope{"self"}}, scope.Person("ada", false))
	h.must(err)
	h.happened()
	synctest.Test(t, func(t *testing.T) {
		h.t = t
		for _, c := range []struct {
			token   string
			address func(int) string
			door    Door
		}{
			{"ch_wrong", func(int) string { return "192.0.2.7" }, Door{}},
			{"ch_wrong", func(i int) string { return fmt.Sprintf("192.0.2.%d", i) }, Door{Inside: "ada"}},
			{right, func(i int) string { return fmt.Sprintf("192.0.2.%d", i) }, Door{Inside: "ben"}}, // not his
		} {
			for i := range 60 {
				refused(t, h.withToken(c.token, c.address(i), c.door), commonhall.Unauthenticated)
			}
			for i := range 60 {
				tooManyTries(t, h.withToken(c.token, c.address(i), c.door))
			}
			if _, told := h.tally(); told != 1 {
				t.Errorf("%+v: it was told %d times", c.door, told)
			}
		}
		h.must(h.withToken(right, "192.0.2.7", Door{}))
		h.must(h.withToken(right, "192.0.2.7", Door{Inside: "ada"}))
		refused(t, h.withToken("ch_wrong", "192.0.2.8", Door{}), commonhall.Unauthenticated)
		time.Sleep(time.Second)
		refused(t, h.withToken("ch_wrong", "192.0.2.7", Door{}), commonhall.Unauthenticated)
	})
}

// broken is a database that answers with an error of the machine.
type broken struct{ Store }

func (broken) User(context.Context, commonhall.UserName) (commonhall.User, error) {
	return commonhall.User{}, commonhall.Errorf(commonhall.Unavailable, "The disk is full, so nothing can be saved.")
}

// What is the machine's fault is not held against anybody, nor is leaving early.
func TestFaultsOfTheMachineAreNotCounted(t *testing.T) {
	h := newHall(t, invited(), "ada")
	h.cheap(good, "ada")
	whole := h.store
	h.store = broken{whole}
	for range 200 {
		refused(t, h.from("192.0.2.7", "ada", good), commonhall.Unavailable)
	}
	h.store = whole
	gone, leave := context.WithCancel(t.Context())
	leave()
	for range 200 {
		if _, _, err := h.SignIn(gone, "ada", "not that one", Client{Address: "192.0.2.7"}); !errors.Is(err, context.Canceled) {
			t.Fatalf("somebody who left hears %v", err)
		}
	}
	h.must(h.from("192.0.2.7", "ada", good))
}

// The address counts that the edge wrote; it takes away what clients say.
func TestWhereARequestComesFrom(t *testing.T) {
	h := newHall(t, invited())
	r := attempt{}.request(t.Context(), "x")
	r.Header.Set("X-Forwarded-For", "192.0.2.7")
	r.Header.Set("X-Real-Ip", "203.0.113.1")
	r.Header.Set("User-Agent", "Firefox")
	if got := h.Client(r); got.Agent != "Firefox" || got.Address != "192.0.2.7" || len(got.known) != 0 {
		t.Errorf("it comes from %+v", got)
	}
	if got := h.Client(&http.Request{Header: http.Header{}, RemoteAddr: "@"}); got.Address != "" {
		t.Errorf("it comes from %+v", got)
	}
}

// A prank in class: somebody at the next desk guesses ada's password without end,
// and everybody else's. In the browser that she used before she gets in all the
// same; nobody else does with her cookie, or with one of their own making.
func TestAPrankInClass(t *testing.T) {
	class := pupils(40)
	h := newHall(t, invited(), append(class, "ada", "ben")...)
	h.cheap(good, append(class, "ada", "ben")...)
	const school = "192.0.2.7"
	in := func(name, password string, known ...string) error {
		r := attempt{}.request(h.t.Context(), "x")
		r.Header.Set("X-Forwarded-For", school)
		for _, k := range known {
			r.Header.Add("Cookie", h.KnownCookie()+"="+k)
		}
		_, _, err := h.SignIn(h.t.Context(), name, password, h.Client(r))
		return err
	}
	synctest.Test(t, func(t *testing.T) {
		h.t = t
		adas, again, bens := h.KnownBrowser("ada"), h.KnownBrowser("ada"), h.KnownBrowser("ben")
		for _, n := range append(class, "ada") {
			for range 10 {
				_ = in(n, "not that one")
			}
		}
		tooManyTries(t, in("ada", good)) // the name's limit, and the place's
		h.must(in("ada", good, adas))
		h.must(in("ada", good, "planted", bens, adas)) // what scripts put beside it is passed over
		id, seal, _ := strings.Cut(adas, ".")
		for what, cookie := range map[string]string{"ben's": bens, "cut": adas[:len(adas)-1], "unsealed": id + ".", "another's seal": bens[:33] + seal,
			"made up": strings.Repeat("0", 32) + "." + seal, "empty": "", "a dot": ".", "the page's": id + "." + h.FormToken("page", id)} {
			if err := in("ada", good, cookie); commonhall.KindOf(err) != commonhall.ResourceExhausted {
				t.Errorf("with a cookie that is %s: %v", what, err)
			}
		}
		// Who sits at her browser may not guess there without end either.
		for range 10 {
			h.same("a guess", in("ada", "not that one", adas), wrong())
		}
		tooManyTries(t, in("ada", good, adas))
		h.must(in("ada", good, again)) // her other browser
		h.must(in("ben", good, bens))
	})
	c := invited()
	c.Key = []byte("another house")
	if newHall(t, c).knownAs("ada", Client{known: []string{h.KnownBrowser("ada")}}) != "" {
		t.Error("another house knows the browser")
	}
}

func TestWaitsInWords(t *testing.T) {
	for d, want := range map[time.Duration]string{1: "1 second", time.Second: "1 second", time.Second + 1: "2 seconds", time.Minute: "60 seconds",
		90 * time.Second: "90 seconds", 91 * time.Second: "2 minutes", 16 * time.Minute: "16 minutes"} {
		if got := inWords(d); got != want {
			t.Errorf("%s is %q, want %q", d, got, want)
		}
	}
}
