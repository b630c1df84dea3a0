package cli

import (
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"commonhall/doctor"
	"commonhall/setup"
)

// looked says how many things the last look at the machine found; "": none.
func looked(dir string) string {
	last, err := doctor.Last(dir)
	if err != nil || last == nil {
		return ""
	}
	if errors, warnings := last.Count(doctor.Error), last.Count(doctor.Warning); errors+warnings > 0 {
		return fmt.Sprintf("The daily look at the machine found, on %s: errors: %d, warnings: %d. See: sudo commonhall doctor", last.At.Local().Format("2 January 15:04"), errors, warnings)
	}
	return ""
}

func newStatus(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: 10 * time.Second}
	cmd := &cobra.Command{Use: "status", Short: "Say how the hub is doing", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		var st map[string]any
		if err := r.do(cmd.Context(), "GET", "/status", nil, &st); err != nil {
			return err
		}
		if st, err := openSettings(r.streams, r.dir); err == nil {
			if _, notice, err := st.Load(); err == nil && notice != "" {
				fmt.Fprintln(r.err, "commonhall:", notice)
			}
		}
		if said := looked(r.dir); said != "" {
			fmt.Fprintln(r.err, "commonhall:", said)
		}
		if u, err := setup.ReadUpgrade(); err == nil && u != nil && r.dir == setup.Dir {
			fmt.Fprintln(r.err, "commonhall:", u.Told())
		}
		return r.print(st, func(w *tabwriter.Writer) {
			uptime, _ := st["uptime"].(float64)
			fmt.Fprintf(w, "Version\t%v\nUp for\t%s\nPeople\t%v\nServers running\t%v\n", st["version"],
				(time.Duration(uptime) * time.Second).String(), st["people"], st["running"])
			for _, role := range []string{"edge", "hub", "warden"} {
				pid := any("away")
				if m, ok := st[role].(map[string]any); ok {
					pid = fmt.Sprintf("process %v", m["pid"])
				}
				fmt.Fprintf(w, "%s\t%v\n", role, pid)
			}
		})
	}}
	return r.flags(cmd)
}
