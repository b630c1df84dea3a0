package cli

import (
	"fmt"
	"log/slog"
	"math"
	"net/netip"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/sandbox/network/trace"
	"commonhall/supervisor"
)

// networkConnections lists what is open now, per person.
func networkConnections(s *streams) *cobra.Command {
	r := &remote{streams: s}
	var user string
	cmd := &cobra.Command{Use: "connections", Short: "List the connections to the internet that people's servers have now", Args: cobra.NoArgs,
		Long: "connections lists what the kernel remembers: a connection that has ended stays for a while. AS is whom the other end sees.\n" +
			"Questions to the resolvers are not listed.",
		RunE: func(*cobra.Command, []string) error {
			dir, err := installation(r.dir)
			if err != nil {
				return err
			}
			i, err := instanceForNetwork(dir)
			if err != nil {
				return err
			}
			all, err := trace.Open(i.ID)
			if err != nil {
				return commonhall.Errorf(commonhall.Unavailable, "The kernel does not tell which connections there are.").Because(err)
			}
			all = slices.DeleteFunc(all, func(c trace.Connection) bool { return user != "" && c.Name != user })
			slices.SortStableFunc(all, func(a, b trace.Connection) int { return strings.Compare(a.Name, b.Name) })
			return r.printConnections(all)
		}}
	cmd.Flags().StringVar(&user, "user", "", "of one person")
	dirFlag(cmd, &r.dir)
	cmd.Flags().BoolVar(&r.json, "json", false, "print JSON")
	return cmd
}

func (r *remote) printConnections(all []trace.Connection) error {
	if all == nil {
		all = []trace.Connection{}
	}
	return r.print(all, func(w *tabwriter.Writer) {
		fmt.Fprintln(w, "BEGAN\tPERSON\tUID\tPROTOCOL\tTO\tAS")
		for _, c := range all {
			began := "-"
			if !c.At.IsZero() {
				began = c.At.Format(time.RFC3339)
			}
			fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%s\n", began, c.Name, c.UID, c.Protocol, end(c.To), end(c.As))
		}
	})
}

// end writes one end of a connection; some protocols have no ports.
func end(a netip.AddrPort) string {
	if a.Port() == 0 {
		return a.Addr().String()
	}
	return a.String()
}

// networkWho answers who did what is reported from elsewhere.
func networkWho(s *streams) *cobra.Command {
	r := &remote{streams: s}
	var address, at string
	q := trace.Query{}
	cmd := &cobra.Command{Use: "who", Short: "Say who connected to an address at some time", Args: cobra.NoArgs,
		Long: "who looks for connections of people's servers that began about a time, as the record has them (network.log in the settings\n" +
			"says how long it is kept). With --from-port, the port that the other end saw, it is one person alone; without it all who\n" +
			"connected there. Times without a zone are this machine's: reports often have UTC, so write 2026-05-04T11:59:30Z.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if q.To, err = netip.ParseAddr(address); err != nil {
				return commonhall.Errorf(commonhall.InvalidArgument, "%q is no address.", address).WithHint("It is that of the other end, such as --address 9.9.9.9. Names have changing ones: see what the report says.")
			}
			if q.At, err = readTime(at); err != nil {
				return err
			}
			dir, err := installation(r.dir)
			if err != nil {
				return err
			}
			i, err := instanceForNetwork(dir)
			if err != nil {
				return err
			}
			return r.tellWho(supervisor.PathsOf(dir, i).Connections(), q)
		}}
	f := cmd.Flags()
	f.StringVar(&address, "address", "", "of the other end")
	f.IntVar(&q.Port, "port", 0, "of the other end")
	f.IntVar(&q.As, "from-port", 0, "that the other end saw")
	f.StringVar(&at, "at", "", "when, such as 2026-05-04T11:59:30Z")
	f.DurationVar(&q.Within, "within", 10*time.Minute, "how long before and after that time to look")
	f.BoolVar(&r.json, "json", false, "print JSON")
	dirFlag(cmd, &r.dir)
	for _, name := range []string{"address", "at"} {
		_ = cmd.MarkFlagRequired(name)
	}
	return cmd
}

