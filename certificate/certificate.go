// Package certificate x.
package certificate

import (
	_ "github.com/caddyserver/certmagic"
	_ "github.com/mholt/acmez/v3/acme"
	_ "go.uber.org/zap"
	_ "go.uber.org/zap/zapcore"
	_ "github.com/libdns/libdns"
	_ "github.com/miekg/dns"
)
