package release

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// owner is somebody who signs releases.
type owner struct {
	public  ed25519.PublicKey
	private ed25519.PrivateKey
}

func newOwner(t *testing.T) owner {
	t.Helper()
	pub, priv, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	return owner{pub, priv}
}

// pem is the public half as packaging/key.sh writes it.
func (o owner) pem(t *testing.T) []byte {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(o.public)
	must(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// keysOf are what a binary knows that was built with these keys, some of them revoked.
func keysOf(t *testing.T, revoked []owner, known ...owner) Keys {
	t.Helper()
	folder := fstest.MapFS{}
	for i, o := range known {
		folder[fmt.Sprintf("%d.pem", i)] = &fstest.MapFile{Data: o.pem(t)}
	}
	list := "# nobody yet\n\n"
	for _, o := range revoked {
		list += KeyID(o.public) + " # left in a train\n"
	}
	folder["revoked"] = &fstest.MapFile{Data: []byte(list)}
	keys, err := LoadKeys(folder)
	must(t, err)
	return keys
}

// file is an entry of an archive.
type file struct {
	name, text string
	kind       byte
	link       string
	size       int64 // to claim, if it is not the text's
}

const top = "commonhall-1.2.3-linux-amd64/"

// honest is a release whose program says what it should, if it is executed.
func honest() []file {
	return []file{{name: top, kind: tar.TypeDir},
		{name: top + "commonhall", text: "#!/bin/sh\n[ \"$*\" = 'version --json' ] && [ -z \"$HOME\" ] && echo '{\"version\":\"1.2.3\",\"schema\":'$(id -u)'}'\n"},
		{name: top + "LICENSE", text: "free"}, {name: top + "THIRD-PARTY-LICENSES", text: "free, too"}}
}

func pack(t *testing.T, files []file) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for _, f := range files {
		h := &tar.Header{Name: f.name, Typeflag: f.kind, Linkname: f.link, Mode: 0o4777, Size: int64(len(f.text))}
		if h.Typeflag == 0 {
			h.Typeflag = tar.TypeReg
		}
		if f.size != 0 {
			h.Size = f.size
		}
		must(t, w.WriteHeader(h))
		_, err := w.Write([]byte(f.text))
		must(t, err)
	}
	if files[len(files)-1].size == 0 {
		must(t, w.Close())
	}
	must(t, z.Close())
	return b.Bytes()
}

const archiveName = "commonhall-1.2.3-linux-amd64.tar.gz"

// publish makes a release's folder and returns the archive's path.
func publish(t *testing.T, archive []byte, signers ...owner) string {
	t.Helper()
	dir := t.TempDir()
	sums := fmt.Sprintf("%x  other.deb\n%x  %s\n", sha256.Sum256(nil), sha256.Sum256(archive), archiveName)
	must(t, os.WriteFile(filepath.Join(dir, archiveName), archive, 0o644), os.WriteFile(filepath.Join(dir, sumsName), []byte(sums), 0o644))
	for _, o := range signers {
		must(t, os.WriteFile(filepath.Join(dir, SignatureName(KeyID(o.public))), ed25519.Sign(o.private, []byte(sums)), 0o644))
	}
	return filepath.Join(dir, archiveName)
}

// refused opens what must not be opened, and checks that nothing of it stays.
func refused(t *testing.T, path string, keys Keys, want string) {
	t.Helper()
	into := t.TempDir()
	r, err := Open(path, keys, "amd64", into)
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("Open gives %v, %v; want %q", r, err, want)
	}
	if left, _ := os.ReadDir(into); len(left) > 0 {
		t.Errorf("it leaves %v", left)
	}
}

// TestAReleaseIsOpened: what comes out is what went in, with plain modes, and says who
// it is.
func TestAReleaseIsOpened(t *testing.T) {
	o := newOwner(t)
	into := t.TempDir()
	r, err := Open(publish(t, pack(t, honest()), o), keysOf(t, nil, o), "amd64", into)
	must(t, err)
	if r.Version.String() != "1.2.3" || r.Arch != "amd64" {
		t.Errorf("it is %+v", r)
	}
	for _, f := range honest()[1:] {
		name := filepath.Base(f.name)
		b, err := os.ReadFile(filepath.Join(r.Dir, name))
		must(t, err)
		info, err := os.Stat(filepath.Join(r.Dir, name))
		must(t, err)
		want := os.FileMode(0o644)
		if name == "commonhall" {
			want = 0o755
		}
		if string(b) != f.text || info.Mode() != want {
			t.Errorf("%s is %q, %v", name, b, info.Mode())
		}
	}
	if left, _ := os.ReadDir(into); len(left) != 1 {
		t.Errorf("beside its folder lies %v", left)
	}
	b, err := r.Ask(t.Context())
	must(t, err)
	if want := int64(os.Geteuid()); b.Version != "1.2.3" || (want != 0 && b.Schema != want) || (want == 0 && b.Schema != 65534) {
		t.Errorf("it says %+v", b)
	}
}

