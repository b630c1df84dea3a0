package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

func parse(t *testing.T, src string) Config {
	t.Helper()
	c, err := Parse("test.yaml", []byte(src), Default())
	if err != nil {
		t.Fatalf("%v\nin\n%s", err, src)
	}
	return c
}

// TestNothingIsDefault: files that say nothing change nothing.
func TestNothingIsDefault(t *testing.T) {
	for _, src := range []string{
		"", "\n", "# only a comment\n", "---\n", "---\n...\n", "{}\n", "auth:\nservers:\napps:\n",
		"apps: []\n", "auth:\n  first_use: invited\n\t\nservers:\n", "\ufeff# from Windows\r\nauth:\r\n", "auth: {}\n \t \nservers: ~\n",
	} {
		if c := parse(t, src); !reflect.DeepEqual(c, Default()) {
			t.Errorf("%q gives %+v", src, c)
		}
	}
}

// TestExample: without the first # of each line, the example says the defaults,
// and says every one of them.
func TestExample(t *testing.T) {
	if c := parse(t, string(Example())); !reflect.DeepEqual(c, Default()) {
		t.Errorf("the example as it is changes something: %+v", c)
	}
	// A # before a space belongs to a note of an editor.
	real := regexp.MustCompile(`(?m)^( *)#([^ ])`).ReplaceAllString(string(Example()), "$1$2")
	// Other values below show that the file sets what it shows.
	base := Config{Auth: Auth{FirstUse: "open", SessionDays: 1}, Servers: Servers{DefaultApp: "terminal", CPU: 1}}
	c, err := Parse("example", []byte(real), base)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(c, Default()) {
		t.Errorf("uncommented, the example gives\n%s, not\n%s", c.YAML(), Default().YAML())
	}
}

// TestDocumentedExamples: what the documentation shows works.
func TestDocumentedExamples(t *testing.T) {
	found := 0
	for _, k := range Keys() {
		var lines []string
		for _, line := range strings.Split(k.Doc, "\n") {
			if rest, ok := strings.CutPrefix(line, "\t"); ok {
				lines = append(lines, rest)
			}
		}
		if len(lines) > 0 {
			found++
			parse(t, strings.Join(lines, "\n"))
		}
	}
	if found == 0 {
		t.Error("no example in the documentation")
	}
}

const providerText = `providers: [{name: school, type: oidc, url: "https://login.example.org/x", client_id: hall, client_secret_file: s, allowed_users: [ada, 007], allow_existing_users: true}]`

func aProvider() Provider {
	return Provider{Name: "school", Type: "oidc", URL: "https://login.example.org/x", ClientID: "hall", ClientSecretFile: "s", AllowedUsers: []string{"ada", "007"}, AllowExistingUsers: true}
}

func everyBackup() Backup {
	return Backup{To: "s3://b/hall", PasswordFile: "/p", Unencrypted: true, Endpoint: "http://host", Region: "here", CredentialsFile: "/k",
		KeepLast: 1, KeepDaily: 2, KeepWeekly: 3, KeepMonthly: 4, Exclude: []string{"scratch"}}
}

