package config

import (
	"fmt"
	"net/url"
	"path"
	"strings"
)

// backup checks where backups go.
func (d *decoder) backup(c *Config) {
	b := &c.Backup
	s3 := strings.HasPrefix(b.To, "s3://")
	if pos, ok := d.find("backup.to", ""); ok && b.To != "" {
		switch bucket, _, _ := strings.Cut(strings.TrimPrefix(b.To, "s3://"), "/"); {
		case s3 && (bucket == "" || strings.ContainsAny(b.To, "?#@ ")):
			d.report("backup.to", pos, "names no bucket", "Write it as s3://bucket/folder.")
		case s3 && b.CredentialsFile == "" && !d.bad["backup.credentials_file"]:
			d.report("backup.to", pos, "is a bucket, and nobody says who may write there", "Set backup.credentials_file: the access key in the first line, the secret key in the second.")
		case s3 && b.PasswordFile == "" && !b.Unencrypted && !d.bad["backup.password_file"] && !d.bad["backup.unencrypted"]:
			d.report("backup.to", pos, "is a bucket, and nothing encrypts what is sent there",
				"Set backup.password_file, or backup.unencrypted: true if whoever runs the bucket may read everything.")
		case !s3 && !path.IsAbs(b.To):
			d.report("backup.to", pos, fmt.Sprintf("%s is neither a folder that begins with / nor a bucket", quote(b.To)), "For example /mnt/backup/commonhall or s3://bucket/folder.")
		}
	}
	for key, value := range map[string]string{"backup.password_file": b.PasswordFile, "backup.credentials_file": b.CredentialsFile} {
		if pos, ok := d.find(key, ""); ok && value != "" && !path.IsAbs(value) {
			d.report(key, pos, "must begin with /", "It is read by root, whatever folder that is in.")
		}
	}
	if pos, ok := d.find("backup.endpoint", ""); ok && b.Endpoint != "" {
		u, err := url.Parse(b.Endpoint)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
			d.report("backup.endpoint", pos, "is not the address of a server", "Write it as https://host, without a path; the bucket is in backup.to.")
		}
	}
	for i, pattern := range b.Exclude {
		pos, ok := d.find("backup.exclude", "")
		if _, err := path.Match(pattern, ""); ok && (err != nil || pattern == "" || path.IsAbs(pattern) || path.Clean(pattern) != pattern || strings.HasPrefix(pattern, "..") || pattern == "." || pattern == "*") {
			d.report(fmt.Sprintf("backup.exclude[%d]", i), pos, fmt.Sprintf("%s is no path below a home", quote(pattern)), "For example .cache or */node_modules.")
		}
	}
}
