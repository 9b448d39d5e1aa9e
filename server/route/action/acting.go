package action

import (
	"fmt"
	"slices"
	"strings"
)

// Role is what somebody may do, in the words of API keys.
type Role string

// The closed set of roles. Acting needs Reviewer or more, as the calls do.
const (
	Nobody   Role = "" // not even known here
	Viewer   Role = "viewer"
	Reviewer Role = "reviewer"
	Admin    Role = "admin"
)

// Roles lists the roles that somebody may be given, the least first.
var Roles = []Role{Viewer, Reviewer, Admin}

// MaxPeople is how many people one destination may list.
const MaxPeople = 500

// MaxPersonID is how many bytes a person's id may have.
const MaxPersonID = 200

// Acting says who may act on alerts where a destination's messages are read. The zero value lets
// nobody.
type Acting struct {
	Anybody bool     `json:"anybody,omitempty"` // whoever reads it acts as a reviewer, unless listed
	People  []Person `json:"people,omitempty"`
}

// Person is somebody as the destination's service knows them.
type Person struct {
	ID   string `json:"id"` // Slack's user id, a mail address, a Jira account id
	Role Role   `json:"role"`
}

// Offers reports whether somebody may act at all.
func (a Acting) Offers() bool {
	return a.Anybody || slices.ContainsFunc(a.People, func(p Person) bool { return p.Role == Reviewer || p.Role == Admin })
}

// RoleOf returns the role of a person. What the list says of them counts, even where anybody may.
func (a Acting) RoleOf(id string) Role {
	for _, p := range a.People {
		if id != "" && samePerson(p.ID, id) {
			return p.Role
		}
	}
	if a.Anybody {
		return Reviewer
	}
	return Nobody
}

// RoleOfOneOf returns the role of somebody who is one of several, nobody knows which: the least
// that any of them has.
func (a Acting) RoleOfOneOf(ids []string) Role {
	if len(ids) == 0 {
		return a.RoleOf("")
	}
	least := Admin
	for _, id := range ids {
		if role := a.RoleOf(id); slices.Index(Roles, role) < slices.Index(Roles, least) {
			least = role
		}
	}
	return least
}

// Validate says what is wrong with a list, and what would be right.
func (a Acting) Validate() error {
	if len(a.People) > MaxPeople {
		return fmt.Errorf("lists %d people; it may list %d", len(a.People), MaxPeople)
	}
	for i, p := range a.People {
		switch {
		case strings.TrimSpace(p.ID) != p.ID || p.ID == "" || len(p.ID) > MaxPersonID:
			return fmt.Errorf("person %d: the id must have 1 to %d bytes, without spaces around it", i, MaxPersonID)
		case !slices.Contains(Roles, p.Role):
			return fmt.Errorf("person %d: role %q is none of viewer, reviewer, admin", i, p.Role)
		case slices.ContainsFunc(a.People[:i], func(o Person) bool { return samePerson(o.ID, p.ID) }):
			return fmt.Errorf("person %d: %q is listed twice", i, p.ID)
		}
	}
	return nil
}

// samePerson compares ids. Of mail addresses case does not matter; of all else it does.
func samePerson(a, b string) bool {
	return a == b || strings.Contains(a, "@") && strings.EqualFold(a, b)
}
