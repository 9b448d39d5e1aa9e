package jira

import (
	"encoding/json"
	"strings"

	"github.com/google/uuid"
)

// Reference is what a posting remembers of an issue. Whoever hears from Jira that an issue's status
// changed compares with it: a status that is Wrote is one that we set ourselves, and nothing to act on.
type Reference struct {
	// ID of the issue stays when it moves to another project. It is the first field, so that the posting
	// of an issue of which Jira tells is found by how its reference begins.
	ID     string `json:"id"`
	Key    string `json:"key"`              // "OPS-12", as it was last read
	Status string `json:"status,omitempty"` // its status when it was last read
	Done   bool   `json:"done,omitempty"`   // whether that is one of what is done
	// Wrote is the status to which we last moved it; empty when we never did.
	Wrote string `json:"wrote,omitempty"`
	// Reopened is the change of the alert at which we last reopened it, or made it in another's place.
	Reopened int      `json:"reopened,omitempty"`
	Instead  string   `json:"instead,omitempty"`  // id of the issue in whose place it was made, until they are linked
	Priority string   `json:"priority,omitempty"` // that we last wrote
	Due      string   `json:"due,omitempty"`      // that we last wrote, YYYY-MM-DD
	Linked   []string `json:"linked,omitempty"`   // ids of the other side's issues with which it is linked
	Site     string   `json:"site"`               // the address of the site, whose ids these are
	Project  string   `json:"project"`            // for which it was made
}

// ParseReference reads a posting's reference; false when it is none of an issue.
func ParseReference(text string) (Reference, bool) {
	var r Reference
	err := json.Unmarshal([]byte(text), &r)
	return r, err == nil && r.ID != ""
}

// maxReference is how long what is kept of a posting may be.
const maxReference = 1000

// String writes the reference for a posting.
func (r Reference) String() string {
	data, err := json.Marshal(r)
	if err == nil && len(data) > maxReference { // names of statuses are the site's to choose
		data, err = json.Marshal(Reference{Site: r.Site, Project: r.Project, ID: r.ID, Key: r.Key, Done: r.Done, Reopened: r.Reopened})
	}
	if err != nil || len(data) > maxReference {
		return ""
	}
	return string(data)
}

// labelPrefix begins the labels by which issues are found again.
const labelPrefix = "throughline-"

// AlertLabel is the label of all issues of an alert.
func AlertLabel(alertID uuid.UUID) string { return labelPrefix + alertID.String() }

// TeamLabel is the label of a team's issues of an alert. Labels have no blanks.
func TeamLabel(alertID uuid.UUID, team string) string {
	return AlertLabel(alertID) + "-" + strings.Join(strings.Fields(team), "_")
}

// FromLabels returns the alert and the team of an issue with such labels; false when it is none of ours.
func FromLabels(labels []string) (alertID uuid.UUID, team string, ok bool) {
	const idLength = 36
	for _, label := range labels {
		rest, ours := strings.CutPrefix(label, labelPrefix)
		if !ours || len(rest) < idLength+2 || rest[idLength] != '-' {
			continue
		}
		if id, err := uuid.Parse(rest[:idLength]); err == nil {
			return id, rest[idLength+1:], true
		}
	}
	return uuid.UUID{}, "", false
}

// testLabel is the label of an issue that was made to try a destination.
func testLabel(delivery string) string { return labelPrefix + "test-" + delivery }
