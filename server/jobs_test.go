package server

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// TestJobsInTerminals asks among processes that are seen by themselves alone, as in a
// sandbox: a shell that waits is no job, nor what it has in the background; what it runs is one, also if it only waits.
func TestJobsInTerminals(t *testing.T) {
	needs.Root(t)
	needs.Programs(t, "unshare", "script", "bash")
	t.Parallel()
	story := `ask() { sh -c "$JOBS"; echo "asked: $?"; }
		dir=$(mktemp -d); mkfifo $dir/keys $dir/screen
		script -qfc "exec bash --norc --noprofile -i" /dev/null <$dir/keys >$dir/screen 2>&1 &
		exec 3>$dir/keys 4<$dir/screen
		echo 'PS1=; sleep 1000 & echo begin$((6*7))' >&3
		until read -r line <&4 && case $line in *begin42*) true;; *) false;; esac; do :; done
		ask
		echo 'echo job$((6*7)); cat' >&3
		until read -r line <&4 && case $line in *job42*) true;; *) false;; esac; do :; done
		until [ "$(ask)" = "asked: 7" ]; do :; done
		ask
		setsid sleep 1000 & sleep 1000 & # no terminal, or not in front
		printf '\004' >&3
		until [ "$(ask)" = "asked: 0" ]; do :; done
		ask
		rm -r $dir`
	cmd := exec.CommandContext(t.Context(), "timeout", "-s", "KILL", "15", "unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c", story)
	cmd.Env = append(os.Environ(), "JOBS="+jobs, "TMPDIR="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if got := strings.TrimSpace(string(out)); err != nil || got != "asked: 0\nasked: 7\nasked: 0" {
		t.Errorf("%v\n%s", err, got)
	}
}
