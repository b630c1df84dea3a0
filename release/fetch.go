package release

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// fetchTimeout is how long a whole release may take on its way.
const fetchTimeout = 15 * time.Minute

// Fetch gets the newest release from the address where they are published, by default
// the one that the linker was told, into a new folder below dir, and returns the path
// of its archive. Nothing of it is to be trusted before Open has verified it; an
// archive is fetched only if checksums that a known key signed name it. The caller
// removes the folder.
func Fetch(ctx context.Context, address string, keys Keys, arch, dir string) (archive string, err error) {
	if address == "" {
		address = linkedReleases
	}
	if address == "" {
		return "", refuse("Set COMMONHALL_RELEASES to their address, or name a file.", "Nobody has said where releases are published.")
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	to, err := os.MkdirTemp(dir, "release-")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(to))
		}
	}()
	if err := get(ctx, address, sumsName, to, 64<<10); err != nil {
		return "", err
	}
	for id := range keys {
		_ = get(ctx, address, SignatureName(id), to, 64<<10) // not every key has signed
	}
	sums, err := keys.verified(to)
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(sums) {
		f := strings.Fields(line)
		if len(f) != 2 {
			continue
		}
		if _, a, err := parseName(f[1]); err == nil && a == arch {
			return filepath.Join(to, f[1]), get(ctx, address, f[1], to, maxArchive)
		}
	}
	return "", refuse("Name a file: commonhall upgrade --from FILE.", "The release at %s has no archive for %s.", address, arch)
}

// get fetches one file of at most so many bytes.
func get(ctx context.Context, address, name, to string, most int64) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(address, "/")+"/"+name, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", req.URL.Redacted(), resp.Status)
	}
	f, err := os.OpenFile(filepath.Join(to, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(f, io.LimitReader(resp.Body, most+1))
	if err == nil && n > most {
		err = fmt.Errorf("%s is larger than %d bytes", req.URL.Redacted(), most)
	}
	return errors.Join(err, f.Close())
}
