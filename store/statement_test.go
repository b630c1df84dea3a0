package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
	"commonhall/provider"
)

// recorder notes each statement. Its connections can only prepare, so that every
// statement really is.
type recorder struct {
	driver.Connector

	mu   sync.Mutex
	said []string
}

func (r *recorder) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := r.Connector.Connect(ctx)
	return preparing{c, r}, err
}

// sqliteConnector makes connections to a file.
type sqliteConnector struct {
	of  driver.Driver
	dsn string
}

func (c sqliteConnector) Driver() driver.Driver { return c.of }

func (c sqliteConnector) Connect(context.Context) (driver.Conn, error) { return c.of.Open(c.dsn) }

type preparing struct {
	driver.Conn
	r *recorder
}

func (c preparing) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	c.r.mu.Lock()
	c.r.said = append(c.r.said, query)
	c.r.mu.Unlock()
	return c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
}

func (c preparing) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	return c.Conn.(driver.ConnBeginTx).BeginTx(ctx, o)
}

// recordings are databases whose statements are noted, by engine.
func recordings() map[string]func(*testing.T) (write, read driver.Connector) {
	return map[string]func(*testing.T) (write, read driver.Connector){
		"sqlite": func(t *testing.T) (write, read driver.Connector) {
			path := filepath.Join(t.TempDir(), "hub.db")
			made, err := Open(t.Context(), path)
			must(t, err)
			must(t, made.Close())
			of := made.write.Driver()
			return sqliteConnector{of, dsn(path, "immediate")}, sqliteConnector{of, dsn(path, "deferred") + "&_pragma=query_only(1)"}
		},
		"postgres": func(t *testing.T) (write, read driver.Connector) {
			p := onPostgres(t)
			made, err := OpenPostgres(t.Context(), p)
			must(t, err)
			must(t, made.Close())
			cfg, err := p.config()
			must(t, err)
			return connectors(cfg, "x")
		},
	}
}

// recording returns a database that prepares every statement, and the list of them.
func recording(t *testing.T, write, read driver.Connector) (*DB, func() []string) {
	t.Helper()
	w, r := &recorder{Connector: write}, &recorder{Connector: read}
	db := &DB{write: sql.OpenDB(w), read: newPool(sql.OpenDB(r))}
	db.write.SetMaxOpenConns(1)
	t.Cleanup(func() { must(t, db.Close()) })
	return db, func() []string { return append(slices.Clone(w.said), r.said...) }
}

