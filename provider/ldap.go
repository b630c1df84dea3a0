package provider

import (
	"context"
	"crypto/tls"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/go-ldap/ldap/v3"

	"commonhall/config"
)

// directory is a provider that speaks LDAP.
type directory struct {
	settings config.Provider
	secret   func(string) (string, error)
	slots    chan struct{} // connections at once
}

// maxDirectory is how many connections to a directory there are at once; others wait.
const maxDirectory = 8

func newDirectory(s config.Provider, secret func(string) (string, error)) *directory {
	return &directory{settings: s, secret: secret, slots: make(chan struct{}, maxDirectory)}
}

// What is typed and goes to a directory, in bytes at most.
const (
	maxTypedName     = 256
	maxTypedPassword = 1024
)

// errNobody is a name that the directory does not have, or has more than once.
var errNobody = errors.New("the directory does not have exactly one person of that name")

// Check implements Typed. A directory takes an empty password for a sign-in as nobody,
// and says yes: it never gets one.
func (d *directory) Check(ctx context.Context, name, password string) (Person, []byte, error) {
	if name == "" || password == "" || len(name) > maxTypedName || len(password) > maxTypedPassword || !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
		return Person{}, nil, refused(d.settings, errors.New("what was typed is no name and password"))
	}
	c, end, err := d.dial(ctx)
	if err != nil {
		return Person{}, nil, err
	}
	defer end()
	var entry *ldap.Entry
	if d.settings.UserDN != "" {
		dn := strings.ReplaceAll(d.settings.UserDN, "{username}", ldap.EscapeDN(name))
		if err := d.bind(c, dn, password); err != nil {
			return Person{}, nil, err
		}
		entry, err = d.one(c, dn, ldap.ScopeBaseObject, "(objectClass=*)")
	} else {
		if entry, err = d.find(c, name); err == nil {
			err = d.bind(c, entry.DN, password)
		}
	}
	if errors.Is(err, errNobody) {
		return Person{}, nil, refused(d.settings, err)
	}
	if err != nil {
		return Person{}, nil, err
	}
	p, err := d.person(entry)
	if err != nil || d.settings.UserDN != "" { // nobody may look people up: there is nobody to ask again
		return p, nil, err
	}
	return p, kept(name, p.Subject), nil
}

// Refresh implements Refresher: it looks the person up again, by what found them before.
func (d *directory) Refresh(ctx context.Context, before []byte) (Person, []byte, error) {
	var r remembered
	if err := json.Unmarshal(before, &r); err != nil || r.Token == "" {
		return Person{}, before, nil
	}
	c, end, err := d.dial(ctx)
	if err != nil {
		return Person{}, before, err
	}
	defer end()
	entry, err := d.find(c, r.Token)
	if errors.Is(err, errNobody) {
		return Person{}, before, gone(d.settings, err)
	}
	if err != nil {
		return Person{}, before, err
	}
	p, err := d.person(entry)
	if err != nil {
		return Person{}, before, unreachable(d.settings, err)
	}
	if p.Subject != r.Subject {
		return Person{}, before, gone(d.settings, errors.New("somebody else has the name now"))
	}
	return p, before, nil
}

// Probe implements Prober.
func (d *directory) Probe(ctx context.Context) error {
	c, end, err := d.dial(ctx)
	if err != nil {
		return err
	}
	defer end()
	return d.signInToLook(c)
}

// dial connects, encrypted in any case.
func (d *directory) dial(ctx context.Context) (*ldap.Conn, func(), error) {
	select {
	case d.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, nil, unreachable(d.settings, ctx.Err())
	}
	c, err := d.connect(ctx)
	if err != nil {
		<-d.slots
		return nil, nil, unreachable(d.settings, err)
	}
	return c, func() { _ = c.Close(); <-d.slots }, nil
}

func (d *directory) connect(ctx context.Context) (*ldap.Conn, error) {
	u, err := url.Parse(d.settings.URL)
	if err != nil {
		return nil, err
	}
	conf, err := trusting(d.settings.CAFile)
	if err != nil {
		return nil, err
	}
	conf.ServerName = u.Hostname()
	port := u.Port()
	if port == "" {
		port = map[string]string{"ldaps": "636", "ldap": "389"}[u.Scheme]
	}
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	raw, err := (&net.Dialer{}).DialContext(ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		return nil, err
	}
	_ = raw.SetDeadline(time.Now().Add(2 * askTimeout)) // it has one, being TCP
	bounded := &boundedConn{Conn: raw, left: maxAnswer}
	if u.Scheme == "ldaps" {
		secure := tls.Client(bounded, conf)
		if err := secure.HandshakeContext(ctx); err != nil {
			raw.Close()
			return nil, err
		}
		c := ldap.NewConn(secure, true)
		c.Start()
		return c, nil
	}
	c := ldap.NewConn(bounded, false)
	c.SetTimeout(askTimeout)
	c.Start()
	if err := c.StartTLS(conf); err != nil {
		_ = c.Close()
		return nil, fmt.Errorf("start TLS: %w", err)
	}
	return c, nil
}

// boundedConn cuts a directory off that goes on and on.
type boundedConn struct {
	net.Conn
	left int
}

