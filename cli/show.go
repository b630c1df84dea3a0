package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// shown prints each request and its answer, so that whoever can do a thing with a command
// can learn to do it with the API. Secrets are not printed.
type shown struct {
	http.RoundTripper
	to io.Writer
}

// showAtMost is how much of an answer is printed, in bytes.
const showAtMost = 1 << 20

// RoundTrip implements http.RoundTripper.
func (s shown) RoundTrip(req *http.Request) (*http.Response, error) {
	fmt.Fprintf(s.to, "> %s %s\n", req.Method, req.URL.RequestURI())
	if req.GetBody != nil {
		if b, err := req.GetBody(); err == nil {
			sent, _ := io.ReadAll(b)
			s.body("> ", sent)
		}
	}
	resp, err := s.RoundTripper.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if scopes, ok := resp.Header["X-Commonhall-Scopes"]; ok {
		fmt.Fprintf(s.to, "* %s\n", needed(strings.Fields(strings.Join(scopes, " "))))
	}
	fmt.Fprintf(s.to, "< %s\n", resp.Status)
	if kind := resp.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		if resp.ContentLength != 0 && kind != "" {
			fmt.Fprintf(s.to, "< (%s)\n", kind)
		}
		return resp, nil
	}
	answer, err := io.ReadAll(io.LimitReader(resp.Body, showAtMost))
	s.body("< ", answer)
	resp.Body = again{io.MultiReader(bytes.NewReader(answer), rest{resp.Body, err}), resp.Body}
	return resp, nil
}

// again is a body of which a part was read.
type again struct {
	io.Reader
	io.Closer
}

// rest goes on where reading ended, or with how it failed.
type rest struct {
	io.Reader
	err error
}

func (r rest) Read(p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	return r.Reader.Read(p)
}

func needed(scopes []string) string {
	switch {
	case len(scopes) == 0:
		return "needs no scope"
	case scopes[0] == "*":
		return "needs any token that is valid"
	case scopes[0] == "operator":
		return "works for root alone, on the administrators' socket"
	case len(scopes) == 1:
		return "needs the scope " + scopes[0]
	}
	return "needs one of the scopes " + strings.Join(scopes, ", ")
}

// body prints JSON in lines, and of what is none, or more than is shown, how much it is.
func (s shown) body(prefix string, b []byte) {
	var v any
	text := b
	if json.Unmarshal(b, &v) == nil {
		text, _ = json.MarshalIndent(hidden(v), "", "  ")
	} else if len(b) > 0 {
		text = fmt.Appendf(nil, "(%d bytes that are no JSON, or more than is shown)", len(b))
	}
	for line := range strings.Lines(string(text)) {
		fmt.Fprintf(plain{s.to}, "%s%s\n", prefix, strings.TrimSuffix(line, "\n"))
	}
}

// opens reports whether a value of JSON lets somebody in.
func opens(key, value string) bool {
	return value != "" && (key == "password" || key == "token" || key == "api_token") || strings.HasPrefix(value, "/hub/invite/")
}

// hidden returns v without secrets.
func hidden(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if text, ok := value.(string); ok && opens(key, text) {
				v[key] = "(hidden)"
				continue
			}
			v[key] = hidden(value)
		}
	case []any:
		for i, value := range v {
			v[i] = hidden(value)
		}
	}
	return v
}
