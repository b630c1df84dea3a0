package edge

import (
	"net"
	"net/netip"
	"sync"
	"time"
)

// How many connections strangers may hold: altogether, where each websocket costs
// two descriptors of those that the edge has, and from one place. A class of fifty
// behind one address, with six connections of a browser and a dozen websockets each,
// needs nine hundred.
const (
	maxConns      = 8000
	maxConnsPlace = 2000
)

// room counts the connections of all listeners, or requests under way, of which HTTP/2
// has a hundred in one connection, and turns away those beyond these
// numbers, so that whoever opens more than anybody needs cannot shut others out.
type room struct {
	most, each int
	proxy      func(netip.Addr) bool    // who speaks for others
	full       func(place netip.Prefix) // told once in a while

	mu    sync.Mutex
	all   int
	from  map[netip.Prefix]int
	quiet time.Time // nobody is told before
}

func newRoom(most, each int, proxy func(netip.Addr) bool, full func(netip.Prefix)) *room {
	return &room{most: most, each: each, proxy: proxy, full: full, from: map[netip.Prefix]int{}}
}

// guard returns a listener for those connections of l for which there is room. long is the
// one for those that are in a long head.
func (c *room) guard(l net.Listener, long *room) net.Listener {
	if secure, ok := l.(HTTPS); ok {
		return HTTPS{crowd{secure.Listener, c, long}}
	}
	return crowd{l, c, long}
}

type crowd struct {
	net.Listener
	*room
	long *room
}

// Accept returns the next connection for which there is room.
func (c crowd) Accept() (net.Conn, error) {
	for {
		conn, err := c.Listener.Accept()
		if err != nil {
			return nil, err
		}
		place := placeOf(conn.RemoteAddr().String())
		if c.enter(place) {
			return &counted{Conn: conn, leave: sync.OnceFunc(func() { c.leave(place) }), long: c.long, place: place}, nil
		}
		conn.Close()
	}
}

func (c *room) enter(place netip.Prefix) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	// A proxy, or anything on this machine, may speak for everybody.
	if c.all < c.most && (c.from[place] < c.each && (!place.Addr().Is6() || c.from[wide(place)] < c.most/2) || place.Addr().IsLoopback() || c.proxy(place.Addr())) {
		c.all++
		c.from[place]++
		c.from[wide(place)]++
		return true
	}
	if now := time.Now(); now.After(c.quiet) {
		c.quiet = now.Add(time.Minute)
		c.full(place)
	}
	return false
}

func (c *room) leave(place netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all--
	for _, p := range []netip.Prefix{place, wide(place)} {
		if c.from[p]--; c.from[p] <= 0 {
			delete(c.from, p)
		}
	}
}

// wide is what one customer of a provider may have of IPv6: thousands of places, all of
// which together leave half of the room to others. Of IPv4 it is nothing.
func wide(place netip.Prefix) netip.Prefix {
	if !place.Addr().Is6() {
		return netip.Prefix{}
	}
	p, _ := place.Addr().Prefix(48) // fails for more bits than there are
	return p
}

// placeOf returns where a connection comes from: an IPv4 address, or the /64 of an
// IPv6 one, which is the least that one household has.
func placeOf(addr string) netip.Prefix {
	at, err := netip.ParseAddrPort(addr)
	if err != nil {
		return netip.Prefix{}
	}
	ip, bits := at.Addr().Unmap().WithZone(""), 64
	if ip.Is4() {
		bits = 32
	}
	if ip.IsLoopback() {
		bits = ip.BitLen() // of ::1, the /64 is not loopback
	}
	p, _ := ip.Prefix(bits) // fails for more bits than there are
	return p
}
