package certificate

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"github.com/mholt/acmez/v3/acme"
)

// trouble is what went wrong, for a person.
type trouble struct {
	said  string // what happened
	hint  string // what to do
	err   error  // for the log
	reach bool   // the authority could not convince itself: the name may point elsewhere
}

// maxSaid bounds a sentence in bytes: what a stranger's server said is in it.
const maxSaid = 400

func clip(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	if len(s) <= maxSaid {
		return s
	}
	cut := maxSaid
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// explain puts an error into words.
func explain(err error, cfg Config, name string) *trouble {
	t := &trouble{err: err}
	var problem acme.Problem
	var cmd *commandError
	var file *fileError
	switch {
	case errors.As(err, &cmd):
		t.said = fmt.Sprintf("The command for dns challenges failed (%s): %s", cmd.what, orElse(cmd.said, cmd.err.Error()))
		t.hint = "Run it by hand as the edge's account, with the same three words behind it."
	case errors.As(err, &problem):
		fromAuthority(t, problem, name)
	case errors.As(err, &file):
		t.said = fmt.Sprintf("The file %s is of no use: %v.", file.path, plain(file.err))
		t.hint = "The edge's account must be able to read it. Mend the file; it is read again by itself."
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		t.said = fmt.Sprintf("The folder for certificates, %s, cannot be written: %v.", cfg.Dir, plain(err))
		t.hint = "Make room on the disk, or give the folder back to the edge's account."
	case strings.Contains(err.Error(), "no space left on device"), strings.Contains(err.Error(), "read-only file system"):
		// certmagic does not wrap what its storage says.
		t.said = fmt.Sprintf("The folder for certificates, %s, cannot be written: the disk is full or read-only.", cfg.Dir)
		t.hint = "Make room on the disk."
	default:
		reaching(t, err, cfg)
	}
	return t
}

// fromAuthority explains what an authority answered (RFC 8555 section 6.7).
func fromAuthority(t *trouble, p acme.Problem, name string) {
	detail := p.Detail
	for _, sub := range p.Subproblems {
		detail += " " + sub.Detail
	}
	kind := strings.TrimPrefix(p.Type, acme.ProblemTypeNamespace)
	switch kind {
	case "dns":
		t.said, t.reach = fmt.Sprintf("The authority cannot look up %s.", name), true
		t.hint = "Give the name an address record (A, or AAAA) at the company where you registered it, then wait until it is known."
	case "connection", "tls", "unauthorized", "incorrectResponse":
		t.said, t.reach = fmt.Sprintf("The authority looked at %s and did not find this machine there.", name), true
		t.hint = "Ports 80 and 443 must be open from the internet, and the name must point here with every address it has, IPv6 too."
	case "rateLimited":
		t.said = "The authority takes no more orders for now."
		t.hint = "It is tried again by itself; asking for more does not help."
	case "caa":
		t.said = fmt.Sprintf("A CAA record of %s forbids this authority.", name)
		t.hint = "Change or remove that record where the name's records are kept."
	case "rejectedIdentifier", "unsupportedIdentifier":
		t.said = fmt.Sprintf("The authority gives no certificates for %s.", name)
		t.hint = "It must be a name of your own on the internet. For others there is the mode local."
	case "externalAccountRequired":
		t.said, t.hint = "The authority wants an account that was made elsewhere.", "Choose another in https.directory."
	case "invalidContact", "unsupportedContact":
		t.said, t.hint = "The authority does not like https.email.", "Write another address there, or none."
	default:
		t.said, t.hint = "The authority refused.", "It is tried again by itself."
	}
	if detail != "" {
		t.said += " It says: " + detail
	}
}

// reaching explains why an authority could not be asked.
func reaching(t *trouble, err error, cfg Config) {
	who := "Let's Encrypt"
	if u, e := url.Parse(cfg.Directory); e == nil && u.Host != "" {
		who = u.Host
	}
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var lookup *net.DNSError
	var network net.Error
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		t.said = fmt.Sprintf("The certificate of %s itself is not valid at the time that this machine's clock shows, %s.", who, time.Now().UTC().Format("2006-01-02 15:04 UTC"))
		t.hint = "Look at the clock: timedatectl. A machine that keeps time by itself: timedatectl set-ntp true"
	case errors.As(err, &unknown), errors.As(err, &host), errors.As(err, &invalid):
		t.said = fmt.Sprintf("What answers as %s is not known to be it: %v.", who, plain(err))
		t.hint = "For an authority of your own, name its root in https.ca_file."
	case errors.As(err, &lookup):
		t.said = fmt.Sprintf("This machine cannot look up %s.", lookup.Name)
		t.hint = "Look at its name servers: resolvectl status, or /etc/resolv.conf."
	case errors.As(err, &network), errors.Is(err, syscall.ECONNREFUSED):
		t.said = fmt.Sprintf("%s cannot be reached from this machine: %v.", who, plain(err))
		t.hint = "It is tried again by itself. Does the machine reach the internet? curl -I https://" + who
	default:
		t.said, t.hint = fmt.Sprintf("It did not work: %v.", plain(err)), "It is tried again by itself."
	}
}

// plain is the innermost error: those around it say what a program did.
func plain(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// retryAfter is how long an authority wants to be left alone, at least.
func retryAfter(err error) time.Duration {
	var p acme.Problem
	if errors.As(err, &p) && p.Type == acme.ProblemTypeRateLimited {
		return time.Hour
	}
	return 0
}

// pointsElsewhere looks where a name points, and says so if it is not here.
func (m *Manager) pointsElsewhere(ctx context.Context, name string) string {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	host := strings.TrimPrefix(name, "*.")
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	said := whereabouts(host, found, err, ownAddresses())
	if said != "" {
		said += " "
	}
	return said
}

// whereabouts says where a name points, "" where that is here.
func whereabouts(host string, found []netip.Addr, err error, own []netip.Addr) string {
	var lookup *net.DNSError
	switch {
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return fmt.Sprintf("The name %s does not exist, or has no address.", host)
	case err != nil || len(found) == 0:
		return ""
	}
	var away []string
	for _, a := range found {
		if a = a.Unmap(); !slices.Contains(own, a) {
			away = append(away, a.String())
		}
	}
	if len(away) == 0 {
		return ""
	}
	mine := make([]string, len(own))
	private := true
	for i, a := range own {
		mine[i] = a.String()
		private = private && (a.IsPrivate() || a.Is6())
	}
	said := fmt.Sprintf("%s points to %s, this machine is %s.", host, strings.Join(away, " and "), orElse(strings.Join(mine, " and "), "without an address"))
	if private {
		said += " (Behind a router that passes ports on, its address counts.)"
	}
	return said
}

// ownAddresses are those under which others may find this machine.
func ownAddresses() []netip.Addr {
	var out []netip.Addr
	list, _ := net.InterfaceAddrs()
	for _, a := range list {
		if n, ok := a.(*net.IPNet); ok {
			if ip, ok := netip.AddrFromSlice(n.IP); ok && ip.Unmap().IsGlobalUnicast() {
				out = append(out, ip.Unmap())
			}
		}
	}
	return out[:min(len(out), 4)]
}