func (b *boundedConn) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errors.New("the directory said too much")
	}
	n, err := b.Conn.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// bind signs in. That a password is wrong is nobody's fault but theirs who typed it; nor that
// the account has none, is locked, or was tried too often, each in some directory's words.
func (d *directory) bind(c *ldap.Conn, dn, password string) error {
	if dn == "" || password == "" { // would be a sign-in as nobody
		return refused(d.settings, errors.New("an empty name or password"))
	}
	err := c.Bind(dn, password)
	if ldap.IsErrorAnyOf(err, ldap.LDAPResultInvalidCredentials, ldap.LDAPResultNoSuchObject, ldap.LDAPResultInvalidDNSyntax,
		ldap.LDAPResultInappropriateAuthentication, ldap.LDAPResultUnwillingToPerform, ldap.LDAPResultConstraintViolation) {
		return refused(d.settings, errors.New("the directory does not take the name and password"))
	}
	if err != nil {
		return unreachable(d.settings, err)
	}
	return nil
}

// signInToLook signs in as the account that the settings name, if they do.
func (d *directory) signInToLook(c *ldap.Conn) error {
	if d.settings.BindDN == "" {
		return nil
	}
	password, err := d.secret(d.settings.BindPasswordFile)
	if err != nil {
		return unready(d.settings, "bind_password_file", err)
	}
	if err := d.bind(c, d.settings.BindDN, password); err != nil {
		return unreachable(d.settings, errors.New("the directory does not take bind_dn and its password"))
	}
	return nil
}

// find looks a person up, as the account that the settings name.
func (d *directory) find(c *ldap.Conn, name string) (*ldap.Entry, error) {
	if err := d.signInToLook(c); err != nil {
		return nil, err
	}
	filter := d.settings.SearchFilter
	if filter == "" {
		filter = "(uid={username})"
	}
	return d.one(c, d.settings.SearchBase, ldap.ScopeWholeSubtree, strings.ReplaceAll(filter, "{username}", ldap.EscapeFilter(name)))
}

// one returns the only entry that a search finds. Referrals to elsewhere are not followed.
func (d *directory) one(c *ldap.Conn, base string, scope int, filter string) (*ldap.Entry, error) {
	r, err := c.Search(ldap.NewSearchRequest(base, scope, ldap.NeverDerefAliases, 2, int(askTimeout.Seconds()), false, filter,
		[]string{d.nameAttribute(), d.subjectAttribute(), d.groupsAttribute(), "mail"}, nil))
	switch {
	case ldap.IsErrorWithCode(err, ldap.LDAPResultNoSuchObject), ldap.IsErrorWithCode(err, ldap.LDAPResultSizeLimitExceeded):
		return nil, errNobody
	case err != nil:
		return nil, unreachable(d.settings, err)
	case len(r.Entries) != 1 || r.Entries[0].DN == "":
		return nil, errNobody
	}
	return r.Entries[0], nil
}

func or(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

func (d *directory) nameAttribute() string    { return or(d.settings.UsernameClaim, "uid") }
func (d *directory) subjectAttribute() string { return or(d.settings.SubjectAttribute, "entryUUID") }
func (d *directory) groupsAttribute() string  { return or(d.settings.GroupsClaim, "memberOf") }

// nameBelow returns ada of cn=ada,base, and nothing of what is elsewhere, deeper, or named by
// something else. An attribute may list plain names too: these are as they are, without a base.
func nameBelow(base, group string) string {
	if base == "" {
		if strings.Contains(group, "=") {
			return ""
		}
		return group
	}
	place, err := ldap.ParseDN(base)
	dn, wrong := ldap.ParseDN(group)
	if err != nil || wrong != nil || len(place.RDNs) == 0 || len(dn.RDNs) != len(place.RDNs)+1 || !place.AncestorOfFold(dn) {
		return ""
	}
	first := dn.RDNs[0].Attributes
	if len(first) != 1 || !strings.EqualFold(first[0].Type, "cn") {
		return ""
	}
	return first[0].Value
}

// person reads an entry. The name is the directory's, not what was typed: it takes ádá
// for ada, and spaces for none.
func (d *directory) person(e *ldap.Entry) (Person, error) {
	subjects := e.GetEqualFoldRawAttributeValues(d.subjectAttribute())
	if len(subjects) != 1 || len(subjects[0]) == 0 || len(subjects[0]) > 255 {
		return Person{}, unreachable(d.settings, fmt.Errorf("the entry has no one %s: set subject_attribute", d.subjectAttribute()))
	}
	subject := string(subjects[0])
	if !utf8.ValidString(subject) || strings.ContainsFunc(subject, unicode.IsControl) {
		subject = hex.EncodeToString(subjects[0]) // such as objectGUID
	}
	if strings.EqualFold(d.subjectAttribute(), "objectGUID") {
		subject = hex.EncodeToString(subjects[0]) // one form, whatever bytes it has
	}
	p := Person{Issuer: d.settings.URL, Subject: subject, Name: e.GetEqualFoldAttributeValue(d.nameAttribute()), Email: e.GetEqualFoldAttributeValue("mail")}
	groups := e.GetEqualFoldAttributeValues(d.groupsAttribute())
	p.Groups = groups[:min(len(groups), maxGroups)]
	return p, nil
}
