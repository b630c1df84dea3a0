//go:build freshserver

package e2e

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// world is what a rented machine finds on its network: names, and an authority that
// issues certificates as Let's Encrypt does.
type world struct {
	t     *testing.T
	ca    []byte         // trusted for the authority's own pages
	roots *x509.CertPool // trusted for what it issues
}

// directory is the authority's, as machines see it.
const directory = "https://" + outside + ":14000/dir"

// beginWorld starts name servers and an authority at the address outside.
func beginWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t}
	dir := t.TempDir()
	w.identity(dir)
	cfg := map[string]any{"pebble": map[string]any{"listenAddress": outside + ":14000", "managementListenAddress": outside + ":15000",
		"certificate": filepath.Join(dir, "cert.pem"), "privateKey": filepath.Join(dir, "key.pem"), "httpPort": 80, "tlsPort": 443}}
	b, err := json.Marshal(cfg)
	w.must(err)
	w.must(os.WriteFile(filepath.Join(dir, "pebble.json"), b, 0o600))
	w.start("pebble-challtestsrv", "-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv4", "", "-defaultIPv6", "",
		"-dns01", outside+":53", "-management", outside+":8055")
	w.start("pebble", "-config", filepath.Join(dir, "pebble.json"), "-dnsserver", outside+":53")
	w.roots = x509.NewCertPool()
	eventually(t, "the authority", func() error {
		pool := x509.NewCertPool()
		pool.AppendCertsFromPEM(w.ca)
		c := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
		resp, err := c.Get("https://" + outside + ":15000/roots/0")
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		root, err := io.ReadAll(resp.Body)
		w.roots.AppendCertsFromPEM(root)
		return err
	})
	return w
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// start runs a program until the test ends.
func (w *world) start(name string, args ...string) {
	w.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "PEBBLE_VA_NOSLEEP=1")
	w.must(cmd.Start())
	w.t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
}

// lead makes a name lead to an address.
func (w *world) lead(name, addr string) {
	w.t.Helper()
	b, err := json.Marshal(map[string]any{"host": name, "addresses": []string{addr}})
	w.must(err)
	eventually(w.t, "the name servers", func() error {
		resp, err := http.Post("http://"+outside+":8055/add-a", "application/json", bytes.NewReader(b))
		if err == nil {
			resp.Body.Close()
		}
		return err
	})
}

// identity makes the certificate of the authority's own pages.
func (w *world) identity(dir string) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	w.must(err)
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "the authority itself"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true, IPAddresses: []net.IP{net.ParseIP(outside)},
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	w.must(err)
	w.ca = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	kb, err := x509.MarshalPKCS8PrivateKey(key)
	w.must(err)
	w.must(os.WriteFile(filepath.Join(dir, "cert.pem"), w.ca, 0o600))
	w.must(os.WriteFile(filepath.Join(dir, "key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: kb}), 0o600))
}