// calls has one call of each method that goes through all of its branches.
func calls(db *DB, ctx context.Context) map[string]func() error {
	h := hashOf("x")
	only := func(_ any, err error) error { return err }
	all := map[string]func() error{
		"Active":    func() error { return db.Active(ctx, map[commonhall.UserName]time.Time{"ada": noon()}) },
		"AddEvents": func() error { return db.AddEvents(ctx, []commonhall.Event{{Text: "x"}}) },
		"Adopt": func() error {
			return only(db.Adopt(ctx, []commonhall.Account{{Name: "zoe", UID: firstUID + 3}}, firstUID, noon()))
		},
		"AddUsers": func() error {
			return only(db.AddUsers(ctx, []commonhall.UserName{"ben"}, false, firstUID, lastUID, noon()))
		},
		"AddSession": func() error { return db.AddSession(ctx, session("s", "ada"), h, "") },
		"AddToken": func() error {
			return only(db.AddToken(ctx, commonhall.Token{User: "ada", Scopes: []commonhall.Scope{"read:users!user=ada"}}, h, 9))
		},
		"ChangePassword": func() error { return only(db.ChangePassword(ctx, "ada", "", "x", "s")) },
		"Close":          func() error { return nil }, "SkipAccounts": func() error { return db.SkipAccounts(ctx, 3) }, "Dump": func() error { return again(ctx, db) },
		"DeleteEvents":  func() error { return only(db.DeleteEvents(ctx, noon(), 9)) },
		"DeleteExpired": func() error { return only(db.DeleteExpired(ctx, noon())) },
		"Events": func() error {
			return only(db.Events(ctx, commonhall.EventFilter{User: "ada", Prefix: "x", Before: 9, Limit: 9}))
		},
		"ActiveSince": func() error { return only(db.ActiveSince(ctx, noon())) }, "Answers": func() error { return db.Answers(ctx) }, "Check": func() error { _, _, err := db.Check(ctx); return err },
		"Key":                func() error { return only(db.Key(ctx, "x", func() []byte { return []byte("x") })) },
		"Password":           func() error { return only(db.Password(ctx, "ada")) },
		"RemoveServerTokens": func() error { return db.RemoveServerTokens(ctx, "run") },
		"RemoveSession":      func() error { return only(db.RemoveSession(ctx, "ada", "s")) },
		"RemoveSessions":     func() error { return only(db.RemoveSessions(ctx, "ada", "")) },
		"RemoveToken":        func() error { return only(db.RemoveToken(ctx, "ada", 1)) },
		"Removed":            func() error { return only(db.Removed(ctx)) },
		"RestoreUser":        func() error { return only(db.RestoreUser(ctx, 1, "ada")) },
		"BeginPurge":         func() error { return only(db.BeginPurge(ctx, 1, noon())) },
		"EndPurge":           func() error { return only(db.EndPurge(ctx, 1)) },
		"RemoveUser":         func() error { return db.RemoveUser(ctx, "ada", noon()) },
		"Rename":             func() error { return errors.Join(db.Rename(ctx, "ada", "adele"), db.Rename(ctx, "adele", "ada")) },
		"ResetPassword":      func() error { return db.ResetPassword(ctx, "ada") },
		"Resume":             func() error { return db.Resume(ctx, "ada") },
		"SaveServer":         func() error { return db.SaveServer(ctx, commonhall.Server{User: "ada", State: commonhall.Ready}) },
		"Server":             func() error { return only(db.Server(ctx, commonhall.UserName("ada").Default())) },
		"Servers":            func() error { return only(db.Servers(ctx)) },
		"SessionByHash":      func() error { _, _, err := db.SessionByHash(ctx, h); return err },
		"SessionSeen":        func() error { return db.SessionSeen(ctx, "s", noon()) },
		"Sessions":           func() error { return only(db.Sessions(ctx, "ada")) },
		"SetAdmin":           func() error { return db.SetAdmin(ctx, "ada", true) },
		"SetPassword":        func() error { return only(db.SetPassword(ctx, "ada", "x")) },
		"Suspend":            func() error { return db.Suspend(ctx, "ada") },
		"Token":              func() error { return only(db.Token(ctx, "ada", 1)) },
		"TokenByHash":        func() error { _, _, err := db.TokenByHash(ctx, h); return err },
		"TokenUsed":          func() error { return db.TokenUsed(ctx, 1, noon()) },
		"User":               func() error { return only(db.User(ctx, "ada")) },
		"WhenFull":           func() error { db.WhenFull(nil); return nil }, "TrimSessions": func() error { return only(db.TrimSessions(ctx, "ada", 1)) },
	}
	maps.Copy(all, softwareCalls(db, ctx))
	return all
}

// serverCalls are those of servers beside the default one.
func serverCalls(db *DB, ctx context.Context) map[string]func() error {
	lab := commonhall.UserName("ada").Server("lab")
	return map[string]func() error{
		"PutOffPurge":  func() error { return db.PutOffPurge(ctx, 1, noon()) },
		"RemoveServer": func() error { return db.RemoveServer(ctx, lab) },
		"RenameServer": func() error { return db.RenameServer(ctx, lab, "gpu") },
	}
}

