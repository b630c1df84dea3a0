package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/supervisor"
)

// installedDir is where an installed commonhall keeps its state.
const installedDir = "/var/lib/commonhall"

// dirFlag adds --dir to a command that is about one installation.
func dirFlag(cmd *cobra.Command, dir *string) {
	cmd.PersistentFlags().StringVar(dir, "dir", "", "folder of the installation, as given to try; without it "+installedDir+", or else "+defaultTryDir)
}

// installation returns the folder that a command is about: the given one, or else
// the installed one, or else that of try.
func installation(given string) (string, error) {
	if given != "" {
		return given, nil
	}
	for _, dir := range []string{installedDir, defaultTryDir} {
		if _, err := supervisor.OpenInstance(dir); commonhall.KindOf(err) != commonhall.NotFound {
			return dir, nil
		}
	}
	return "", commonhall.Errorf(commonhall.NotFound, "There is no commonhall in %s, nor in %s.", installedDir, defaultTryDir).
		WithHint("If it is elsewhere, say where: --dir DIR. Start a new one with: commonhall try")
}

// remote is a connection to a hub's API, as its operator.
type remote struct {
	*streams
	dir      string
	json     bool
	show     bool          // what is asked of the hub, and its answers
	patience time.Duration // with the hub, until its answer begins
}

// A stop takes as long as a program may save its work; then the hub is surely away.
const patience = 2 * time.Minute

// flags adds what every command for a running hub takes.
func (r *remote) flags(cmd *cobra.Command) *cobra.Command {
	dirFlag(cmd, &r.dir)
	cmd.PersistentFlags().BoolVar(&r.json, "json", false, "print JSON")
	cmd.PersistentFlags().BoolVar(&r.show, "show-requests", false, "print each request to the API, and its answer, without secrets")
	return cmd
}

// do makes a request. The answer goes into out, if that is not nil.
func (r *remote) do(ctx context.Context, method, path string, body, out any) error {
	resp, err := r.send(ctx, method, path, body)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if out == nil {
		return nil
	}
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

func (r *remote) send(ctx context.Context, method, path string, body any) (*http.Response, error) {
	var err error
	if r.dir, err = installation(r.dir); err != nil {
		return nil, err
	}
	sock, err := supervisor.AdminSocket(r.dir)
	if err != nil {
		return nil, err
	}
	var reader io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		reader = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, "http://hub/hub/api"+path, reader)
	if err != nil {
		return nil, err
	}
	var transport http.RoundTripper = &http.Transport{DisableKeepAlives: true, ResponseHeaderTimeout: r.patience, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		d := net.Dialer{Timeout: 10 * time.Second}
		return d.DialContext(ctx, "unix", sock)
	}}
	if r.show {
		transport = shown{transport, r.err}
	}
	// A name that is no name, such as "..", leads nowhere else than to an error.
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := (&http.Client{Transport: transport, CheckRedirect: stay}).Do(req)
	if err != nil {
		return nil, r.unreachable(err)
	}
	if resp.StatusCode >= 300 {
		defer resp.Body.Close()
		return nil, lookedFor(failed(resp), path)
	}
	return resp, nil
}

func (r *remote) unreachable(err error) error {
	var timeout net.Error
	switch {
	case errors.As(err, &timeout) && timeout.Timeout():
		// Its supervisor holds the socket, so callers wait for a hub that cannot start.
		return commonhall.Errorf(commonhall.Unavailable, "The hub of %s does not answer.", r.dir).
			WithHint("People's servers go on meanwhile. " + r.whyNot()).Because(err)
	case errors.Is(err, fs.ErrPermission):
		return commonhall.Errorf(commonhall.PermissionDenied, "Only root may do this. Run it with sudo.")
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ECONNREFUSED):
		return commonhall.Errorf(commonhall.Unavailable, "commonhall does not run in %s.", r.dir).
			WithHint(r.startIt())
	case errors.Is(err, context.Canceled):
		return err
	}
	return commonhall.Errorf(commonhall.Unavailable, "The hub did not answer: it speaks to root alone, or is just restarting.").Because(err)
}

// whyNot says where to read what keeps a hub from answering.
func (r *remote) whyNot() string {
	if r.dir == installedDir {
		return "What keeps the hub from starting: commonhall doctor, or journalctl -n 50 -u commonhall-hub.service"
	}
	return "Where commonhall runs, its last lines say what keeps the hub from starting."
}

func (r *remote) startIt() string {
	if r.dir == installedDir {
		return "Start it with: systemctl start commonhall.target. If it does not stay: commonhall doctor"
	}
	return "Start it with: commonhall try --dir " + r.dir
}

// lookedFor says where the names are, to who named something that there is not, if the hub
// has said no more than that.
func lookedFor(err *commonhall.Error, path string) error {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	list := map[string]string{"users": "user list", "groups": "group list", "roles": "role list", "services": "service list", "announcements": "announce list"}[parts[0]]
	are := "Those that there are"
	if len(parts) > 3 && err.Msg != "No such user" && !strings.HasPrefix(err.Msg, "There is no person") {
		switch parts[2] {
		case "tokens":
			list = "token list --user NAME"
		case "identities":
			list = "user ways NAME"
		case "servers":
			are, list = "Those that run", "server list"
		}
	}
	if err.Kind != commonhall.NotFound || list == "" || strings.Contains(err.Msg, ". ") {
		return err
	}
	if err.Msg == "Not found" { // JupyterHub's words
		err.Msg = "The hub knows nothing of that name."
	}
	return err.WithHint(are + ": commonhall " + list)
}

// failed turns an error answer of the API into an error.
func failed(resp *http.Response) *commonhall.Error {
	var said struct{ Message string }
	if err := json.NewDecoder(resp.Body).Decode(&said); err != nil || said.Message == "" {
		said.Message = "The hub answered " + resp.Status + "."
	}
	kind := commonhall.Internal
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusTemporaryRedirect: // to what the path is without ".."
		kind, said.Message = commonhall.NotFound, "Not found"
	case http.StatusBadRequest:
		kind = commonhall.InvalidArgument
	case http.StatusForbidden:
		kind = commonhall.PermissionDenied
	case http.StatusNotFound:
		kind = commonhall.NotFound
	case http.StatusConflict:
		kind = commonhall.AlreadyExists
	case http.StatusServiceUnavailable:
		kind = commonhall.Unavailable
	}
	return commonhall.Errorf(kind, "%s", plainText(said.Message))
}

// when writes a time of the API for people, in the zone of this machine.
func when(s *string) string {
	if s == nil {
		return "never"
	}
	at, err := time.Parse(time.RFC3339, *s)
	if err != nil {
		return *s
	}
	return at.Local().Format("2006-01-02 15:04")
}

// print writes v as JSON, or calls table.
func (r *remote) print(v any, table func(w *tabwriter.Writer)) error {
	if r.json {
		enc := json.NewEncoder(r.out)
		enc.SetIndent("", "  ")
		return enc.Encode(v)
	}
	w := tabwriter.NewWriter(plain{r.out}, 0, 8, 2, ' ', 0)
	table(w)
	return w.Flush()
}
