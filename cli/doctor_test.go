package cli

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"

	"commonhall/doctor"
)

// TestCommandsOfDoctorExist: whoever copies what doctor says types a command that there
// is, with flags that it has, and as who may run it.
func TestCommandsOfDoctorExist(t *testing.T) {
	ours := 0
	for _, c := range doctor.Codes() {
		for _, line := range c.Run {
			command := strings.ReplaceAll(line, "ABOUT", "about")
			words := strings.Fields(command)
			root := words[0] == "sudo"
			if root {
				words = words[1:]
			}
			if out, err := exec.Command("bash", "-n", "-c", command).CombinedOutput(); err != nil {
				t.Errorf("%s: %q is not to be typed: %s", c.Code, line, out)
			}
			if words[0] != "commonhall" {
				if !root && (slices.Contains([]string{"journalctl", "du", "nft"}, words[0]) || words[0] == "systemctl" && words[1] != "list-timers") {
					t.Errorf("%s: %q needs sudo", c.Code, line)
				}
				continue
			}
			ours++
			cmd, rest, err := newRoot(&streams{}).Find(words[1:])
			if err == nil {
				err = cmd.ParseFlags(rest)
			}
			if err == nil {
				err = cmd.ValidateArgs(cmd.Flags().Args())
			}
			if err != nil || !cmd.Runnable() || cmd.HasSubCommands() || !root {
				t.Errorf("%s: %q: %v", c.Code, line, err)
			}
		}
	}
	if ours < 25 {
		t.Errorf("only %d commands of ours", ours)
	}
}

// TestFindingsForTheirReader: with sudo for who came by it, and without for root, who
// may have none.
func TestFindingsForTheirReader(t *testing.T) {
	f := doctor.Finding{Code: "disk-low", Severity: doctor.Warning, Said: "1 GiB is free.", Cause: "Homes.", Do: "Make room.", Run: []string{"sudo du -x / | sort", "echo a | sudo tee b"}, Page: "limits"}
	const head = "warning [disk-low]  1 GiB is free.\n    why: Homes.\n    do:  Make room.\n"
	for user, want := range map[string]string{
		"ada": head + "         $ sudo du -x / | sort\n         $ echo a | sudo tee b\n    see: commonhall doc limits\n",
		"":    head + "         $ du -x / | sort\n         $ echo a | tee b\n    see: commonhall doc limits\n",
	} {
		t.Setenv("SUDO_USER", user)
		var b strings.Builder
		tellFinding(&b, f)
		if b.String() != want {
			t.Errorf("%q reads %q", user, b.String())
		}
	}
}

// TestWhyARoleEndsIsAnError: the journal knows it as one, line for line; elsewhere it is
// told as ever.
func TestWhyARoleEndsIsAnError(t *testing.T) {
	file, err := os.CreateTemp(t.TempDir(), "journal")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	told := func() string {
		t.Helper()
		if err := file.Truncate(0); err != nil {
			t.Fatal(err)
		}
		_, _ = file.Seek(0, 0)
		status := Main([]string{"hub", "--dir", "/nowhere"}, strings.NewReader(""), file, file)
		b, err := os.ReadFile(file.Name())
		if err != nil || status != 1 {
			t.Errorf("%v, status %d", err, status)
		}
		return string(b)
	}
	var st syscall.Stat_t
	if err := syscall.Fstat(int(file.Fd()), &st); err != nil {
		t.Fatal(err)
	}
	stream := fmt.Sprintf("%d:%d", st.Dev, st.Ino)
	plain := told()
	t.Setenv("JOURNAL_STREAM", stream)
	if got := told(); !strings.HasPrefix(plain, "commonhall: There is no commonhall in /nowhere") || strings.ReplaceAll(got, "<3>", "") != plain || strings.Count(got, "<3>") != strings.Count(plain, "\n") {
		t.Errorf("in the journal it reads %q, elsewhere %q", got, plain)
	}
}
