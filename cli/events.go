package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
)

// eventModel is what the API says of something that happened.
type eventModel struct {
	ID      int64  `json:"id"`
	At      string `json:"at"`
	Name    string `json:"name"`
	By      string `json:"by"`
	User    string `json:"user"`
	Server  string `json:"server"`
	Named   string `json:"server_name"`
	Request string `json:"request_id"`
	Text    string `json:"text"`
}

// eventLog prints the timeline.
type eventLog struct {
	*remote
	user, kind      string
	last            int
	after           int64
	follow, actions bool
	every           time.Duration // the hub is asked for news
}

func newEvents(s *streams) *cobra.Command {
	l := &eventLog{remote: &remote{streams: s, patience: 30 * time.Second}, every: time.Second}
	cmd := &cobra.Command{Use: "events", Short: "Print what happened, and with --follow what happens", Args: cobra.NoArgs,
		Long: "events prints the timeline, the newest at the end: who signed in, whose server started, what failed. With --json each is an object\n" +
			"in a line of its own. --server-actions prints the starts and stops of servers as JupyterHub's event log does, for programs that read it.\n" +
			"With --follow it goes on until it is ended, also while the hub restarts. --after takes up where another one ended: give it the last id.",
		RunE: func(cmd *cobra.Command, _ []string) error { return l.run(cmd.Context()) }}
	f := cmd.Flags()
	f.StringVar(&l.user, "user", "", "only what somebody did, or what was done to them")
	f.StringVar(&l.kind, "kind", "", "only those whose name begins so, as server.")
	f.IntVar(&l.last, "last", 50, "how many to begin with")
	f.Int64Var(&l.after, "after", 0, "all that came after the one with this id")
	f.BoolVar(&l.follow, "follow", false, "go on with what happens")
	f.BoolVar(&l.actions, "server-actions", false, "print JupyterHub's event log")
	return l.flags(cmd)
}

func (l *eventLog) run(ctx context.Context) error {
	if l.actions {
		l.kind = "server."
	}
	if l.after > 0 {
		l.last = everyEvent
	}
	list, err := l.news(ctx)
	if err != nil {
		return err
	}
	if l.user != "" && l.after == 0 { // nothing has ever happened to them: is there anybody of that name?
		if err := l.do(ctx, "GET", userPath(l.user), nil, nil); err != nil {
			return err
		}
	}
	l.last = everyEvent // of what comes
	tick := time.NewTicker(l.every)
	defer tick.Stop()
	away := false
	for {
		for _, e := range list {
			if err := l.write(e); err != nil {
				return err
			}
		}
		if !l.follow {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if list, err = l.news(ctx); err != nil && ctx.Err() == nil && !away {
			fmt.Fprintln(l.err, "commonhall:", commonhall.ForPerson(err).Msg, "It is asked again.")
		}
		away = err != nil
	}
}

// everyEvent is how many of the last there are to be, where none is left out.
const everyEvent = -1

// news returns what came after the event up to which everything is known, the oldest first,
// and of that the last few. Then all of it is known.
func (l *eventLog) news(ctx context.Context) (out []eventModel, err error) {
	known := l.after
	defer func() {
		if slices.Reverse(out); err == nil {
			l.after = known
		}
	}()
	q := url.Values{}
	if l.user != "" {
		q.Set("user", l.user)
	}
	if l.kind != "" {
		q.Set("kind", l.kind)
	}
	for {
		var page []eventModel
		if err := l.do(ctx, "GET", "/events?"+q.Encode(), nil, &page); err != nil {
			return nil, err
		}
		for _, e := range page {
			known = max(known, e.ID)
			if e.ID <= l.after || l.last != everyEvent && len(out) >= l.last {
				return out, nil
			}
			out = append(out, e)
		}
		if len(page) == 0 {
			return out, nil
		}
		q.Set("before", strconv.FormatInt(page[len(page)-1].ID, 10))
	}
}

// write prints one event in a line.
func (l *eventLog) write(e eventModel) error {
	if l.actions {
		return l.action(e)
	}
	if l.json {
		return json.NewEncoder(l.out).Encode(e)
	}
	at := e.At
	if t, err := time.Parse(time.RFC3339, e.At); err == nil {
		at = t.Local().Format("2006-01-02 15:04:05")
	}
	by := ""
	if e.By != "" && e.By != e.User {
		by = " (by " + e.By + ")"
	}
	_, err := fmt.Fprintf(plain{l.out}, "%s  %-18s  %s%s\n", at, e.Name, e.Text, by)
	return err
}

// action prints a start or a stop as JupyterHub writes it down: what was done and
// succeeded, nothing else.
func (l *eventLog) action(e eventModel) error {
	action := map[commonhall.EventName]string{commonhall.EventServerReady: "start", commonhall.EventServerEnded: "stop"}[commonhall.EventName(e.Name)]
	if action == "" {
		return nil
	}
	return json.NewEncoder(l.out).Encode(map[string]any{"__timestamp__": e.At, "__schema__": "https://schema.jupyter.org/jupyterhub/events/server-action",
		"__schema_version__": "1", "__metadata_version__": 1, "action": action, "username": e.User, "servername": e.Named})
}
