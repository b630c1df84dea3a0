package config

import (
	"strings"
	"testing"
)

// What would leave somebody without a backup, or with an open one, is told before
// the first night.
func TestWhereBackupsGo(t *testing.T) {
	const s3 = "  to: s3://bucket/hall\n"
	for src, want := range map[string]string{
		"  to: backups\n":                     "neither a folder",
		"  to: ~/backups\n":                   "neither a folder",
		"  to: s3:///x\n":                     "names no bucket",
		"  to: s3://k:s@host\n":               "names no bucket",
		s3:                                    "who may write there",
		s3 + "  credentials_file: /etc/key\n": "nothing encrypts",
		s3 + "  credentials_file: key\n  unencrypted: true\n":                                 "must begin with /",
		s3 + "  credentials_file: /k\n  password_file: p\n":                                   "must begin with /",
		s3 + "  credentials_file: /k\n  password_file: /p\n  endpoint: s3.example.org\n":      "not the address of a server",
		s3 + "  credentials_file: /k\n  password_file: /p\n  endpoint: https://a:b@host\n":    "not the address of a server",
		s3 + "  credentials_file: /k\n  password_file: /p\n  endpoint: https://host/bucket\n": "not the address of a server",
		"  keep_last: 0\n":            "keep_last",
		"  exclude: [/etc]\n":         "no path below a home",
		"  exclude: ['../x']\n":       "no path below a home",
		"  exclude: ['*']\n":          "no path below a home",
		"  exclude: ['[a']\n":         "no path below a home",
		"  to: /mnt\n  exclude: []\n": "",
		s3 + "  credentials_file: /k\n  password_file: /p\n  endpoint: https://host:9000\n": "",
		s3 + "  credentials_file: /k\n  unencrypted: true\n":                                "",
		"  to: /mnt/backup\n  exclude: ['*/node_modules', .cache]\n":                        "",
	} {
		_, err := Parse("test.yaml", []byte("backup:\n"+src), Default())
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s\nis answered with %v, want %q", src, err, want)
		}
	}
}
