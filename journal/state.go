package journal

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"time"
)

// load returns what is remembered. What cannot be read is forgotten: lines are
// sent again then, within each file's budget.
func load(path string, log *slog.Logger) map[string]*file {
	out := map[string]*file{}
	places := map[string]place{}
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, &places)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		log.Warn("how far files were sent is forgotten; lines may be sent again", "error", err)
		return out
	}
	for name, p := range places {
		if p.Offset >= int64(len(p.Mark)) && len(p.Mark) == int(min(p.Offset, markSize)) {
			out[name] = &file{place: p}
		}
	}
	return out
}

// changed notes that what is remembered is not current any more.
func (s *sender) changed() {
	if !s.dirty {
		s.dirty, s.saveAt = true, time.Now().Add(saveEvery)
	}
}

// save remembers how far files were sent, now or when it is time to.
func (s *sender) save(now bool) error {
	if !s.dirty || !now && time.Now().Before(s.saveAt) {
		return nil
	}
	s.dirty = false
	places := map[string]place{}
	for name, f := range s.files {
		places[name] = f.place
	}
	b, err := json.Marshal(places)
	if err == nil {
		passing := s.State + ".new"
		if err = os.WriteFile(passing, b, 0o600); err == nil {
			err = os.Rename(passing, s.State)
		}
	}
	if err != nil {
		s.Log.Warn("how far files were sent cannot be remembered", "error", err)
	}
	return err
}
