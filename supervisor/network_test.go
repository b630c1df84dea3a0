package supervisor

import (
	"fmt"
	"testing"
)

func TestResolvers(t *testing.T) {
	for text, want := range map[string]string{
		"nameserver 127.0.0.53\noptions edns0":                                                                     "[]",
		"# nameserver 1.1.1.1\nsearch example.org\nnameserver 9.9.9.9\nnameserver ::1":                             "[9.9.9.9]",
		"nameserver fe80::1%eth0\nnameserver 2620:fe::fe\nnameserver 169.254.169.253":                              "[2620:fe::fe 169.254.169.253]",
		"nameserver\nnameserver x\nnameserver 1.1.1.1\nnameserver 1.1.1.2\nnameserver 1.1.1.3\nnameserver 1.1.1.4": "[1.1.1.1 1.1.1.2 1.1.1.3]",
		"nameserver ::ffff:9.9.9.9\nnameserver 0.0.0.0":                                                            "[9.9.9.9]",
		"": "[]",
	} {
		if got := fmt.Sprint(reachable(text)); got != want {
			t.Errorf("%q: %s instead of %s", text, got, want)
		}
	}
}
