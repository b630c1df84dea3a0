package machine

import (
	"runtime"
	"syscall"
	"time"

	"commonhall"
)

// Whole returns what the machine has in all, with the disk on which homes lie; what it
// does not say is 0.
func Whole(homes string) commonhall.Limits {
	all := commonhall.Limits{CPU: float64(runtime.NumCPU())}
	var info syscall.Sysinfo_t
	if syscall.Sysinfo(&info) == nil {
		all.Memory = int64(info.Totalram) * int64(info.Unit)
	}
	var fs syscall.Statfs_t
	if syscall.Statfs(homes, &fs) == nil {
		all.Disk = int64(fs.Blocks) * fs.Bsize
	}
	return all
}

// Booted returns when the machine was started; zero where it does not say.
func Booted() time.Time {
	var info syscall.Sysinfo_t
	if syscall.Sysinfo(&info) != nil {
		return time.Time{}
	}
	return time.Now().Add(-time.Duration(info.Uptime) * time.Second)
}

// Room returns what can be guaranteed to all servers together: what the machine has,
// without the memory that starts leave free.
func Room(all commonhall.Limits, keep int64) commonhall.Limits {
	room := commonhall.Limits{CPUGuarantee: all.CPU}
	if all.Memory > 0 {
		room.MemoryGuarantee = max(1, all.Memory-keep)
	}
	return room
}
