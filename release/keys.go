package release

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Keys are the public keys whose owners make releases, by KeyID.
type Keys map[string]ed25519.PublicKey

// KeyID names a key: the first 16 digits of its SHA-256.
func KeyID(k ed25519.PublicKey) string {
	sum := sha256.Sum256(k)
	return hex.EncodeToString(sum[:8])
}

// LoadKeys reads all *.pem of a folder, but for those that its file revoked lists by
// id, one in a line; behind # stands why.
func LoadKeys(folder fs.FS) (Keys, error) {
	keys := Keys{}
	names, err := fs.Glob(folder, "*.pem")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		block, rest := pem.Decode(text)
		if block == nil || len(bytes.TrimSpace(rest)) > 0 {
			return nil, fmt.Errorf("%s is not one public key", name)
		}
		k, err := x509.ParsePKIXPublicKey(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		key, ok := k.(ed25519.PublicKey)
		if !ok {
			return nil, fmt.Errorf("%s is not an Ed25519 key", name)
		}
		keys[KeyID(key)] = key
	}
	list, err := fs.ReadFile(folder, "revoked")
	if err != nil {
		return nil, err // one that is lost must not bring a key back
	}
	for line := range strings.Lines(string(list)) {
		id, _, _ := strings.Cut(line, "#")
		if id = strings.TrimSpace(id); id == "" {
			continue
		}
		if !regexp.MustCompile("^[0-9a-f]{16}$").MatchString(id) {
			return nil, fmt.Errorf("revoked: %q is not a key's id", id)
		}
		delete(keys, id)
	}
	return keys, nil
}

// Names of what lies beside a release's archives.
const sumsName = "SHA256SUMS"

// SignatureName returns the name of a key's signature of SHA256SUMS.
func SignatureName(id string) string { return sumsName + "." + id + ".sig" }

// verified returns the text of a folder's SHA256SUMS if one of the keys has signed it.
func (keys Keys) verified(folder string) (string, error) {
	text, err := readSmall(filepath.Join(folder, sumsName))
	if err != nil {
		return "", refuse("Put SHA256SUMS and its signatures beside the archive, as they were published.", "The release in %s has no checksums that can be read: %v.", folder, err)
	}
	var signed []string
	for id, key := range keys {
		if sig, err := readSmall(filepath.Join(folder, SignatureName(id))); err == nil && ed25519.Verify(key, text, sig) {
			return string(text), nil
		}
	}
	found, _ := filepath.Glob(filepath.Join(folder, sumsName+".*.sig"))
	for _, path := range found {
		signed = append(signed, strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), sumsName+"."), ".sig"))
	}
	if len(signed) == 0 {
		return "", refuse("Put the files SHA256SUMS.*.sig beside the archive, as they were published.", "The release in %s is not signed.", folder)
	}
	return "", refuse("Get it again from where releases are published. If that does not help, this version may be too old to know the key: upgrade to the next minor version first.",
		"The release in %s is not signed by a key that counts here, or was changed since (signatures of %s).", folder, strings.Join(signed, ", "))
}

// readSmall reads a file of at most 64 KiB.
func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := make([]byte, 64<<10)
	n, err := f.Read(b)
	if err != nil {
		return nil, err
	}
	if n == len(b) {
		return nil, fmt.Errorf("%s is too large", path)
	}
	return b[:n], nil
}
