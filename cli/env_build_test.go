package cli

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pages answers each call with the next of the answers, and remembers what was asked.
type pages struct {
	asked   []string
	answers []func(io.Writer)
}

func (p *pages) treat(c net.Conn) {
	req, err := http.ReadRequest(bufio.NewReader(c))
	if err != nil || len(p.answers) == 0 {
		return
	}
	body, _ := io.ReadAll(req.Body)
	p.asked = append(p.asked, strings.TrimSpace(req.Method+" "+req.URL.RequestURI()+" "+string(body)))
	next := p.answers[0]
	p.answers = p.answers[1:]
	next(c)
}

func says(body string) func(io.Writer) {
	return func(w io.Writer) {
		fmt.Fprintf(w, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	}
}

// Whoever interrupts a build ends it, and reads how it ended; no line is shown twice.
func TestAnInterruptedBuild(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	p := &pages{answers: []func(io.Writer){
		says(`{"id":"j1","lines":["one"],"next":1}`),
		func(io.Writer) { interrupt() },
		says(""),
		says(`{"id":"j1","lines":["two"],"next":2,"ended":"now","error":{"message":"This was ended by root.","hint":"So be it."}}`),
	}}
	var out bytes.Buffer
	r := &remote{streams: &streams{out: &out, err: &out}, dir: hub(t, p.treat), patience: time.Minute}
	err := r.begin(ctx, "/environments/python/builds", map[string]bool{"fresh": true})
	if err == nil || !strings.Contains(err.Error(), "ended by root") || out.String() != "one\ntwo\n" {
		t.Errorf("it ends with %v, having said %q", err, out.String())
	}
	want := "POST /hub/api/environments/python/builds {\"fresh\":true}\nGET /hub/api/jobs/j1?from=1\nDELETE /hub/api/jobs/j1\nGET /hub/api/jobs/j1?from=1"
	if got := strings.Join(p.asked, "\n"); got != want {
		t.Errorf("it asked\n%s\nwant\n%s", got, want)
	}
}

// What a build is told to follow reaches the hub, and only one thing at a time.
func TestWhatABuildFollows(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "environment.yml")
	if err := os.WriteFile(file, []byte("name: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	done := `{"id":"j1","lines":["built"],"next":1,"ended":"now","generation":2}`
	p := &pages{answers: []func(io.Writer){says(done), says(done)}}
	house := hub(t, p.treat)
	for _, args := range [][]string{{"-f", file, "frogs"}, {"--git", "https://host/x", "--ref", "v1", "--path", "a/b", "--again", "--apt", "octave", "--apt=graphviz,gnuplot-nox"}} {
		if out, errOut, status := said(append([]string{"env", "build", "python", "--dir", house}, args...)...); status != 0 || out != "built\n" {
			t.Errorf("%q ends with %d, %q, %q", args, status, out, errOut)
		}
	}
	if got := strings.Join(p.asked, "\n"); !strings.Contains(got, `"conda":"name: x\n"`) || !strings.Contains(got, `"packages":["frogs"]`) || !strings.Contains(got, `"git":{"url":"https://host/x","ref":"v1","path":"a/b"}`) || !strings.Contains(got, `"again":true`) || !strings.Contains(got, `"apt":["octave","graphviz","gnuplot-nox"]`) {
		t.Errorf("the hub was asked\n%s", got)
	}
	if _, errOut, status := said("env", "build", "python", "--dir", house, "-f", file, "-r", file); status == 0 {
		t.Errorf("two files at once: %s", errOut)
	}
	if _, errOut, status := said("env", "build", "python", "--dir", house, "-r", file+"s"); status == 0 || !strings.Contains(errOut, "cannot be read") {
		t.Errorf("a file that is not there: %s", errOut)
	}
}
