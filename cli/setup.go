package cli

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/auth"
	"commonhall/config"
	"commonhall/setup"
	"commonhall/supervisor"
)

// setupFlags are what setup may be told instead of being asked.
type setupFlags struct {
	setup.Answers
	passwordFile string
	jupyter      string
	yes          bool
	adopt        bool
	units        bool
	sockets      bool
	records      bool
}

func newSetup(s *streams) *cobra.Command {
	var f setupFlags
	cmd := &cobra.Command{
		Use: "setup", Short: "Install commonhall on this machine as services of systemd", Args: cobra.NoArgs,
		Long: "setup checks the machine, then installs commonhall as services that start by themselves, with an\n" +
			"administrator. It asks at most three questions; with --yes, or with a flag for each, none. Run\n" +
			"again, it goes on where it was cut off and repairs; people, homes and settings stay as they are.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := needRoot("commonhall setup"); err != nil {
				return err
			}
			if f.units {
				return setup.RenewUnits(cmd.Context(), s.err)
			}
			if f.records {
				return setup.Records()
			}
			if f.sockets {
				return setup.RenewSockets(cmd.Context(), s.err)
			}
			if err := f.ask(s, cmd); err != nil {
				return err
			}
			began := time.Now()
			run := setup.New(f.Answers, build().Version, s.err)
			if f.adopt {
				run.Adopt = func(ctx context.Context) error { return adoptAll(ctx, s.out) }
			}
			password, err := run.Run(cmd.Context())
			if err != nil {
				return err
			}
			f.next(s.out, password, time.Since(began))
			return nil
		},
	}
	g := cmd.Flags()
	g.StringVar(&f.Name, "name", "", "host name under which people reach this machine, as hall.example.org")
	g.StringVar(&f.HTTPS, "https", "", "acme (a certificate from Let's Encrypt, needs --name), local (from an authority of your own) or off")
	g.StringVar(&f.Directory, "acme-directory", "", "address of another ACME authority's directory")
	g.StringVar(&f.CAFile, "acme-ca", "", "PEM file that is trusted when that authority itself is asked")
	g.StringVar(&f.Email, "email", "", "where the certificate authority may write to")
	g.StringVar(&f.Admin, "admin", "", "name of the first administrator (default admin)")
	g.StringVar(&f.passwordFile, "admin-password-file", "", "file whose first line is their password; without it one is made up and printed")
	g.StringVar(&f.First, "software", "", "what everybody begins with: scientific (JupyterLab and packages from the Python package index), machine (Debian's\nJupyter), none, or a folder such as /opt/tljh/user; without it scientific if the index answers, otherwise machine")
	g.StringVar(&f.jupyter, "jupyter", "", "yes or no: install Debian's Jupyter with apt")
	g.StringSliceVar(&f.Ignore, "ignore", nil, "codes of checks that shall not stop it")
	g.BoolVar(&f.adopt, "adopt", false, "the database is lost and there is no backup: make a person of each home that is there")
	g.BoolVarP(&f.yes, "yes", "y", false, "do not ask; what no flag says gets its default")
	g.BoolVar(&f.units, "units", false, "write the services anew, and no more (for an upgrade)")
	g.BoolVar(&f.sockets, "sockets", false, "open and close ports as the settings say, and no more (for a unit)")
	g.BoolVar(&f.records, "records", false, "see whether the records of people are lost, and no more (for a unit)")
	_, _, _ = g.MarkHidden("units"), g.MarkHidden("sockets"), g.MarkHidden("records")
	return cmd
}