// TestEverySetting: a file with all settings, written in the ways that people
// have, arrives in the fields.
func TestEverySetting(t *testing.T) {
	c := parse(t, `
auth: {first_use: "open", session_days: 30, keep_removed_days: 90, passwords: false, refresh_age: 1h, `+providerText+`}
machine: {keep_memory: 0, keep_disk: 5G}
software: {first: /opt/tljh/user, max_size: 5G}
servers:
    default_app:   code   # ours, see below
    memory: 1.5G
    cpu: 0.5
    pids: 100
    start_timeout: 1m30s
    ready_timeout: 90s
    stop_grace: 1m
    concurrent_starts: 7
    idle_stop: 0s
    network: none
network: {allow: [192.168.1.20, 10.4.0.0/16, "fd12::/48"], dns: [9.9.9.9, "2620:fe::fe"], addresses: 172.20.0.0/16, log: 24h}
backup: {to: "s3://b/hall", password_file: /p, unencrypted: true, endpoint: "http://host", region: here, credentials_file: /k,
  keep_last: 1, keep_daily: 2, keep_weekly: 3, keep_monthly: 4, exclude: [scratch]}
apps:
- name: code
  title: 'It''s a "code" editor: ours'
  command: [code-server, --port, "{port}", --verbose, 1.0, true, 0x10]
  strip_prefix: true
  ready_path: healthz?full=1
  open_path: "?folder=/home"
  icon: code
-   name: script
    command:
    - sh
    - -c
    - |
      cd /srv
      	exec serve --on "{port}"
`+everyServiceYAML)
	want := Config{
		Auth: Auth{FirstUse: "open", SessionDays: 30, KeepRemovedDays: 90, RefreshAge: Duration(time.Hour), Providers: []Provider{aProvider()}}, Machine: Machine{KeepDisk: 5 << 30}, Software: Software{First: "/opt/tljh/user", MaxSize: 5 << 30},
		Servers: Servers{
			DefaultApp: "code", Memory: 3 << 29, CPU: 0.5, PIDs: 100, Network: "none",
			StartTimeout: Duration(90 * time.Second), ReadyTimeout: Duration(90 * time.Second), StopGrace: Duration(time.Minute), ConcurrentStarts: 7, PendingLimit: 100, NamedLimit: 5,
		},
		Network: Network{Allow: []string{"192.168.1.20", "10.4.0.0/16", "fd12::/48"}, DNS: []string{"9.9.9.9", "2620:fe::fe"}, Addresses: "172.20.0.0/16", Log: Duration(24 * time.Hour)},
		Backup:  everyBackup(),
		Apps: []App{{
			Name: "code", Title: `It's a "code" editor: ours`,
			Command:     []string{"code-server", "--port", "{port}", "--verbose", "1.0", "true", "0x10"},
			StripPrefix: true, ReadyPath: "healthz?full=1", OpenPath: "?folder=/home", Icon: "code",
		}, {
			Name: "script", Title: "script",
			Command: []string{"sh", "-c", "cd /srv\n\texec serve --on \"{port}\"\n"},
		}},
		HTTPS: Default().HTTPS, Services: everyService(),
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("read as\n%+v, not\n%+v", c, want)
	}
	if again := parse(t, string(c.YAML())); !reflect.DeepEqual(again, c) {
		t.Errorf("written as\n%s and read as\n%+v", c.YAML(), again)
	}
}

func TestNetwork(t *testing.T) {
	n := Network{Allow: []string{"192.168.1.20", "10.4.0.0/16", "fd12::/48"}, DNS: []string{"9.9.9.9", "2620:fe::fe"}, Addresses: "172.20.0.0/16"}
	if got := fmt.Sprint(n.Ranges(), n.Resolvers(), n.Block()); got != "[192.168.1.20/32 10.4.0.0/16 fd12::/48] [9.9.9.9 2620:fe::fe] 172.20.0.0/16" {
		t.Errorf("the network is %s", got)
	}
	if Default().Network.Block().IsValid() {
		t.Error("servers have addresses although nobody chose any")
	}
}

// TestLoad tells what a file that is not there, or is none, means.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	base := Default()
	base.Auth.FirstUse = "open"
	base.Apps = []App{{Name: "x", Command: []string{"x", "{port}"}}}
	write := func(name, text string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	c, err := Load(filepath.Join(dir, "missing.yaml"), base)
	if err != nil || !reflect.DeepEqual(c, base) {
		t.Errorf("a missing file: %v, %+v", err, c)
	}
	c.Apps[0].Command[0] = "changed"
	if base.Apps[0].Command[0] != "x" {
		t.Error("what Load returns shares memory with base")
	}
	c, err = Load(write("good.yaml", "auth:\n  session_days: 3\n"), base)
	if err != nil || !reflect.DeepEqual(c.Auth, Auth{FirstUse: "open", SessionDays: 3, KeepRemovedDays: 30, Passwords: true, RefreshAge: defaultRefresh}) {
		t.Errorf("the file over its base: %v, %+v", err, c.Auth)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "dangling.yaml")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.yaml"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		dir:                                  "a folder, not a file",
		filepath.Join(dir, "dangling.yaml"):  "a link to a file that does not exist",
		filepath.Join(dir, "pipe.yaml"):      "not an ordinary file",
		filepath.Join(dir, "good.yaml", "x"): "the file cannot be read: not a directory",
		write("large.yaml", strings.Repeat("#\n", maxSize/2)+"#"): "larger than 1M",
		write("broken.yaml", "auth:\n  no: 1\n"):                  "broken.yaml:2:3: auth.no: unknown key",
	} {
		c, err := Load(path, base)
		var problems Errors
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), path+":") {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
		if !reflect.DeepEqual(c, base) {
			t.Errorf("%s: the Config beside an error is not base", path)
		}
	}
	if _, err := Load(write("full.yaml", strings.Repeat("#\n", maxSize/2)), base); err != nil {
		t.Errorf("as large as may be: %v", err)
	}
}

