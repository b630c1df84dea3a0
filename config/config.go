// Package config is the file that the operator writes: what its settings mean,
// what they are when nobody sets them, and what is wrong with a file that
// somebody wrote.
//
// It does not watch the file, change it, or apply anything, and it knows nothing
// of the rest of the house: whoever needs a setting reads a field of Config.
//
// What always holds:
//
//   - A setting is a field of a struct below, with its doc comment, its tags and
//     its line in Default. The decoder, the list of keys, the reference, the
//     schema and the example follow from these (go test ./config -update).
//   - Its tag "roles", or that of its section, names who reads it; its tag "risk"
//     what a wrong value could close (decision 012).
//   - All that is wrong with a file is reported at once, with line and column.
//   - A Config from Load or Parse that came without an error has passed every
//     check. The other functions are pure: they may be called at once.
package config

// Config holds every setting. The zero file, and no file, give Default.
type Config struct {
	// Auth is about people who sign in.
	Auth Auth `key:"auth" roles:"hub"`

	// Servers is about people's servers: which program they run unless somebody
	// chooses another one, and how much of the machine each of them may use.
	Servers Servers `key:"servers" roles:"hub"`

	// Machine is about what servers must leave free on the machine.
	Machine Machine `key:"machine" roles:"hub"`

	// Software is about the programs that everybody's servers have.
	Software Software `key:"software" roles:"hub"`

	// Network is about what servers may reach where servers.network is internet.
	// They never reach each other, this machine itself, or the addresses at which
	// clouds tell their machines secrets.
	Network Network `key:"network" roles:"network"`

	// Database is about where people, passwords, tokens and events are kept.
	Database Database `key:"database" roles:"hub"`

	// Backup is about copies of everything: people, passwords, settings and homes.
	// They are made by "commonhall backup", which the installation runs each night.
	Backup Backup `key:"backup" roles:"none"`

	// Apps lists programs that people can run besides the built-in ones, which
	// are jupyterlab, notebook and terminal. Any program that speaks HTTP will
	// do. It needs no login of its own: only the person whose server it is gets
	// through to it. For example:
	//
	//	apps:
	//	  - name: code
	//	    title: Code editor
	//	    command: [code-server, --auth, none, --bind-addr, "127.0.0.1:{port}"]
	//	    strip_prefix: true
	//	    ready_path: healthz
	//	    icon: code
	//	  - name: files
	//	    title: My files
	//	    command:
	//	      - python3
	//	      - -m
	//	      - http.server
	//	      - "{port}"
	//	    strip_prefix: true
	Apps []App `key:"apps" roles:"hub"`

	// Services lists programs that work for everybody, beside people's servers: they
	// call the API with a token of their own, or are pages that people open, or both.
	// The hub runs those that have a command; the others run elsewhere. For example:
	//
	//	services:
	//	  - name: cull
	//	    command: [python3, -m, jupyterhub_idle_culler, --timeout=3600]
	//	    admin: true
	//	  - name: grades
	//	    url: http://127.0.0.1:10101
	Services []Service `key:"services" roles:"hub"`

	// Roles are what some people, groups and services may do beside what everybody may.
	// Those of this file are changed here alone; others are made by "POST /roles". For
	// example:
	//
	//	roles:
	//	  - name: tutors
	//	    description: Help in the first course
	//	    scopes: ["list:users!group=first", "read:users!group=first", "servers!group=first"]
	//	    groups: [tutors]
	Roles []Role `key:"roles" roles:"hub"`

	// CustomScopes are scopes of services of one's own, which give them their meaning: the
	// hub hands them on. For example:
	//
	//	custom_scopes:
	//	  - name: custom:grades:write
	//	    subscopes: ["custom:grades:read"]
	//	  - name: custom:grades:read
	CustomScopes []CustomScope `key:"custom_scopes" roles:"hub"`

	// HTTPS is about certificates, and how browsers reach commonhall.
	HTTPS HTTPS `key:"https" roles:"edge" risk:"door"`
}

