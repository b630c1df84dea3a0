package warden

import (
	"path/filepath"

	"commonhall"
	"commonhall/sandbox/output"
)

// openLog opens the person's log; fresh empties it for a new run.
func (w *Warden) openLog(a commonhall.Account, l commonhall.Limits, fresh bool) (output.Log, error) {
	return output.Open(filepath.Join(w.cfg.Logs, homeName(a, w.cfg.UIDBase)+".log"), a.UID, l.Disk > 0, fresh)
}

// cutLogs cuts those that have grown.
func (w *Warden) cutLogs() {
	for _, r := range w.all("") {
		r.mu.Lock()
		if r.rec.End == nil && r.log.File == nil && r.group != nil { // it could not be opened at the adoption
			r.log, _ = w.openLog(r.rec.Account, r.rec.Limits, false)
		}
		if r.rec.End == nil && r.log.File != nil {
			if err := r.log.Cut(); err != nil {
				w.log.Warn("cannot cut a server's log", "server", r.rec.ID, "error", err)
			}
		}
		r.mu.Unlock()
	}
}
