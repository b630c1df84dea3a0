package tree

import (
	"os"
	"testing"

	"commonhall/packaging/needs"
)

// TestTheMachineStaysAsItIs where a tree was not begun, or not in a mount namespace.
func TestTheMachineStaysAsItIs(t *testing.T) {
	needs.Root(t)
	before, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		t.Fatal(err)
	}
	some := Tree{Mounts: []Mount{{Target: "/usr", Source: "/usr"}}, Mask: []string{"/sys/kernel"}}
	for name, do := range map[string]func() error{"build": some.Build, "hide": some.Hide, "enter": some.Enter} {
		if err := do(); err == nil {
			t.Errorf("%s did something", name)
		}
	}
	after, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil || string(after) != string(before) {
		t.Errorf("the mounts were\n%s\nand are\n%s, %v", before, after, err)
	}
}
