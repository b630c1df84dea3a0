package release

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheNewestIsFetched from an address, which may end in a slash: what comes is what
// Open takes. Nothing but what a known key has signed is asked for.
func TestTheNewestIsFetched(t *testing.T) {
	o, stranger := newOwner(t), newOwner(t)
	path := publish(t, pack(t, honest()), o, stranger)
	var asked []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, filepath.Base(r.URL.Path))
		http.StripPrefix("/latest", http.FileServer(http.Dir(filepath.Dir(path)))).ServeHTTP(w, r)
	}))
	defer srv.Close()
	keys, into := keysOf(t, nil, o, newOwner(t)), t.TempDir()
	for _, address := range []string{srv.URL + "/latest", srv.URL + "/latest/"} {
		asked = nil
		archive, err := Fetch(t.Context(), address, keys, "amd64", into)
		must(t, err)
		if want := archiveName; filepath.Base(archive) != want || asked[len(asked)-1] != want || len(asked) != 4 {
			t.Errorf("%s comes; asked was %v", archive, asked)
		}
		r, err := Open(archive, keys, "amd64", into)
		must(t, err)
		if r.Version.String() != "1.2.3" {
			t.Errorf("it is %+v", r)
		}
	}
}

// TestWhatIsNotFetched: no archive where no known key has signed, where there is none
// for this machine, where too much comes, or nothing; each time nothing is left.
func TestWhatIsNotFetched(t *testing.T) {
	o := newOwner(t)
	keys := keysOf(t, nil, o)
	for name, c := range map[string]struct {
		signer owner
		arch   string
		spoil  func(w http.ResponseWriter, file string) bool // reports whether it has answered
		want   string
	}{
		"by a stranger":     {newOwner(t), "amd64", nil, "is not signed"},
		"for others":        {o, "arm64", nil, "has no archive for arm64"},
		"without checksums": {o, "amd64", func(w http.ResponseWriter, file string) bool { return file == sumsName && status(w, 404) }, "404"},
		"not there":         {o, "amd64", func(w http.ResponseWriter, file string) bool { return file == archiveName && status(w, 503) }, "503"},
		"torn": {o, "amd64", func(w http.ResponseWriter, file string) bool {
			if file == archiveName {
				w.Header().Set("Content-Length", "1000000")
				_, _ = w.Write([]byte("half"))
			}
			return file == archiveName
		}, "unexpected EOF"},
		"endless checksums": {o, "amd64", func(w http.ResponseWriter, file string) bool {
			if file == sumsName {
				_, _ = w.Write([]byte(strings.Repeat("x", 65<<10)))
			}
			return file == sumsName
		}, "is larger than"},
	} {
		path := publish(t, pack(t, honest()), c.signer)
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if file := filepath.Base(r.URL.Path); c.spoil == nil || !c.spoil(w, file) {
				http.ServeFile(w, r, filepath.Join(filepath.Dir(path), file))
			}
		}))
		into := t.TempDir()
		_, err := Fetch(t.Context(), srv.URL, keys, c.arch, into)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
		if left, _ := os.ReadDir(into); len(left) > 0 {
			t.Errorf("%s: it leaves %v", name, left)
		}
		srv.Close()
	}
	if _, err := Fetch(t.Context(), "", keys, "amd64", t.TempDir()); err == nil || !strings.Contains(err.Error(), "Nobody has said") {
		t.Errorf("without an address: %v", err)
	}
}

func status(w http.ResponseWriter, code int) bool {
	w.WriteHeader(code)
	return true
}