func softwareCalls(db *DB, ctx context.Context) map[string]func() error {
	only := func(_ any, err error) error { return err }
	env := commonhall.Environment{Name: "python", Default: true}
	add := func() error { return db.AddEnvironment(ctx, env) }
	return map[string]func() error{
		"Users":             func() error { return somePeople(ctx, db) },
		"Tokens":            func() error { return only(db.Tokens(ctx, "ada")) },
		"AddEnvironment":    add,
		"ChangeEnvironment": func() error { _ = add(); return db.ChangeEnvironment(ctx, env) },
		"Environments":      func() error { return only(db.Environments(ctx)) },
		"RemoveEnvironment": func() error { return db.RemoveEnvironment(ctx, "python") },
		"AddGeneration": func() error {
			_, _ = db.RemoveEnvironment(ctx, "python"), add()
			return only(db.AddGeneration(ctx, generation("x"), 0, "d"))
		},
		"AdoptGeneration": func() error {
			_, _ = db.RemoveEnvironment(ctx, "python"), add()
			_, err := db.AdoptGeneration(ctx, generation("x"))
			_, err2 := db.PruneGeneration(ctx, "python", 1)
			return errors.Join(err, err2, only(db.AdoptGeneration(ctx, generation("x"))))
		},
		"Kept":        func() error { return only(db.Kept(ctx, "python")) },
		"Generations": func() error { return only(db.Generations(ctx, "python")) },
		"SetCurrent": func() error {
			_, _ = db.RemoveEnvironment(ctx, "python"), add()
			_, err := db.AddGeneration(ctx, generation("x"), 0)
			return errors.Join(err, db.SetCurrent(ctx, "python", 1, 1))
		},
		"PruneGeneration": func() error { return only(db.PruneGeneration(ctx, "python", 1)) },
		"Drafts":          func() error { return only(db.Drafts(ctx)) },
		"SaveDraft":       func() error { _ = add(); return db.SaveDraft(ctx, commonhall.Draft{Environment: "python", Tree: "d"}) },
		"DropDraft":       func() error { return db.DropDraft(ctx, "d") },
		"Choices":         func() error { return only(db.Choices(ctx)) },
		"SetChoice": func() error {
			_ = add()
			return db.SetChoice(ctx, commonhall.Choice{Kind: commonhall.ForUser, Who: 7, Environment: "python"})
		},
		"Limits": func() error { return only(db.Limits(ctx)) },
		"SetLimits": func() error {
			return db.SetLimits(ctx, commonhall.ForUser, 7, map[commonhall.LimitName]float64{"cpu": 2})
		},
		"DropLimits": func() error {
			return db.SetLimits(ctx, commonhall.ForUser, 7, map[commonhall.LimitName]float64{"cpu": 0})
		},
		"DropChoice": func() error { return only(db.DropChoice(ctx, commonhall.ForUser, 7)) },
	}
}

// noticeCalls are those of what people read, and of how servers are used.
func noticeCalls(db *DB, ctx context.Context) map[string]func() error {
	only := func(_ any, err error) error { return err }
	return map[string]func() error{
		"Announcements": func() error { return only(db.Announcements(ctx)) },
		"AddAnnouncement": func() error {
			return only(db.AddAnnouncement(ctx, commonhall.Announcement{Text: "x", Level: "info", Audience: "all", From: noon(), Created: noon()}))
		},
		"ChangeAnnouncement": func() error {
			return only(db.ChangeAnnouncement(ctx, commonhall.Announcement{ID: 1, Text: "x", Level: "info", Audience: "all", From: noon()}, true))
		},
		"RemoveAnnouncement": func() error { return only(db.RemoveAnnouncement(ctx, 1)) },
		"Dismiss":            func() error { return db.Dismiss(ctx, 1, "ada") },
		"Dismissed":          func() error { return only(db.Dismissed(ctx, "ada")) },
		"Uses":               func() error { return only(db.Uses(ctx)) },
		"SaveUses": func() error {
			return db.SaveUses(ctx, map[commonhall.ServerID]commonhall.Use{"x": {Since: noon(), CPU: 1, At: noon()}})
		},
	}
}

