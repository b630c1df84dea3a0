// Package main is the conformance kit: it asks any hub, over HTTP alone, what
// JupyterHub's REST API promises to its clients, and says for each promise what it
// asked, what it got, and whether that is so.
//
//	go run ./conform -url https://hub.example.org -token T
//
// It knows no hub from inside and imports nothing of this project's. It makes people
// and groups with names of its own (conform-…) and removes them again, also when it
// is interrupted; it never stops the hub, nor touches anybody else. It does not
// measure, and it does not look at what runs inside people's servers.
package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

const usage = `conform asks a hub what JupyterHub's REST API promises.

  conform -url http://127.0.0.1:8000 -token T [-user NAME -password P]

The token must be an administrator's, or a service's with the role admin. With a
person's name and password it also signs in as a browser does. Secrets may come from
the environment instead: CONFORM_TOKEN, CONFORM_PASSWORD.

It ends with status 0 if the hub does all that it should, 1 if not, and 2 if it
could not be asked.

`

func main() { os.Exit(Main(os.Args[1:], os.Stdout, os.Stderr)) }

// Main runs the kit and returns its exit status.
func Main(args []string, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	fs := flag.NewFlagSet("conform", flag.ContinueOnError)
	fs.SetOutput(errs)
	fs.Usage = func() { fmt.Fprint(errs, usage); fs.PrintDefaults() }
	k := &kit{ctx: ctx, prefix: "conform-" + strings.ToLower(rand.Text()[:6])}
	fs.StringVar(&k.url, "url", os.Getenv("CONFORM_URL"), "where people reach the hub, its base URL with it, without /hub")
	fs.StringVar(&k.token, "token", os.Getenv("CONFORM_TOKEN"), "an administrator's token")
	fs.StringVar(&k.user, "user", os.Getenv("CONFORM_USER"), "somebody who may sign in with a password")
	fs.StringVar(&k.password, "password", os.Getenv("CONFORM_PASSWORD"), "their password")
	fs.DurationVar(&k.patience, "patience", time.Minute, "how long a server may take to start or stop")
	only := fs.String("only", "", "ask only what has this in its name, as in users or groups.create")
	brief := fs.Bool("brief", false, "show what was asked only where the hub does not do as it should")
	asJSON := fs.Bool("json", false, "print one JSON object for each promise")
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if fs.NArg() > 0 || k.url == "" || k.token == "" {
		fs.Usage()
		return 2
	}
	k.url = strings.TrimSuffix(k.url, "/")
	k.secrets = []string{k.token}
	if k.password != "" {
		k.secrets = append(k.secrets, k.password)
	}
	k.http = newClient(nil)
	if err := k.meet(); err != nil {
		fmt.Fprintln(errs, "conform:", err)
		return 2
	}
	rep := &report{out: out, brief: *brief, json: *asJSON}
	rep.begin(k)
	for _, r := range rows() {
		if !strings.Contains(r.id, *only) || ctx.Err() != nil {
			continue
		}
		rep.add(k.try(r))
	}
	rep.add(k.finish())
	return rep.end(ctx.Err() != nil)
}

// newClient returns a client that follows nothing by itself.
func newClient(jar http.CookieJar) *http.Client {
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// meet finds out what hub it is, and whether the token is an administrator's.
func (k *kit) meet() (err error) {
	t := &trial{k: k}
	t.guard(func() { err = k.meetBy(t) })
	if err == nil && len(t.complaints) > 0 {
		err = errors.New(strings.Join(t.complaints, "; "))
	}
	return err
}

func (k *kit) meetBy(t *trial) error {
	root := t.ask(nobody, "GET", "/", "")
	said, _ := root.at("version").(string)
	if root.status != http.StatusOK || said == "" {
		return fmt.Errorf("there is no hub at %s: GET /hub/api/ got %s", k.url, root)
	}
	k.said, k.version = said, parseVersion(said)
	me := t.ask(k.token, "GET", "/user", "")
	if me.status != http.StatusOK {
		return fmt.Errorf("the hub does not take the token: GET /hub/api/user got %s", me)
	}
	k.me, _ = me.at("name").(string)
	k.service = me.at("kind") == "service"
	scopes, _ := me.at("scopes").([]any)
	for _, needed := range []string{"admin:users", "admin:servers", "admin:groups", "tokens", "read:hub"} {
		if !slices.Contains(scopes, any(needed)) {
			return fmt.Errorf("the token is not an administrator's: it has no scope %s", needed)
		}
	}
	k.kind = "jupyterhub"
	if info := t.ask(k.token, "GET", "/info", ""); info.at(ours) != nil {
		k.kind = ours
	}
	return nil
}

// browser signs in as a person does, and returns what keeps the cookies.
func (t *trial) browser() *http.Client {
	t.signIn()
	c := t.browserless()
	form := t.send(c, nobody, "GET", "/hub/login", "")
	values := url.Values{"username": {t.k.user}, "password": {t.k.password}}
	if token := form.formToken(); token != "" {
		values.Set("_xsrf", token)
	}
	in := t.send(c, nobody, "POST", "/hub/login?next=%2Fhub%2Fhome", values.Encode(), "Content-Type", "application/x-www-form-urlencoded",
		"Origin", t.k.origin(), "Referer", t.k.url+"/hub/login")
	if in.status/100 != 3 {
		t.stop("%s cannot sign in: %s", t.k.user, in)
	}
	return c
}

// signIn leaves the promise out where nobody can sign in.
func (t *trial) signIn() {
	if t.k.user == "" || t.k.password == "" {
		panic(notAsked("nobody can sign in: say -user and -password"))
	}
}

// origin is the hub's URL without a path, as browsers send it.
func (k *kit) origin() string {
	u, err := url.Parse(k.url)
	if err != nil {
		return k.url
	}
	return u.Scheme + "://" + u.Host
}

// compact returns JSON on one line, and what is none as it is.
func compact(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

// browserless keeps cookies and is not signed in.
func (t *trial) browserless() *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.stop("no cookies: %v", err)
	}
	return newClient(jar)
}
