package action

import (
	"encoding/json"
	"fmt"
	"time"
)

// JiraWindow is how old a change of an issue may be that Jira tells of: it tries for about an hour.
const JiraWindow = 2 * time.Hour

// jiraAhead is how far Jira's clock may be ahead of ours.
const jiraAhead = 5 * time.Minute

// Category is what a status of Jira means: each status is in one of three categories.
type Category string

// The closed set of categories, in Jira's words.
const (
	ToDo       Category = "new"
	InProgress Category = "indeterminate"
	Done       Category = "done"
)

// Move is an issue of Jira that came to another status.
type Move struct {
	IssueID  string
	IssueKey string // "OPS-12"
	From, To string // names of the statuses
	Category Category
	WhoID    string // account id; on Jira Data Center the user's name
	WhoName  string // as people see it; may be empty
	WhoEmail string // mostly hidden, then empty
	At       time.Time
}

// jiraEvent is as much of Jira's webhooks as is read.
type jiraEvent struct {
	Event     string `json:"webhookEvent"`
	Timestamp int64  `json:"timestamp"` // milliseconds
	User      struct {
		AccountID   string `json:"accountId"`
		Name        string `json:"name"`
		DisplayName string `json:"displayName"`
		Email       string `json:"emailAddress"`
	} `json:"user"`
	Issue struct {
		ID     string `json:"id"`
		Key    string `json:"key"`
		Fields struct {
			Status struct {
				ID       string `json:"id"`
				Category struct {
					Key Category `json:"key"`
				} `json:"statusCategory"`
			} `json:"status"`
		} `json:"fields"`
	} `json:"issue"`
	Changelog struct {
		Items []struct {
			Field string `json:"field"`
			From  string `json:"fromString"`
			To    string `json:"toString"`
			ToID  string `json:"to"`
		} `json:"items"`
	} `json:"changelog"`
}

// ParseJira reads a webhook of Jira. moved is false for one that tells of anything but an issue's
// new status. Errors: ErrPayload; ErrOld for one that is older than Jira would try to tell it.
func ParseJira(body []byte, now time.Time) (m Move, moved bool, err error) {
	var e jiraEvent
	if err := json.Unmarshal(body, &e); err != nil {
		return Move{}, false, fmt.Errorf("it is no JSON of a webhook: %w", ErrPayload)
	}
	if e.Event != "jira:issue_updated" {
		return Move{}, false, nil
	}
	m = Move{
		IssueID: e.Issue.ID, IssueKey: e.Issue.Key, Category: e.Issue.Fields.Status.Category.Key,
		WhoID: e.User.AccountID, WhoName: e.User.DisplayName, WhoEmail: e.User.Email, At: time.UnixMilli(e.Timestamp).UTC(),
	}
	if m.WhoID == "" {
		m.WhoID = e.User.Name
	}
	to := ""
	for _, item := range e.Changelog.Items {
		if item.Field == "status" {
			m.From, m.To, to, moved = item.From, item.To, item.ToID, true
		}
	}
	switch age := now.Sub(m.At); {
	case !moved:
		return Move{}, false, nil
	case m.WhoID == "" || m.IssueKey == "" || e.Timestamp <= 0:
		return Move{}, false, fmt.Errorf("it says not who moved which issue when: %w", ErrPayload)
	case to != e.Issue.Fields.Status.ID: // it moved on before this was told: the next one tells it
		return Move{}, false, nil
	case age > JiraWindow || age < -jiraAhead:
		return Move{}, false, ErrOld
	}
	return m, true, nil
}
