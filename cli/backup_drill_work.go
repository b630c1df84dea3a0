package cli

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/store"
	"commonhall/supervisor"
)

// work starts the copy and works in it. It returns when the copy has ended.
func (d *drill) work(ctx context.Context) error {
	people, err := d.somebody(ctx)
	if err != nil {
		return err
	}
	addr, err := freeAddress()
	if err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(d.dir, "drill.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	ready, ended := make(readySignal), make(chan error, 1)
	run, stop := context.WithCancel(ctx)
	defer stop()
	password := rand.Text()
	try := supervisor.Try{Dir: d.dir, Addr: addr, Password: password, Stdout: ready, Stderr: log, Log: slog.New(slog.NewTextHandler(log, nil))}
	go func() { ended <- try.Run(run) }()
	select {
	case <-ready:
	case err := <-ended:
		return d.failed(log.Name(), err)
	}
	err = d.visit(ctx, "http://"+addr, people, password)
	stop()
	if rerr := <-ended; err == nil {
		err = rerr
	}
	return d.failed(log.Name(), err)
}

// failed tells the last lines of the copy's log, where something is wrong.
func (d *drill) failed(log string, err error) error {
	if err == nil {
		return nil
	}
	b, rerr := os.ReadFile(log)
	if rerr == nil && len(b) > 0 {
		fmt.Fprintf(d.err, "The copy said at last:\n%s\n", b[max(0, len(b)-3000):])
	}
	return err
}

// chosen is whose work is looked at.
type chosen struct {
	name     string
	notebook string // path in the home; "": there is none
	cells    int
	at       time.Time // it was written
}

// maxTries is how many people's work is looked at until one opens. One person can have
// a server that does not start, or a file that only looks like a notebook.
const maxTries = 3

// somebody chooses whose server is started: who has the newest notebook, and who is
// next. What is read here lies in a copy that nobody works in yet.
func (d *drill) somebody(ctx context.Context) ([]chosen, error) {
	dump, err := d.repo.Open(ctx, *d.snap.Part(partDatabase))
	if err != nil {
		return nil, err
	}
	people, err := store.PeopleIn(dump)
	dump.Close()
	if err != nil {
		return nil, err
	}
	was, err := d.instance(ctx)
	if err != nil {
		return nil, err
	}
	var all []chosen
	left := 500_000 // entries to look at: an installation may have any number of files
	for _, p := range people {
		home := filepath.Join(d.dir, partHomes, p.Account+"-"+strconv.Itoa(p.UID-was.UIDBase))
		if _, err := os.Lstat(home); err != nil || p.Removed || d.user != "" && p.Name != d.user {
			continue
		}
		one := chosen{name: p.Name}
		newestNotebook(home, &left, func(path string, at time.Time) {
			if n, ok := notebookCells(filepath.Join(home, path)); ok {
				one.notebook, one.cells, one.at = path, n, at
			}
		})
		all = append(all, one)
	}
	if len(all) == 0 {
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "Nobody in the snapshot has a home, so there is nothing to open.").
			WithHint("When people have worked: commonhall backup now, and then the drill again.")
	}
	slices.SortStableFunc(all, func(a, b chosen) int { return b.at.Compare(a.at) })
	return all[:min(maxTries, len(all))], nil
}

// newestNotebook calls found for notebooks in a home, each newer than the one before.
func newestNotebook(home string, left *int, found func(path string, at time.Time)) {
	var newest time.Time
	_ = filepath.WalkDir(home, func(path string, e fs.DirEntry, err error) error {
		if *left--; *left < 0 {
			return fs.SkipAll
		}
		switch {
		case err != nil:
			return nil // what cannot be read was told by the restore
		case e.IsDir() && path != home && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		case !e.Type().IsRegular() || !strings.HasSuffix(e.Name(), ".ipynb"):
			return nil
		}
		if info, err := e.Info(); err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
			found(strings.TrimPrefix(path, home+"/"), newest)
		}
		return nil
	})
}

// notebookCells counts the cells of a notebook file.
func notebookCells(path string) (int, bool) {
	f, err := os.Open(path)
	if err != nil {
		return 0, false
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 32<<20))
	var nb struct{ Cells []json.RawMessage }
	if err != nil || json.Unmarshal(b, &nb) != nil {
		return 0, false
	}
	return len(nb.Cells), len(nb.Cells) > 0
}