// TestUnreadable cannot make a file that root may not read.
func TestUnreadable(t *testing.T) {
	message, hint := unreadable(&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES})
	if !strings.Contains(message, "may not read") || !strings.Contains(hint, "as root") {
		t.Error(message, hint)
	}
	if message, _ := unreadable(&fs.PathError{Op: "read", Path: "x", Err: syscall.EIO}); message != "the file cannot be read: input/output error" {
		t.Error(message)
	}
}

// TestHuge: what takes long is refused, not waited for.
func TestHuge(t *testing.T) {
	for name, src := range map[string]string{
		"keys":     strings.Repeat("a: b\n", maxSize/5),
		"brackets": strings.Repeat("[", maxSize/4),
		"braces":   strings.Repeat("{a: ", maxSize/16),
		"dashes":   strings.Repeat("- ", maxSize/2),
		"anchors":  strings.Repeat("a: &a\n", maxSize/6),
		"word":     strings.Repeat("a", maxSize-3) + ": b",
		"quotes":   strings.Repeat("\"\n", maxSize/2),
		"starts":   strings.Repeat("---\n", maxSize/4),
	} {
		start := time.Now()
		_, err := Parse(name, []byte(src), Default())
		if err == nil || len(err.Error()) > 100_000 {
			t.Errorf("%s: the error has %d bytes", name, len(err.Error()))
		}
		t.Logf("%s: %v, %.150s", name, time.Since(start).Round(time.Millisecond), err)
	}
}

// TestManyProblems: a file that is something else is not answered with itself.
func TestManyProblems(t *testing.T) {
	_, err := Parse("x", []byte(strings.Repeat("x: 1\n", maxProblems+6)), Default())
	var problems Errors
	if !errors.As(err, &problems) || len(problems) != maxProblems+1 || problems[maxProblems].Message != "and 6 more problems" {
		t.Errorf("%d problems, the last: %+v", len(problems), problems[len(problems)-1])
	}
}

// TestLongCommand: what the warden could not be told is refused here.
func TestLongCommand(t *testing.T) {
	src := func(n int) []byte {
		return []byte(`apps: [{name: x, command: ["` + strings.Repeat("x", n-len("\n{port}")) + `", "{port}"]}]`)
	}
	if _, err := Parse("x", src(maxCommand), Default()); err != nil {
		t.Error(err)
	}
	if _, err := Parse("x", src(maxCommand+1), Default()); err == nil || !strings.Contains(err.Error(), "longer than 32K") {
		t.Error(err)
	}
}