// HTTPS holds the settings of encrypted connections.
type HTTPS struct {
	// Mode says where certificates come from. With off there is none: everything is
	// plain HTTP, for a network of your own or behind a proxy that encrypts. With
	// acme an authority issues them, Let's Encrypt unless directory says otherwise,
	// and they renew themselves. With files they are files of yours. With local an
	// authority of this commonhall alone issues them; each browser has to be told
	// once to trust it. "commonhall try" always serves plain HTTP.
	Mode string `key:"mode" roles:"sockets edge" allow:"off|acme|files|local"`

	// Names are the host names under which commonhall is reached, such as
	// hall.example.org. All of them must point to this machine. A name such as
	// *.example.org needs the challenge dns with acme. With local they may be
	// addresses too.
	Names []string `key:"names" rule:"host names in small letters, at most 50"`

	// Email is where the authority writes when something is wrong with the account.
	// Not every authority wants one.
	Email string `key:"email" rule:"an address, or nothing"`

	// Directory is the address of another ACME authority's directory. Left empty,
	// it is Let's Encrypt's.
	Directory string `key:"directory" rule:"an address that begins with https://, or nothing"`

	// CAFile is a PEM file with the certificates that are trusted when the authority
	// itself is asked, for one of your own. Left empty, they are the system's.
	CAFile string `key:"ca_file" rule:"a path that begins with /, or nothing"`

	// Challenges are the ways in which the authority may convince itself that a name
	// is yours: http needs port 80 open from the internet, tls-alpn port 443, dns
	// neither, but a command.
	Challenges []string `key:"challenges" rule:"some of http, tls-alpn, dns"`

	// DNSCommand publishes a record for the challenge dns. It is called with three
	// more words: present or cleanup, the record's name, such as
	// _acme-challenge.example.org, and the value of its TXT record. It ends with
	// success once the record can be looked up, within five minutes. It runs as the
	// edge's account with an empty environment; what it writes to its standard error
	// is shown when it fails.
	DNSCommand []string `key:"dns_command" rule:"a list that begins with a program's path"`

	// CertificateFile is, with the mode files, a PEM file with the certificate and
	// those between it and its authority. It is read again when it changes.
	CertificateFile string `key:"certificate_file" rule:"a path that begins with /, or nothing"`

	// KeyFile is the PEM file with its key. The edge's account must be able to read
	// both.
	KeyFile string `key:"key_file" rule:"a path that begins with /, or nothing"`

	// Proxies are addresses, or networks such as 10.0.0.0/24, of proxies that encrypt
	// in front of commonhall, with the mode off. What they write into
	// X-Forwarded-Proto and X-Forwarded-For is believed; what anybody else writes
	// there is not.
	Proxies []string `key:"proxies" rule:"a list of addresses or networks"`
}

// Auth holds the settings of signing in.
type Auth struct {
	// FirstUse says how a person who is listed, but has no password yet, gets
	// one. With invited, an administrator hands out a link that works once. With
	// open, whoever signs in first under a listed name sets its password: handy
	// in a classroom where everybody is present, risky on the internet.
	// "commonhall try" begins with open instead of invited.
	FirstUse string `key:"first_use" allow:"invited|open"`

	// SessionDays says for how many days a browser stays signed in.
	SessionDays int `key:"session_days" allow:"1..365"`

	// TokenMaxDays says for how many days an API token lasts at most; 0 sets no
	// bound. One that is asked for without an end lasts that long. Those that
	// are there already stay as they are.
	TokenMaxDays int `key:"token_max_days" allow:"0..3650"`

	// KeepRemovedDays says for how many days somebody who was removed can be
	// brought back, with their files. After that "commonhall accounts purge"
	// deletes both for ever.
	KeepRemovedDays int `key:"keep_removed_days" allow:"1..3650"`

	// Passwords says whether people may sign in with a password that commonhall keeps.
	// With false there are the providers alone, and links of invitations: one is what
	// "commonhall user passwd" prints on the server.
	Passwords bool `key:"passwords" risk:"administrators"`

	// RefreshAge is how often a provider is asked whether those may still sign in who did.
	// A browser whose person may not any more is signed out. While the provider does
	// not answer, all stays as it is. 0s never asks.
	RefreshAge Duration `key:"refresh_age" allow:"0s|1m..24h"`

	// Providers lists who else is asked who people are. For example a school's OpenID
	// Connect, and GitHub for one organisation:
	//
	//	auth:
	//	  providers:
	//	    - name: school
	//	      type: oidc
	//	      title: School account
	//	      url: https://login.example.org/realms/school
	//	      client_id: commonhall
	//	      client_secret_file: school-secret
	//	      allowed_groups: [physics-11]
	//	    - name: github
	//	      type: github
	//	      client_id: Iv1.0123456789abcdef
	//	      client_secret_file: github-secret
	//	      allowed_groups: [our-organisation]
	Providers []Provider `key:"providers" roles:"hub sockets"`
}

