package doctor

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scrubber takes secrets and names out of text. The same secret gets the same mark
// within one run, and another in the next.
type scrubber struct {
	key   []byte
	rules []rule
	known []string // secrets that lie in files which the settings name
	names *regexp.Regexp
	who   map[string]string // by lower-case name
}

// rule takes one group of a match away.
type rule struct {
	re    *regexp.Regexp
	group int
	keep  func(groups [][]byte) bool // leaves this match alone; may be nil
}

const (
	// secretWord is what the name of a secret has in it.
	secretWord = `(?:passw(?:or)?d|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|session[_-]?id|signature|credential|authorization)`
	// value is what follows = or : where a name says that it is secret: a text in
	// quotes, which may be escaped themselves, or a word.
	value = `(\\?"(?:\\[^"]|[^"\\])*\\?"|'[^']*'|[^\s"',;&}\]<][^\s,;&}\]]*)`
	// line is the rest of a line, also of one within a text of JSON.
	line   = `((?:[^\r\n\\]|\\[^rn])+)`
	random = `[A-Za-z0-9_+-]`
)

// newScrubber knows secrets that lie in files.
func newScrubber(known []string) *scrubber {
	s := &scrubber{key: make([]byte, 32)}
	_, _ = rand.Read(s.key) // never fails (crypto/rand)
	for _, k := range known {
		if k = strings.TrimSpace(k); len(k) >= 4 {
			s.known = append(s.known, k)
		}
	}
	slices.SortFunc(s.known, func(a, b string) int { return len(b) - len(a) })
	add := func(group int, keep func([][]byte) bool, pattern string) {
		s.rules = append(s.rules, rule{regexp.MustCompile(pattern), group, keep})
	}
	add(0, nil, `(?s)-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|\z)`)
	add(1, nil, `[a-zA-Z][a-zA-Z0-9+.-]*://([^/\s@"'<>]+)@`)
	add(1, nil, `(?i)/hub/invite/([^\s"'<>?#]+)`)
	add(1, nil, `(?i)(?:set-)?cookie\\?["']?\s*[:=]\s*`+line)
	add(1, nil, `(?:__Host-|__Secure-)?commonhall-[a-z0-9]+(?:-[a-z]+)?=([^;\s"']+)`)
	add(1, nil, `(?i)\bauthorization\\?["']?\s*[:=]\s*\\?["']?((?:[a-z]+\s+)?[^\s"',;\\]+)`)
	add(1, nil, `(?i)\bbearer\s+([^\s"',;\\]{6,})`)
	add(1, nil, `(?i)\bbasic\s+([A-Za-z0-9+/=]{8,})`)
	add(1, ofFile, `(?i)--?[a-z-]*`+secretWord+`([a-z_-]*)[\s,="']+([^\s"',\]]+)`)
	s.rules[len(s.rules)-1].group = 2
	add(2, ofFile, `(?i)`+secretWord+`([a-z0-9_.-]*)\\?["']?\s*=\s*`+value)
	s.rules[len(s.rules)-1].group = 2
	add(2, ofFile, `(?i)`+secretWord+`([a-z0-9_.-]*)\\?["']\s*:\s*`+value)
	// In YAML and in headers the value is the rest of the line.
	add(2, ofFile, `(?im)`+secretWord+`([a-z0-9_.-]*):[ \t]+`+line)
	add(1, nil, `(?i)\blogin\s+\S+\s+password\s+(\S+)`)
	add(1, nil, `(?i)[?&;](?:key|code|sig|auth|state|nonce)=([^&\s"'<>]+)`)
	add(0, nil, `\$(?:argon2(?:id|i|d)|2[abxy]|1|5|6|7|y|gy|sha1|apr1|md5|pbkdf2[a-z0-9-]*|scrypt|bcrypt[a-z0-9-]*)\$[^\s"',]+`)
	add(0, nil, `\{(?:S?SHA[0-9]*|S?MD5|CRYPT|PBKDF2[A-Z0-9-]*|ARGON2)\}[^\s"',]+`)
	add(0, nil, `\b(?:pbkdf2|scrypt|argon2|bcrypt|sha1|sha256|sha512):[^\s"',]{16,}`)
	add(0, nil, `\b(?:ch_|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-|sk_live_|rk_live_|hf_|npm_|pypi-|dop_v1_|AIza|AKIA|ASIA|SG\.|AGE-SECRET-KEY-1|hvs\.)[A-Za-z0-9_.-]{8,}`)
	add(0, nil, `\beyJ[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){1,4}`)
	// What has no sign but that nobody would write it by hand.
	add(0, natural, `(?:[A-Za-z0-9+_-]+/+)+[A-Za-z0-9+_-]*={0,2}|`+random+`{20,}={0,2}`)
	return s
}

// ofFile leaves alone what names a file, which is no secret.
func ofFile(g [][]byte) bool {
	end := strings.ToLower(string(g[1]))
	return strings.HasSuffix(end, "_file") || strings.HasSuffix(end, "-file") || strings.HasSuffix(end, "_path")
}

// natural tells text that somebody wrote, or a path, from random letters.
func natural(g [][]byte) bool {
	s := string(g[0])
	if strings.Contains(s, "/") {
		return !looksRandom(strings.ReplaceAll(s, "/", ""), 32) && !slices.ContainsFunc(strings.Split(s, "/"), func(part string) bool { return looksRandom(part, 20) })
	}
	return !looksRandom(s, 20)
}

