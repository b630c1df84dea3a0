package certificate

import (
	"context"
	"log/slog"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// newZap returns a logger for certmagic that writes into ours. It is chatty: its
// steps are for who looks for a fault; what failed we say ourselves.
func newZap(log *slog.Logger) *zap.Logger { return zap.New(bridge{log: log}) }

type bridge struct {
	log    *slog.Logger
	fields []zapcore.Field
}

func (b bridge) Enabled(zapcore.Level) bool {
	return b.log.Enabled(context.Background(), slog.LevelDebug)
}

func (b bridge) With(fields []zapcore.Field) zapcore.Core {
	return bridge{b.log, append(b.fields[:len(b.fields):len(b.fields)], fields...)}
}

func (b bridge) Check(e zapcore.Entry, c *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if b.Enabled(e.Level) {
		return c.AddCore(e, b)
	}
	return c
}

func (b bridge) Write(e zapcore.Entry, fields []zapcore.Field) error {
	enc := zapcore.NewMapObjectEncoder()
	for _, list := range [][]zapcore.Field{b.fields, fields} {
		for _, f := range list {
			f.AddTo(enc)
		}
	}
	args := []any{"part", e.LoggerName, "level", e.Level.String()}
	for k, v := range enc.Fields {
		args = append(args, k, v)
	}
	b.log.Debug("acme: "+e.Message, args...)
	return nil
}

func (bridge) Sync() error { return nil }