// Servers holds the settings of people's servers.
type Servers struct {
	// DefaultApp is the app that a server runs when nobody chooses another one:
	// jupyterlab, notebook, terminal, or the name of an app from apps. Left
	// empty, it is the first of the built-in ones that the machine has.
	DefaultApp string `key:"default_app" rule:"the name of an app, or nothing"`

	// Memory is the most memory that one server may use. When a server needs
	// more, what asked for it is ended, and the neighbours notice nothing.
	Memory Size `key:"memory" allow:"64M..16T"`

	// CPU is how many processor cores one server may keep busy; fractions are
	// possible, such as 0.5 or 1.5. 0 stands for half of the machine's cores,
	// and at least one.
	CPU float64 `key:"cpu" allow:"0|0.1..1024"`

	// PIDs is the most processes and threads that one server may have. It stops
	// a program that starts itself over and over. A notebook needs about 30.
	PIDs int `key:"pids" allow:"32..4194304"`

	// MemoryGuarantee is the memory that each server is to have in any case, such as
	// 256M. All guarantees together fit into the machine: a server for which there
	// is no room is not started. 0 guarantees nothing.
	MemoryGuarantee Size `key:"memory_guarantee" allow:"0|1M..16T"`

	// CPUGuarantee is how many processor cores each server is to have in any case;
	// 0.1 is a tenth of one. It counts as memory_guarantee does, and while all wait
	// for CPU a guaranteed core weighs as much as ten servers without. 0 guarantees
	// nothing.
	CPUGuarantee float64 `key:"cpu_guarantee" allow:"0|0.01..1024"`
	// Disk is how much a person may keep on the disk, in their home, and the folders of
	// a group together. What is there already stays; only nothing more can be written.
	// The file system must be able to hold it (commonhall doc limits). 0 stands for no
	// limit.
	Disk Size `key:"disk" allow:"0|16M..16T"`

	// MaxMemory is the most memory that a person, a group or an app may be given
	// ("commonhall limit set"). 0 stands for all that the machine has.
	MaxMemory Size `key:"max_memory" allow:"0|64M..16T"`

	// MaxCPU is the most processor cores that a person, a group or an app may be
	// given. 0 stands for all that the machine has.
	MaxCPU float64 `key:"max_cpu" allow:"0|0.1..1024"`

	// MaxPIDs is the most processes and threads that a person, a group or an app may
	// be given. 0 stands for as many as a machine can count.
	MaxPIDs int `key:"max_pids" allow:"0|32..4194304"`

	// StartTimeout says how long a server may take from its start until its
	// program accepts connections. After that it counts as failed and is ended.
	StartTimeout Duration `key:"start_timeout" allow:"1s..1h"`

	// ReadyTimeout says how long a program that accepts connections may take
	// until its first good answer. After that it counts as failed and is ended.
	ReadyTimeout Duration `key:"ready_timeout" allow:"1s..1h"`

	// StopGrace says how long a server that is asked to stop may take to save
	// its work. What still runs after that is ended by force.
	StopGrace Duration `key:"stop_grace" allow:"1s..10m"`

	// ConcurrentStarts is how many servers may be starting at the same moment;
	// the others wait for their turn. 0 lets all start at once.
	ConcurrentStarts int `key:"concurrent_starts" allow:"0..1000"`

	// PendingLimit is how many servers may be starting, or wait for their turn, before
	// further starts by API are turned away for a while (429); pages wait in any case.
	// 0 turns nobody away.
	PendingLimit int `key:"pending_limit" allow:"0..10000"`

	// ActiveLimit is how many servers may run at once, everybody's together; who wants
	// to start another one is told to try later. 0 stands for as many as the machine has
	// room for.
	ActiveLimit int `key:"active_limit" allow:"0..100000"`

	// AllowNamed lets people have servers beside their default one, each by a name
	// and with a program of its own. They share the person's home, and each may use
	// what the limits of a server say: whoever has three may use three times as much.
	AllowNamed bool `key:"allow_named"`

	// NamedLimit is how many servers a person may have beside the default one, be
	// they running or not. 0 stands for as many as they like.
	NamedLimit int `key:"named_limit" allow:"0..100"`

	// IdleStop says after how long without use a server is stopped, so that it
	// does not hold memory for nobody. Files stay. A notebook that computes, a
	// program in a terminal and an open page that exchanges data are use; the
	// home page is not. 0s stops none.
	IdleStop Duration `key:"idle_stop" allow:"0s|1m..8760h"`

	// MaxAge says after how long a server is stopped although it is used, so that
	// it starts anew with the software of the day. Its person is told before, and can
	// let it go on for a while, at most until twice that time. 0s stops none. A
	// person or a group may have another time, and so may idle_stop.
	MaxAge Duration `key:"max_age" allow:"0s|30m..8760h"`

	// Network says what people's programs may reach: with internet the internet,
	// so that pip and git work, and with none nothing at all. Servers that run
	// already keep what they have. A person, a group or an app may have the other.
	Network string `key:"network" roles:"hub network" allow:"internet|none"`

	// MaxNetwork is the most that a person, a group or an app may be given. Left
	// empty, it is what servers.network says: with none there, nobody is given the
	// internet, and this machine forwards nothing.
	MaxNetwork string `key:"max_network" roles:"hub network" allow:"|internet|none"`

	// Bandwidth is how many bytes a second one server may send to the internet, and
	// as many it may receive, such as 2M. 0 stands for no bound.
	Bandwidth Size `key:"bandwidth" allow:"0|16K..100G"`

	// Options are what people are asked when they start a server: on the page with the
	// button, in user_options of the API, and by "commonhall server start --option". A
	// choice can lower limits, never raise them. For example:
	//
	//	servers:
	//	  options:
	//	    - name: size
	//	      title: How large?
	//	      default: small
	//	      choices:
	//	        - {value: small, title: Small (1 GB), memory: 1G, cpu: 1}
	//	        - {value: large, title: Large (4 GB), memory: 4G, groups: [ml]}
	Options []Option `key:"options"`
}

