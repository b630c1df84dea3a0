package commonhall

import "strings"

// AppName names a kind of program that a server can run.
type AppName string

// App describes how to run a program as a server.
type App struct {
	Name        AppName
	Title       string          // for people
	Command     []string        // {port} and {prefix} are replaced
	StripPrefix bool            // the program does not know its prefix: take it away from paths
	ReadyPath   string          // answered below 500 as soon as the program serves; below the prefix
	OpenPath    string          // where to send a person who opens the server; below the prefix
	Icon        string          // name of a picture that the pages have; empty for a general one
	MakesRoom   bool            // people delete files with it: it may start on a disk that is nearly full
	Environment EnvironmentName // that its servers have, whoever starts it; empty: what the person has
	Limits      Limits          // of its servers, where nothing narrower is decided
	Probe       string          // the program to look for; the app is offered where it exists. Empty: Command[0]
	HubAuth     bool            // it signs people in through the hub by itself, and is told who asks
}

// Program is the program that is looked for where the app is to be offered.
func (a App) Program() string {
	if a.Probe != "" {
		return a.Probe
	}
	return a.Command[0]
}

// HasKernels reports whether the app is Jupyter's.
func (a App) HasKernels() bool {
	return len(a.Command) > 0 && (strings.Contains(a.Command[0], "jupyter") || strings.Contains(a.Probe, "jupyter"))
}

// Expand returns the command with {port} and {prefix} filled in.
func (a App) Expand(port, prefix string) []string {
	r := strings.NewReplacer("{port}", port, "{prefix}", prefix)
	out := make([]string, len(a.Command))
	for i, s := range a.Command {
		out[i] = r.Replace(s)
	}
	return out
}

// PathEscape escapes s for one path segment as JupyterHub does: letters,
// digits and - . _ ~ @ stay, every other byte becomes %XX.
func PathEscape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~@", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

// LogPath returns a request's path as it may stand in a log: without the code of an
// invitation, or the token of an old client's question, which let in whoever holds them.
func LogPath(path string) string {
	for _, secret := range []string{"/invite/", "/authorizations/"} {
		if before, _, found := strings.Cut(path, secret); found {
			return before + secret + "…"
		}
	}
	return path
}
