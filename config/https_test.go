package config

import (
	"net/netip"
	"reflect"
	"testing"
)

// TestEverySettingOfHTTPS arrives in its field, and is written as it came.
func TestEverySettingOfHTTPS(t *testing.T) {
	c := parse(t, `
https:
  mode: acme
  names: [hall.example.org, "*.hall.example.org", xn--mller-kva.example]
  email: teacher@example.org
  directory: https://ca.example.org:9000/acme/directory
  ca_file: /etc/ssl/own.pem
  challenges: [http, dns]
  dns_command: [/usr/local/bin/record, example.org]
  certificate_file: /etc/ssl/hall.pem
  key_file: /etc/ssl/hall.key
  proxies: []
`)
	want := HTTPS{Mode: "acme", Names: []string{"hall.example.org", "*.hall.example.org", "xn--mller-kva.example"}, Email: "teacher@example.org",
		Directory: "https://ca.example.org:9000/acme/directory", CAFile: "/etc/ssl/own.pem", Challenges: []string{"http", "dns"},
		DNSCommand: []string{"/usr/local/bin/record", "example.org"}, CertificateFile: "/etc/ssl/hall.pem", KeyFile: "/etc/ssl/hall.key"}
	if !reflect.DeepEqual(c.HTTPS, want) {
		t.Errorf("read as\n%+v, not\n%+v", c.HTTPS, want)
	}
	if again := parse(t, string(c.YAML())); !reflect.DeepEqual(again, c) {
		t.Errorf("written as\n%s and read as\n%+v", c.YAML(), again)
	}
}

// TestHTTPS: the ways in which people write it.
func TestHTTPS(t *testing.T) {
	for text, mode := range map[string]string{
		"https:\n  mode: off\n": "off", // no truth value here
		"https:\n  mode: off\n  proxies: [127.0.0.1, 10.0.0.0/24, \"fd00::/8\"]\n":        "off",
		"https:\n  mode: local\n  names: [hall.local]\n":                                  "local",
		"https:\n  mode: local\n  names: [\"*.hall.lan\", localhost]\n":                   "local",
		"https:\n  mode: acme\n  names:\n    - hall.example.org\n":                        "acme",
		"https:\n  mode: files\n  names: [a.b]\n  certificate_file: /c\n  key_file: /k\n": "files",
	} {
		if c := parse(t, text); c.HTTPS.Mode != mode {
			t.Errorf("%s: the mode is %q", text, c.HTTPS.Mode)
		}
	}
	for text, want := range map[string]string{"10.0.0.5": "10.0.0.5/32", "10.1.2.3/8": "10.0.0.0/8", "::ffff:10.0.0.5": "10.0.0.5/32", "fd00::1": "fd00::1/128"} {
		if p, err := ParseNetwork(text); err != nil || p != netip.MustParsePrefix(want) {
			t.Errorf("%s: %v, %v", text, p, err)
		}
	}
}
