package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// bucket is an S3 server in this process. What weather returns true for does not
// reach it.
type bucket struct {
	*httptest.Server
	weather atomic.Pointer[func(w http.ResponseWriter, r *http.Request) bool]
	calls   atomic.Int64
}

func newBucket(t *testing.T) *bucket {
	t.Helper()
	mem := s3mem.New()
	must(t, mem.CreateBucket("hall"))
	inner := gofakes3.New(mem).Server()
	b := &bucket{}
	b.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.calls.Add(1)
		if f := b.weather.Load(); f != nil && (*f)(w, r) {
			return
		}
		inner.ServeHTTP(w, r)
	}))
	t.Cleanup(func() { b.CloseClientConnections(); b.Close() })
	return b
}

// How long a test's call waits: for who answers, and for who is not meant to.
const (
	enough = 5 * time.Second // so that a slow answer is none that fails
	little = 300 * time.Millisecond
)

func (b *bucket) becomes(f func(w http.ResponseWriter, r *http.Request) bool) { b.weather.Store(&f) }

func (b *bucket) target(t *testing.T, url string) *S3 {
	t.Helper()
	s, err := NewS3(Bucket{URL: url, Endpoint: b.URL, Region: "here", AccessKey: "key", SecretKey: "secret key", Patience: enough})
	must(t, err)
	return s
}

// TestInABucket: everything that a folder can, a bucket can.
func TestInABucket(t *testing.T) {
	t.Parallel()
	b := newBucket(t)
	dir := homes(t)
	for _, url := range []string{"s3://hall", "s3://hall/two/deep/"} {
		r := opened(t, b.target(t, url), Options{Password: "x", Of: "mine"})
		first := save(t, r, dir)
		back, done := restored(t, r, first)
		if len(done.Problems) != 0 {
			t.Errorf("the restore says %q", done.Problems)
		}
		if os.Geteuid() == 0 {
			same(t, describe(t, back), describe(t, dir))
		}
		second := save(t, r, dir)
		if second.Stats.NewBytes > 10_000 {
			t.Errorf("the second run: %+v", second.Stats)
		}
		_, err := r.Prune(t.Context(), Keep{Last: 1})
		must(t, err)
		v, err := r.Verify(t.Context(), true)
		if must(t, err); !v.OK() || v.Snapshots != 1 || v.Garbage != 0 {
			t.Errorf("the check says %+v", v)
		}
	}
	if _, err := Init(t.Context(), b.target(t, "s3://nobody/x"), Options{}); err == nil || errors.Is(err, ErrNoRepository) {
		t.Errorf("a bucket that is not there: %v", err)
	}
	for _, url := range []string{"", "s3://", "hall", "https://hall/x"} {
		if _, err := NewS3(Bucket{URL: url}); err == nil {
			t.Errorf("%q is taken for a bucket", url)
		}
	}
}

// storm is something that a server does to some requests, some times.
type storm struct {
	name  string
	on    func(*http.Request) bool
	does  func(http.ResponseWriter, *http.Request) bool
	times int64 // -1: for good
	says  string
}

// storms are all of them; the silent ones end with stuck.
func storms(stuck chan struct{}) []storm {
	write := func(r *http.Request) bool { return r.Method == "PUT" && strings.Contains(r.URL.Path, "/"+objects+"/") }
	fetch := func(r *http.Request) bool { return r.Method == "GET" && strings.Contains(r.URL.Path, "/"+objects+"/") }
	broken := func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(500); return true }
	silent := func(_ http.ResponseWriter, r *http.Request) bool {
		_, _ = io.Copy(io.Discard, r.Body)
		select {
		case <-stuck:
		case <-r.Context().Done():
		}
		return true
	}
	truncated := func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Length", "4000")
		_, _ = w.Write(make([]byte, 100))
		panic(http.ErrAbortHandler)
	}
	garbled := func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
		_, _ = w.Write(noise(5000, 9))
		return true
	}
	return []storm{

		{"an error, twice", write, broken, 2, ""}, {"an error, always", write, broken, -1, "500"},
		{"silence, once", write, silent, 1, ""}, {"silence, always", write, silent, -1, "does not answer"},
		{"cut short, once", fetch, truncated, 1, ""}, {"cut short, always", fetch, truncated, -1, "onnection closed"},
		{"an error when reading, always", fetch, broken, -1, "500"}, {"other bytes, always", fetch, garbled, -1, ErrDamaged.Error()},
	}
}

