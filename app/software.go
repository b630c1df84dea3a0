package app

import (
	"context"
	"time"

	"commonhall"
	"commonhall/environment"
	"commonhall/server"
	"commonhall/warden"
)

// keptGenerations is how many generations of an environment are kept at least.
const keptGenerations = 10

// softwareConfig translates the operator's settings. The servers of b come later than
// their software.
func softwareConfig(h Hub, b *hub) environment.Config {
	c := serverConfig(h, b.spawner.Capabilities().Binary, nil, nil, nil)
	return environment.Config{Dir: h.Paths.Software(), FirstID: h.Instance.UIDBase + warden.BuildOffset,
		Limits: c.Limits, Network: c.Limits.Net, Port: server.Port, Timeout: 2 * time.Minute, Build: time.Hour, Keep: keptGenerations,
		First: h.Config.Software.First, Again: 10 * time.Minute, Size: int64(h.Config.Software.MaxSize), Release: environment.Release(),
		Apps:    func() []commonhall.App { return b.servers.Known() },
		May:     func(_ context.Context, u commonhall.User, _ commonhall.EnvironmentName) bool { return u.Admin },
		Holds:   func(ctx context.Context, by string) bool { return b.auth.Holds(ctx, by, "environments") },
		Groups:  b.auth,
		InUse:   func(ctx context.Context) ([]commonhall.Software, error) { return b.servers.MustStay(ctx) },
		HasRoom: func() error { return environment.HasRoom(h.Paths.Software(), int64(h.Config.Machine.KeepDisk)) },
	}
}
