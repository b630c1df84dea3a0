package provider

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"syscall"
	"time"

	"commonhall"
	"commonhall/config"
)

// machine is the machine that all runs on, whose accounts PAM knows. It is asked by a
// program of its own, commonhall-pam, which systemd starts as root behind a socket, once for each
// question; packaging/pam has it, and says what goes over the socket.
type machine struct {
	settings config.Provider
	socket   string
	slots    chan struct{} // questions at once
}

const (
	// PAMIssuer is Person.Issuer of the machine's accounts.
	PAMIssuer = "pam"
	// maxMachine is how many questions there are at once; others wait. The socket's unit
	// allows more, so that systemd turns none away.
	maxMachine = 8
	// machineTimeout is longer than the program takes, which waits after a wrong password.
	machineTimeout = 25 * time.Second
	// maxAccount is how long a name may be, in bytes.
	maxAccount = 64
	// noAccount is a name that no account has.
	noAccount = "commonhall-no-such-name"
)

// The verbs of a question.
const (
	askPassword = 'A' // may they sign in
	askAccount  = 'L' // may the account still be used
)

// What the machine says but yes, in its words.
var (
	errNo      = errors.New("the machine does not take the name and password")
	errExpired = errors.New("the password is right, but the account has expired or may not be used")
)

func newMachine(s config.Provider, socket string) *machine {
	return &machine{settings: s, socket: socket, slots: make(chan struct{}, maxMachine)}
}

// Check implements Typed.
func (m *machine) Check(ctx context.Context, name, password string) (Person, []byte, error) {
	if !accountName(name) || password == "" || len(password) > maxTypedPassword || strings.ContainsRune(password, 0) {
		return Person{}, nil, refused(m.settings, errors.New("what was typed is no name and password of an account"))
	}
	p, err := m.ask(ctx, askPassword, name, password)
	switch {
	case errors.Is(err, errNo):
		return Person{}, nil, refused(m.settings, err)
	case errors.Is(err, errExpired): // which they hear who have the right password
		return Person{}, nil, commonhall.Errorf(commonhall.PermissionDenied, "Your account on this machine, or its password, has expired or may not be used.").
			WithHint("Ask who looks after the machine, or choose a new password there.").Because(err)
	case err != nil:
		return Person{}, nil, unreachable(m.settings, err)
	}
	return p, kept(p.Name, p.Subject), nil
}

// Refresh implements Refresher: it looks whether the account is there, is the same one,
// and may be used.
func (m *machine) Refresh(ctx context.Context, before []byte) (Person, []byte, error) {
	var r remembered
	if err := json.Unmarshal(before, &r); err != nil || !accountName(r.Token) {
		return Person{}, before, nil
	}
	p, err := m.ask(ctx, askAccount, r.Token, "")
	switch {
	case errors.Is(err, errNo), errors.Is(err, errExpired):
		return Person{}, before, gone(m.settings, err)
	case err != nil:
		return Person{}, before, unreachable(m.settings, err)
	case p.Subject != r.Subject:
		return Person{}, before, gone(m.settings, errors.New("somebody else has the name now"))
	}
	return p, before, nil
}

// Probe implements Prober.
func (m *machine) Probe(ctx context.Context) error {
	if _, err := m.ask(ctx, askAccount, noAccount, ""); !errors.Is(err, errNo) {
		return unreachable(m.settings, cmpErr(err))
	}
	return nil
}

// cmpErr is err, or that there was none where one belongs.
func cmpErr(err error) error {
	if err == nil {
		return errors.New("the machine says yes to everybody")
	}
	return err
}

// ask puts one question.
func (m *machine) ask(ctx context.Context, verb byte, name, password string) (p Person, err error) {
	ctx, cancel := context.WithTimeout(ctx, machineTimeout)
	defer cancel()
	select {
	case m.slots <- struct{}{}:
		defer func() { <-m.slots }()
	case <-ctx.Done():
		return p, ctx.Err()
	}
	raw, err := (&net.Dialer{}).DialContext(ctx, "unix", m.socket)
	if err != nil {
		return p, fmt.Errorf("nobody asks the machine for us (commonhall setup makes the socket): %w", err)
	}
	c := raw.(*net.UnixConn) // of the network unix there is no other
	defer c.Close()
	defer context.AfterFunc(ctx, func() { _ = c.SetDeadline(time.Unix(1, 0)) })()
	q := question(verb, name, password)
	_, err = c.Write(q)
	clear(q)
	if err == nil {
		err = c.CloseWrite()
	}
	var b []byte
	if err == nil {
		b, err = io.ReadAll(io.LimitReader(c, maxAnswer))
	}
	if err == nil && len(b) == 0 || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) {
		err = errors.New("nobody answers: the program /usr/local/libexec/commonhall-pam is missing, or was ended")
	}
	if err != nil {
		return p, fmt.Errorf("ask the machine: %w", err)
	}
	if p, err = answered(b); err == nil && p.Name != name {
		return Person{}, errors.New("the machine's answer is about somebody else")
	}
	return p, err
}

// question writes what is asked.
func question(verb byte, name, password string) []byte {
	b := make([]byte, 0, 6+len(name)+len(password)) // at once: a slice that grows leaves copies behind
	b = append(b, 1, verb)
	b = binary.BigEndian.AppendUint16(b, uint16(len(name)))
	b = binary.BigEndian.AppendUint16(b, uint16(len(password)))
	return append(append(b, name...), password...)
}

// accountName reports whether somebody could be called so. What PAM hears, and its modules
// put into file names and searches, are these letters and no others.
func accountName(s string) bool {
	if s == "" || len(s) > maxAccount || strings.Contains("-.@+", s[:1]) {
		return false
	}
	return strings.Trim(lower(s), "abcdefghijklmnopqrstuvwxyz0123456789_-.@+") == ""
}

// answered reads an answer: whole, or it is none.
func answered(b []byte) (p Person, err error) {
	switch string(b) {
	case "no\n":
		return p, errNo
	case "expired\n":
		return p, errExpired
	case "error\n":
		return p, errors.New("PAM could not say; the machine's journal knows why (journalctl -t commonhall-pam)")
	}
	body, ok := bytes.CutSuffix(b, []byte("\nend\n"))
	lines := strings.Split(string(body), "\n")
	words := strings.Split(lines[0], " ")
	if !ok || len(words) != 3 || words[0] != "ok" || !accountName(words[1]) || len(lines)-1 > maxGroups {
		return p, errors.New("the answer makes no sense")
	}
	uid, err := strconv.ParseUint(words[2], 10, 32)
	if err != nil || uid < firstPerson || strconv.FormatUint(uid, 10) != words[2] {
		return p, errors.New("the answer is about no person's account")
	}
	// Numbers are given again, and names too; both together mean the same to the machine.
	p = Person{Issuer: PAMIssuer, Subject: words[2] + ":" + words[1], Name: words[1]}
	for _, line := range lines[1:] {
		g, ok := strings.CutPrefix(line, "group ")
		if !ok || g == "" {
			return Person{}, errors.New("the answer makes no sense")
		}
		p.Groups = append(p.Groups, g)
	}
	return p, nil
}

// firstPerson is the first uid of people: below are root and system accounts.
const firstPerson = 1000