// TestKeysChange: a binary of before the change takes a release of both keys, one of
// after it the next of the new key alone; a key that is revoked counts for nothing,
// whatever else is signed by it.
func TestKeysChange(t *testing.T) {
	old, next, stranger := newOwner(t), newOwner(t), newOwner(t)
	archive := pack(t, honest())
	before, after, revoked := keysOf(t, nil, old), keysOf(t, nil, old, next), keysOf(t, []owner{old}, old, next)
	for name, c := range map[string]struct {
		keys    Keys
		signers []owner
		good    bool
	}{
		"before, by the old":           {before, []owner{old}, true},
		"before, by both":              {before, []owner{old, next}, true},
		"before, by the next":          {before, []owner{next}, false},
		"after, by the next":           {after, []owner{next}, true},
		"after, by the old":            {after, []owner{old}, true},
		"revoked, by the old":          {revoked, []owner{old}, false},
		"revoked, by both":             {revoked, []owner{old, next}, true},
		"by a stranger":                {after, []owner{stranger}, false},
		"by a stranger and the old":    {after, []owner{stranger, old}, true},
		"by nobody":                    {after, nil, false},
		"by somebody, nobody is known": {Keys{}, []owner{old}, false},
	} {
		path := publish(t, archive, c.signers...)
		if !c.good {
			refused(t, path, c.keys, "is not signed")
			continue
		}
		if _, err := Open(path, c.keys, "amd64", t.TempDir()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestForgedReleases: another's signature under a known name, one of other checksums,
// an archive that was changed or exchanged, files that are missing.
func TestForgedReleases(t *testing.T) {
	o, stranger := newOwner(t), newOwner(t)
	keys, archive := keysOf(t, nil, o), pack(t, honest())
	for name, c := range map[string]struct {
		spoil func(dir string) error
		want  string
	}{
		"signed by another": {func(dir string) error {
			sums, _ := os.ReadFile(filepath.Join(dir, sumsName))
			return os.WriteFile(filepath.Join(dir, SignatureName(KeyID(o.public))), ed25519.Sign(stranger.private, sums), 0o644)
		}, "is not signed by a key that counts"},
		"a torn signature": {func(dir string) error { return os.Truncate(filepath.Join(dir, SignatureName(KeyID(o.public))), 63) }, "is not signed by a key that counts"},
		"checksums changed": {func(dir string) error {
			f, err := os.OpenFile(filepath.Join(dir, sumsName), os.O_APPEND|os.O_WRONLY, 0)
			if err == nil {
				_, err = f.WriteString("\n")
				f.Close()
			}
			return err
		}, "is not signed by a key that counts"},
		"no checksums":   {func(dir string) error { return os.Remove(filepath.Join(dir, sumsName)) }, "has no checksums"},
		"huge checksums": {func(dir string) error { return os.Truncate(filepath.Join(dir, sumsName), 1<<30) }, "has no checksums"},
		"a torn archive": {func(dir string) error { return os.Truncate(filepath.Join(dir, archiveName), 100) }, "is not the file that was signed"},
		"a huge archive": {func(dir string) error { return os.Truncate(filepath.Join(dir, archiveName), maxArchive+1) }, "is larger than any release"},
		"another archive": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, archiveName), pack(t, honest()[:2]), 0o644)
		}, "is not the file that was signed"},
	} {
		path := publish(t, archive, o)
		must(t, c.spoil(filepath.Dir(path)))
		t.Run(name, func(t *testing.T) { refused(t, path, keys, c.want) })
	}
	path := publish(t, archive, o)
	for _, other := range []string{"commonhall-1.2.4-linux-amd64.tar.gz", "commonhall-1.2.3-linux-arm64.tar.gz", "release.tar.gz", "commonhall-1.2-linux-amd64.tar.gz"} {
		renamed := filepath.Join(filepath.Dir(path), other)
		must(t, os.Rename(path, renamed))
		path = renamed
		refused(t, path, keys, map[string]string{"commonhall-1.2.4-linux-amd64.tar.gz": "does not name", "commonhall-1.2.3-linux-arm64.tar.gz": "machines of another kind",
			"release.tar.gz": "is not the name of a release", "commonhall-1.2-linux-amd64.tar.gz": "is not a version"}[other])
	}
}

