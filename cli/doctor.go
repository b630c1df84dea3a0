package cli

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/config"
	"commonhall/doctor"
	"commonhall/release"
	"commonhall/sandbox/landlock"
	"commonhall/sandbox/network"
	"commonhall/setup"
	"commonhall/supervisor"
)

// blind is the status of a doctor that could not look.
const blind = 2

// doctorPatience is how long a person waits for doctor.
const doctorPatience = 1700 * time.Millisecond

func newDoctor(s *streams) *cobra.Command {
	var dir string
	var asJSON, keep bool
	patience := doctorPatience
	cmd := &cobra.Command{
		Use: "doctor [CODE…]", Short: "Say what is wrong with commonhall and its machine, why, and what to do",
		Long: "doctor looks at services, ports, names, certificates, clock, disks, database, settings, backups and more,\n" +
			"and changes nothing. With codes it tells of these alone. Its status is 0 when all is well (or there are\n" +
			"notes alone), 1 when something is wrong, 2 when it could not look. What each code means:\n" +
			"commonhall doc reference/doctor#CODE",
		RunE: func(cmd *cobra.Command, codes []string) error {
			if err := needRoot("commonhall doctor"); err != nil {
				return blindly(s, err)
			}
			known := doctor.Codes()
			for _, code := range codes {
				if !slices.ContainsFunc(known, func(c doctor.Code) bool { return c.Code == code }) {
					return blindly(s, commonhall.Errorf(commonhall.InvalidArgument, "There is no code %s.", code).WithHint("Those that there are: commonhall doc reference/doctor"))
				}
			}
			h := doctorHouse(s, dir, patience)
			report := h.Examine(cmd.Context())
			if keep {
				return h.Keep(report)
			}
			return tellReport(s.out, report, codes, asJSON)
		},
	}
	dirFlag(cmd, &dir)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().DurationVar(&patience, "patience", doctorPatience, "how long it may look")
	cmd.Flags().BoolVar(&keep, "keep", false, "keep the result for the pages, and a sample of disks (for a unit)")
	_ = cmd.Flags().MarkHidden("keep")
	return cmd
}

// blindly says why nothing could be looked at.
func blindly(s *streams, err error) error {
	report(s.err, err)
	return exitError(blind)
}

// tellReport prints the findings, or those with some codes, and returns the status.
func tellReport(out io.Writer, r doctor.Report, codes []string, asJSON bool) error {
	if len(codes) > 0 {
		r.Findings = slices.DeleteFunc(r.Findings, func(f doctor.Finding) bool { return !slices.Contains(codes, f.Code) })
	}
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		if err := enc.Encode(r); err != nil {
			return err
		}
	} else {
		for _, f := range r.Findings {
			tellFinding(out, f)
		}
		switch n := len(r.Findings); {
		case n == 0:
			fmt.Fprintln(out, "All is well.")
		default:
			fmt.Fprintf(out, "\nErrors: %d, warnings: %d, notes: %d.\n", r.Count(doctor.Error), r.Count(doctor.Warning), r.Count(doctor.Note))
		}
	}
	if w := r.Worst(); w == doctor.Warning || w == doctor.Error {
		return exitError(1)
	}
	return nil
}

// tellFinding prints one, with commands as its reader types them: who became root
// without sudo may have none.
func tellFinding(out io.Writer, f doctor.Finding) {
	fmt.Fprintf(out, "%s [%s]  %s\n    why: %s\n", f.Severity, f.Code, f.Said, f.Cause)
	label := "do: "
	say := func(line string) {
		fmt.Fprintf(out, "    %s %s\n", label, line)
		label = "    "
	}
	if f.Do != "" {
		say(f.Do)
	}
	for _, command := range f.Run {
		if os.Getenv("SUDO_USER") == "" {
			command = strings.ReplaceAll(command, "sudo ", "")
		}
		say("$ " + command)
	}
	fmt.Fprintf(out, "    see: commonhall doc %s\n", f.Page)
}

// doctorHouse is the installation in dir, if there is one, on this machine.
func doctorHouse(s *streams, dir string, patience time.Duration) doctor.House {
	h := doctor.House{Version: version(), Built: release.This().Built, Root: "/", Patience: patience, Run: runHost, Lookup: lookup, Dial: dialTo, Fence: landlock.Version, Now: time.Now}
	var err error
	if h.Dir, err = installation(dir); err != nil {
		h.Dir = setup.Dir
	}
	if h.Instance, h.InstanceErr = supervisor.OpenInstance(h.Dir); h.InstanceErr != nil {
		return h
	}
	h.Store = settingsOf(h.Instance, supervisor.PathsOf(h.Dir, h.Instance))
	c, _, err := h.Store.Load()
	if err != nil {
		c = defaults(h.Instance) // what is wrong with them is a finding
	}
	h.Facts = factsOf(c)
	h.Filter = func() (doctor.Filter, error) {
		f, err := doctor.ReadFilter(h.Instance.ID)
		if s, err := network.Open(h.Instance.ID); err == nil {
			_, f.Resolv = s.ResolvConf()
		}
		return f, err
	}
	if !h.Instance.Try {
		h.Units = setup.UnitNames(h.Instance, c)
	}
	return h
}

// factsOf are the settings that doctor compares with the machine.
func factsOf(c config.Config) doctor.Facts {
	return doctor.Facts{Names: c.HTTPS.Names, TLS: c.HTTPS.Mode != "off", BackupTo: c.Backup.To, Internet: networkConfig(c) != nil, Elsewhere: c.Database.URL != "", First: c.Software.First}
}

// runHost runs a command of the machine. What it writes to its standard error is
// the reason of an error.
func runHost(ctx context.Context, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	cmd.WaitDelay = 100 * time.Millisecond
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	err := cmd.Run()
	if said := strings.TrimSpace(errOut.String()); err != nil && said != "" {
		err = fmt.Errorf("%s: %s", name, said)
	}
	return out.String(), err
}

// lookup asks the name servers of this machine.
func lookup(ctx context.Context, name string) ([]netip.Addr, error) {
	return net.DefaultResolver.LookupNetIP(ctx, "ip", name)
}

// dialTo connects to one address, whatever the name. A certificate is looked at by
// whoever asks: a wrong one must be seen, not refused.
func dialTo(_ context.Context, addr netip.AddrPort) *http.Transport {
	return &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, "tcp", addr.String())
		}}
}