// TestBadWeather: a server that fails now and then costs tries; one that fails for
// good is told, and no snapshot counts that is not whole.
func TestBadWeather(t *testing.T) {
	t.Parallel()
	b := newBucket(t)
	src := t.TempDir()
	must(t, os.WriteFile(src+"/file", noise(5000, 1), 0o600))
	r := opened(t, b.target(t, "s3://hall/x"), Options{})
	good := save(t, r, src)
	stuck := make(chan struct{})
	defer close(stuck)
	for i, c := range storms(stuck) {
		must(t, os.WriteFile(src+"/file", noise(5000, byte(20+i)), 0o600))
		var left atomic.Int64
		left.Store(c.times)
		b.becomes(func(w http.ResponseWriter, r *http.Request) bool {
			return c.on(r) && left.Add(-1) != -1 && (c.times < 0 || left.Load() >= 0) && c.does(w, r)
		})
		bucket := r.target.(*S3)
		if strings.HasPrefix(c.name, "silence") {
			bucket.patience = little
		}
		var err error
		if c.on(httptest.NewRequest("PUT", "/"+objects+"/", nil)) {
			_, err = trySave(t.Context(), r, src)
		} else {
			_, err = r.get(t.Context(), good.Part("homes").Blocks[0])
		}
		if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		}
		bucket.patience = enough
		b.becomes(func(http.ResponseWriter, *http.Request) bool { return false })
		v, err := r.Verify(t.Context(), true)
		if err != nil || !v.OK() {
			t.Errorf("after %s: %+v, %v", c.name, v, err)
		}
	}
	b.becomes(func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(403); return true })
	calls := b.calls.Load()
	if _, err := trySave(t.Context(), r, src); err == nil || b.calls.Load() > calls+3 {
		t.Errorf("who is refused asks %d times: %v", b.calls.Load()-calls, err)
	}
}

// TestAnswerAtTheLastMoment: what was done while its time ended is done.
func TestAnswerAtTheLastMoment(t *testing.T) {
	t.Parallel()
	s := &S3{patience: time.Millisecond}
	calls := 0
	err := s.try(t.Context(), func(once context.Context) error {
		calls++
		<-once.Done()
		return nil
	})
	if err != nil || calls != 1 {
		t.Errorf("after %d calls: %v", calls, err)
	}
}

// TestAListingInBadWeather: thousands of names come in pages, each once and in order,
// though each page fails twice; a server that never lists is told.
func TestAListingInBadWeather(t *testing.T) {
	t.Parallel()
	b := newBucket(t)
	target := b.target(t, "s3://hall/x")
	var want []string
	for i := range 2*listPage + 3 {
		want = append(want, fmt.Sprintf("objects/%04d", i))
	}
	for _, name := range want {
		must(t, target.Put(t.Context(), name, []byte("x")))
	}
	// In this order: what is given up in the second goes on asking for a while.
	for _, stays := range []string{"rains", "pours"} {
		times := map[string]int64{"rains": 2, "pours": 100}[stays]
		var n atomic.Int64
		b.becomes(func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method != "GET" || n.Add(1)%(times+1) == 0 {
				return false
			}
			w.WriteHeader(503)
			return true
		})
		if target.patience = enough; stays == "pours" {
			target.patience = little
		}
		var got []string
		err := target.List(t.Context(), "objects", func(name string, _ int64) error { got = append(got, name); return nil })
		if stays == "rains" && (err != nil || !slices.Equal(got, want)) {
			t.Errorf("it lists %d of %d names, %v", len(got), len(want), err)
		}
		if stays == "pours" && (err == nil || len(got) > 0) {
			t.Errorf("a server that never lists: %d names, %v", len(got), err)
		}
	}
}

// TestABucketFarAway: whoever reads does not wait for each small file by itself. The
// server answers a file's request only when another has come.
func TestABucketFarAway(t *testing.T) {
	t.Parallel()
	b := newBucket(t)
	src := t.TempDir()
	for i := range 40 {
		must(t, os.WriteFile(fmt.Sprintf("%s/%d", src, i), noise(2000, byte(i)), 0o600))
	}
	r := opened(t, b.target(t, "s3://hall"), Options{})
	s := save(t, r, src)
	files := map[string]bool{}
	for i := range 40 {
		files[objectName(r.seal.id(noise(2000, byte(i))))] = true
	}
	pair := make(chan struct{})
	b.becomes(func(_ http.ResponseWriter, r *http.Request) bool {
		if files[strings.TrimPrefix(r.URL.Path, "/hall/")] {
			select {
			case pair <- struct{}{}:
			case <-pair:
			case <-r.Context().Done():
			}
		}
		return false
	})
	back, done := restored(t, r, s)
	if len(done.Problems) != 0 {
		t.Errorf("the restore says %q", done.Problems)
	}
	same(t, describe(t, back), describe(t, src))
	v, err := r.Verify(t.Context(), true)
	if must(t, err); !v.OK() {
		t.Errorf("the check says %+v", v)
	}
}