// ask fills in what no flag said, at most three times.
func (f *setupFlags) ask(s *streams, cmd *cobra.Command) error {
	if c, ok := setup.Known(); ok {
		return f.again(s, cmd, c)
	}
	in := bufio.NewReader(s.in)
	question := func(flag, text string) string {
		if f.yes || cmd.Flags().Changed(flag) {
			return ""
		}
		fmt.Fprint(s.err, text)
		line, err := in.ReadString('\n')
		if err == io.EOF && line == "" {
			fmt.Fprintln(s.err)
		}
		return strings.TrimSpace(line)
	}
	if a := question("name", "Under which name will people reach this machine, such as hall.example.org?\n(Empty: by its address; browsers then warn of the certificate.) "); a != "" {
		f.Name = a
	}
	if a := question("admin", "What is the first administrator to be called? [admin] "); a != "" {
		f.Admin = a
	}
	if !cmd.Flags().Changed("jupyter") { // who says that knows what is there
		if a := question("software", whichSoftware()); a != "" {
			f.First = a
		}
	}
	if f.jupyter == "" {
		f.jupyter = wantsJupyter(f.First)
	}
	return f.complete()
}

// whichSoftware asks what everybody is to begin with.
func whichSoftware() string {
	text := "What shall everybody begin with?\n" +
		"  scientific  JupyterLab and the usual scientific packages from the Python package index; Debian's Jupyter until they are there\n" +
		"  machine     Debian's Jupyter\n" +
		"  none        no more than the machine has\n"
	for _, dir := range setup.Prefixes() {
		text += "  " + dir + "  what is in this folder, as it is\n"
	}
	return text + "(Empty: scientific if the index answers, otherwise machine.) "
}

// wantsJupyter says whether Debian's Jupyter is to be installed for software.
func wantsJupyter(software string) string {
	if software == setup.None || strings.HasPrefix(software, "/") {
		return "no"
	}
	return "yes"
}

// again answers for a machine that has settings already: these stay, and so does
// whether it has Jupyter, unless they have come to a new machine.
func (f *setupFlags) again(s *streams, cmd *cobra.Command, c config.Config) error {
	if cmd.Flags().Changed("name") || cmd.Flags().Changed("https") || cmd.Flags().Changed("software") {
		fmt.Fprintln(s.err, "note: this machine has settings already, and they stay. To change them: commonhall config edit")
	}
	f.Name, f.HTTPS, f.First = "", c.HTTPS.Mode, c.Software.First
	if len(c.HTTPS.Names) > 0 {
		f.Name = c.HTTPS.Names[0]
	}
	if f.jupyter == "" {
		f.jupyter = "no"
		if _, err := setup.Installed(); err != nil {
			f.jupyter = wantsJupyter(f.First)
		}
	}
	return f.programs()
}

// complete gives what was left open its default, and refuses what makes no sense.
func (f *setupFlags) complete() error {
	if f.HTTPS == "" {
		f.HTTPS = "local"
		if f.Name != "" {
			f.HTTPS = "acme"
		}
	}
	switch {
	case !slices.Contains([]string{"off", "acme", "local"}, f.HTTPS):
		return commonhall.Errorf(commonhall.InvalidArgument, "--https is %q.", f.HTTPS).WithHint("It is one of acme, local, off.")
	case f.HTTPS == "acme" && f.Name == "":
		return commonhall.Errorf(commonhall.InvalidArgument, "A certificate from an authority needs a name.").WithHint("Say --name hall.example.org, or --https=local.")
	}
	if err := f.Check(); err != nil {
		return err
	}
	return f.programs()
}

// programs takes what is not about the address.
func (f *setupFlags) programs() (err error) {
	switch {
	case f.jupyter != "yes" && f.jupyter != "no":
		return commonhall.Errorf(commonhall.InvalidArgument, "--jupyter is %q.", f.jupyter).WithHint("It is yes or no.")
	case f.jupyter == "yes":
		f.Packages = setup.Jupyter()
	case f.First == setup.Scientific:
		f.Packages = []string{setup.Venv}
	}
	name, err := auth.NormalizeName(cmp.Or(f.Admin, setup.FirstAdmin))
	if err != nil || f.passwordFile == "" {
		return err
	}
	if f.Password, err = readSecret(f.passwordFile); err != nil {
		return err
	}
	return auth.CheckPassword(name, f.Password)
}