// TestWhatDoesNotBelongIntoARelease is not unpacked, though it is signed.
func TestWhatDoesNotBelongIntoARelease(t *testing.T) {
	o := newOwner(t)
	with := func(f ...file) []file { return append(honest(), f...) }
	for name, c := range map[string]struct {
		files []file
		want  string
	}{
		"out of the folder":   {with(file{name: top + "../../evil", text: "x"}), "does not belong"},
		"an absolute path":    {with(file{name: "/etc/evil", text: "x"}), "does not belong"},
		"another file":        {with(file{name: top + "README", text: "x"}), "does not belong"},
		"another folder":      {with(file{name: top + "lib/", kind: tar.TypeDir}), "does not belong"},
		"a symbolic link":     {with(file{name: top + "LICENSE", kind: tar.TypeSymlink, link: "/etc/passwd"}), "does not belong"},
		"a link":              {[]file{{name: top + "commonhall", kind: tar.TypeLink, link: "/bin/sh"}}, "does not belong"},
		"a device":            {[]file{{name: top + "commonhall", kind: tar.TypeChar}}, "does not belong"},
		"a file twice":        {with(file{name: top + "commonhall", text: "evil"}), "does not belong"},
		"a missing file":      {honest()[:3], "THIRD-PARTY-LICENSES is missing"},
		"a file too large":    {[]file{{name: top + "LICENSE", size: 1<<20 + 1}}, "LICENSE is too large"},
		"less than it claims": {[]file{{name: top + "LICENSE", text: "x", size: 5}}, "unexpected EOF"},
		"another's folder":    {[]file{{name: "commonhall-1.2.4-linux-amd64/commonhall", text: "x"}}, "does not belong"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, publish(t, pack(t, c.files), o), keysOf(t, nil, o), c.want) })
	}
	refused(t, publish(t, []byte("not packed at all"), o), keysOf(t, nil, o), "unpack")
}

// TestProgramsThatDoNotSayWhoTheyAre: a release's program that lies, fails, or does
// not stop talking is not taken.
func TestProgramsThatDoNotSayWhoTheyAre(t *testing.T) {
	o := newOwner(t)
	for script, want := range map[string]string{
		"echo '{\"version\":\"1.2.4\"}'":      `says that it is "1.2.4"`,
		"echo '{}'":                           `says that it is ""`,
		"echo hello":                          "cannot say what it is",
		"echo no disk >&2; exit 3":            "exit status 3 no disk",
		"while :; do echo 0123456789; done":   "cannot say what it is",
		"exec 1>&-; echo '{}' >&2":            "cannot say what it is",
		"echo '{\"version\":\"1.2.3\"'; exit": "cannot say what it is",
	} {
		files := honest()
		files[1].text = "#!/bin/sh\n" + script + "\n"
		r, err := Open(publish(t, pack(t, files), o), keysOf(t, nil, o), "amd64", t.TempDir())
		must(t, err)
		if b, err := r.Ask(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v", script, b, err)
		}
	}
}

// TestBadKeys: keys that cannot be read are no keys, and a list of revoked ones that
// is lost or torn is no licence.
func TestBadKeys(t *testing.T) {
	o := newOwner(t)
	good := o.pem(t)
	for name, folder := range map[string]fstest.MapFS{
		"no list":        {"a.pem": {Data: good}},
		"a torn list":    {"a.pem": {Data: good}, "revoked": {Data: []byte("0123456789abcde")}},
		"not a key":      {"a.pem": {Data: []byte("hello")}, "revoked": {}},
		"a torn key":     {"a.pem": {Data: good[:40]}, "revoked": {}},
		"two in one":     {"a.pem": {Data: append(good, good...)}, "revoked": {}},
		"another's kind": {"a.pem": {Data: []byte("-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaaaa\n-----END PUBLIC KEY-----\n")}, "revoked": {}},
	} {
		if keys, err := LoadKeys(folder); err == nil {
			t.Errorf("%s: %v", name, keys)
		}
	}
}

// TestOpenSSLReadsTheSame: what openssl signs is accepted here, and the other way
// round, with the commands that the installer and packaging/package.sh use.
func TestOpenSSLReadsTheSame(t *testing.T) {
	dir := t.TempDir()
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command("openssl", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("openssl %s: %v %s", strings.Join(args, " "), err, out)
		}
	}
	run("genpkey", "-algorithm", "ed25519", "-out", "key")
	run("pkey", "-in", "key", "-pubout", "-out", "a.pem")
	must(t, os.WriteFile(filepath.Join(dir, "revoked"), nil, 0o600))
	keys, err := LoadKeys(os.DirFS(dir))
	must(t, err)
	path := publish(t, pack(t, honest()))
	sums := filepath.Join(filepath.Dir(path), sumsName)
	for id := range keys {
		run("pkeyutl", "-sign", "-inkey", "key", "-rawin", "-in", sums, "-out", filepath.Join(filepath.Dir(path), SignatureName(id)))
	}
	if _, err := Open(path, keys, "amd64", t.TempDir()); err != nil {
		t.Error(err)
	}
	o := newOwner(t)
	path = publish(t, pack(t, honest()), o)
	must(t, os.WriteFile(filepath.Join(dir, "ours.pem"), o.pem(t), 0o600))
	run("pkeyutl", "-verify", "-pubin", "-inkey", "ours.pem", "-rawin", "-in", filepath.Join(filepath.Dir(path), sumsName),
		"-sigfile", filepath.Join(filepath.Dir(path), SignatureName(KeyID(o.public))))
}
