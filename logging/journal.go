package logging

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"syscall"
)

// ToJournal reports whether w is a stream that leads to systemd's journal, which
// stream, the variable JOURNAL_STREAM, names (systemd.exec(5)). A stream that was
// redirected since is not.
func ToJournal(w io.Writer, stream string) bool {
	f, ok := w.(*os.File)
	if !ok || stream == "" {
		return false
	}
	info, err := f.Stat()
	if err != nil {
		return false
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && stream == fmt.Sprintf("%d:%d", st.Dev, st.Ino)
}

// NewJournal is New for a writer that leads to the journal: each line begins with its
// priority (sd-daemon(3)), and the journal knows the time.
func NewJournal(w *Writer, name string, level slog.Leveler) *slog.Logger {
	opt := &slog.HandlerOptions{Level: level, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == slog.LevelKey) {
			return slog.Attr{}
		}
		return short(a)
	}}
	var j journal
	for i, p := range priorities {
		j.by[i] = slog.NewTextHandler(prefixed{w, p.prefix}, opt)
	}
	return slog.New(newThrifty(j)).With("role", name)
}

// priorities are syslog's for slog's levels, the least first.
var priorities = [4]struct {
	level  slog.Level
	prefix string
}{{slog.LevelDebug, "<7>"}, {slog.LevelInfo, "<6>"}, {slog.LevelWarn, "<4>"}, {slog.LevelError, "<3>"}}

// journal has a handler for each priority, all with the same attributes.
type journal struct{ by [len(priorities)]slog.Handler }

// of returns the handler for a level.
func (j journal) of(l slog.Level) slog.Handler {
	h := j.by[0]
	for i, p := range priorities {
		if l >= p.level {
			h = j.by[i]
		}
	}
	return h
}

// Enabled implements slog.Handler.
func (j journal) Enabled(ctx context.Context, l slog.Level) bool { return j.of(l).Enabled(ctx, l) }

// Handle implements slog.Handler.
func (j journal) Handle(ctx context.Context, r slog.Record) error {
	return j.of(r.Level).Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (j journal) WithAttrs(attrs []slog.Attr) slog.Handler {
	return j.each(func(h slog.Handler) slog.Handler { return h.WithAttrs(attrs) })
}

// WithGroup implements slog.Handler.
func (j journal) WithGroup(name string) slog.Handler {
	return j.each(func(h slog.Handler) slog.Handler { return h.WithGroup(name) })
}

func (j journal) each(f func(slog.Handler) slog.Handler) journal {
	for i, h := range j.by {
		j.by[i] = f(h)
	}
	return j
}

// prefixed puts a prefix before each line; slog writes a line at a time.
type prefixed struct {
	w      io.Writer
	prefix string
}

// Write implements io.Writer.
func (p prefixed) Write(b []byte) (int, error) {
	n, err := p.w.Write(append([]byte(p.prefix), b...))
	return n - len(p.prefix), err
}
