package backup

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Run is how one run went: of a backup, a check or a drill.
type Run struct {
	At       time.Time `json:"at"`
	Seconds  float64   `json:"seconds"`
	OK       bool      `json:"ok"` // complete, and without a problem
	Where    string    `json:"where,omitempty"`
	Snapshot string    `json:"snapshot,omitempty"`
	Files    int       `json:"files,omitempty"`
	Bytes    int64     `json:"bytes,omitempty"`
	NewBytes int64     `json:"new_bytes,omitempty"`
	Problems []string  `json:"problems,omitempty"`
	Error    string    `json:"error,omitempty"` // why there is no result
}

// Record is what is known on this machine about its backups, for whoever watches
// that there are any.
type Record struct {
	Repository string `json:"repository,omitempty"` // its id
	Where      string `json:"where,omitempty"`
	Backup     *Run   `json:"backup,omitempty"` // the last one
	Good       *Run   `json:"good,omitempty"`   // the last one that is complete
	Verify     *Run   `json:"verify,omitempty"`
	Drill      *Run   `json:"drill,omitempty"`
}

// ReadRecord reads a record; there need not be one.
func ReadRecord(path string) (Record, error) {
	var r Record
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	return r, err
}

// Write writes the record, whole or not at all. The group may read it.
func (r Record) Write(path string, group int) error {
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".last-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(b, '\n'))
	if err := errors.Join(err, f.Chown(-1, group), f.Chmod(0o640), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// ID names the repository, whatever way leads to it.
func (r *Repository) ID() string { return r.info.ID }
