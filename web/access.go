package web

import (
	"net/http"
	"strings"
	"time"

	"commonhall"
	"commonhall/auth"
)

// access is who may see a page or send a form. Whom the door does not let in, the page
// is never asked about.
type access string

const (
	everybody      access = "everybody"      // signed in or not
	signedIn       access = "signed in"      // whoever is signed in, about themselves
	oneself        access = "oneself"        // the person in the path
	changers       access = "changers"       // who may change the class's software, or some of it
	teachers       access = "teachers"       // who teaches a group, or administers
	administrators access = "administrators" // who administers
	helpers        access = "helpers"        // who may see the page Admin (admin-ui), and list some people (list:users)
	roleReaders    access = "role readers"   // who may see the page Admin (admin-ui), and all roles (read:roles)
	roleMakers     access = "role makers"    // who may see the page Admin, and make roles (admin:roles)
)

// route is one row of the table of pages.
type route struct {
	pattern string
	access  access
	script  bool // read by a page's script; nobody goes there
	do      action
	// programs answers those, nil: as people. It looks itself who they are.
	programs func(*visit)
}

// page adds a page or, where the method of pattern says so, a form.
func (d *Door) page(pattern string, who access, f action) {
	d.add(route{pattern: pattern, access: who, do: f})
}

// reads adds what a page's script reads.
func (d *Door) reads(pattern string, who access, f action) {
	d.add(route{pattern: pattern, access: who, script: true, do: f})
}

// add panics at a route of which nobody said whom it is for.
func (d *Door) add(rt route) {
	switch rt.access {
	case everybody, signedIn, oneself, changers, teachers, administrators, helpers, roleReaders, roleMakers:
	default:
		panic("web: " + rt.pattern + " is not for anybody that there is: " + string(rt.access))
	}
	d.table = append(d.table, rt)
	d.mux.Handle(rt.pattern, d.handle(rt))
}

// handle wraps an action: who it is, whether they may, and errors as pages.
func (d *Door) handle(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{Request: r, w: w, body: d.cfg.Bodies.Take(w, r)}
		defer v.body.Done()
		if rt.programs != nil && program(r) {
			rt.programs(v)
			return
		}
		if rt.access != everybody {
			if err := d.comes(v, rt); err != nil {
				d.turnAway(v, err)
				return
			}
			v.Request = r.WithContext(commonhall.WithSubject(r.Context(), v.id.Subject()))
			if r.Header.Get("X-Hidden") != "true" { // a page behind others renews itself, and nobody looks at it
				d.servers.Active(v.id.User.Name, time.Now().UTC())
			}
		}
		err := d.may(v, rt.access)
		if err == nil {
			err = rt.do(v)
		}
		if err != nil {
			d.fail(v, err)
		}
	})
}

// comes finds out who makes a request, in the way that its route is for.
func (d *Door) comes(v *visit, rt route) (err error) {
	switch {
	case rt.script:
		v.id, err = d.people.ForScript(v.Request)
	case strings.HasPrefix(rt.pattern, "POST "):
		err = d.sends(v)
	default:
		v.id, err = d.people.ForPage(v.Request)
	}
	return err
}

func (d *Door) sends(v *visit) (err error) {
	if id, err := d.people.ForBody(v.Request); err == nil {
		v.body.Allow(string(id.User.Name), formSize(v.Pattern))
	}
	if err := readForm(v); err != nil {
		return err
	}
	v.id, err = d.people.ForForm(v.Request)
	return err
}

// may reports why the visitor may not see the page. To whom it is not for, there is none.
func (d *Door) may(v *visit, who access) error {
	ok := false
	switch who {
	case everybody, signedIn:
		ok = true
	case oneself: // nobody opens another's server until each has a host name of its own (decision 004)
		name, err := auth.NormalizeName(v.PathValue("name"))
		ok = err == nil && name == v.id.User.Name
	case changers:
		ok = d.hasSoftware(v)
	case teachers:
		groups, err := d.teaches(v)
		if err != nil {
			return err
		}
		ok = v.id.User.Admin || len(groups) > 0
	case administrators:
		ok = v.id.User.Admin
	case helpers:
		ok = v.id.Scopes.Has("admin-ui") && v.id.Scopes.Has("list:users")
	case roleReaders:
		ok = v.id.Scopes.Has("admin-ui") && v.id.Scopes.HasAll("read:roles")
	case roleMakers:
		ok = v.id.Scopes.Has("admin-ui") && v.id.Scopes.HasAll("admin:roles")
	}
	if !ok {
		return nothing()
	}
	return nil
}

func nothing() error {
	return commonhall.Errorf(commonhall.NotFound, "There is nothing at this address, or nothing that you may see.")
}