// groupCalls are those of groups.
func groupCalls(db *DB, ctx context.Context) map[string]func() error {
	only := func(_ any, err error) error { return err }
	return map[string]func() error{
		"AddGroups":          func() error { return only(addGroups(ctx, db, "math")) },
		"ChangeGroup":        func() error { return changeGroup(ctx, db) },
		"Group":              func() error { return only(db.Group(ctx, "math")) },
		"GroupMembers":       func() error { return only(db.GroupMembers(ctx, []string{"math"})) },
		"Groups":             func() error { _, _, err := db.Groups(ctx, 0, 0); return err },
		"Memberships":        func() error { return only(db.Memberships(ctx, []commonhall.UserName{"ada", "ben"})) },
		"MembershipsOf":      func() error { return only(db.MembershipsOf(ctx, []commonhall.User{{ID: 1}, {ID: 2}})) },
		"RemoveGroup":        func() error { return only(db.RemoveGroup(ctx, "math")) },
		"SetGroupProperties": func() error { return db.SetGroupProperties(ctx, "math", []byte(`{}`)) },
	}
}

// identityCalls are those of people at providers.
func identityCalls(db *DB, ctx context.Context) map[string]func() error {
	only := func(_ any, err error) error { return err }
	ada := identity("ada", "7")
	return map[string]func() error{
		"Identity":   func() error { return only(db.Identity(ctx, "https://id.example", "7")) },
		"Identities": func() error { return only(db.Identities(ctx, "ada")) },
		"AddIdentity": func() error {
			return errors.Join(only(db.AddIdentity(ctx, ada, true)), only(db.AddIdentity(ctx, identity("ada", "8"), false)))
		},
		"AddPerson":      func() error { return only(db.AddPerson(ctx, identity("newcomer", "9"), firstUID, lastUID)) },
		"IdentityUsed":   func() error { return db.IdentityUsed(ctx, ada) },
		"RemoveIdentity": func() error { return only(db.RemoveIdentity(ctx, "ada", 1, anything)) },
		"RefuseIdentity": func() error { _, _, err := db.RefuseIdentity(ctx, 1, noon()); return err },
		"AddIdentitySession": func() error {
			_, _ = db.AddIdentity(ctx, ada, false)
			i, _ := db.Identity(ctx, ada.Issuer, ada.Subject)
			err := db.AddIdentitySession(ctx, session("i", i.User), hashOf("i"), i.ID, nil)
			return errors.Join(err, only(db.RemoveSession(ctx, i.User, "i")))
		},
		"DueSessions":    func() error { return only(db.DueSessions(ctx, noon(), 9)) },
		"SessionChecked": func() error { return db.SessionChecked(ctx, "i", nil, noon()) },
		"ManageGroup": func() error {
			_, _ = addGroups(ctx, db, "managed")
			return db.ManageGroup(ctx, "managed", provider.Managed{Provider: "school", Called: "/managed"}, "")
		},
		"ManagedGroups": func() error { return only(db.ManagedGroups(ctx, "school")) },
	}
}

// serviceCalls are those of services.
func serviceCalls(db *DB, ctx context.Context) map[string]func() error {
	return map[string]func() error{
		"Services":      func() error { _, err := db.Services(ctx); return err },
		"SaveService":   func() error { return db.SaveService(ctx, commonhall.ServiceRecord{Name: "cull", Created: noon()}) },
		"RemoveService": func() error { return db.RemoveService(ctx, "cull") },
		"SetServiceToken": func() error {
			_, err := db.SetServiceToken(ctx, commonhall.Token{Service: "cull"}, hashOf("service"))
			return err
		},
		"AddRole":      func() error { return addRole(ctx, db) },
		"Roles":        func() error { _, err := db.Roles(ctx); return err },
		"SaveRole":     func() error { return db.SaveRole(ctx, commonhall.Role{Name: "tutor"}) },
		"RemoveRole":   func() error { return db.RemoveRole(ctx, "tutor") },
		"HandRole":     func() error { return addRole(ctx, db) },
		"UserRoles":    func() error { _, err := db.UserRoles(ctx, 1); return err },
		"ServiceRoles": func() error { _, err := db.ServiceRoles(ctx, "cull"); return err },
		"KeepClients": func() error {
			_, err := db.KeepClients(ctx, func(string, []commonhall.Scope) bool { return false })
			return err
		},
		"RemoveServiceTokens": func() error {
			_, err := db.RemoveServiceTokens(ctx, "cull", "service-cull")
			return err
		},
	}
}

