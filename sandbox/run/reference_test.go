package run

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/filter"
	"commonhall/sandbox/wall"
)

var update = flag.Bool("update", false, "write doc/reference/confinement.md anew")

// TestReferenceIsCurrent fails when a wall or a rule changed and its page did not.
func TestReferenceIsCurrent(t *testing.T) {
	const path = "../../doc/reference/confinement.md"
	want := reference()
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not current (%v): go test ./sandbox/run -update", path, err)
	}
}

// reference is the page, from the tables of which walls and filter are made.
func reference() []byte {
	var b bytes.Buffer
	b.WriteString("# Walls of a sandbox, and its system calls\n\nMade from the program's own tables by `go test ./sandbox/run -update`. [The sandbox](../explanation/sandbox.md)\n" +
		"shows each wall at work.\n\n## The walls\n\nIn the order in which they are built. `commonhall sandbox run --without NAME` leaves one out.\n\n| wall | what it is for | what leaks without it |\n|---|---|---|\n")
	for _, w := range wall.All() {
		optional := ""
		if w.Optional {
			optional = " Not every kernel has it."
		}
		fmt.Fprintf(&b, "| `%s` | %s%s | %s |\n", w.Name, w.For, optional, w.Without)
	}
	fmt.Fprintf(&b, "\n## The system calls\n\nEverything that is not named here passes. A call by the convention of another architecture (`int 0x80`) ends the\n"+
		"process; the x32 convention is refused with `EPERM`. A call whose number is above %d, which this version does not\nknow, does not exist (`ENOSYS`).\n\n| calls | refused are | with | why |\n|---|---|---|---|\n", filter.Highest)
	for _, r := range filter.Rules() {
		var names []string
		for _, c := range r.Calls {
			names = append(names, "`"+c.Name+"`")
		}
		which := r.Which
		if which == "" {
			which = "all"
		}
		if len(names) > 0 {
			fmt.Fprintf(&b, "| %s | %s | `%s` | %s |\n", strings.Join(names, " "), which, unix.ErrnoName(r.Answer), r.Why)
		}
	}
	b.WriteString("\n## What passes, and why it may\n\n" + passes)
	return b.Bytes()
}

// passes is what one looks for in the table and does not find.
const passes = `* ` + "`ptrace`, `process_vm_readv`, `process_vm_writev`, `pidfd_getfd`" + `: a debugger needs them. The kernel lets them reach
  processes of the own account alone, and landlock those of the own sandbox alone.
* ` + "`personality`" + `: debuggers switch off the random layout of what they start. It weakens nobody else.
* ` + "`landlock_…`, `seccomp`" + `: who wants more walls around something inside may build them.
* ` + "`chroot`, `mknod` of devices, `sched_setattr` for real time, `setresuid`" + ` and what else wants a capability: nobody has any.
* ` + "`memfd_create`, `mlock`, `shmget`" + `: what they take counts as the sandbox's memory.
`
