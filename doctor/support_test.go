package doctor

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// planted is one kind of secret: how it looks, and among which words it stands.
type planted struct {
	secret  string
	context string // with %s
}

func bits(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

func hexes(n int) string        { return hex.EncodeToString(bits(n)) }
func safe64(n int) string       { return base64.RawURLEncoding.EncodeToString(bits(n)) }
func plain64(n int) string      { return base64.StdEncoding.EncodeToString(bits(n)) }
func letters() string           { return strings.ToLower(rand.Text()) }
func word() string              { return "Tulpe!" + hexes(2) }
func long(prefix string) string { return prefix + strings.ReplaceAll(safe64(27), "-", "x") }

func pem(kind, end string) planted {
	body := plain64(48) + "\n" + plain64(48)
	return planted{body, "-----BEGIN " + kind + "-----\n%s\n" + end}
}

// kinds are those that a journal, settings or a unit of a real machine may hold.
func kinds() []planted {
	return append(append(ofHeaders(), ofSettings()...), ofShape()...)
}

func ofHeaders() []planted {
	return []planted{
		{"ch_" + letters(), "a token was made: %s"}, {"ch_" + letters(), "Authorization: Bearer %s"}, {"ch_" + letters(), `{"Authorization":["token %s"]}`},
		{plain64(12), "authorization: Basic %s"}, {word(), "X-Api-Key: %s"}, {letters(), "Cookie: a=b; commonhall-abc123=%s; c=d"},
		{letters(), "Set-Cookie: __Host-commonhall-abc123=%s; Path=/; HttpOnly"}, {letters(), "seen commonhall-abc123-form=%s; now"},
		{letters(), `"GET /hub/invite/%s HTTP/1.1" 200`}, {letters(), "invite: https://hall.example.org/hub/invite/%s?next=/"},
		{word(), `"GET /x?token=%s&a=1"`}, {word(), `/cb?a=1&access_token=%s`}, {word(), "/oauth/cb?code=%s&state=1"}, {hexes(32), "/b/o?X-Amz-Signature=%s&e=1"},
		{word(), `body={"password":"%s","user":"x"}`}, {word(), `msg="{\"new_password\":\"%s\"}"`}, {word(), "bearer %s"}, {word(), "Cookie: sid=%s"}, {word(), "set-cookie: theirs=1; Path=/; z=%s"}, {word(), "/hub/invite/%s?x"},
		{word(), "Authorization: Custom %s"}, {word(), "authorization=Custom %s"}, {plain64(9), "basic %s"}, {word(), "session_id=%s"},
	}
}

func ofSettings() []planted {
	return []planted{
		{word(), "  password: %s"}, {"correct horse " + hexes(2), "  db_password: %s"}, {"with \\\"quote " + hexes(2), `  client_secret: "%s"`}, {word(), "  token: '%s'"},
		{word(), "PGPASSWORD=%s"}, {"two words " + hexes(2), "export SMTP_PASSWORD='%s'"}, {word(), `Environment="S3_SECRET_KEY=%s" "A=b"`}, {word(), "Environment=API_TOKEN=%s OTHER=1"},
		{word(), "url: postgres://hall:%s@db.example.org/hall"}, {word(), "from https://%s@git.example.org/x.git"}, {word(), "redis://:%s@127.0.0.1/0"},
		{word(), "code-server --password %s --port 1"}, {word(), "run --auth-token=%s"}, {word(), `command: [code-server, --password, "%s", --x]`},
		{word(), "machine h login u password %s"}, {plain64(32), "PrivateKey = %s"}, {word(), "aws_session_token = %s"}, {word(), "ceph.secret=%s quiet"},
		{strings.ToUpper(letters()), "otpauth://totp/hall?secret=%s&issuer=x"}, {word(), "passphrase: %s"},
	}
}

func ofShape() []planted {
	return []planted{
		{"$argon2id$v=19$m=65536,t=1,p=2$" + safe64(16) + "$" + safe64(32), "hash %s"}, {"$2b$12$" + long(""), "hash %s"}, {"$6$" + hexes(6) + "$" + long(""), "root:%s:19000:0"},
		{"$y$j9T$" + hexes(6) + "$" + long(""), "ada:%s:1"}, {"$apr1$" + hexes(3) + "$" + long(""), "eve:%s"}, {"argon2:$argon2id$v=19$" + safe64(20), "hashed %s"},
		{"sha1:" + hexes(6) + ":" + hexes(20), "hashed %s"}, {"pbkdf2:sha256:260000$" + hexes(6) + "$" + hexes(32), "hash %s"}, {"{SSHA}" + plain64(24), "ldap %s"}, {"{SSHA}" + plain64(9), "ldap %s"},
		{"4BZ2cELzlLPMy4Q/pDJcbzddHAkdQ//QbhAXGscf", "AWS %s"}, {"QUJD/" + hexes(3), "-----BEGIN EC PRIVATE KEY-----\n%s\n-----END EC PRIVATE KEY-----"}, {"$1$salt$" + plain64(9), "crypt %s"},
		{"sha1:ab:" + hexes(4) + "/" + hexes(4), "x %s"}, {"eyJhbGci.eyJzdWIi." + hexes(4), "short %s"},
		pem("PRIVATE KEY", "-----END PRIVATE KEY-----"), pem("RSA PRIVATE KEY", "-----END RSA PRIVATE KEY-----"), pem("OPENSSH PRIVATE KEY", "-----END OPENSSH PRIVATE KEY-----"),
		{"eyJ" + safe64(20) + ".eyJ" + safe64(40) + "." + safe64(32), "jwt %s"}, {long("ghp_"), "git %s"}, {long("glpat-"), "git %s"}, {"xoxb-12-" + long(""), "chat %s"},
		{long("hf_"), "hub %s"}, {long("sk-"), "ai %s"}, {"AGE-SECRET-KEY-1" + strings.ToUpper(letters()), "%s"}, {"AKIA" + strings.ToUpper(letters()[:16]), "key %s"},
		{plain64(30), "s3 has %s there"}, {hexes(32), "key is %s."}, {safe64(32), "(%s)"}, {plain64(33), "[%s]"}, {letters(), "odd %s"},
		{hexes(4) + "-" + hexes(2) + "-4" + hexes(2)[1:] + "-" + hexes(2) + "-" + hexes(6), "id %s"},
	}
}

// TestNoSecretLeaves plants more than fifty kinds of secrets where support looks, and
// searches all that it gives out for each.
func TestNoSecretLeaves(t *testing.T) {
	for range 5 { // what is random is another each time
		m := newMachine(t)
		all := kinds()
		if len(all) < 50 {
			t.Fatalf("only %d kinds", len(all))
		}
		text := "it begins\n"
		for _, p := range all {
			text += fmt.Sprintf(p.context, p.secret) + "\n"
		}
		torn := pem("EC PRIVATE KEY", "")
		files := []string{filepath.Join(m.mount, "db-password"), filepath.Join(m.mount, "keys")}
		m.must(errors.Join(os.WriteFile(files[0], []byte("korrekt pferd 88\n"), 0o600), os.WriteFile(files[1], []byte("access-id\nS3cr/et\n"), 0o600)))
		all = append(all, planted{secret: "korrekt pferd 88"}, planted{secret: "S3cr/et"}, torn)
		text += "wrong: korrekt pferd 88 was refused, S3cr/et too\nit goes on\n"
		m.journal["-u "+edgeUnit] = text
		m.journal["-u "+hubUnit] = text + fmt.Sprintf(torn.context, torn.secret) // cut off by the number of lines
		m.unitIs(edgeUnit, "failed", "failed", "static")                         // its last words are a finding
		m.write("etc/systemd/system/commonhall-hub.service.d/own.conf", text)
		m.write("proc/cmdline", text)
		m.write("commonhall.yaml", text)
		m.hub["/events"] = m.eventPages(text)
		m.hub["/users"] = []any{}
		got := m.collect(Support{Secrets: append(files, "/nowhere")})
		for name, content := range got {
			for _, p := range all {
				for line := range strings.SplitSeq(p.secret, "\n") {
					if strings.Contains(content, line) {
						t.Errorf("%s has %q, of %q", name, line, p.context)
					}
				}
			}
		}
		for _, name := range []string{"journal/commonhall-hub.log", "settings/draft.yaml", "units/drop-ins.txt", "events.json", "system/kernel.txt"} {
			if !strings.Contains(got[name], "it begins") || !strings.Contains(got[name], "it goes on") {
				t.Errorf("%s has lost what is no secret:\n%.300s", name, got[name])
			}
		}
		if t.Failed() {
			return
		}
	}
}

// eventPages are three: two of one event each, and one of an event that is too old.
func (m *machine) eventPages(text string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) {
		e := map[string]any{"id": 7, "at": time.Now(), "by": "zoe", "user": "ada", "text": text}
		switch r.URL.Query().Get("before") {
		case "7":
			e["id"], e["at"] = 6, time.Now().Add(-6*day)
		case "6":
			e["id"], e["at"], e["text"] = 5, time.Now().Add(-8*day), "too old"
		}
		_ = json.NewEncoder(w).Encode([]any{e})
	}
}