// codeCalls are those of OAuth.
func codeCalls(db *DB, ctx context.Context) map[string]func() error {
	return map[string]func() error{
		"AddCode": func() error {
			return db.AddCode(ctx, commonhall.Code{Token: commonhall.Token{User: "ada", Session: "s"}}, hashOf("x"))
		},
		"Code":         func() error { _, _, err := db.Code(ctx, hashOf("x")); return err },
		"ServerClient": func() error { _, err := db.ServerClient(ctx, "ada", "c"); return err },
		"UseCode": func() error {
			_, _, err := db.UseCode(ctx, hashOf("x"), commonhall.Token{Session: "s", Client: "c"}, hashOf("y"))
			return err
		},
	}
}

// addRole makes a role that a person holds, and gives it away once more.
func addRole(ctx context.Context, db *DB) error {
	_ = db.RemoveRole(ctx, "tutor")
	holders := commonhall.Holders{Users: []commonhall.UserName{"ada"}, Services: []commonhall.ServiceName{"cull"}}
	err := db.AddRole(ctx, commonhall.Role{Name: "tutor", Scopes: []commonhall.Scope{"read:users!user=ada"}, Holders: holders}, noon())
	_, err2 := db.HandRole(ctx, "tutor", false, holders)
	return errors.Join(err, err2)
}

func addGroups(ctx context.Context, db *DB, names ...commonhall.GroupName) ([]commonhall.Group, error) {
	return db.AddGroups(ctx, names, []commonhall.UserName{"ada"}, firstGID, lastGID, noon())
}

// signInAgain signs ada in, also by a record of her own: the one before may have gone with whom she was.
func signInAgain(t *testing.T, db *DB) {
	t.Helper()
	must(t, db.AddSession(t.Context(), session("s", "ada"), hashOf("s"), ""))
	i, err := db.AddIdentity(t.Context(), identity("ada", "again"), false)
	must(t, err)
	must(t, db.AddIdentitySession(t.Context(), session("again", "ada"), hashOf("again"), i.ID, nil))
}

