package web

import (
	"net/http"
	"strconv"

	"commonhall"
)

// proxyError is the page that a proxy in front shows where it has no answer: JupyterHub's
// is told --error-target .../hub/error, and asks there for the page by the status, which it
// keeps to itself. Nothing that whoever asks can choose is on it, but which page it is.
func (d *Door) proxyError(v *visit) error {
	status, err := strconv.Atoi(v.PathValue("status"))
	if err != nil || strconv.Itoa(status) != v.PathValue("status") || status < 400 || status > 599 {
		return commonhall.Errorf(commonhall.NotFound, "There is no page at this address.")
	}
	v.id, _ = d.people.ForPage(v.Request)
	view := ErrorView{Status: status, Message: "This did not work.", Hint: http.StatusText(status) + "."}
	switch status {
	case http.StatusForbidden:
		view.Message, view.Hint = "You may not go there.", "Sign in under another name, or ask who sent you the link."
	case http.StatusNotFound:
		view.Message, view.Hint = "There is nothing at this address.", "Look whether all of the link was copied."
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		view.Message, view.Hint = "This server does not answer.", "If it is yours, start it again from Home. Your files are safe."
	default:
		if view.Hint == "." {
			view.Hint = "Go back, and try again."
		}
	}
	view.Frame = d.frame(v, view.Message)
	return d.render(v, http.StatusOK, PageError, view)
}

// logo is the picture of the hub, which pages of people's servers show at their top.
func (d *Door) logo(v *visit) error {
	a := d.pages.logo()
	v.w.Header().Set("Content-Type", a.contentType)
	v.w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	if v.Method != http.MethodHead {
		_, _ = v.w.Write(a.body) // a visitor who went away is nobody's failure
	}
	return nil
}
