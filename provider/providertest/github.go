package providertest

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"sync"
	"testing"
)

// GitHub speaks as GitHub Enterprise does, with one client, hall.
type GitHub struct {
	*httptest.Server

	mu    sync.Mutex
	codes map[string]string // code to address to come back to
	token string
	id    int64
	login string
	orgs  []string
	Next  string // where the second page is said to be; "" for where it is
	Seen  int    // requests for organisations
}

// NewGitHub starts one.
func NewGitHub(t *testing.T) *GitHub {
	t.Helper()
	g := &GitHub{codes: map[string]string{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login/oauth/access_token", g.exchange)
	mux.HandleFunc("GET /api/v3/user", g.user)
	mux.HandleFunc("GET /api/v3/user/orgs", g.organisations)
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.mu.Lock()
		defer g.mu.Unlock()
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(g.Close)
	return g
}

// Says is who signs in next.
func (g *GitHub) Says(id int64, login string, orgs ...string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.id, g.login, g.orgs = id, login, orgs
}

// Revoke takes the token back that was given last.
func (g *GitHub) Revoke() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.token = ""
}

// SignIn does what the pages do at an address that Begin returned.
func (g *GitHub) SignIn(t *testing.T, address string) url.Values {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	code := rand.Text()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.codes[code] = u.Query().Get("redirect_uri")
	return url.Values{"code": {code}, "state": {u.Query().Get("state")}}
}

func (g *GitHub) exchange(w http.ResponseWriter, r *http.Request) {
	back, ok := g.codes[r.PostFormValue("code")]
	delete(g.codes, r.PostFormValue("code"))
	w.Header().Set("Content-Type", "application/x-www-form-urlencoded")
	if !ok || back != r.PostFormValue("redirect_uri") || r.PostFormValue("client_secret") != Secret {
		fmt.Fprint(w, "error=bad_verification_code&error_description=It+is+wrong") // with the status 200, as GitHub
		return
	}
	g.token = rand.Text()
	fmt.Fprint(w, url.Values{"access_token": {g.token}, "token_type": {"bearer"}}.Encode())
}

func (g *GitHub) knows(w http.ResponseWriter, r *http.Request) bool {
	if g.token == "" || r.Header.Get("Authorization") != "Bearer "+g.token {
		w.WriteHeader(http.StatusUnauthorized)
		return false
	}
	return true
}

func (g *GitHub) user(w http.ResponseWriter, r *http.Request) {
	if g.knows(w, r) {
		answer(w, 200, Claims{"id": g.id, "login": g.login, "email": "x@example.org"})
	}
}

// organisations answers with two a page.
func (g *GitHub) organisations(w http.ResponseWriter, r *http.Request) {
	g.Seen++
	if !g.knows(w, r) {
		return
	}
	page, _ := strconv.Atoi(r.URL.Query().Get("page"))
	from := min(2*page, len(g.orgs))
	to := min(from+2, len(g.orgs))
	if to < len(g.orgs) {
		next := fmt.Sprintf("%s/api/v3/user/orgs?page=%d", g.URL, page+1)
		if g.Next != "" {
			next = g.Next
		}
		w.Header().Set("Link", fmt.Sprintf(`<%s/first>; rel="first", <%s>; rel="next"`, g.URL, next))
	}
	list := []Claims{}
	for _, o := range g.orgs[from:to] {
		list = append(list, Claims{"login": o})
	}
	answer(w, 200, list)
}
