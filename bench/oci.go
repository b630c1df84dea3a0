package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// object is a part of a JSON document.
type object = map[string]any

// bundle writes what an OCI runtime wants to know about one sandbox, with the walls that
// ours has: the same pieces of the machine, namespaces, limits, masks and refused system
// calls, no capabilities, an account of its own. As in ours there is no PID namespace.
func bundle(dir, group string, uid int, args ...string) error {
	root := filepath.Join(dir, "root")
	home := filepath.Join(dir, "home")
	if err := errors.Join(os.MkdirAll(root, 0o755), os.MkdirAll(home, 0o700), os.Chown(home, uid, uid)); err != nil {
		return err
	}
	mounts, err := bundleMounts(dir, home, uid)
	if err != nil {
		return err
	}
	var namespaces []object
	for _, kind := range []string{"mount", "ipc", "uts", "network", "cgroup"} {
		namespaces = append(namespaces, object{"type": kind})
	}
	b, err := json.Marshal(object{
		"ociVersion": "1.0.2", "hostname": "commonhall",
		"root": object{"path": root},
		"process": object{
			"user": object{"uid": uid, "gid": uid, "umask": 0o022}, "cwd": "/home/someone", "args": args,
			"env":             []string{"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/home/someone"},
			"capabilities":    object{},
			"rlimits":         []object{{"type": "RLIMIT_NOFILE", "hard": 8192, "soft": 8192}, {"type": "RLIMIT_CORE", "hard": 0, "soft": 0}},
			"noNewPrivileges": true, "oomScoreAdj": 500,
		},
		"mounts": mounts,
		"linux": object{
			"cgroupsPath": "/" + group, "namespaces": namespaces, "seccomp": bundleFilter(),
			"resources": object{
				"memory": object{"limit": 512 << 20, "swap": 512 << 20}, "pids": object{"limit": 256},
				"cpu": object{"period": 100_000, "quota": 100_000}, "devices": []object{{"allow": true, "access": "rwm"}},
			},
			"maskedPaths": []string{"/etc/passwd-", "/etc/group-", "/etc/shadow-", "/etc/gshadow-", "/etc/subuid", "/etc/subgid", "/proc/kcore",
				"/proc/keys", "/proc/key-users", "/proc/locks", "/proc/timer_list", "/proc/sched_debug", "/proc/latency_stats", "/proc/acpi",
				"/proc/scsi", "/sys/firmware", "/sys/kernel"},
		},
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "config.json"), b, 0o600)
}

// bundleMounts lists the tree that a sandbox of ours has.
func bundleMounts(dir, home string, uid int) ([]object, error) {
	var m []object
	for _, path := range []string{"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt"} {
		if st, err := os.Stat(path); err == nil && st.IsDir() {
			m = append(m, object{"destination": path, "source": path, "type": "none", "options": []string{"rbind", "ro", "nosuid", "nodev"}})
		}
	}
	for name, text := range map[string]string{
		"passwd":   fmt.Sprintf("root:x:0:0:root:/nonexistent:/usr/sbin/nologin\nsomeone:x:%[1]d:%[1]d::/home/someone:/bin/bash\n", uid),
		"group":    fmt.Sprintf("root:x:0:\nsomeone:x:%d:\n", uid),
		"hosts":    "127.0.0.1 localhost\n",
		"hostname": "commonhall\n",
	} {
		if _, err := os.Stat("/etc/" + name); err != nil {
			continue // there is nothing to lay it over
		}
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return nil, err
		}
		m = append(m, object{"destination": "/etc/" + name, "source": file, "type": "none", "options": []string{"bind", "ro", "nosuid", "nodev"}})
	}
	room := "size=268435456"
	return append(m,
		object{"destination": "/proc", "type": "proc", "source": "proc", "options": []string{"nosuid", "nodev", "noexec"}},
		object{"destination": "/sys", "type": "sysfs", "source": "sysfs", "options": []string{"nosuid", "nodev", "noexec", "ro"}},
		object{"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": []string{"nosuid", "noexec", "mode=755", "size=64k"}},
		object{"destination": "/dev/pts", "type": "devpts", "source": "devpts", "options": []string{"nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=620"}},
		object{"destination": "/dev/shm", "type": "tmpfs", "source": "tmpfs", "options": []string{"nosuid", "nodev", "noexec", "mode=1777", room}},
		object{"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": []string{"nosuid", "nodev", "mode=1777", room}},
		object{"destination": "/home/someone", "source": home, "type": "none", "options": []string{"bind", "nosuid", "nodev"}},
	), nil
}

// bundleFilter refuses what ours refuses.
func bundleFilter() object {
	refused := []string{"reboot", "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "swapon", "swapoff",
		"syslog", "settimeofday", "clock_settime", "acct", "quotactl", "mount", "umount2", "pivot_root", "open_tree", "move_mount", "fsopen",
		"fsconfig", "fsmount", "fspick", "mount_setattr", "setns", "unshare", "name_to_handle_at", "open_by_handle_at", "add_key",
		"request_key", "keyctl", "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register", "fanotify_init"}
	calls := []object{
		{"names": refused, "action": "SCMP_ACT_ERRNO", "errnoRet": 1},
		{"names": []string{"clone3", "io_setup"}, "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
		{"names": []string{"socket"}, "action": "SCMP_ACT_ERRNO", "errnoRet": 97, "args": []object{{"index": 0, "value": unix.AF_NETLINK, "op": "SCMP_CMP_GT"}}},
	}
	for _, flag := range []int{unix.CLONE_NEWNS, unix.CLONE_NEWUTS, unix.CLONE_NEWIPC, unix.CLONE_NEWUSER, unix.CLONE_NEWPID, unix.CLONE_NEWNET, unix.CLONE_NEWCGROUP} {
		calls = append(calls, object{"names": []string{"clone"}, "action": "SCMP_ACT_ERRNO", "errnoRet": 1,
			"args": []object{{"index": 0, "value": flag, "valueTwo": flag, "op": "SCMP_CMP_MASKED_EQ"}}})
	}
	return object{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": calls}
}
