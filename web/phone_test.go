package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"commonhall/packaging/needs"
)

func TestMain(m *testing.M) {
	needs.BecomeBrowser()
	os.Exit(m.Run())
}

// phone is how wide a small one is, in CSS pixels.
const phone = 390

// TestEveryPageFitsAPhone: in no state of any page does something stick out to the
// right, with everything opened that can be.
func TestEveryPageFitsAPhone(t *testing.T) {
	needs.Programs(t, "chromium")
	css, err := os.ReadFile("static/app.css")
	if err != nil {
		t.Fatal(err)
	}
	p, mux, frames, all := newPages(t), http.NewServeMux(), "", samples()
	for i, s := range all {
		text, _ := render(t, p, s)
		text = strings.Replace(text, "</head>", "<style>"+string(css)+`</style><script>addEventListener("load", () => {
			document.querySelectorAll("details:not(.menu)").forEach(d => d.open = true);
			const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility() && !e.closest("svg, .unseen, .skip")).map(e => e.tagName + "." + e.className);
			fetch("/width?page=`+strconv.Itoa(i)+`&is=" + document.documentElement.scrollWidth + "&who=" + encodeURIComponent(wide.slice(0, 3)));
		})</script></head>`, 1)
		mux.HandleFunc("/page/"+strconv.Itoa(i), func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) })
		frames += fmt.Sprintf(`<iframe width="%d" height="800" style="border: 0" src="/page/%d"></iframe>`, phone, i)
	}
	seen := make(chan url.Values, len(all))
	mux.HandleFunc("/width", func(_ http.ResponseWriter, r *http.Request) { seen <- r.URL.Query() })
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<!doctype html>"+frames) })
	srv := httptest.NewServer(mux)
	defer srv.Close()
	defer chromium(t, srv.URL+"/")()
	late := time.After(2 * time.Minute)
	for range all {
		select {
		case v := <-seen:
			i, _ := strconv.Atoi(v.Get("page"))
			if is, err := strconv.Atoi(v.Get("is")); err != nil || is > phone || v.Get("who") != "" {
				t.Errorf("%s is %d wide: %s", all[i].name, is, v.Get("who"))
			}
		case <-late:
			t.Fatal("the browser does not answer")
		}
	}
}

// chromium opens a page in a browser without a screen, until stop is called.
func chromium(t *testing.T, url string) (stop func()) {
	dir, err := os.MkdirTemp("", "browser")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(needs.Browser(t), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage", "--remote-debugging-port=0", "--user-data-dir="+dir, url)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // with the processes that it has made
		_ = cmd.Wait()
		for range 1000 { // which may be writing this very moment
			if os.RemoveAll(dir) == nil {
				return
			}
		}
		t.Error("the browser's folder cannot be removed")
	}
}

// TestAJobIsFollowed by the page's script: it asks for what is new with the page's
// token, shows it as text, and loads the page again at the end.
func TestAJobIsFollowed(t *testing.T) {
	needs.Programs(t, "chromium")
	p, mux := newPages(t), http.NewServeMux()
	var text string
	for _, s := range samples() {
		if s.name == "job-works" {
			text, _ = render(t, p, s)
		}
	}
	asked, loaded := make(chan string, 10), make(chan bool, 10)
	mux.Handle("/hub/static/", p.Static())
	mux.HandleFunc("/hub/software/job/abcdefghij", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", ContentSecurityPolicy)
		fmt.Fprint(w, text)
		select {
		case loaded <- true:
		default:
		}
	})
	mux.HandleFunc("/hub/software/job/abcdefghij/lines", func(w http.ResponseWriter, r *http.Request) {
		from := r.URL.Query().Get("from")
		select {
		case asked <- from + " " + r.Header.Get("X-XSRFToken"):
		default: // nobody looks any more
		}
		fmt.Fprintf(w, `{"lines": ["<img src=x>"], "next": 5, "ended": %t}`, from == "5")
	})
	srv := httptest.NewServer(mux)
	defer srv.Close()
	defer chromium(t, srv.URL+"/hub/software/job/abcdefghij")()
	late := time.After(2 * time.Minute)
	for i, want := range []string{"4 " + sampleToken, "5 " + sampleToken} {
		select {
		case got := <-asked:
			if got != want {
				t.Errorf("the script asked from %q, want %q", got, want)
			}
		case <-late:
			t.Fatalf("it asked %d times", i)
		}
	}
	for range 2 {
		select {
		case <-loaded:
		case <-late:
			t.Fatal("the page is not loaded again at the end")
		}
	}
}