// readTime reads a time as reports have it.
func readTime(text string) (time.Time, error) {
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(form, text, time.Local); err == nil {
			return t, nil
		}
	}
	return time.Time{}, commonhall.Errorf(commonhall.InvalidArgument, "%q is no time.", text).WithHint("For example: --at 2026-05-04T11:59:30Z, or --at '2026-05-04 13:59' by this machine's clock.")
}

// tellWho answers q from the record in dir.
func (r *remote) tellWho(dir string, q trace.Query) error {
	found, maybe, since, err := trace.Find(dir, q)
	if err != nil {
		return err
	}
	if len(found) > 0 || r.json {
		if err := r.printConnections(found); err != nil {
			return err
		}
	}
	if r.json {
		return nil
	}
	if len(maybe) > 0 {
		sum := map[string]int{}
		var names []string
		for _, c := range maybe {
			name := c.Name
			if name == "" {
				name = "anybody: the machine could not keep up"
			}
			if sum[name] == 0 {
				names = append(names, name)
			}
			sum[name] += c.LeftOut
		}
		fmt.Fprintln(r.err, "About that time some made more connections than are written down, so it may also be one of theirs:")
		for _, name := range names {
			fmt.Fprintf(r.err, "  %s (%d left out)\n", plainText(name), sum[name])
		}
	}
	switch {
	case len(found) > 0:
		return nil
	case since.IsZero():
		return commonhall.Errorf(commonhall.NotFound, "There is no record of connections here.").
			WithHint("On an installed server one is kept for as long as network.log in the settings says, and under try none. What is open now: commonhall network connections")
	case since.After(q.At):
		return commonhall.Errorf(commonhall.NotFound, "The record begins later, at %s.", since.UTC().Format(time.RFC3339)).WithHint("How long it is kept: commonhall config explain network.log")
	}
	return commonhall.Errorf(commonhall.NotFound, "Nobody's connection to %s began within %s of %s.", q.To.String(), q.Within.String(), q.At.UTC().Format(time.RFC3339)).
		WithHint("It may have begun earlier: look further, with --within 12h, and without ports. The times of the report may be of another zone.")
}

// networkLog writes connections down until it is stopped.
func networkLog(s *streams) *cobra.Command {
	var dir string
	cmd := &cobra.Command{Use: "log", Short: "Write down connections as they begin (for a supervisor)", Hidden: true, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			i, err := instanceForNetwork(dir)
			if err != nil {
				return err
			}
			p := supervisor.PathsOf(dir, i)
			// Until the settings could be read once nothing is thrown away.
			keep, asked, warned := time.Duration(math.MaxInt64), time.Time{}, time.Time{}
			l := trace.Log{Instance: i.ID, Dir: p.Connections(), Most: 256 << 20,
				// 86,400 lines a day of one server are some 15 MB.
				Burst: 1000, Every: time.Second, Look: time.Minute,
				Keep: func() time.Duration {
					if time.Since(asked) < time.Minute {
						return keep
					}
					asked = time.Now()
					if c, _, err := settingsOf(i, p).Load(); err == nil { // or it stays as it was
						keep = time.Duration(c.Network.Log)
					}
					return keep
				},
				Warn: func(what string, err error) {
					if time.Since(warned) > time.Minute { // a full disk refuses each line
						warned = time.Now()
						fmt.Fprintf(s.err, "%s: %v\n", what, err)
					}
				}}
			voice, err := supervisor.NewVoice(nil, slog.New(slog.NewTextHandler(s.err, nil)))
			if err != nil {
				return err
			}
			return l.Run(cmd.Context(), func() { voice.Say("READY=1") })
		}}
	cmd.Flags().StringVar(&dir, "dir", "", "folder of the installation")
	_ = cmd.MarkFlagRequired("dir")
	return cmd
}
