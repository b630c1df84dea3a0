package machine

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Use is what the machine as a whole uses now.
type Use struct {
	Cores                   int
	CPUUsed                 float64 // cores
	MemoryUsed, MemoryTotal int64
	DiskUsed, DiskTotal     int64
	Troubles                []string // what is the matter, each a sentence
}

// Meter reads what the machine as a whole uses.
type Meter struct {
	path     string          // on the disk that counts
	troubles func() []string // what is the matter

	mu    sync.Mutex
	busy  float64 // seconds of all cores, at the last look
	at    time.Time
	cores float64 // in use between the last two looks
}

// NewMeter returns one that looks at the disk of path, and asks troubles what is the matter.
func NewMeter(path string, troubles func() []string) *Meter {
	m := &Meter{path: path, troubles: troubles}
	_, _ = m.Read() // CPU is a difference: the first look begins it
	return m
}

// Read measures. CPU is what was used since the look before.
func (m *Meter) Read() (Use, error) {
	out := Use{Cores: runtime.NumCPU(), CPUUsed: m.cpu(), Troubles: m.troubles()}
	var fs syscall.Statfs_t
	if err := syscall.Statfs(m.path, &fs); err != nil {
		return out, err
	}
	out.DiskTotal = int64(fs.Blocks-fs.Bfree+fs.Bavail) * fs.Bsize
	out.DiskUsed = int64(fs.Blocks-fs.Bfree) * fs.Bsize
	b, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return out, err
	}
	info := map[string]int64{}
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) >= 2 {
			n, _ := strconv.ParseInt(f[1], 10, 64)
			info[strings.TrimSuffix(f[0], ":")] = n << 10
		}
	}
	out.MemoryTotal, out.MemoryUsed = info["MemTotal"], info["MemTotal"]-info["MemAvailable"]
	return out, nil
}

// cpu returns how many cores were busy since the last look, which is at least a
// second old.
func (m *Meter) cpu() float64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	if now.Sub(m.at) < time.Second {
		return m.cores
	}
	b, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(b), "\n")
	busy := 0.0
	for i, f := range strings.Fields(line) {
		// user nice system idle iowait irq softirq steal: all but the two idle ones,
		// in hundredths of a second.
		if n, err := strconv.ParseFloat(f, 64); err == nil && i != 4 && i != 5 && i <= 8 {
			busy += n / 100
		}
	}
	if !m.at.IsZero() {
		m.cores = max(0, (busy-m.busy)/now.Sub(m.at).Seconds())
	}
	m.busy, m.at = busy, now
	return m.cores
}
