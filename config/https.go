package config

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// maxNames is how many names an edge keeps certificates for.
const maxNames = 50

// https checks how browsers reach commonhall.
func (d *decoder) https(c *Config) {
	h := &c.HTTPS
	d.hostNames(h)
	d.challenges(h)
	for i, p := range h.Proxies {
		if pos := d.at[fmt.Sprintf("https.proxies[%d]", i)]; pos != nil && !d.bad["https.proxies"] {
			if _, err := ParseNetwork(p); err != nil {
				d.report(fmt.Sprintf("https.proxies[%d]", i), pos, quote(p)+" is neither an address nor a network", "Such as 10.0.0.5, or 10.0.0.0/24.")
			}
		}
	}
	for key, path := range map[string]string{"https.ca_file": h.CAFile, "https.certificate_file": h.CertificateFile, "https.key_file": h.KeyFile} {
		if pos, ok := d.find(key, ""); ok && path != "" && !strings.HasPrefix(path, "/") {
			d.report(key, pos, quote(path)+" is not a whole path", "It begins with /.")
		}
	}
	if pos, ok := d.find("https.directory", ""); ok && h.Directory != "" {
		if u, err := url.Parse(h.Directory); err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
			d.report("https.directory", pos, "is not the address of an ACME directory", "It begins with https://, such as https://acme-v02.api.letsencrypt.org/directory.")
		}
	}
	if pos, ok := d.find("https.email", ""); ok && h.Email != "" {
		if name, host, found := strings.Cut(h.Email, "@"); !found || name == "" || host == "" || strings.ContainsAny(h.Email, " ,<>") {
			d.report("https.email", pos, quote(h.Email)+" is not an address", "Such as teacher@example.org.")
		}
	}
	d.httpsNeeds(h)
}

// httpsNeeds checks what a mode cannot do without.
func (d *decoder) httpsNeeds(h *HTTPS) {
	pos := d.at["https.mode"]
	if pos == nil || d.bad["https.mode"] {
		return
	}
	switch {
	case h.Mode == "off":
		return
	case len(h.Names) == 0 && !d.bad["https.names"]:
		d.report("https.mode", pos, "needs https.names", "For example: names: [hall.example.org]")
	case h.Mode == "files" && (h.CertificateFile == "" || h.KeyFile == "") && !d.bad["https.certificate_file"] && !d.bad["https.key_file"]:
		d.report("https.mode", pos, "needs https.certificate_file and https.key_file", "They name your certificate and its key.")
	}
	if at, ok := d.find("https.proxies", ""); ok && len(h.Proxies) > 0 {
		d.report("https.proxies", at, "has no use where commonhall encrypts itself", "Set https.mode to off, or remove the proxies.")
	}
}

func (d *decoder) hostNames(h *HTTPS) {
	pos, ok := d.find("https.names", "")
	if !ok {
		return
	}
	if len(h.Names) > maxNames {
		d.report("https.names", pos, fmt.Sprintf("has %d names, more than %d", len(h.Names), maxNames), "One wildcard covers many.")
	}
	for i, name := range h.Names {
		key := fmt.Sprintf("https.names[%d]", i)
		base, wild := strings.CutPrefix(name, "*.")
		switch {
		case net.ParseIP(name) != nil && h.Mode == "local":
			if canonical := net.ParseIP(name).String(); canonical != name {
				d.report(key, d.at[key], quote(name)+" is not how browsers write this address", "Write "+canonical+".")
			}
		case net.ParseIP(name) != nil:
			d.report(key, d.at[key], quote(name)+" is an address, not a name", "Certificates are for names, such as hall.example.org; for an address there is the mode local.")
		case !validHost(base):
			d.report(key, d.at[key], quote(name)+" is not a host name", didLower(name)+"Small letters, digits, hyphens and dots; names with other letters in their form that begins with xn--.")
		case slices.Contains(h.Names[:i], name):
			d.report(key, d.at[key], quote(name)+" stands there twice", "Keep one of the two.")
		case wild && h.Mode == "acme" && !slices.Contains(h.Challenges, "dns"):
			d.report(key, d.at[key], quote(name)+" needs the challenge dns", "Authorities show no other way for a wildcard: add dns to https.challenges, and https.dns_command.")
		}
	}
}

func didLower(name string) string {
	if lower := strings.ToLower(strings.TrimSpace(strings.TrimSuffix(name, "."))); lower != name && validHost(strings.TrimPrefix(lower, "*.")) {
		return fmt.Sprintf("Write %s. ", lower)
	}
	return ""
}

// validHost tells host names with at least one dot, and localhost.
func validHost(s string) bool {
	if len(s) > 253 || (!strings.Contains(s, ".") && s != "localhost") {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
	}
	return true
}

func (d *decoder) challenges(h *HTTPS) {
	if pos, ok := d.find("https.challenges", ""); ok {
		known := []string{"http", "tls-alpn", "dns"}
		for i, c := range h.Challenges {
			if key := fmt.Sprintf("https.challenges[%d]", i); !slices.Contains(known, c) {
				d.report(key, d.at[key], quote(c)+" is not one of: "+strings.Join(known, ", "), didYouMean(c, known))
			}
		}
		switch {
		case len(h.Challenges) == 0:
			d.report("https.challenges", pos, "is empty: no authority could convince itself", "Remove the line, or name one: "+strings.Join(known, ", ")+".")
		case slices.Contains(h.Challenges, "dns") && len(h.DNSCommand) == 0 && !d.bad["https.dns_command"]:
			d.report("https.challenges", pos, "has dns, which needs https.dns_command", "It names the program that publishes a record.")
		}
	}
	if pos, ok := d.find("https.dns_command", ""); ok && len(h.DNSCommand) > 0 && !strings.HasPrefix(h.DNSCommand[0], "/") {
		d.report("https.dns_command", pos, quote(h.DNSCommand[0])+" is not a program's whole path", "Write each word as an element, such as [/usr/local/bin/dns-record, example.org].")
	}
}

// ParseNetwork reads an address, or a network in the form 10.0.0.0/24.
func ParseNetwork(s string) (netip.Prefix, error) {
	if addr, err := netip.ParseAddr(s); err == nil {
		return netip.PrefixFrom(addr.Unmap(), addr.Unmap().BitLen()), nil
	}
	p, err := netip.ParsePrefix(s)
	return p.Masked(), err
}