// next says what to do now.
func (f *setupFlags) next(w io.Writer, password string, took time.Duration) {
	fmt.Fprintf(w, "\ncommonhall runs; setup took %.0f s. It starts by itself when the machine does.\n\n", took.Seconds())
	fmt.Fprintf(w, "  open       %s\n", f.address())
	if f.HTTPS == "local" {
		fmt.Fprintf(w, "  trust      browsers warn until they know this machine's own authority: %s says how\n", strings.Replace(f.address(), "https:", "http:", 1)+"certificate/")
	}
	if password != "" && f.Password == "" {
		fmt.Fprintf(w, "  sign in    as  %s  with the password  %s\n             (shown only now; change it on the page Account)\n", cmp.Or(f.Admin, setup.FirstAdmin), password)
	} else {
		fmt.Fprintf(w, "  sign in    as  %s  (who does not know the password: sudo commonhall user passwd %s)\n", cmp.Or(f.Admin, "you did before"), cmp.Or(f.Admin, "NAME"))
	}
	fmt.Fprint(w, "  people     add them on the page Admin, or: sudo commonhall user add NAME…\n"+
		"  settings   sudo commonhall config edit\n"+
		"  what runs  sudo commonhall status\n")
	if h, err := openHouse(setup.Dir); err == nil && h.config.Backup.To == "" {
		fmt.Fprint(w, "  backups    none are made yet: set backup.to to a folder on another disk, or to a bucket, in the settings;\n"+
			"             from then on there is one every night. The first at once: sudo commonhall backup now\n")
	}
	fmt.Fprint(w, "  help       what is wrong: sudo commonhall doctor; how everything is done: commonhall doc\n"+
		"  off again  sudo commonhall uninstall (homes stay)\n")
}

// address is where people find this machine.
func (f *setupFlags) address() string {
	scheme, host := "https://", f.Name
	if f.HTTPS == "off" {
		scheme = "http://"
	}
	if host == "" {
		host = supervisor.OwnAddress()
	}
	return scheme + host + "/"
}

func newUninstall(s *streams) *cobra.Command {
	var data, yes bool
	cmd := &cobra.Command{
		Use: "uninstall", Short: "Take commonhall off this machine; people's homes stay", Args: cobra.NoArgs,
		Long: "uninstall stops everything, people's servers too, and takes away services, programs, accounts and\n" +
			"settings. People's homes and records stay in " + setup.Dir + ", with a copy of the settings;\n" +
			"a later setup goes on with them.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := needRoot("commonhall uninstall"); err != nil {
				return err
			}
			what := "This stops commonhall and everybody's server, and takes commonhall off this machine. Homes and records stay in " + setup.Dir + "."
			if data {
				what = "This takes commonhall off this machine and deletes " + setup.Dir + " with the homes and all files of everybody in it, for ever."
			}
			if !yes {
				if err := s.confirm(what); err != nil {
					return err
				}
			}
			if err := setup.Uninstall(cmd.Context(), s.err, data); err != nil {
				return err
			}
			fmt.Fprintln(s.out, "commonhall is off this machine.")
			if _, err := os.Stat(setup.Dir); err == nil {
				fmt.Fprintln(s.out, "People's homes and records are in", setup.Dir+"; commonhall setup goes on with them.")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&data, "delete-data", false, "delete people's homes and records too, for ever")
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

// newEndAll ends everybody's server when the machine goes down; a unit calls it.
func (r *remote) endAll() *cobra.Command {
	return &cobra.Command{Use: "end-all", Short: "End everybody's server (for a unit)", Hidden: true, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := installation(r.dir)
			if err != nil {
				return err
			}
			i, err := supervisor.OpenInstance(dir)
			if err != nil {
				return err
			}
			return supervisor.EndServers(context.WithoutCancel(cmd.Context()), supervisor.PathsOf(dir, i), 10*time.Second, "the machine going down")
		}}
}