func changeGroup(ctx context.Context, db *DB) error {
	var errs []error
	for _, c := range []commonhall.GroupChange{commonhall.JoinGroup, commonhall.MakeTeacher, commonhall.EndTeacher, commonhall.LeaveGroup} {
		_, err := db.ChangeGroup(ctx, "math", c, []commonhall.UserName{"ada"})
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func somePeople(ctx context.Context, db *DB) error {
	_, _, err := db.Users(ctx, commonhall.UserFilter{Contains: "a", States: []commonhall.ServerState{"x", "y", "z"}, Offset: 1})
	return err
}

// Every method works on a database whose statements are prepared, no statement in
// the source is left out, and their placeholders ascend: that is the subset that SQLite and PostgreSQL share.
func TestEveryStatementPrepares(t *testing.T) {
	for engine, make := range recordings() {
		t.Run(engine, func(t *testing.T) {
			write, read := make(t)
			db, said := recording(t, write, read)
			add(t, db, "ada")
			prepareAll(t, db, said)
		})
	}
}

func prepareAll(t *testing.T, db *DB, said func() []string) {
	t.Helper()
	all := calls(db, t.Context())
	maps.Copy(all, groupCalls(db, t.Context()))
	maps.Copy(all, noticeCalls(db, t.Context()))
	maps.Copy(all, serverCalls(db, t.Context()))
	for _, more := range []map[string]func() error{serviceCalls(db, t.Context()), identityCalls(db, t.Context()), codeCalls(db, t.Context()), shareCalls(db, t.Context()), invitationCalls(db, t.Context())} {
		maps.Copy(all, more)
	}
	methods := reflect.TypeFor[*DB]()
	for i := range methods.NumMethod() {
		if all[methods.Method(i).Name] == nil {
			t.Errorf("this test does not call %s", methods.Method(i).Name)
		}
	}
	for name, call := range all {
		err := call()
		if kind := commonhall.KindOf(err); err != nil && kind == commonhall.Internal {
			t.Errorf("%s: %v", name, err)
		}
		if name == "Suspend" || name == "RemoveUser" {
			add(t, db, "ada") // the order of calls is another one each time
			must(t, db.Resume(t.Context(), "ada"))
		}
	}
	// Once more where the order decides which statements are reached.
	must(t, db.Suspend(t.Context(), "ada"))
	must(t, errors.Join(db.Resume(t.Context(), "ada"), db.SetAdmin(t.Context(), "ada", false)))
	for _, name := range []string{"AddInvitation", "AcceptInvitation", "AddSession", "RemoveSessions", "ResetPassword", "SetPassword", "AddToken", "Rename"} {
		must(t, all[name]())
	}
	must(t, db.ResetPassword(t.Context(), "ada"))
	signInAgain(t, db)
	for _, name := range []string{"AddCode", "Code", "UseCode"} {
		must(t, all[name]())
	}
	_ = all["RemoveGroup"]()
	for _, name := range []string{"AddGroups", "ChangeGroup", "Group", "Groups", "SetGroupProperties", "ReduceShare", "ExchangeShareCode"} {
		must(t, all[name]())
	}
	must(t, db.moveAccounts(t.Context(), 0))
	gone := add(t, db, "eve")[0].ID
	must(t, db.RemoveUser(t.Context(), "eve", noon()))
	back, err := db.RestoreUser(t.Context(), gone, "eve")
	must(t, err)
	must(t, db.RemoveUser(t.Context(), "eve", noon()))
	_, err = db.BeginPurge(t.Context(), back.ID, noon())
	must(t, err)
	_, err = db.EndPurge(t.Context(), back.ID)
	must(t, err)
	statements := said()
	for _, s := range statements {
		ascending(t, s)
	}
	for _, part := range literals(t) {
		if !slices.ContainsFunc(statements, func(s string) bool { return strings.Contains(s, part) }) {
			t.Errorf("this was never prepared: %s", part)
		}
	}
}

// ascending checks that the first uses of placeholders are $1, $2 and so on.
func ascending(t *testing.T, query string) {
	t.Helper()
	seen := 0
	for _, m := range regexp.MustCompile(`\$(\d+)`).FindAllStringSubmatch(query, -1) {
		n, _ := strconv.Atoi(m[1])
		if n > seen+1 {
			t.Errorf("$%d comes after $%d: %s", n, seen, query)
		}
		seen = max(seen, n)
	}
	if strings.Contains(query, "?") {
		t.Errorf("a placeholder of SQLite's own: %s", query)
	}
}

// literals returns all strings of the package that begin an SQL statement.
func literals(t *testing.T) (out []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	must(t, err)
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") || path == "sqlite.go" || path == "postgres.go" || path == "schema.go" {
			continue // what only one of them understands
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		must(t, err)
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			must(t, err)
			for _, verb := range []string{"SELECT ", "INSERT ", "UPDATE ", "DELETE "} {
				if strings.HasPrefix(s, verb) {
					out = append(out, s)
				}
			}
			return true
		})
	}
	if len(out) < 30 {
		t.Errorf("only %d statements were found in the source", len(out))
	}
	return out
}

func TestPlaceholders(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		for n, want := range map[int]string{1: "$1", 9: "$9", 10: "$10", 11: "$11", 109: "$109", 1000: "$1000"} {
			if got := placeholder(n); got != want {
				t.Errorf("placeholder %d is %s", n, got)
			}
		}
		db := e.with(t, "ada")
		many := make([]commonhall.ServerState, 500)
		if _, total, err := db.Users(t.Context(), commonhall.UserFilter{States: append(many, commonhall.Stopped)}); err != nil || total != 1 {
			t.Errorf("five hundred states: %d, %v", total, err)
		}
	})
}