// visit does in the copy what people do.
func (d *drill) visit(ctx context.Context, at string, people []chosen, password string) error {
	name := "drill-" + strings.ToLower(rand.Text()[:8])
	if _, err := supervisor.Administrator(ctx, supervisor.PathsOf(d.dir, d.own), name, password); err != nil {
		return err
	}
	if err := signIn(ctx, at, name, password); err != nil {
		return err
	}
	d.saw.SignedIn = d.saw.since()
	hub := &remote{streams: d.streams, dir: d.dir, patience: patience}
	for i, who := range people {
		err := d.startAndLook(ctx, hub, at, who)
		if err == nil {
			d.saw.Opened, d.saw.Person = d.saw.since(), who.name
			return nil
		}
		if i == len(people)-1 || ctx.Err() != nil {
			return err
		}
		fmt.Fprintf(d.err, "The work of %s could not be opened, so somebody else's is tried: %v\n", who.name, err)
	}
	return nil // somebody names at least one
}

// startAndLook starts somebody's server and opens what they have written last.
func (d *drill) startAndLook(ctx context.Context, hub *remote, at string, who chosen) error {
	if err := hub.do(ctx, "POST", userPath(who.name)+"/resume", nil, nil); err != nil { // who is suspended has work too
		return err
	}
	resp, err := hub.send(ctx, "POST", userPath(who.name)+"/server", map[string]string{"app": ""})
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusAccepted {
		if err := hub.waitReady(ctx, who.name); err != nil {
			return err
		}
	}
	var token struct{ Token string }
	if err := hub.do(ctx, "POST", userPath(who.name)+"/tokens", map[string]any{"note": "drill", "expires_in": 3600}, &token); err != nil {
		return err
	}
	var server serverModel
	if err := hub.do(ctx, "GET", userPath(who.name)+"/server", nil, &server); err != nil {
		return err
	}
	d.saw.App = server.App
	return d.look(ctx, at+"/user/"+commonhall.PathEscape(who.name)+"/", token.Token, who)
}

// look opens the notebook, or the first page where the machine has no Jupyter.
func (d *drill) look(ctx context.Context, base, token string, who chosen) error {
	if who.notebook == "" || d.saw.App != "jupyterlab" && d.saw.App != "notebook" {
		_, err := fetch(ctx, base, token)
		return err
	}
	body, err := fetch(ctx, base+"api/contents/"+(&url.URL{Path: who.notebook}).EscapedPath()+"?content=1", token)
	if err != nil {
		return err
	}
	var got struct {
		Type    string
		Content struct{ Cells []json.RawMessage }
	}
	if err := json.Unmarshal(body, &got); err != nil || got.Type != "notebook" || len(got.Content.Cells) != who.cells {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The notebook %s of %s came back with %d cells and should have %d.", who.notebook, who.name, len(got.Content.Cells), who.cells).Because(err)
	}
	d.saw.Notebook, d.saw.Cells = who.notebook, who.cells
	return nil
}

// fetch asks for a page of somebody's server.
func fetch(ctx context.Context, url, token string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "token "+token)
	c := http.Client{Timeout: time.Minute}
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, 64<<20))
	if err == nil && resp.StatusCode != http.StatusOK {
		err = commonhall.Errorf(commonhall.FailedPrecondition, "The restored server answers %s for %s.", resp.Status, req.URL.Path)
	}
	return b, err
}

// signIn fills in the form of the page, as a browser does.
func signIn(ctx context.Context, at, name, password string) error {
	jar, _ := cookiejar.New(nil) // never fails without a list of suffixes
	c := http.Client{Jar: jar, Timeout: time.Minute}
	ask := func(method string, form url.Values) (path, body string, err error) {
		req, err := http.NewRequestWithContext(ctx, method, at+"/hub/login", strings.NewReader(form.Encode()))
		if err != nil {
			return "", "", err
		}
		for k, v := range map[string]string{"Accept": "text/html", "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin",
			"Content-Type": "application/x-www-form-urlencoded", "Origin": at} {
			req.Header.Set(k, v)
		}
		resp, err := c.Do(req)
		if err != nil {
			return "", "", err
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
		return resp.Request.URL.Path, string(b), err
	}
	_, page, err := ask(http.MethodGet, nil)
	if err != nil {
		return err
	}
	token := regexp.MustCompile(`name="_xsrf" value="([^"]+)"`).FindStringSubmatch(page)
	if token == nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The restored commonhall shows no page to sign in.")
	}
	path, _, err := ask(http.MethodPost, url.Values{"_xsrf": {html.UnescapeString(token[1])}, "username": {name}, "password": {password}})
	if err == nil && path != "/hub/home" {
		err = commonhall.Errorf(commonhall.FailedPrecondition, "Signing in to the restored commonhall ended at %s.", path)
	}
	return err
}
