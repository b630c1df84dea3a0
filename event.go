package commonhall

import (
	"context"
	"time"
)

// EventName is one of a closed list of things that can happen.
type EventName string

const (
	EventUserAdded      EventName = "user.added"
	EventUserRemoved    EventName = "user.removed"
	EventUserChanged    EventName = "user.changed"
	EventUserSuspended  EventName = "user.suspended"
	EventUserResumed    EventName = "user.resumed"
	EventUserInvited    EventName = "user.invited"
	EventPasswordSet    EventName = "password.set"
	EventPasswordReset  EventName = "password.reset"
	EventSignedIn       EventName = "signin.done"
	EventSignInFailed   EventName = "signin.failed"
	EventSignInRefused  EventName = "signin.refused" // too many failed; said once, not for each
	EventSignedOut      EventName = "signout.done"
	EventTokenCreated   EventName = "token.created"
	EventTokenRevoked   EventName = "token.revoked"
	EventServerStarting EventName = "server.starting"
	EventServerReady    EventName = "server.ready"
	EventServerFailed   EventName = "server.failed"
	EventServerStopping EventName = "server.stopping"
	EventServerEnded    EventName = "server.ended"
	EventServerMemory   EventName = "server.memory"  // a process inside was ended for memory
	EventServerPIDs     EventName = "server.pids"    // it has as many processes as it may
	EventServerDisk     EventName = "server.disk"    // its person has hardly any room left in their home, or none
	EventServerOffline  EventName = "server.offline" // it was to have a network and has none
	EventServerFolders  EventName = "server.folders" // it does not see all folders of its person's groups, or not all programs
	EventServerAdopted  EventName = "server.adopted"
	EventServerUnlisted EventName = "server.unlisted" // one of an account that is nobody's who is listed
	EventServerAdded    EventName = "server.added"    // a named one
	EventServerChanged  EventName = "server.changed"  // it is called otherwise
	EventServerRemoved  EventName = "server.removed"
	EventHubStarted     EventName = "hub.started"
	EventUpgradeFailed  EventName = "hub.upgrade" // a new version did not run well: the old one is back
	EventUserRestored   EventName = "user.restored"
	EventGroupAdded     EventName = "group.added"
	EventGroupRemoved   EventName = "group.removed"
	EventGroupJoined    EventName = "group.joined"
	EventGroupLeft      EventName = "group.left"
	EventGroupTeacher   EventName = "group.teacher" // somebody teaches it, or no longer
	EventGroupChanged   EventName = "group.changed" // its properties
	EventUserPurged     EventName = "user.purged"   // what was kept of somebody who was removed is deleted
	EventServersStopped EventName = "server.all"    // all were stopped at once
	EventServerNotice   EventName = "server.notice" // it is stopped soon, unless its person wants it to go on
	EventIdleDoubted    EventName = "server.doubt"  // too many seemed to be idle: none was stopped
	EventMachineShort   EventName = "machine.short" // something is nearly used up, or cannot be measured
	EventMachineRoom    EventName = "machine.room"  // and is not any more

	EventRoleAdded   EventName = "role.added"
	EventRoleChanged EventName = "role.changed" // its scopes or its description
	EventRoleRemoved EventName = "role.removed"
	EventRoleGiven   EventName = "role.given" // to somebody, to a group or to a service
	EventRoleTaken   EventName = "role.taken" // and back

	EventShared      EventName = "share.given"   // a server, with a person or a group
	EventUnshared    EventName = "share.taken"   // and back
	EventShareLink   EventName = "share.code"    // whoever has it may take part
	EventShareJoined EventName = "share.entered" // by such a link

	EventAnnounced     EventName = "announced"      // on the pages, or no longer
	EventLimitsChanged EventName = "limits.changed" // for a person or a group, or in a server that runs
	EventLimitsLacking EventName = "limits.lacking" // this machine cannot hold one; said once, not for each server
	EventLimitsRefused EventName = "limits.refused" // what a server is to have in any case is not there; said once until it is

	EventSoftwarePublished EventName = "software.published"
	EventSoftwareRefused   EventName = "software.refused" // the checks found something, so nothing was published
	EventSoftwareBack      EventName = "software.back"    // an earlier generation is current again
	EventSoftwareDiscarded EventName = "software.discarded"
	EventSoftwareKept      EventName = "software.kept" // a discarded draft is its person's again
	EventSoftwareAdded     EventName = "software.added"
	EventSoftwareRemoved   EventName = "software.removed"
	EventSoftwareChanged   EventName = "software.changed" // its title, or it is the default one now
	EventSoftwareChosen    EventName = "software.chosen"  // for a person or a group, or no longer
	EventSoftwareFailed    EventName = "software.failed"  // it could not be built, or is damaged on disk

	EventServiceAdded     EventName = "service.added"
	EventServiceRemoved   EventName = "service.removed"
	EventServiceRestarted EventName = "service.restarted" // because somebody asked
	EventServiceEnded     EventName = "service.ended"     // by itself; said once while it does not stay

	EventCertificateObtained EventName = "certificate.obtained"
	EventCertificateFailed   EventName = "certificate.failed" // when it begins to, then once a day
	EventCertificateEnding   EventName = "certificate.ending"
)

// Event is something that happened, for a person to read later.
type Event struct {
	ID      int64
	At      time.Time
	Name    EventName
	By      string     // who did it; empty for the house itself
	User    UserName   // whom it concerns; may be empty
	Server  ServerID   // the run
	Named   ServerName // of that server; empty for the default one, or where there is none
	Request RequestID
	Text    string // a sentence
}

// Recorder writes events down. Record never blocks a request for long and has
// no error to return: what cannot be recorded is logged.
type Recorder interface {
	Record(ctx context.Context, e Event)
}

// Admission says whether there is room for something now.
type Admission interface {
	// Admit returns an error for a person if app must not start now. Otherwise the
	// start holds what it needs until release is called, once or more.
	Admit(ctx context.Context, app App) (release func(), err error)
}

// EventFilter says which events a timeline shows.
type EventFilter struct {
	User   UserName  // by or about this person; empty for all
	Since  time.Time // not those before: the name may have been somebody else's
	Prefix string    // beginning of the name, as "server."; empty for all
	Before int64     // only those with a smaller id; 0 for the newest
	Limit  int       // no more than this
}