// collect returns what support gives out, by name.
func (m *machine) collect(o Support) map[string]string {
	m.t.Helper()
	var b bytes.Buffer
	m.must(m.Collect(m.t.Context(), o, &b))
	zip, err := gzip.NewReader(&b)
	m.must(err)
	out := map[string]string{}
	for r := tar.NewReader(zip); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		m.must(err)
		content, err := io.ReadAll(r)
		m.must(err)
		if h.Mode != 0o600 {
			m.t.Errorf("%s has the mode %o", h.Name, h.Mode)
		}
		out[strings.TrimPrefix(h.Name, "commonhall-support/")] = string(content)
	}
}

// TestPeopleAreNumbers: whoever helps learns that two lines are about the same
// person, and not about whom.
func TestPeopleAreNumbers(t *testing.T) {
	m := newMachine(t)
	m.hub["/users"] = []any{map[string]any{"name": "ada", "admin": true, "has_password": true, "server": "/user/ada/"}, map[string]any{"name": "ben.müller"}, map[string]any{"name": "hub"}}
	m.hub["/events"] = m.eventPages("zoe helped ada")
	m.journal["-u "+hubUnit] = "hub started ada, ch-ada-1001 in homes/ada-1001; /user/ben.m%C3%BCller/ by Ada. adamant commonhall-hub.service ada_x zoe\n"
	got := m.collect(Support{})
	line := got["journal/commonhall-hub.log"]
	if !regexp.MustCompile(`^hub started (person-\d+), ch-person-\d+-1001 in homes/person-\d+-1001; /user/(person-\d+)/ by person-\d+\. adamant commonhall-hub\.service ada_x `).MatchString(line) {
		t.Errorf("it says %s", line)
	}
	if !strings.Contains(got["people.json"], `"people": 3`) || strings.Contains(got["people.json"], "ada") {
		t.Errorf("people: %s", got["people.json"])
	}
	if e := got["events.json"]; strings.Count(e, `"id"`) != 2 || strings.Contains(e, "too old") || !regexp.MustCompile(`"person-\d+ helped person-\d+"`).MatchString(e) {
		t.Errorf("events: %s", e)
	}
	if got = m.collect(Support{Names: true}); !strings.Contains(got["journal/commonhall-hub.log"], "hub started ada, ch-ada-1001") {
		t.Errorf("with names: %s", got["journal/commonhall-hub.log"])
	}
}
