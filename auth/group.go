package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/secure/precis"

	"commonhall"
)

// Groups of people, some of whom teach (decision 024).

// maxProperties bounds what scripts keep with a group, in bytes: every list of groups
// has it in it.
const maxProperties = 16 << 10

// groupRule says what a group's name may be.
const groupRule = "Use letters, digits and - . _ @ + in between, as in Physics-11."

// NormalizeGroupName brings a group's name into one form (PRECIS UsernameCasePreserved,
// RFC 8265) and checks it. Letter case stays as it is; names that differ in it alone
// are the same group's.
func NormalizeGroupName(raw string) (commonhall.GroupName, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > 4*commonhall.MaxGroupName || raw == "" {
		return "", commonhall.GroupName(raw).Validate()
	}
	s, err := precis.UsernameCasePreserved.String(raw)
	name := commonhall.GroupName(s)
	if err == nil {
		if err = name.Validate(); err == nil {
			return name, nil
		}
	}
	if strange := strangers(raw); len(strange) > 0 {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "The group name %q contains %s.", raw, inSentence(strange)).
			WithHint(groupRule).Because(err)
	}
	if commonhall.KindOf(err) != commonhall.InvalidArgument {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "The group name %q has letters that cannot stand together in a name.", raw).Because(err)
	}
	said := commonhall.ForPerson(err)
	said.Hint = groupRule
	return "", said
}

// normalizeAll brings names into their one form, each once. Where some cannot be,
// nothing is done, and the error says what is wrong with each.
func normalizeAll[T ~string](raw []string, normalize func(string) (T, error)) (names []T, err error) {
	var wrong []string
	hint, seen := "", map[T]bool{}
	for _, r := range raw {
		name, err := normalize(r)
		switch {
		case err != nil:
			said := commonhall.ForPerson(err)
			wrong, hint = append(wrong, said.Msg), said.Hint
		case !seen[name]:
			names, seen[name] = append(names, name), true
		}
	}
	if len(wrong) > 0 {
		return nil, commonhall.Errorf(commonhall.InvalidArgument, "%s", strings.Join(wrong, " ")).WithHint(strings.TrimSpace("Nothing was changed. " + hint))
	}
	return names, nil
}

// Group returns one group.
func (a *Auth) Group(ctx context.Context, name commonhall.GroupName) (commonhall.Group, error) {
	return a.store.Group(ctx, name)
}

// Groups returns groups and how many there are in all. A limit of 0 is none.
func (a *Auth) Groups(ctx context.Context, offset, limit int) ([]commonhall.Group, int, error) {
	return a.store.Groups(ctx, offset, limit)
}

// Memberships returns in which groups people are.
func (a *Auth) Memberships(ctx context.Context, names ...commonhall.UserName) (map[commonhall.UserName][]commonhall.Membership, error) {
	return a.store.Memberships(ctx, names)
}

// MembershipsOf returns in which groups people are who were asked for just now.
func (a *Auth) MembershipsOf(ctx context.Context, people []commonhall.User) (map[commonhall.UserName][]commonhall.Membership, error) {
	return a.store.MembershipsOf(ctx, people)
}

// AddGroups makes groups with the same people in each; all of them or none.
func (a *Auth) AddGroups(ctx context.Context, raw, people []string) ([]commonhall.Group, error) {
	names, err := normalizeAll(raw, NormalizeGroupName)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, commonhall.Errorf(commonhall.InvalidArgument, "Must specify at least one group to create")
	}
	members, err := normalizeAll(people, NormalizeName)
	if err != nil {
		return nil, err
	}
	added, err := a.store.AddGroups(ctx, names, members, a.cfg.FirstGID, a.cfg.LastGID, time.Now().UTC())
	if err != nil {
		return nil, err
	}
	for _, g := range added {
		a.record(ctx, commonhall.EventGroupAdded, "", "The group "+string(g.Name)+" was made.")
		a.recordChange(ctx, g.Name, commonhall.JoinGroup, g.Members)
	}
	return added, nil
}

// GroupFolder says where a group's folders are, below the installation's own folder: for
// ever, because neither name nor number are anybody else's later.
func (a *Auth) GroupFolder(g commonhall.Group) string {
	return "groups/" + string(g.Name) + "-" + strconv.Itoa(g.GID-a.cfg.FirstGID+commonhall.FirstGroup)
}

