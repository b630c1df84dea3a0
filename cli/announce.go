package cli

import (
	"fmt"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
)

// announcementModel is what the API says of an announcement.
type announcementModel struct {
	ID       int64   `json:"id"`
	Text     string  `json:"text"`
	Level    string  `json:"level"`
	Audience string  `json:"audience"`
	Group    *string `json:"group"`
	From     *string `json:"from"`
	Until    *string `json:"until"`
	By       string  `json:"by"`
}

func newAnnounce(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	cmd := r.flags(&cobra.Command{Use: "announce", Short: "Say something at the top of everybody's pages"})
	cmd.AddCommand(r.announceAdd(), r.announceList(), r.announceChange(), r.announceRemove())
	return cmd
}

// announceFlags adds what one is made of; fields is what of that was given.
func announceFlags(cmd *cobra.Command) (fields func() (map[string]any, error)) {
	var group, from, until string
	var login, warning, info bool
	f := cmd.Flags()
	f.StringVar(&group, "group", "", "for who is in a group")
	f.BoolVar(&login, "login", false, "for whoever comes to sign in, and on no other page")
	f.BoolVar(&warning, "warning", false, "it is a warning")
	f.BoolVar(&info, "info", false, "it is no warning")
	f.StringVar(&from, "from", "", "from when on: 2h (from now), or \"2030-01-31 09:00\"")
	f.StringVar(&until, "until", "", "until when, in the same way")
	cmd.MarkFlagsMutuallyExclusive("group", "login")
	cmd.MarkFlagsMutuallyExclusive("warning", "info")
	return func() (map[string]any, error) {
		out := map[string]any{}
		if group != "" {
			out["group"] = group
		}
		if login {
			out["audience"] = "login"
		}
		if warning || info {
			out["level"] = map[bool]string{true: "warning", false: "info"}[warning]
		}
		for key, text := range map[string]string{"from": from, "until": until} {
			if text == "" {
				continue
			}
			at, err := timeOf(text, time.Now())
			if err != nil {
				return nil, err
			}
			out[key] = at
		}
		return out, nil
	}
}

// timeOf reads a time that people type: from now on, or of the clock on this machine.
func timeOf(text string, now time.Time) (string, error) {
	if d, err := time.ParseDuration(text); err == nil {
		return now.Add(d).UTC().Format(time.RFC3339), nil
	}
	for _, form := range []string{"2006-01-02 15:04", "2006-01-02T15:04", time.RFC3339, "2006-01-02"} {
		if t, err := time.ParseInLocation(form, text, now.Location()); err == nil {
			return t.UTC().Format(time.RFC3339), nil
		}
	}
	return "", commonhall.Errorf(commonhall.InvalidArgument, "%q is no time.", text).WithHint("For example 2h, or \"2030-01-31 09:00\".")
}

func (r *remote) announceAdd() *cobra.Command {
	cmd := &cobra.Command{Use: "add TEXT", Short: "Announce something", Args: cobra.ExactArgs(1),
		Long: "add announces a text to everybody, until it is removed, or as the flags say. It is plain text of at most 500 letters;\n" +
			"addresses that begin with https:// become links. What is for everybody stands on the sign-in page as well."}
	fields := announceFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		body, err := fields()
		if err != nil {
			return err
		}
		body["text"] = args[0]
		var m announcementModel
		if err := r.do(cmd.Context(), "POST", "/announcements", body, &m); err != nil {
			return err
		}
		return r.print(m, func(w *tabwriter.Writer) { fmt.Fprintf(w, "It is announced, with the number %d.\n", m.ID) })
	}
	return cmd
}

func (r *remote) announceList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List what is announced, was or will be", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		all := []announcementModel{}
		if err := r.do(cmd.Context(), "GET", "/announcements", nil, &all); err != nil {
			return err
		}
		return r.print(all, func(w *tabwriter.Writer) {
			fmt.Fprintln(w, "NUMBER\tFOR\tLEVEL\tFROM\tUNTIL\tBY\tTEXT")
			for _, m := range all {
				whom := m.Audience
				if m.Group != nil {
					whom = *m.Group
				}
				until := "removed"
				if m.Until != nil {
					until = when(m.Until)
				}
				fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", m.ID, whom, m.Level, when(m.From), until, m.By, oneLine(m.Text))
			}
		})
	}}
}

// oneLine is a text for a table.
func oneLine(text string) string {
	out := []rune(text)
	for i, c := range out {
		if c == '\n' || c == '\t' {
			out[i] = ' '
		}
	}
	return string(out)
}

func (r *remote) announceChange() *cobra.Command {
	var text string
	cmd := &cobra.Command{Use: "change NUMBER", Short: "Change what is announced", Args: cobra.ExactArgs(1)}
	fields := announceFlags(cmd)
	cmd.Flags().StringVar(&text, "text", "", "what people read; they see it again, though they had put it away")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		body, err := fields()
		if err != nil {
			return err
		}
		if text != "" {
			body["text"] = text
		}
		path, err := announcementPath(args[0])
		if err != nil {
			return err
		}
		return r.do(cmd.Context(), "PATCH", path, body, nil)
	}
	return cmd
}

func (r *remote) announceRemove() *cobra.Command {
	return &cobra.Command{Use: "remove NUMBER", Short: "Take an announcement back", Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		path, err := announcementPath(args[0])
		if err != nil {
			return err
		}
		return r.do(cmd.Context(), "DELETE", path, nil, nil)
	}}
}

func announcementPath(number string) (string, error) {
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 1 {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "%q is no number of an announcement.", number).WithHint("See: commonhall announce list")
	}
	return "/announcements/" + strconv.FormatInt(n, 10), nil
}
