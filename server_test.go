package commonhall

import (
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestServerIDsAreSafeInPaths(t *testing.T) {
	for _, id := range []ServerID{"a", "0", "ada-1", "a-", ServerID(strings.Repeat("a", 40)), "06eq4tn2b8w7m3k5r9vx0c1dhj"} {
		if err := id.Validate(); err != nil {
			t.Errorf("%q is refused: %v", id, err)
		}
	}
	for _, id := range []ServerID{"", "-", "-a", ".", "..", "a/b", "a.b", "A", "a b", "ä", "a\x00", "a\n", "a_b", "../x", ServerID(strings.Repeat("a", 41))} {
		if err := id.Validate(); KindOf(err) != InvalidArgument {
			t.Errorf("%q is taken for a server id: %v", id, err)
		}
	}
}

func TestStatesWithProcesses(t *testing.T) {
	for s, active := range map[ServerState]bool{Stopped: false, Failed: false, "": false, Spawning: true, Ready: true, Stopping: true} {
		if s.Active() != active {
			t.Errorf("%q is active: %v", s, s.Active())
		}
	}
}

func TestFormatBytes(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 bytes", 1023: "1023 bytes", 1024: "1 KiB", 1536: "1.5 KiB",
		1<<20 - 1: "1 MiB", 1 << 20: "1 MiB", 512 << 20: "512 MiB", 1<<30 - 1: "1 GiB", 1<<30 + 1: "1 GiB", 3 << 29: "1.5 GiB",
		1047552: "1023 KiB", 1048524: "1023.9 KiB", 1 << 40: "1 TiB", math.MaxInt64: "8 EiB",
	} {
		if got := FormatBytes(n); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
	for n := int64(1); n > 0; n *= 3 {
		for d := int64(-1); d <= 1; d++ {
			if s := FormatBytes(n + d); strings.HasPrefix(s, "1024") {
				t.Errorf("%d is written %q", n+d, s)
			}
		}
	}
}

func TestEndsAreSentences(t *testing.T) {
	for _, c := range []struct {
		end  End
		want string
		hint string // begins with that
	}{
		{End{Cause: EndStopped}, "Stopped.", ""},
		{End{Cause: EndStopped, By: "ada"}, "Stopped by ada.", ""},
		{End{Cause: EndMemory, Limit: 512 << 20}, "It needed more memory than its limit of 512 MiB, so the system ended it.", "Work with less data"},
		{End{Cause: EndMemory, Limit: 512 << 20, Origin: "set for this person", OOM: &OOM{Process: "python3", Held: 500 << 20}},
			"It needed more memory than its limit of 512 MiB (set for this person), so the system ended its program: python3, which held 500 MiB.", "Work with less data"},
		{End{Cause: EndMemory, Limit: 512 << 20, OOM: &OOM{Process: "python3", Held: 100 << 20, Machine: true}},
			"The whole machine was short of memory, so the system ended its program: python3, which held 100 MiB.", "Start it again in a while"},
		{End{Cause: EndSignal, Signal: "SIGSEGV"}, "It was ended by the signal SIGSEGV (a fault in the program).", ""},
		{End{Cause: EndSignal, Signal: "SIGKILL", Log: "oh"}, "It was ended by the signal SIGKILL (sent by a program of its own, or by the administrator of the machine).", "The end of its log"},
		{End{Cause: EndSignal, Signal: "SIGUSR1"}, "It was ended by the signal SIGUSR1.", ""},
		{End{Cause: EndExited, Code: 1, PIDs: 512}, "Its program ended by itself with status 1. Before that it had as many processes as it may: 512, threads included.", "Start fewer programs"},
		{End{Cause: EndRestart}, "The machine was restarted while it ran.", ""},
		{End{Cause: EndExited, Code: 3}, "Its program ended by itself with status 3.", ""},
		{End{Cause: EndExited, Code: 3, Log: "no file"}, "Its program ended by itself with status 3.", "The end of its log"},
		{End{Cause: EndExited, Code: 1, Log: "OSError: [Errno 28] No space left on device: 'x'"}, "Its program ended by itself with status 1.", "There is no room left on its disk. Open the terminal"},
		{End{Cause: EndNotReady, Detail: "It did not answer."}, "It did not answer.", "Try again."},
		{End{Cause: EndSetup, Detail: "No room."}, "No room.", "Try again."},
		{End{Cause: EndUnknown}, "It ended while nobody was watching; how is not known.", ""},
		{End{Cause: EndNoCommand, Detail: "There is no program jupyter."}, "There is no program jupyter.", "Choose something else"},
	} {
		if got := c.end.Sentence(); got != c.want {
			t.Errorf("%+v reads %q, want %q", c.end, got, c.want)
		}
		if got := c.end.Hint(); (got == "") != (c.hint == "") || !strings.HasPrefix(got, c.hint) {
			t.Errorf("%+v has the hint %q, want %q", c.end, got, c.hint)
		}
	}
}

func TestAppCommands(t *testing.T) {
	a := App{Command: []string{"run", "--port={port}", "{prefix}", "{port}{port}", "{other}", "{Port}", ""}}
	got := a.Expand("8888", "/user/ada/")
	if want := []string{"run", "--port=8888", "/user/ada/", "88888888", "{other}", "{Port}", ""}; !slices.Equal(got, want) {
		t.Errorf("the command is %q, want %q", got, want)
	}
	if a.Command[1] != "--port={port}" {
		t.Error("Expand changed the app")
	}
	// What is filled in is not filled in again: a person's name is no template.
	if got := a.Expand("8888", "{port}"); got[2] != "{port}" {
		t.Errorf("a prefix was expanded: %q", got[2])
	}
}

func TestPathEscapeAsJupyterHub(t *testing.T) {
	for in, want := range map[string]string{
		"ada": "ada", "a.b-c_d~e@f": "a.b-c_d~e@f", "a+b": "a%2Bb", "a/b": "a%2Fb", "ä": "%C3%A4", "..": "..", "%2e": "%252e", "a b": "a%20b",
		"?#&=;": "%3F%23%26%3D%3B", "": "", "\x00\xff": "%00%FF",
	} {
		if got := PathEscape(in); got != want {
			t.Errorf("PathEscape(%q) = %q, want %q", in, got, want)
		}
	}
	if p := UserName("zoë@x").Default().Prefix(); p != "/user/zo%C3%AB@x/" {
		t.Errorf("the prefix is %q", p)
	}
}

// FuzzPathEscape: whatever goes into a path comes out of it, as one segment.
func FuzzPathEscape(f *testing.F) {
	for _, s := range []string{"ada", "a/b", "%2F", "ä", "\x00", "..", "a+b c", "?x=1#y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e := PathEscape(s)
		back, err := url.PathUnescape(e)
		if err != nil || back != s {
			t.Fatalf("%q became %q and then %q, %v", s, e, back, err)
		}
		if s == "." || s == ".." {
			return // no name of anybody; a URL swallows it
		}
		u, err := url.Parse("http://hub/user/" + e + "/x")
		if err != nil || u.Path != "/user/"+s+"/x" || u.RawQuery != "" || u.Fragment != "" {
			t.Fatalf("%q in a URL reads %+v, %v", s, u, err)
		}
		for _, c := range []byte(e) {
			if c <= ' ' || c >= 0x7f || strings.IndexByte(`/\?#"<>;,+`, c) >= 0 {
				t.Fatalf("%q leaves %q in a path", s, c)
			}
		}
	})
}