// RemoveGroup removes a group. Its people stay, and its folders.
func (a *Auth) RemoveGroup(ctx context.Context, name commonhall.GroupName) error {
	roles, err := a.GroupRoles(ctx, name)
	if err != nil {
		return err
	}
	g, err := a.store.RemoveGroup(ctx, name)
	a.forgetRoles()
	if err != nil {
		return err
	}
	text := "The group " + string(g.Name) + " was removed."
	if len(g.Members) > 0 { // whoever regrets it can make it again
		text += " In it were " + someNames(g.Members) + "."
	}
	text += " Its folders stay in " + a.GroupFolder(g) + "."
	a.record(ctx, commonhall.EventGroupRemoved, "", text)
	return a.lost(ctx, roles, g.Members)
}

// someNames lists people in a sentence, a hundred at most by name.
func someNames(list []commonhall.UserName) string {
	const most = 100
	var words []string
	for _, n := range list[:min(len(list), most)] {
		words = append(words, string(n))
	}
	if more := len(list) - most; more > 0 {
		words = append(words, strconv.Itoa(more)+" more")
	}
	return inSentence(words)
}

// ChangeGroup does c to a group and people, for all of them or none. It returns the
// group as it is now, and for whom that changed something.
func (a *Auth) ChangeGroup(ctx context.Context, name commonhall.GroupName, c commonhall.GroupChange, raw []string) (g commonhall.Group, changed []commonhall.UserName, err error) {
	if _, err := a.store.Group(ctx, name); err != nil {
		return g, nil, err
	}
	people, err := normalizeAll(raw, NormalizeName)
	if err != nil {
		return g, nil, err
	}
	roles, err := a.GroupRoles(ctx, name)
	if err != nil {
		return g, nil, err
	}
	if changed, err = a.store.ChangeGroup(ctx, name, c, people); err != nil {
		return g, nil, err
	}
	g, err = a.store.Group(ctx, name)
	if err == nil {
		name = g.Name
	}
	a.recordChange(ctx, name, c, changed)
	if c == commonhall.LeaveGroup && err == nil {
		err = a.lost(ctx, roles, changed)
	}
	return g, changed, err
}

func (a *Auth) recordChange(ctx context.Context, group commonhall.GroupName, c commonhall.GroupChange, people []commonhall.UserName) {
	event, does, after := commonhall.EventGroupJoined, " is in the group ", " now."
	switch c {
	case commonhall.LeaveGroup:
		event, does, after = commonhall.EventGroupLeft, " is not in the group ", " any more."
	case commonhall.MakeTeacher:
		event, does = commonhall.EventGroupTeacher, " teaches the group "
	case commonhall.EndTeacher:
		event, does, after = commonhall.EventGroupTeacher, " does not teach the group ", " any more."
	}
	for _, p := range people {
		a.record(ctx, event, p, string(p)+does+string(group)+after)
	}
}

// SetGroupProperties replaces what scripts keep with a group: any JSON object that is
// not too long.
func (a *Auth) SetGroupProperties(ctx context.Context, name commonhall.GroupName, raw []byte) (commonhall.Group, error) {
	g, err := a.store.Group(ctx, name)
	if err != nil {
		return g, err
	}
	var object map[string]any
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber() // as they were written
	err = dec.Decode(&object)
	if _, rest := dec.Token(); err != nil || object == nil || !errors.Is(rest, io.EOF) {
		return g, commonhall.Errorf(commonhall.InvalidArgument, "The properties of a group must be a JSON object.").Because(err)
	}
	clean, err := json.Marshal(object) // each key once, and no bytes that are no text
	if err != nil {
		return g, err
	}
	if len(clean) > maxProperties {
		return g, commonhall.Errorf(commonhall.InvalidArgument, "The properties of a group are longer than %d bytes.", maxProperties)
	}
	if err := a.store.SetGroupProperties(ctx, name, clean); err != nil {
		return g, err
	}
	a.record(ctx, commonhall.EventGroupChanged, "", "The properties of the group "+string(g.Name)+" were changed.")
	g.Properties = clean
	return g, nil
}
