package commonhall

import "context"

// RequestID names one request through every layer: header, log, event, error
// page. The edge makes it; it is 26 characters of sortable base32.
type RequestID string

// Subject says who acts. Contexts carry it, and nothing else but a RequestID.
// The zero Subject is nobody.
type Subject struct {
	User    UserName    // the person; empty for the operator
	Service ServiceName // the service, where none of these acts
	Token   TokenID     // the API token used, 0 for a session
	Role    string      // RoleOperator or RoleHouse where no person acts
}

// Who acts when no person does. Like what a service is called there are spaces in these, and in no
// person's name: nobody is taken for them.
const (
	RoleOperator = "an administrator at the command line" // root, or the hub's account, on the administrators' socket
	RoleHouse    = "commonhall itself"                    // the house
)

// ServicePrefix begins what a service is called. No person's name has a space in it.
const ServicePrefix = "the service "

// String returns who acts, as events record it.
func (s Subject) String() string {
	if s.User != "" {
		return string(s.User)
	}
	if s.Service != "" {
		return ServicePrefix + string(s.Service)
	}
	return s.Role
}

type contextKey int

const (
	requestIDKey contextKey = iota
	subjectKey
)

// WithRequestID returns a context that carries id.
func WithRequestID(ctx context.Context, id RequestID) context.Context {
	return context.WithValue(ctx, requestIDKey, id)
}

// RequestIDFrom returns the request id of ctx, empty if it has none.
func RequestIDFrom(ctx context.Context) RequestID {
	id, _ := ctx.Value(requestIDKey).(RequestID)
	return id
}

// WithSubject returns a context that carries who acts.
func WithSubject(ctx context.Context, s Subject) context.Context {
	return context.WithValue(ctx, subjectKey, s)
}

// SubjectFrom returns who acts in ctx; the zero Subject is nobody.
func SubjectFrom(ctx context.Context) Subject {
	s, _ := ctx.Value(subjectKey).(Subject)
	return s
}
