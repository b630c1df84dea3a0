package config

// App is one program that a server can run.
type App struct {
	// Name identifies the app in addresses, in commands and in default_app. The
	// names of the built-in apps are taken.
	Name string `key:"name" required:"true" rule:"a lower-case letter, then at most 30 lower-case letters, digits or hyphens"`

	// Title is what people read on the pages. Left empty, it is the name.
	Title string `key:"title" rule:"at most 60 characters on one line"`

	// Command is the program and its arguments, each an element of the list; no
	// shell takes it apart. "{port}" stands for the port on 127.0.0.1 where the
	// program must listen. "{prefix}" stands for the path under which browsers
	// reach it, such as /user/ada/. Both need quotes in YAML.
	Command []string `key:"command" required:"true" rule:"a list that begins with the program and has \"{port}\" in it"`

	// StripPrefix is for programs that do not know the path under which they are
	// reached. With true, a request for /user/ada/data arrives at the program as
	// /data; with false it arrives as it is.
	StripPrefix bool `key:"strip_prefix"`

	// ReadyPath is the page that tells that the program is ready: the server
	// counts as started once it answers without a server error. Left empty, it
	// is the program's first page.
	ReadyPath string `key:"ready_path" rule:"a path below the app's own: no / at its beginning, no .. in it"`

	// OpenPath is the page where people land when they open their server. Left
	// empty, it is the program's first page.
	OpenPath string `key:"open_path" rule:"a path below the app's own: no / at its beginning, no .. in it"`

	// Environment is the name of the environment that servers with this app have,
	// whoever starts them. Left empty, they have what was chosen for the person.
	Environment string `key:"environment" rule:"the name of an environment, or none for the machine's own programs alone, or nothing"`

	// Limits are what servers with this app may use, where that is not as for
	// everybody. What was set for a person or a group counts more.
	Limits AppLimits `key:"limits"`

	// Icon is the picture beside the title on the pages, one of those that
	// commonhall brings along. Left empty, it is app.
	Icon string `key:"icon" allow:"|app|book|chart|code|database|folder|globe|notebook|panels|terminal"`
}

// BuiltIn returns the names of the apps that exist without being configured.
func BuiltIn() []string { return []string{"jupyterlab", "notebook", "terminal"} }
