package environment

import (
	"context"
	"slices"

	"commonhall"
)

// Origin is whose choice an environment is.
type Origin string

const (
	ByApp     Origin = "app" // the operator's settings
	ByUser    Origin = "user"
	ByGroup   Origin = "group"
	ByDefault Origin = "default"
)

// Chosen is which environment a server gets, and why.
type Chosen struct {
	Environment commonhall.EnvironmentName // empty: there is none; or NoEnvironment
	Origin      Origin
	Group       commonhall.GroupName // where it is a group's
	Others      []commonhall.Choice  // of other groups, which have another one
}

// Why says in a sentence why it is that one.
func (c Chosen) Why() string {
	switch c.Origin {
	case ByApp:
		return "The app always has it."
	case ByUser:
		return "It was chosen for this person."
	case ByGroup:
		text := "It was chosen for the group " + string(c.Group) + "."
		for _, o := range c.Others {
			text += " The group " + string(o.Group) + " has " + string(o.Environment) + "."
		}
		if len(c.Others) > 0 {
			text += " Of several groups, the one that was made last counts."
		}
		return text
	case ByDefault:
		return "Everybody has it for whom nobody chose another one."
	}
	return "There is no environment yet."
}

// ChoiceFor returns which environment a server of u with app gets: the app's, or else
// the person's, that of the group of theirs that was made last, or the default one.
func (r *Room) ChoiceFor(ctx context.Context, u commonhall.User, app commonhall.App) (Chosen, error) {
	if app.Environment != "" {
		return Chosen{Environment: app.Environment, Origin: ByApp}, nil
	}
	if u.Name != "" {
		c, err := r.given(ctx, u)
		if err != nil || c.Environment != "" {
			return c, err
		}
	}
	e, err := r.Get(ctx, "")
	if commonhall.KindOf(err) == commonhall.NotFound {
		return Chosen{}, nil
	}
	return Chosen{Environment: e.Name, Origin: ByDefault}, err
}

// given returns what was chosen for the person or a group of theirs.
func (r *Room) given(ctx context.Context, u commonhall.User) (c Chosen, err error) {
	all, err := r.store.Choices(ctx)
	if err != nil || len(all) == 0 {
		return c, err
	}
	for _, o := range all {
		if o.Kind == commonhall.ForUser && o.Who == u.Account.UID {
			return Chosen{Environment: o.Environment, Origin: ByUser}, nil
		}
	}
	mine, err := r.memberships(ctx, u.Name)
	if err != nil {
		return c, err
	}
	for _, m := range slices.Backward(mine) { // in the order in which they were made
		i := slices.IndexFunc(all, func(o commonhall.Choice) bool { return o.Kind == commonhall.ForGroup && o.Group == m.Group })
		switch {
		case i < 0:
		case c.Origin == "":
			c = Chosen{Environment: all[i].Environment, Origin: ByGroup, Group: m.Group}
		case all[i].Environment != c.Environment:
			c.Others = append(c.Others, all[i])
		}
	}
	return c, nil
}

func (r *Room) memberships(ctx context.Context, name commonhall.UserName) ([]commonhall.Membership, error) {
	if r.cfg.Groups == nil || name == "" {
		return nil, nil
	}
	all, err := r.cfg.Groups.Memberships(ctx, name)
	return all[name], err
}

// Choices returns for whom environments were chosen; of people who were removed the
// choices are left out.
func (r *Room) Choices(ctx context.Context) ([]commonhall.Choice, error) {
	all, err := r.store.Choices(ctx)
	return slices.DeleteFunc(all, func(c commonhall.Choice) bool { return c.User == "" && c.Group == "" }), err
}

// Use chooses an environment, or none, for a person or a group. Servers have it from
// their next start on.
func (r *Room) Use(ctx context.Context, name commonhall.EnvironmentName, kind commonhall.ChoiceKind, who, by string) error {
	c, err := r.choice(ctx, name, kind, who)
	if err != nil {
		return err
	}
	r.change.Lock() // it is not removed meanwhile
	defer r.change.Unlock()
	if name != commonhall.NoEnvironment {
		e, err := r.Get(ctx, name)
		if err != nil {
			return err
		}
		if e.Current == 0 {
			return commonhall.Errorf(commonhall.FailedPrecondition, "The environment %s has nothing in it yet.", string(name)).
				WithHint("Build it first: commonhall env build " + string(name))
		}
	}
	if err := r.store.SetChoice(ctx, c); err != nil {
		return err
	}
	text := "Servers of " + c.Whom() + " have the environment " + string(name) + " from their next start on."
	if name == commonhall.NoEnvironment {
		text = "Servers of " + c.Whom() + " have the machine's own programs alone from their next start on."
	}
	r.record(ctx, commonhall.EventSoftwareChosen, by, c.User, text)
	return nil
}

// Unuse takes back what was chosen for a person or a group.
func (r *Room) Unuse(ctx context.Context, kind commonhall.ChoiceKind, who, by string) error {
	c, err := r.choice(ctx, "", kind, who)
	if err != nil {
		return err
	}
	done, err := r.store.DropChoice(ctx, c.Kind, c.Who)
	if err != nil {
		return err
	}
	if !done {
		return commonhall.Errorf(commonhall.NotFound, "No environment was chosen for %s.", c.Whom()).
			WithHint("Who has which: commonhall env list")
	}
	r.record(ctx, commonhall.EventSoftwareChosen, by, c.User, "No environment is chosen for "+c.Whom()+" any more.")
	return nil
}

// choice names the environment and for whom it is, in the numbers that outlive names.
func (r *Room) choice(ctx context.Context, name commonhall.EnvironmentName, kind commonhall.ChoiceKind, who string) (commonhall.Choice, error) {
	c := commonhall.Choice{Kind: kind, Environment: name}
	if kind == commonhall.ForGroup && r.cfg.Groups != nil {
		g, err := r.cfg.Groups.Group(ctx, commonhall.GroupName(who))
		c.Who, c.Group = g.GID, g.Name
		return c, err
	}
	u, err := r.store.User(ctx, commonhall.UserName(who))
	c.Who, c.User = u.Account.UID, u.Name
	return c, err
}

// MayChange reports whether the person may change the environment called name: who
// teaches a group that it was chosen for does, and whoever the operator lets. Where it
// cannot be found out they may not.
func (r *Room) MayChange(ctx context.Context, u commonhall.User, name commonhall.EnvironmentName) bool {
	if r.cfg.May(ctx, u, name) {
		return true
	}
	mine, err := r.memberships(ctx, u.Name)
	if err != nil || !slices.ContainsFunc(mine, func(m commonhall.Membership) bool { return m.Teacher }) {
		return false
	}
	all, err := r.store.Choices(ctx)
	if err != nil {
		r.log.Warn("cannot find out who may change an environment", "environment", name, "user", u.Name, "error", err)
		return false
	}
	return slices.ContainsFunc(all, func(c commonhall.Choice) bool {
		return c.Environment == name && c.Kind == commonhall.ForGroup && slices.ContainsFunc(mine, func(m commonhall.Membership) bool { return m.Group == c.Group && m.Teacher })
	})
}
