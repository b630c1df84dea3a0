package config

import "time"

// Default returns the settings of an installed server without a file.
func Default() Config {
	return Config{
		Auth: Auth{FirstUse: "invited", SessionDays: 14, KeepRemovedDays: 30, Passwords: true, RefreshAge: defaultRefresh},
		Servers: Servers{
			Memory:       1 << 30,
			PIDs:         512,
			StartTimeout: Duration(60 * time.Second),
			ReadyTimeout: Duration(30 * time.Second),
			StopGrace:    Duration(10 * time.Second),
			PendingLimit: 100,
			NamedLimit:   5,
			IdleStop:     Duration(24 * time.Hour),
			Network:      "internet",
		},
		Network:  Network{Log: Duration(7 * 24 * time.Hour)},
		Machine:  Machine{KeepMemory: 256 << 20, KeepDisk: 1 << 30},
		Software: Software{First: "machine", MaxSize: 20 << 30},
		HTTPS:    HTTPS{Mode: "off", Challenges: []string{"http", "tls-alpn"}},
		Backup:   Backup{KeepLast: 3, KeepDaily: 14, KeepWeekly: 8, KeepMonthly: 12, Exclude: []string{".cache", ".local/share/Trash"}},
	}
}