// Machine holds the settings of what stays free.
type Machine struct {
	// KeepMemory is how much memory a server that starts must leave free, for
	// those that run: with less, it is not started. 0 starts it all the same.
	KeepMemory Size `key:"keep_memory" allow:"0|16M..1T"`

	// KeepDisk is how much room must be free on the disks of people's homes and of
	// the database for a server to start; a twentieth of the disk suffices where
	// that is less. The terminal starts all the same: with it people delete what
	// they do not need. 0 starts everything.
	KeepDisk Size `key:"keep_disk" allow:"0|1M..1T"`
}

// Software holds the settings of the class's software.
type Software struct {
	// First says what the first environment is made of, where there is none yet. With
	// machine it is this machine's own Python and Jupyter. With scientific it is that
	// at once, and soon afterwards JupyterLab with the usual scientific packages from
	// the Python package index; while that does not succeed it is tried again. A folder
	// below /opt or /usr/local is taken as it is: a conda prefix or a virtual
	// environment, such as /opt/tljh/user. With none there is no environment until
	// somebody builds one.
	First string `key:"first" rule:"scientific, machine, none, or a folder below /opt or /usr/local"`

	// MaxSize is the most room that the generations of one environment may take on the
	// disk together; what several have in common counts once. With more, the oldest
	// go that nobody uses. The two newest, the current one and the one before it stay
	// whatever they take. 0 stands for no such bound.
	MaxSize Size `key:"max_size" allow:"0|1G..100T"`
}

