package doctor

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/supervisor"
)

// Folder returns where results are kept, which the hub may read.
func Folder(dir string) string { return filepath.Join(dir, "doctor") }

// Last returns the result that the timer kept last; nil if there is none.
func Last(dir string) (*Report, error) {
	b, err := os.ReadFile(filepath.Join(Folder(dir), "last.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var r Report
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	return &r, err
}

// Keep keeps a result, and a sample of disks and clocks.
func (h House) Keep(r Report) error {
	dir := Folder(h.Dir)
	if err := errors.Join(os.MkdirAll(dir, 0o755), os.Chmod(dir, 0o755)); err != nil {
		return err
	}
	l := &look{House: h, paths: supervisor.PathsOf(h.Dir, h.Instance)}
	s := append(l.samples(), l.sampleNow())
	return errors.Join(write(filepath.Join(dir, "samples.json"), s[max(0, len(s)-maxSamples):]), write(filepath.Join(dir, "last.json"), r))
}

// write makes a file anew, whole or not at all. There is nothing secret in it.
func write(path string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(b, '\n'))
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// sample is how disks and clocks were at one time.
type sample struct {
	At     time.Time        `json:"at"`
	Boot   string           `json:"boot"`   // names the start of the machine
	Uptime float64          `json:"uptime"` // seconds since then, on a clock that nobody sets
	Free   map[string]int64 `json:"free"`   // bytes, by folder
}

// samples are those that were kept, the last one last.
type samples []sample

// maxSamples is for a month and a half.
const maxSamples = 45

func (l *look) samples() (s samples) {
	b, err := os.ReadFile(filepath.Join(Folder(l.Dir), "samples.json"))
	if err != nil || json.Unmarshal(b, &s) != nil {
		return nil // a damaged file begins anew
	}
	return s
}

func (l *look) sampleNow() sample {
	s := sample{At: l.Now().UTC(), Free: map[string]int64{}}
	b, _ := os.ReadFile(l.at("/proc/sys/kernel/random/boot_id"))
	s.Boot = strings.TrimSpace(string(b))
	var ts unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &ts) == nil {
		s.Uptime = time.Duration(ts.Nano()).Seconds()
	}
	for _, d := range l.mounts() {
		s.Free[d.path] = d.free
	}
	return s
}

func (s samples) last() (sample, bool) {
	if len(s) == 0 {
		return sample{}, false
	}
	return s[len(s)-1], true
}

// jump returns by how much the clock was set between two samples. After a start of
// the machine only a clock that went back is seen.
func (s sample) jump(now sample) time.Duration {
	wall := now.At.Sub(s.At)
	if s.Boot == "" || s.Boot != now.Boot {
		return min(wall, 0)
	}
	return wall - time.Duration((now.Uptime-s.Uptime)*float64(time.Second))
}

// daysLeft returns in how many days a disk is full if it goes on as in the last two
// weeks; -1 if it does not fill, or nobody can say yet.
func (s samples) daysLeft(path string, free int64, now time.Time) int {
	var n, sx, sy, sxx, sxy, first float64
	add := func(at time.Time, free int64) {
		x, y := now.Sub(at).Hours()/24, float64(free)
		n, sx, sy, sxx, sxy, first = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y, max(first, x)
	}
	for _, one := range s {
		if f, ok := one.Free[path]; ok && now.Sub(one.At) <= 14*day && now.After(one.At) {
			add(one.At, f)
		}
	}
	add(now, free)
	// A straight line through less than four looks in two days says nothing.
	if n < 4 || first < 2 {
		return -1
	}
	lost := (n*sxy - sx*sy) / (n*sxx - sx*sx) // bytes a day: x counts backwards
	if lost <= 0 {
		return -1
	}
	return int(min(float64(free)/lost, 1e6))
}
