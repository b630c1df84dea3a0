//go:build freshserver

package e2e

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"commonhall/release"
)

// The releases that packaging/server/releases.sh has made: two as they are published,
// and programs of which a story makes releases of its own.
const firstRelease, secondRelease = "0.1.70000", "0.1.70001"

func releases(name string) string {
	return filepath.Join(os.Getenv("COMMONHALL_SERVER_WORK"), "releases", name)
}

// brought copies a folder of releases onto the machine.
func (m *machine) brought(from, inside string) {
	m.t.Helper()
	files, err := filepath.Glob(filepath.Join(releases(from), "*"))
	m.must(err)
	m.must(os.MkdirAll(m.path(inside), 0o755))
	for _, f := range files {
		m.copyIn(f, filepath.Join(inside, filepath.Base(f)))
	}
}

// signer reads the private half of a key.
func (m *machine) signer(name string) ed25519.PrivateKey {
	m.t.Helper()
	text, err := os.ReadFile(releases(name + ".key"))
	m.must(err)
	block, _ := pem.Decode(text)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	m.must(err)
	return key.(ed25519.PrivateKey)
}

// release makes one of a program, says which version it is, and puts it onto the
// machine. It returns where its archive lies there.
func (m *machine) release(program, version string, signers ...ed25519.PrivateKey) string {
	m.t.Helper()
	binary, err := os.ReadFile(releases(program))
	m.must(err)
	if len(version) != len(firstRelease) || bytes.Count(binary, []byte(firstRelease)) != 1 {
		m.t.Fatalf("%s cannot be made %s", program, version)
	}
	return m.packed(program, version, bytes.Replace(binary, []byte(firstRelease), []byte(version), 1), signers...)
}

// packed makes a release of the bytes of a program.
func (m *machine) packed(program, version string, binary []byte, signers ...ed25519.PrivateKey) string {
	m.t.Helper()
	top := "commonhall-" + version + "-linux-amd64"
	var archive bytes.Buffer
	z, _ := gzip.NewWriterLevel(&archive, gzip.NoCompression)
	w := tar.NewWriter(z)
	m.must(w.WriteHeader(&tar.Header{Name: top + "/", Typeflag: tar.TypeDir, Mode: 0o755}))
	for _, f := range []struct {
		name string
		text []byte
	}{{"LICENSE", nil}, {"THIRD-PARTY-LICENSES", nil}, {"commonhall", binary}} {
		m.must(w.WriteHeader(&tar.Header{Name: top + "/" + f.name, Typeflag: tar.TypeReg, Mode: 0o755, Size: int64(len(f.text))}))
		_, err := w.Write(f.text)
		m.must(err)
	}
	m.must(w.Close())
	m.must(z.Close())
	return m.signed("/root/"+version+"-"+program, top+".tar.gz", archive.Bytes(), signers...)
}

// signed puts an archive with its checksums and their signatures into a folder.
func (m *machine) signed(folder, name string, archive []byte, signers ...ed25519.PrivateKey) string {
	m.t.Helper()
	sums := fmt.Sprintf("%x  %s\n", sha256.Sum256(archive), name)
	m.write(folder+"/"+name, string(archive))
	m.write(folder+"/SHA256SUMS", sums)
	for _, key := range signers {
		m.write(folder+"/"+release.SignatureName(release.KeyID(key.Public().(ed25519.PublicKey))), string(ed25519.Sign(key, []byte(sums))))
	}
	return folder + "/" + name
}

// runs checks that a version is the one that runs, in every role, and is said to.
func (m *machine) runs(version string) {
	m.t.Helper()
	want := "/usr/local/lib/commonhall/" + version + "/commonhall"
	for _, role := range []string{"warden", "hub", "edge"} {
		if exe := strings.TrimSpace(m.run("readlink", "/proc/"+strings.TrimSpace(m.process(role))+"/exe")); exe != want {
			m.t.Fatalf("%s: the %s runs %s, not %s", m.name, role, exe, want)
		}
		if state := strings.TrimSpace(m.run("systemctl", "is-active", "commonhall-"+role+".service")); state != "active" {
			m.t.Fatalf("%s: the %s is %s", m.name, role, state)
		}
	}
	if is := strings.TrimSpace(m.run("readlink", "/usr/local/lib/commonhall/current")); is != version {
		m.t.Fatalf("%s: current is %s, not %s", m.name, is, version)
	}
	m.says(m.run("commonhall", "status"), version)
}
