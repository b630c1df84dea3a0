package warden

import (
	"context"
	"encoding/json"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"commonhall"
	"commonhall/sandbox/recipe"
	"commonhall/warden/client"
)

// FuzzRequest decodes what a peer may send and does everything with it that
// starts nothing. What the checks let pass is safe in paths, files and limits.
func FuzzRequest(f *testing.F) {
	for _, seed := range []string{
		`{"id":1,"verb":"list","after":"x"}`,
		`{"id":1,"verb":"start","server":"a-1","spec":{"account":{"name":"ada","uid":600201000},"command":["sh"],"env":["A=b","A=c","=","x"],"port":8888,"limits":{"memory":1,"cpu":0.5,"pids":1}}}`,
		`{"id":1,"verb":"start","server":"../x","spec":{"account":{"name":"../x","uid":0},"command":[""],"port":-1}}`,
		`{"id":1,"verb":"usage","ids":["a","b"],"after":"z"}`,
		`{"id":1,"verb":"exec","server":"a","cmd":{"args":["sh"],"terminal":true,"rows":65535}}`,
		`{"id":1,"verb":"exec-kill","server":"a","handle":18446744073709551615,"signal":-9}`,
		`{"id":1,"verb":"lookup","programs":["sh","../../bin/sh","/etc/../bin/sh",""]}`,
		`{"id":1,"verb":"log","max":-5}`, `{"id":1,"verb":"stop","grace":-1}`, `{"id":1,"verb":"return"}`,
	} {
		f.Add([]byte(seed), 2)
	}
	f.Fuzz(func(t *testing.T, packet []byte, who int) {
		var req client.Request
		if json.Unmarshal(packet, &req) != nil {
			return
		}
		w := New(Config{Instance: "fuzz", UIDBase: 600_200_000, Run: t.TempDir(), Hide: []string{"/nowhere"}}, slog.New(slog.DiscardHandler))
		if err := w.check(req.Server, req.Spec); err == nil {
			w.mustBeSafe(t, req)
		}
		if req.Verb == client.Start || req.Verb == client.StopAll {
			return
		}
		c := &conversation{w: w, peer: peer(who & 3)}
		reply, files, err := c.do(context.Background(), req, nil)
		if err != nil && err.Error() == "" || len(files) > 0 {
			t.Errorf("%+v, %v, %v", reply, files, err)
		}
		if c.peer == edge && req.Verb != client.Dial && err == nil || c.peer == stranger && err == nil {
			t.Errorf("peer %d may %s", c.peer, req.Verb)
		}
	})
}

// mustBeSafe holds what was let pass against what is done with it.
func (w *Warden) mustBeSafe(t *testing.T, req client.Request) {
	a := req.Spec.Account
	for _, path := range []string{homeName(a, w.cfg.UIDBase), string(req.Server), filepath.Base(recipe.Home(a.Name))} {
		if path == "" || path == "." || path == ".." || strings.ContainsAny(path, "/\x00\n:") {
			t.Errorf("a part of a path is %q", path)
		}
	}
	if a.UID < w.cfg.UIDBase+PeopleOffset || a.UID >= w.cfg.UIDBase+BlockSize {
		t.Errorf("the uid is %d", a.UID)
	}
	seen := map[string]bool{}
	cfg := recipe.Config(person(a, req.Spec.Env, req.Spec.Limits), w.cfg.Hide)
	for _, kv := range cfg.Env {
		k, _, _ := strings.Cut(kv, "=")
		if seen[k] || strings.ContainsRune(kv, 0) {
			t.Errorf("the environment has %q, the second of its name or with NUL", kv)
		}
		seen[k] = true
	}
	for _, m := range cfg.Mounts {
		if m.Target == "/etc/passwd" && strings.Count(m.Content, "\n") != 3 {
			t.Errorf("passwd is %q", m.Content)
		}
		if filepath.Clean(m.Target) != m.Target {
			t.Errorf("a mount goes to %q", m.Target)
		}
	}
	if l := req.Spec.Limits; l.Memory < 0 || l.CPU < 0 || l.PIDs < 0 {
		t.Errorf("limits below zero: %+v", l)
	}
}

func TestPeersMay(t *testing.T) {
	for p, want := range map[peer]map[client.Verb]bool{
		stranger: {client.Dial: false, client.List: false},
		edge:     {client.Dial: true, client.List: false, client.Exec: false, client.Start: false},
		hub:      {client.Dial: true, client.List: true, client.Exec: true, client.StopAll: false},
		root:     {client.StopAll: true, client.Start: true},
	} {
		for verb, may := range want {
			if p.may(verb) != may {
				t.Errorf("peer %d may %s: %v", p, verb, !may)
			}
		}
	}
}

// TestPagesFit: a page of a long list fits a packet, whatever programs wrote.
func TestPagesFit(t *testing.T) {
	w := New(Config{}, slog.New(slog.DiscardHandler))
	const runs = 40
	for i := range runs {
		id := commonhall.ServerID("run-" + string(rune('a'+i/26)) + string(rune('a'+i%26)))
		w.runs[id] = newRun(record{ID: id, End: &commonhall.End{Log: strings.Repeat("\x01", 4<<10)}})
	}
	seen, after := 0, ""
	for {
		page := w.list(after)
		b, err := json.Marshal(page)
		if err != nil || len(b) > client.MaxPacket {
			t.Fatalf("a page has %d bytes, %v", len(b), err)
		}
		seen += len(page.Runs)
		if after = page.Next; after == "" {
			break
		}
	}
	if seen != runs {
		t.Errorf("the pages have %d of %d runs", seen, runs)
	}
}

// TestBarredIsBounded: years of stops that came before their starts.
func TestBarredIsBounded(t *testing.T) {
	w := New(Config{}, slog.New(slog.DiscardHandler))
	for i := range 25_000 {
		w.bar(commonhall.ServerID("x" + strings.Repeat("y", i%30) + string(rune('a'+i%26))))
	}
	if len(w.barred) > 10_001 {
		t.Errorf("%d ids are kept", len(w.barred))
	}
}
