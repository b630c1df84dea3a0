package api

import (
	"net/http"

	"commonhall"
)

// adopt makes people of homes that no record knows. Only root can see which homes
// there are: it is the operator's alone.
func (a *API) adopt(r *request) error {
	var body struct {
		Accounts []struct {
			Name string `json:"name"`
			UID  int    `json:"uid"`
		} `json:"accounts"`
	}
	if err := r.body(&body, false); err != nil {
		return err
	}
	var accounts []commonhall.Account
	for _, acc := range body.Accounts {
		accounts = append(accounts, commonhall.Account{Name: acc.Name, UID: acc.UID})
	}
	added, err := a.people.Adopt(r.Context(), accounts)
	if err != nil {
		return err
	}
	out, err := a.userModels(r.Context(), r.id, added, false)
	if err != nil {
		return err
	}
	return r.json(http.StatusCreated, out)
}