// Network holds the settings of the network of servers.
type Network struct {
	// Allow lists networks around this machine that servers may reach too. Without
	// it they reach public addresses only. For example a license server and a
	// range of lab devices:
	//
	//	network:
	//	  allow: [192.168.1.20, 10.4.0.0/16]
	Allow []string `key:"allow" rule:"addresses, or ranges such as 192.168.1.0/24"`

	// DNS lists the resolvers that servers ask for names. Left empty, they are
	// those of this machine. It is needed where the machine asks itself
	// (127.0.0.1), which servers cannot do.
	DNS []string `key:"dns" rule:"at most three addresses, such as 9.9.9.9"`

	// Addresses is the range from which servers get their IPv4 addresses, two for
	// each; nobody else sees them. Left empty, it is the first one from
	// 10.213.0.0/16 on that this machine does not use otherwise.
	Addresses string `key:"addresses" rule:"a private range such as 10.213.0.0/16, or nothing"`

	// Log says how long an installed server remembers who connected where: the time,
	// the account, the protocol, the other end's address and ports, and nothing of
	// what is sent. With it "commonhall network who" finds the person when somebody
	// elsewhere complains about this server. Only root can read it. 0s writes
	// nothing and deletes what was written.
	Log Duration `key:"log" allow:"0s|1h..8760h"`
}

// Database holds the settings of the database.
type Database struct {
	// URL is the address of a PostgreSQL database, such as
	// postgres://commonhall@127.0.0.1/commonhall. Left empty, the records are in
	// a SQLite file in the folder of the installation, which needs no care. Behind
	// a question mark may stand sslmode (disable, require, verify-ca or
	// verify-full), sslrootcert, sslcert and sslkey. Without sslmode the
	// connection is encrypted and the server's certificate checked, but on
	// 127.0.0.1. A password does not belong here.
	URL string `key:"url" rule:"postgres://account@host/database, or nothing" risk:"administrators"`

	// PasswordFile is the file whose first line is the password of the account in
	// url. A path that does not begin with / is below the folder hub of the
	// installation. The hub's account must be able to read it, and others not.
	PasswordFile string `key:"password_file" rule:"a path, or nothing"`
}

// Backup holds the settings of backups.
type Backup struct {
	// To is where backups are kept: a folder, best on another disk, or a bucket
	// such as s3://backups/hall. Left empty, there are none.
	To string `key:"to" rule:"a folder that begins with /, s3://bucket/folder, or nothing"`

	// PasswordFile is the file whose first line encrypts the backups. It should be
	// root's alone. Keep a copy of the password elsewhere: without it nobody can
	// restore anything, and this machine's own copy is lost with the machine.
	PasswordFile string `key:"password_file" rule:"a path that begins with /, or nothing"`

	// Unencrypted says that whoever runs the bucket may read everything in the
	// backups, password hashes and everybody's work. Without it, a bucket needs
	// password_file.
	Unencrypted bool `key:"unencrypted"`

	// Endpoint is the address of the S3 server, such as https://s3.example.org.
	// Left empty, it is Amazon's.
	Endpoint string `key:"endpoint" rule:"https://host, or nothing"`

	// Region is the region of the bucket, where its server asks for one.
	Region string `key:"region"`

	// CredentialsFile is the file with the access key for the bucket in its first
	// line, and the secret key in its second. It should be root's alone.
	CredentialsFile string `key:"credentials_file" rule:"a path that begins with /, or nothing"`

	// KeepLast is how many of the last backups are kept in any case.
	KeepLast int `key:"keep_last" allow:"1..1000"`

	// KeepDaily is of how many days the last backup is kept.
	KeepDaily int `key:"keep_daily" allow:"0..1000"`

	// KeepWeekly is of how many weeks the last backup is kept.
	KeepWeekly int `key:"keep_weekly" allow:"0..1000"`

	// KeepMonthly is of how many months the last backup is kept.
	KeepMonthly int `key:"keep_monthly" allow:"0..1000"`

	// Exclude lists what is left out of each home: paths from its top, where a *
	// stands for any letters but /. What is not in a backup nobody can bring back.
	Exclude []string `key:"exclude" rule:"paths from the top of a home, such as .cache"`
}
