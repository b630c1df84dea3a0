package commonhall

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"
)

// Kind says what sort of failure an Error is. The words are those of gRPC's
// status codes, because every protocol that we speak can be mapped from them.
type Kind uint8

const (
	Internal Kind = iota // our fault, or nobody knows whose: the zero value
	InvalidArgument
	Unauthenticated
	PermissionDenied
	NotFound
	AlreadyExists
	FailedPrecondition
	ResourceExhausted
	Unavailable
	DeadlineExceeded
)

// kinds is the one table that turns a Kind into what each protocol says.
var kinds = [...]struct {
	name   string
	status int // HTTP
	exit   int // of a command
	level  slog.Level
}{
	Internal:           {"internal", http.StatusInternalServerError, 70, slog.LevelError},
	InvalidArgument:    {"invalid_argument", http.StatusBadRequest, 64, slog.LevelInfo},
	Unauthenticated:    {"unauthenticated", http.StatusForbidden, 77, slog.LevelInfo}, // JupyterHub never answers 401
	PermissionDenied:   {"permission_denied", http.StatusForbidden, 77, slog.LevelInfo},
	NotFound:           {"not_found", http.StatusNotFound, 66, slog.LevelInfo},
	AlreadyExists:      {"already_exists", http.StatusConflict, 73, slog.LevelInfo},
	FailedPrecondition: {"failed_precondition", http.StatusBadRequest, 65, slog.LevelInfo},
	ResourceExhausted:  {"resource_exhausted", http.StatusTooManyRequests, 75, slog.LevelWarn},
	Unavailable:        {"unavailable", http.StatusServiceUnavailable, 69, slog.LevelWarn},
	DeadlineExceeded:   {"deadline_exceeded", http.StatusGatewayTimeout, 69, slog.LevelWarn},
}

// String returns the kind's name as it stands in logs and on our wires.
func (k Kind) String() string { return kinds[k.known()].name }

// HTTPStatus returns the status code for an answer that reports k.
func (k Kind) HTTPStatus() int { return kinds[k.known()].status }

// ExitCode returns the exit status (sysexits.h) of a command that ends with k.
func (k Kind) ExitCode() int { return kinds[k.known()].exit }

// LogLevel returns how loudly the log should mention k.
func (k Kind) LogLevel() slog.Level { return kinds[k.known()].level }

// MarshalText implements encoding.TextMarshaler.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler. A name that this version
// does not know reads as Internal.
func (k *Kind) UnmarshalText(b []byte) error {
	*k = Internal
	for i := range kinds {
		if kinds[i].name == string(b) {
			*k = Kind(i)
		}
	}
	return nil
}

func (k Kind) known() Kind {
	if int(k) < len(kinds) {
		return k
	}
	return Internal
}

// Error is a failure as three audiences need it: Msg and Hint are for the
// person (what happened, what to do next), Err is for the log (why).
type Error struct {
	Kind  Kind
	Msg   string        // a sentence; shown to people as it is
	Hint  string        // what to do next; may be empty
	Retry time.Duration // when the same may work again; 0 if nobody knows
	Err   error         // the cause; never shown to people
}

// Errorf makes an Error for a person. It panics if an argument is an error
// value: causes belong in Because, where they cannot leak to people.
func Errorf(k Kind, format string, args ...any) *Error {
	for _, a := range args {
		if _, bad := a.(error); bad {
			panic("commonhall.Errorf: an error as format argument; use Because")
		}
	}
	return &Error{Kind: k, Msg: fmt.Sprintf(format, args...)}
}

// WithHint returns e with a sentence that says what to do next.
func (e *Error) WithHint(hint string) *Error { e.Hint = hint; return e }

// RetryIn returns e with the time after which the same may work.
func (e *Error) RetryIn(d time.Duration) *Error { e.Retry = d; return e }

// RetryAfter returns the value of HTTP's header of that name: whole seconds,
// rounded up; "" if nobody knows.
func (e *Error) RetryAfter() string {
	if e.Retry <= 0 {
		return ""
	}
	return strconv.FormatInt(int64((e.Retry+time.Second-1)/time.Second), 10)
}

// Because returns e with its cause, for the log.
func (e *Error) Because(err error) *Error { e.Err = err; return e }

// Error implements error. It includes the cause: it is meant for logs. What a
// person may read is Msg and Hint.
func (e *Error) Error() string {
	if e.Err != nil {
		return e.Msg + ": " + e.Err.Error()
	}
	return e.Msg
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of the first *Error in err's chain, Internal if there
// is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// ForPerson returns what a person may be told about err: the first *Error in
// its chain without its cause, or a general sentence.
func ForPerson(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return &Error{Kind: e.Kind, Msg: e.Msg, Hint: e.Hint, Retry: e.Retry}
	}
	return &Error{Kind: Internal, Msg: "Something went wrong on our side.",
		Hint: "Try again. If it stays, give your administrator the reference below."}
}
