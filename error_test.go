package commonhall

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// What each protocol says of a kind is a promise to scripts; this is the list of
// the promises, written down a second time.
func TestKindsSayTheSameEverywhere(t *testing.T) {
	want := []struct {
		kind   Kind
		name   string
		status int
		exit   int
		level  slog.Level
	}{
		{Internal, "internal", 500, 70, slog.LevelError},
		{InvalidArgument, "invalid_argument", 400, 64, slog.LevelInfo},
		{Unauthenticated, "unauthenticated", 403, 77, slog.LevelInfo},
		{PermissionDenied, "permission_denied", 403, 77, slog.LevelInfo},
		{NotFound, "not_found", 404, 66, slog.LevelInfo},
		{AlreadyExists, "already_exists", 409, 73, slog.LevelInfo},
		{FailedPrecondition, "failed_precondition", 400, 65, slog.LevelInfo},
		{ResourceExhausted, "resource_exhausted", 429, 75, slog.LevelWarn},
		{Unavailable, "unavailable", 503, 69, slog.LevelWarn},
		{DeadlineExceeded, "deadline_exceeded", 504, 69, slog.LevelWarn},
	}
	if len(want) != len(kinds) {
		t.Fatalf("%d kinds are listed here, there are %d", len(want), len(kinds))
	}
	for i, w := range want {
		k := w.kind
		if int(k) != i {
			t.Errorf("%s is number %d, want %d: numbers are not moved", w.name, k, i)
		}
		if k.String() != w.name || k.HTTPStatus() != w.status || k.ExitCode() != w.exit || k.LogLevel() != w.level {
			t.Errorf("kind %d says %s %d %d %s, want %+v", k, k, k.HTTPStatus(), k.ExitCode(), k.LogLevel(), w)
		}
		b, err := json.Marshal(k)
		var back Kind
		if err != nil || json.Unmarshal(b, &back) != nil || back != k {
			t.Errorf("%s does not survive a trip over the wire: %s, %v, %v", k, b, back, err)
		}
	}
	if Kind(200).String() != "internal" || Kind(200).HTTPStatus() != 500 {
		t.Error("a kind that nobody knows is not internal")
	}
	back := NotFound
	if err := back.UnmarshalText([]byte("from_the_future")); err != nil || back != Internal {
		t.Errorf("a word of a later version reads as %s, %v, want internal", back, err)
	}
}

// What may work later says when, through every layer, in whole seconds.
func TestErrorsSayWhenToTryAgain(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "", -time.Second: "", 1: "1", time.Second: "1", time.Second + 1: "2", time.Minute: "60"} {
		if got := ForPerson(fmt.Errorf("deep: %w", Errorf(ResourceExhausted, "Too much.").RetryIn(d))).RetryAfter(); got != want {
			t.Errorf("%s: try again after %q, want %q", d, got, want)
		}
	}
}

type secretive struct{}

func (secretive) Error() string { return "secret" }

func TestErrorfRefusesCausesAsArguments(t *testing.T) {
	for what, arg := range map[string]any{"an error": errors.New("secret"), "a wrapped one": fmt.Errorf("x: %w", errors.New("secret")),
		"an *Error": Errorf(NotFound, "secret"), "a type of its own": secretive{}, "a joined one": errors.Join(errors.New("secret"))} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Errorf takes %s as an argument: the cause would be shown to people", what)
				}
			}()
			_ = Errorf(Internal, "it failed: %v", arg)
		}()
	}
	if e := Errorf(NotFound, "There is no %q, %d.", "ada", 3); e.Msg != `There is no "ada", 3.` {
		t.Errorf("Errorf says %q", e.Msg)
	}
}

// A person must never read a cause: it holds paths, addresses and worse. The log
// must have it.
func TestForPersonNeverLeaksCauses(t *testing.T) {
	const secret = "/var/lib/secret/db: ENOSPC"
	cause := errors.New(secret)
	own := Errorf(Unavailable, "The disk is full.").WithHint("Make room.").Because(cause)
	for what, err := range map[string]error{
		"bare":              cause,
		"own":               own,
		"own, wrapped":      fmt.Errorf("%s: %w", secret, own),
		"own, wrapped more": fmt.Errorf("b %w", fmt.Errorf("%s: %w", secret, own)),
		"own within own":    Errorf(Internal, "It failed.").Because(own),
		"joined":            errors.Join(cause, own),
		"nothing":           nil,
	} {
		said := ForPerson(err)
		text, jerr := json.Marshal(said)
		if jerr != nil || strings.Contains(string(text)+said.Error()+fmt.Sprintf("%+v %#v", said, said), secret) {
			t.Errorf("%s: a person reads %s", what, text)
		}
		if said.Err != nil || errors.Unwrap(said) != nil {
			t.Errorf("%s: the cause travels along", what)
		}
		if said.Msg == "" {
			t.Errorf("%s: a person reads nothing", what)
		}
	}
	if said := ForPerson(fmt.Errorf("deep: %w", own)); said.Kind != Unavailable || said.Msg != own.Msg || said.Hint != own.Hint {
		t.Errorf("the sentence is lost on the way: %+v", said)
	}
	if !strings.Contains(own.Error(), secret) || !errors.Is(own, cause) {
		t.Error("the log does not get the cause")
	}
	if KindOf(fmt.Errorf("x: %w", own)) != Unavailable || KindOf(cause) != Internal || KindOf(nil) != Internal {
		t.Error("KindOf does not find the kind in a chain")
	}
}

func TestContextsCarryWhoActs(t *testing.T) {
	ctx := context.Background()
	if SubjectFrom(ctx).String() != "" || RequestIDFrom(ctx) != "" {
		t.Error("an empty context names somebody")
	}
	ctx = WithRequestID(WithSubject(ctx, Subject{User: "ada", Token: 7}), "06EQ")
	if s := SubjectFrom(ctx); s.String() != "ada" || s.Token != 7 || RequestIDFrom(ctx) != "06EQ" {
		t.Errorf("the context lost %v", s)
	}
	if s := (Subject{Role: RoleOperator}); s.String() != RoleOperator {
		t.Errorf("the operator is called %q", s)
	}
}