func looksRandom(s string, least int) bool {
	if len(s) < least || strings.HasPrefix(s, "-----") {
		return false
	}
	var upper, lower, digit, mixed, turns int
	kind := func(c rune) int {
		switch {
		case c >= '0' && c <= '9':
			digit++
			return 1
		case c >= 'A' && c <= 'Z':
			upper++
			return 2
		case c >= 'a' && c <= 'z':
			lower++
			return 3
		}
		mixed++
		return 0
	}
	last := -1
	for _, c := range s {
		k := kind(c)
		if k != last && last >= 0 {
			turns++
		}
		last = k
	}
	switch {
	case upper+lower == 0:
		return false // a number
	case mixed == 0 && digit > 0:
		return true
	case mixed == 0 && (upper == 0 || lower == 0):
		return len(s) >= 24
	case digit > 0 && upper > 0 && lower > 0:
		return turns*4 >= len(s)
	case digit > 0 && mixed <= 6: // hexadecimal or base 32 in groups, as in UUIDs
		return turns*3 >= len(s) && digit*8 >= len(s)
	}
	return turns*5 >= len(s)*2
}

// name has people called person-1 and so on, in the order in which they come.
func (s *scrubber) name(names []string) {
	s.who = map[string]string{}
	var patterns []string
	for _, n := range names {
		n = strings.ToLower(strings.TrimSpace(n))
		if n == "" || s.who[n] != "" || slices.Contains(nobody, n) {
			continue
		}
		s.who[n] = fmt.Sprintf("person-%d", len(s.who)+1)
		if escaped := strings.ToLower(url.PathEscape(n)); escaped != n {
			s.who[escaped] = s.who[n]
			patterns = append(patterns, regexp.QuoteMeta(escaped))
		}
		patterns = append(patterns, regexp.QuoteMeta(n))
	}
	slices.SortFunc(patterns, func(a, b string) int { return len(b) - len(a) })
	if len(patterns) > 0 {
		s.names = regexp.MustCompile(`(?i)` + strings.Join(patterns, "|"))
	}
}

// nobody are names that tell of no person, and words that a helper needs.
var nobody = []string{"admin", "administrator", "root", "hub", "edge", "warden", "journal", "user", "test", "guest", "commonhall", "system", "nobody", "setup"}

// A mark's beginning.
const removedMark = "<removed-"

func (s *scrubber) mark(secret []byte) []byte {
	h := hmac.New(sha256.New, s.key)
	h.Write(secret)
	return []byte(removedMark + hex.EncodeToString(h.Sum(nil)[:3]) + ">")
}

// cleanJSON cleans what stands in texts of JSON as it was before it came there, and
// then the whole.
func (s *scrubber) cleanJSON(b []byte) []byte {
	var v any
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	if dec.Decode(&v) != nil || dec.More() {
		return s.clean(b)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false) // of the marks
	if err := enc.Encode(s.walk(v)); err != nil {
		return s.clean(b)
	}
	return s.clean(out.Bytes())
}

func (s *scrubber) walk(v any) any {
	switch v := v.(type) {
	case string:
		return string(s.clean([]byte(v)))
	case []any:
		for i := range v {
			v[i] = s.walk(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = s.walk(v[key])
		}
	}
	return v
}

// clean returns text without secrets and names.
func (s *scrubber) clean(text []byte) []byte {
	for _, k := range s.known {
		text = bytes.ReplaceAll(text, []byte(k), s.mark([]byte(k)))
	}
	for _, r := range s.rules {
		text = s.apply(r, text)
	}
	return s.unname(text)
}

func (s *scrubber) apply(r rule, text []byte) []byte {
	var out []byte
	for {
		m := r.re.FindSubmatchIndex(text)
		if m == nil {
			return append(out, text...)
		}
		groups := make([][]byte, len(m)/2)
		for i := range groups {
			if m[2*i] >= 0 {
				groups[i] = text[m[2*i]:m[2*i+1]]
			}
		}
		secret, from, to := groups[r.group], m[2*r.group], m[2*r.group+1]
		switch {
		case len(secret) == 0:
			from, to = m[1], m[1]
			out = append(out, text[:to]...)
		case bytes.HasPrefix(secret, []byte(removedMark)):
			// What follows a mark may be another secret.
			to = from + len(removedMark)
			out = append(out, text[:to]...)
		case r.keep != nil && r.keep(groups):
			if r.group > 0 {
				to = from // the value may begin with another name
			}
			out = append(out, text[:to]...)
		default:
			out = append(append(out, text[:from]...), s.mark(bytes.Trim(secret, `"'\`))...)
		}
		text = text[to:]
	}
}

// unname puts marks in the place of names that stand alone, or in those of homes
// and accounts (ada-1001, ch-ada-1001).
func (s *scrubber) unname(text []byte) []byte {
	if s.names == nil {
		return text
	}
	var out []byte
	from := 0
	for _, m := range s.names.FindAllIndex(text, -1) {
		if m[0] < from || !aloneBefore(text[:m[0]]) || !aloneAfter(text[m[1]:]) {
			continue
		}
		out = append(append(out, text[from:m[0]]...), s.who[strings.ToLower(string(text[m[0]:m[1]]))]...)
		from = m[1]
	}
	return append(out, text[from:]...)
}

func aloneBefore(text []byte) bool {
	r, _ := utf8.DecodeLastRune(text)
	if r == '-' {
		return bytes.HasSuffix(text, []byte("ch-")) && aloneBefore(text[:len(text)-3])
	}
	return len(text) == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_'
}

func aloneAfter(text []byte) bool {
	r, n := utf8.DecodeRune(text)
	if r == '-' {
		return len(text) > n && text[n] >= '0' && text[n] <= '9'
	}
	return len(text) == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_'
}
