package web

import (
	"net/http"
	"net/url"
	"strings"

	"commonhall"
	"commonhall/auth"
	"commonhall/scope"
)

// authorize answers a program that sent its visitor to find out who they are. One's own
// server learns it at once, and so do services that need no consent.
func (d *Door) authorize(v *visit) error {
	r, err := auth.ReadAuthRequest(v.URL.Query())
	if err != nil {
		return err
	}
	reply, err := d.people.Authorize(v.Context(), v.id, r, auth.Unasked)
	if err != nil {
		return err
	}
	if reply.To == "" {
		return d.askConsent(v, r, reply)
	}
	http.Redirect(v.w, v.Request, reply.To, http.StatusFound)
	return nil
}

// consent is what somebody answers to the page that askConsent shows.
func (d *Door) consent(v *visit) error {
	r, err := auth.ReadAuthRequest(v.PostForm)
	if err != nil {
		return err
	}
	said := auth.Refused
	if v.PostFormValue("answer") == "yes" {
		said = auth.Agreed
	}
	reply, err := d.people.Authorize(v.Context(), v.id, r, said)
	if err != nil {
		return err
	}
	return seeOther(v, reply.To)
}

// askConsent shows what a service wants to know and to do.
func (d *Door) askConsent(v *visit, r auth.AuthRequest, reply auth.AuthReply) error {
	view := ConsentView{Frame: d.frame(v, "Sign in at "+reply.Client.Title), Client: reply.Client.Title}
	for _, f := range []Hidden{{"client_id", r.Client}, {"redirect_uri", r.Redirect}, {"response_type", r.Type}, {"state", r.State},
		{"scope", r.Scope}, {"code_challenge", r.Challenge}, {"code_challenge_method", r.Method}} {
		if f.Value != "" {
			view.Hidden = append(view.Hidden, f)
		}
	}
	for _, sc := range reply.Scopes {
		view.Wants = append(view.Wants, scopeWords(sc, v.id.User.Name))
		base, _, _ := strings.Cut(string(sc), "!")
		view.Lasting = view.Lasting || base == "tokens" || base == "self" || base == "inherit"
	}
	// Browsers look at where a form leads in the end.
	if u, err := url.Parse(reply.Client.Redirect); err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") {
		view.Elsewhere = u.Host
		v.w.Header().Set("Content-Security-Policy", strings.Replace(ContentSecurityPolicy, "form-action 'self'", "form-action 'self' "+u.Scheme+"://"+u.Host, 1))
	}
	return d.render(v, http.StatusOK, PageConsent, view)
}

// scopeWords says what somebody lets a program do, of themselves or as far as they may. What
// is narrowed to others is said of them: words about oneself would be untrue.
func scopeWords(sc commonhall.Scope, who commonhall.UserName) string {
	base, filter, _ := strings.Cut(string(sc), "!")
	own := filter == "user" || filter == "server" || scope.Names(sc, who)
	words := map[string][2]string{
		"self":            {"do whatever you may do about yourself", ""},
		"inherit":         {"do whatever you may do", ""},
		"read:users":      {"read when you were active, and how your server is", "read about everybody of whom you may read"},
		"list:users":      {"read about you", "read who is listed here"},
		"users":           {"read and change what you may of your account", "read and change everybody's account as far as you may"},
		"admin:users":     {"change your account", "add, change and remove people"},
		"users:activity":  {"say when you were active", "say when people were active"},
		"read:servers":    {"read how your servers are", "read how everybody's servers are"},
		"servers":         {"start and stop your servers", "start and stop everybody's servers"},
		"start:servers":   {"start your servers", "start everybody's servers"},
		"delete:servers":  {"stop your servers", "stop everybody's servers"},
		"admin:servers":   {"start and stop your servers, and read their state", "start and stop everybody's servers, and read their state"},
		"access:servers":  {"open your servers, with your files in them", "open servers of others that you may open"},
		"access:services": {"use services in your name", "use services in your name"},
		"tokens":          {"make tokens in your name, which may do whatever you may", "make tokens in everybody's name"},
		"read:tokens":     {"read which tokens you have, without their secrets", "read which tokens people have"},
		"groups":          {"change your groups", "change groups and who is in them"},
		"admin:groups":    {"change your groups", "add, change and remove groups"},
		"read:groups":     {"read about your groups", "read about all groups"},
		"list:groups":     {"read about your groups", "read which groups there are"},
		"environments":    {"change the software that you may change", "change the class's software"},
		"shares":          {"share your servers", "share everybody's servers"},
	}
	said, known := words[base]
	switch {
	case !known || filter != "" && !own:
		return scope.Words(sc)
	case filter == "" && said[1] != "":
		return said[1]
	}
	return said[0]
}
