package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"commonhall"
)

// Sharing is what the pages ask of the room auth about servers that people share.
type Sharing interface {
	ShareCode(ctx context.Context, code string) (commonhall.ShareCode, error)
	AcceptShare(ctx context.Context, name commonhall.UserName, code string) (commonhall.Share, error)
}

// AcceptShareView is the page of a link that shares a server.
type AcceptShareView struct {
	Frame
	Code     string
	Owner    commonhall.UserName
	Server   string // by its name; empty for the default one
	May      []string
	Accepted bool
}

// ofCode fills in whose server a code shares. One's own nobody accepts.
func (d *Door) ofCode(v *visit, code string) (view AcceptShareView, err error) {
	c, err := d.people.ShareCode(v.Context(), code)
	if err == nil && c.Owner == v.id.User.Name {
		err = commonhall.Errorf(commonhall.PermissionDenied, "This is a link to share your own server.").WithHint("Give it to somebody else.")
	}
	if err != nil {
		return view, err
	}
	view = AcceptShareView{Frame: d.frame(v, "A server of "+string(c.Owner)), Code: code, Owner: c.Owner, Server: c.Server, May: shareWords(c.Scopes)}
	view.Path = "/hub/home"
	return view, nil
}

// shareWords says what scopes of a share allow.
func shareWords(scopes []commonhall.Scope) (out []string) {
	for _, w := range [][2]string{{"access:servers", "open it"}, {"read:servers", "see how it is doing"}, {"start:servers", "start it"}, {"delete:servers", "stop it"}} {
		if slices.Contains(scopes, commonhall.Scope(w[0])) {
			out = append(out, w[1])
		}
	}
	return out
}

// Words joins what the share allows.
func (v AcceptShareView) Words() string {
	if n := len(v.May); n > 1 {
		return strings.Join(v.May[:n-1], ", ") + " and " + v.May[n-1]
	}
	return strings.Join(v.May, "")
}

func (d *Door) acceptSharePage(v *visit) error {
	view, err := d.ofCode(v, v.URL.Query().Get("code"))
	if err != nil {
		return err
	}
	return d.render(v, http.StatusOK, PageAcceptShare, view)
}

func (d *Door) acceptShare(v *visit) error {
	view, err := d.ofCode(v, v.FormValue("code"))
	if err != nil {
		return err
	}
	if _, err := d.people.AcceptShare(v.Context(), v.id.User.Name, view.Code); err != nil {
		return err
	}
	view.Accepted = true
	return d.render(v, http.StatusOK, PageAcceptShare, view)
}
