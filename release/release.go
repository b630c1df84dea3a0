// Package release knows what a release is: an archive, checksums, signatures of these,
// and which version may follow which. It verifies before it unpacks, unpacks only what
// a release consists of, and installs nothing.
//
// It knows nothing of the house. What always holds: a folder that Open returns holds
// what the owner of a known key has signed, and nothing else.
package release

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// Release is one that has been verified and unpacked.
type Release struct {
	Version Version
	Arch    string // as runtime.GOARCH
	Dir     string // what was in the archive
	Binary  string
}

// Build is what a binary says about itself (commonhall version --json).
type Build struct {
	Version string    `json:"version"`
	Built   time.Time `json:"built"`
	Commit  string    `json:"commit"`
	Schema  int64     `json:"schema"` // of the database, when it has opened it
}

// binaryName is the program in an archive.
const binaryName = "commonhall"

// maxArchive bounds an archive in bytes.
const maxArchive = 100 << 20

// contents are the files of an archive and their largest sizes in bytes.
func contents() map[string]int64 {
	return map[string]int64{binaryName: 150 << 20, "LICENSE": 1 << 20, "THIRD-PARTY-LICENSES": 8 << 20}
}

// parseName reads version and architecture from an archive's name.
func parseName(name string) (v Version, arch string, err error) {
	m := regexp.MustCompile(`^commonhall-(.+)-linux-([a-z0-9]+)\.tar\.gz$`).FindStringSubmatch(name)
	if m == nil {
		return v, "", refuse("It is called commonhall-VERSION-linux-ARCHITECTURE.tar.gz; the name is part of what is signed.", "%s is not the name of a release.", name)
	}
	v, err = ParseVersion(m[1])
	return v, m[2], err
}

// Open verifies an archive, beside which SHA256SUMS and its signatures lie, and unpacks
// it into a new folder in dir, which must be root's own. A release that may not be
// trusted is a *Refusal. The caller removes the folder.
func Open(archive string, keys Keys, arch, dir string) (r *Release, err error) {
	name := filepath.Base(archive)
	r = &Release{}
	if r.Version, r.Arch, err = parseName(name); err != nil {
		return nil, err
	}
	if r.Arch != arch {
		return nil, refuse("Get the archive for "+arch+".", "%s is for machines of another kind (%s).", name, r.Arch)
	}
	sums, err := keys.verified(filepath.Dir(archive))
	if err != nil {
		return nil, err
	}
	sum, err := sumOf(sums, name)
	if err != nil {
		return nil, err
	}
	// The copy is what is checked and unpacked: nobody else can change it in between.
	copied, err := copyOf(archive, sum, dir)
	if err != nil {
		return nil, err
	}
	defer copied.Close()
	if r.Dir, err = os.MkdirTemp(dir, "release-"); err != nil {
		return nil, err
	}
	if err = unpack(copied, r.Dir, strings.TrimSuffix(name, ".tar.gz")); err != nil {
		return nil, errors.Join(fmt.Errorf("unpack %s: %w", name, err), os.RemoveAll(r.Dir))
	}
	r.Binary = filepath.Join(r.Dir, binaryName)
	return r, nil
}

// sumOf finds a file's checksum, in the form of sha256sum(1).
func sumOf(sums, name string) (string, error) {
	for line := range strings.Lines(sums) {
		if f := strings.Fields(line); len(f) == 2 && strings.TrimPrefix(f[1], "*") == name {
			return f[0], nil
		}
	}
	return "", refuse("Files of two releases may have been mixed: get all of one.", "SHA256SUMS does not name %s.", name)
}

// copyOf copies an archive to where only we can write, and checks it. The copy has no
// name any more.
func copyOf(archive, sum, dir string) (*os.File, error) {
	from, err := os.Open(archive)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	to, err := os.CreateTemp(dir, "archive-")
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, h), io.LimitReader(from, maxArchive+1))
	err = errors.Join(err, os.Remove(to.Name()))
	switch {
	case err == nil && n > maxArchive:
		err = refuse("Get it again.", "%s is larger than any release.", filepath.Base(archive))
	case err == nil && hex.EncodeToString(h.Sum(nil)) != sum:
		err = refuse("Get it again: it was torn on its way, or changed.", "%s is not the file that was signed.", filepath.Base(archive))
	}
	if err == nil {
		_, err = to.Seek(0, io.SeekStart)
	}
	if err != nil {
		to.Close()
		return nil, err
	}
	return to, nil
}

// unpack writes an archive's files into dir. Below top lies each file once, and nothing
// else.
func unpack(archive io.Reader, dir, top string) error {
	z, err := gzip.NewReader(archive)
	if err != nil {
		return err
	}
	t, want := tar.NewReader(z), contents()
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if h.Typeflag == tar.TypeDir && h.Name == top+"/" {
			continue
		}
		name, below := strings.CutPrefix(h.Name, top+"/")
		most, known := want[name]
		if !below || !known || h.Typeflag != tar.TypeReg {
			return fmt.Errorf("%q does not belong into a release", h.Name)
		}
		if h.Size > most {
			return fmt.Errorf("%s is too large", name)
		}
		delete(want, name)
		if err := write(filepath.Join(dir, name), t); err != nil {
			return err
		}
	}
	for name := range want {
		return fmt.Errorf("%s is missing", name)
	}
	if err := os.Chmod(filepath.Join(dir, binaryName), 0o755); err != nil {
		return err
	}
	return os.Chmod(dir, 0o755)
}

// write makes one file, for good.
func write(path string, from io.Reader) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
}

// askTimeout is how long a binary may think about who it is.
const askTimeout = 20 * time.Second

// Ask lets a verified release say what it is, before anything of it is in use: as
// nobody, without an environment, for a moment.
func (r *Release) Ask(ctx context.Context) (Build, error) {
	var b Build
	f, err := os.Open(r.Binary)
	if err != nil {
		return b, err
	}
	defer f.Close()
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	// By descriptor: nobody may not walk to where it lies.
	cmd := exec.CommandContext(ctx, "/proc/self/fd/3", "version", "--json")
	cmd.Args[0], cmd.Dir, cmd.Env, cmd.ExtraFiles = binaryName, "/", []string{}, []*os.File{f}
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &atMost{&out, 64 << 10}, &atMost{&said, 4 << 10}
	cmd.WaitDelay = time.Second
	if os.Geteuid() == 0 {
		const nobody = 65534
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	if err = cmd.Run(); err == nil {
		err = json.Unmarshal(out.Bytes(), &b)
	}
	if err != nil {
		return b, refuse("It is signed, but does not run here: tell those who made it.", "The program of version %s cannot say what it is: %v %s", r.Version, err, bytes.TrimSpace(said.Bytes()))
	}
	if v, err := ParseVersion(b.Version); err != nil || v != r.Version {
		return b, refuse("Tell those who made it.", "The program of version %s says that it is %q.", r.Version, b.Version)
	}
	return b, nil
}

// atMost keeps so many bytes, and refuses more.
type atMost struct {
	b    *bytes.Buffer
	left int
}

// Write implements io.Writer.
func (a *atMost) Write(p []byte) (int, error) {
	if a.left -= len(p); a.left < 0 {
		return 0, errors.New("it says too much")
	}
	return a.b.Write(p)
}
