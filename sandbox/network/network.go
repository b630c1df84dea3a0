// Package network x.
package network

import (
	_ "github.com/google/nftables"
	_ "github.com/google/nftables/binaryutil"
	_ "github.com/google/nftables/expr"
	_ "github.com/vishvananda/netlink"
	_ "github.com/vishvananda/netns"
)