// TestYAMLText: a text that would mean something else without quotes has them.
func TestYAMLText(t *testing.T) {
	for _, s := range []string{"null", "true", "No", "~", "", " x", "x ", "-", "---", "- x", "-1", "--flag", "1", "a: b", "a #b", "#", "*a", "&a", "!a",
		"%a", "@a", "`a", "\"", "'", "{a}", "[a]", "a,b", "\t", "\n", "é", "\u00a0", "\U0001F600", "\x7f", "\u0085", "\\", "..."} {
		c := Config{Apps: []App{{Name: "x", Title: "x", Command: []string{"{port}", s}}}}
		src := []byte("apps: [{name: x, command: [\"{port}\", " + yamlText(s) + "]}]")
		if got, err := Parse("x", src, Config{}); err != nil || !reflect.DeepEqual(got, c) {
			t.Errorf("%q as %s: %v, %+v", s, yamlText(s), err, got)
		}
	}
	if got := yamlText("--verbose"); got != "--verbose" {
		t.Errorf("an option needs no quotes, but is %s", got)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"memory", "memory", 0}, {"memroy", "memory", 1}, {"memry", "memory", 1}, {"mammory", "memory", 2}, {"kitten", "sitting", 3}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestExplain(t *testing.T) {
	for key, want := range map[string]string{
		"servers.memory": "servers.memory", "apps[1].name": "apps.name", "apps[].ready_path": "apps.ready_path",
		" Auth ": "auth", "servers.memory:": "servers.memory",
	} {
		if k, ok, nearest := Explain(key); !ok || k.Path != want || nearest != "" || k.Doc == "" {
			t.Errorf("Explain(%q) = %q, %v, %q", key, k.Path, ok, nearest)
		}
	}
	for key, want := range map[string]string{
		"servers.memroy": "servers.memory", "memory": "servers.memory", "sesion_days": "auth.session_days",
		"server.cpu": "servers.cpu", "quite.something.else": "", "": "", "[": "", "apps[0": "apps",
	} {
		if _, ok, nearest := Explain(key); ok || nearest != want {
			t.Errorf("Explain(%q): %v, nearest %q, want %q", key, ok, nearest, want)
		}
	}
}

func TestSize(t *testing.T) {
	for text, want := range map[string]Size{
		"0": 0, "1": 1, "512M": 512 << 20, "1G": 1 << 30, "1.5G": 3 << 29, "1073741824": 1 << 30, "2t": 2 << 40,
		"10KiB": 10 << 10, "10kb": 10 << 10, "7B": 7, "0.5K": 512, "8388607T": 8388607 << 40, "9007199254740993": 9007199254740993,
	} {
		got, err := ParseSize(text)
		if err != nil || got != want {
			t.Errorf("ParseSize(%q) = %d, %v", text, got, err)
		}
		if again, err := ParseSize(got.String()); again != got || err != nil {
			t.Errorf("%d is written as %s, which is %d, %v", got, got, again, err)
		}
	}
	for _, text := range []string{"", "G", "1.5", "1.", ".5G", "1.2.3G", "-1G", "+1G", "1 G", "1P", "1iB", "1GG", "1GiBs", "1e3",
		"8388608T", "9223372036854775808", "0x10", "١G", "1,5G"} {
		if got, err := ParseSize(text); err == nil {
			t.Errorf("ParseSize(%q) = %d", text, got)
		}
	}
	for size, want := range map[Size]string{0: "0", 1 << 30: "1G", 3 << 29: "1536M", 1<<20 + 1: "1048577", 2048 << 40: "2048T"} {
		if size.String() != want {
			t.Errorf("%d is written as %s, want %s", size, size, want)
		}
	}
}

func TestDuration(t *testing.T) {
	for text, want := range map[string]string{
		"60s": "1m", "1m30s": "1m30s", "3600s": "1h", "1h0m5s": "1h0m5s", "70m": "1h10m", "500ms": "500ms", "0s": "0s", "1.5m": "1m30s", "10m": "10m",
	} {
		got, err := ParseDuration(text)
		if err != nil || got.String() != want {
			t.Errorf("ParseDuration(%q) = %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "0", "60", "-1s", "+1s", "1d", "1 s", "1us", "s", "m", "1.s.", "99999999999h", "1S"} {
		if got, err := ParseDuration(text); err == nil {
			t.Errorf("ParseDuration(%q) = %s", text, got)
		}
	}
}

// FuzzParse: no file makes Parse panic or contradict itself.
func FuzzParse(f *testing.F) {
	names, _ := filepath.Glob("testdata/broken/*.yaml")
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add(Example())
	f.Add(Default().YAML())
	f.Fuzz(func(t *testing.T, src []byte) {
		c, err := Parse("fuzz", src, Default())
		if err == nil {
			again, err := Parse("again", c.YAML(), Config{})
			if err != nil || !reflect.DeepEqual(again, c) {
				t.Fatalf("%v\n%#v is written as\n%s and read as\n%#v", err, c, c.YAML(), again)
			}
			return
		}
		var problems Errors
		if !errors.As(err, &problems) || len(problems) == 0 {
			t.Fatalf("not a list of problems: %v", err)
		}
		lines := strings.Split(strings.ReplaceAll(string(src), "\r\n", "\n"), "\n")
		for _, p := range problems {
			if p.Line < 0 || p.Line > len(lines) || p.Line > 0 && (p.Col < 1 || p.Col > len(p.Source)+1) || p.Message == "" {
				t.Fatalf("a problem at no place: %+v", p)
			}
		}
	})
}
