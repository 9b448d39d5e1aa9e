package hooks

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/jira"
	"github.com/throughline-cx/throughline/server/store"
)

// takeJira takes that an issue was moved: a webhook of Jira for updated issues. Work that begins on a
// team's issue accepts the team's slot; an issue of the accountable team that is done resolves the
// alert. What Jira tells again, what we have moved ourselves and what came before the last act
// changes nothing.
func (h *Hooks) takeJira(w http.ResponseWriter, r *http.Request) {
	p, body, ok := h.verified(w, r, route.Jira, func(p place, header http.Header, body []byte) error {
		return action.VerifyJira(p.Secrets.Signing, header.Get("X-Hub-Signature"), body)
	})
	if !ok {
		return
	}
	move, moved, err := action.ParseJira(body, h.Clock())
	switch {
	case err != nil:
		refuse(w, http.StatusBadRequest, 0, err.Error())
		return
	case !moved || ours(p, move):
		w.WriteHeader(http.StatusNoContent)
		return
	}
	ctx, cancel := context.WithTimeout(from(r), actWithin)
	defer cancel()
	done, err := h.followIssue(ctx, p, move, requestID([]byte(p.name()), body))
	switch {
	case errors.Is(err, store.ErrNotFound): // an issue that is none of ours
		w.WriteHeader(http.StatusNoContent)
	case err != nil:
		refuse(w, http.StatusServiceUnavailable, slackIsPatient, h.failed(ctx, p, err)) // Jira tries again
	default:
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = fmt.Fprintln(w, done) // fails only when Jira has left; it shows this in its log of webhooks
	}
}

// ours reports whether we have moved an issue ourselves: by the account whose token we have.
func ours(p place, m action.Move) bool {
	user := ""
	if p.Config.Jira != nil {
		user = p.Config.Jira.User
	}
	return user != "" && (strings.EqualFold(user, m.WhoEmail) || user == m.WhoID)
}

// echoes is how long after we have moved an issue a move to the same status is taken for ours: Jira
// tells of a move within seconds, and the account is not always to be seen.
const echoes = 5 * time.Minute

// wrote reports whether a move is the one that we made when the issue was last brought up to date.
func wrote(shown store.Shown, m action.Move) bool {
	ref, ok := jira.ParseReference(shown.Reference)
	return ok && ref.Wrote == m.To && m.At.Sub(shown.At).Abs() < echoes
}

// followIssue does what a move means for the alert of an issue, and says what that was.
func (h *Hooks) followIssue(ctx context.Context, p place, m action.Move, id string) (string, error) {
	shown, err := h.Store.FindPosting(ctx, p.Tenant, p.ID, referencePrefix(m.IssueID))
	if err != nil {
		return "", err
	}
	if wrote(shown, m) {
		return "nothing done: the server has moved it itself", nil
	}
	a, err := h.Store.GetAlert(ctx, p.Tenant, shown.AlertID)
	if err != nil {
		return "", err
	}
	held, err := h.Store.ListOwnerships(ctx, p.Tenant, a.ID)
	if err != nil {
		return "", err
	}
	who := p.byID("jira", m.WhoID, m.WhoName)
	switch {
	case a.ID != shown.AlertID:
		return "nothing done: the alert has gone on as another one", nil
	case who.Role == action.Nobody:
		return "nothing done: whoever moved it is not among those who may act, which an admin sets at the destination", nil
	case m.Category == action.InProgress:
		return h.beginWork(ctx, p, who, m, shown.Team, a, held[a.ID], id)
	case m.Category == action.Done:
		return h.finishWork(ctx, p, who, m, shown.Team, a, held[a.ID], id)
	}
	return "nothing done: a status of this category means nothing here", nil
}

// beginWork accepts the slot about which the issue's team is asked.
func (h *Hooks) beginWork(ctx context.Context, p place, who person, m action.Move, team string, a store.StoredAlert, held []store.Ownership, id string) (string, error) {
	for _, slot := range held {
		if slot.Waits() != team || !route.Runs(a.State) {
			continue
		}
		late, err := h.actedSince(ctx, p, a, slot, m)
		if err != nil || late {
			return "nothing done: somebody has acted since", err
		}
		_, err = h.Alerts.AcceptOwnership(h.as(ctx, p, who), &throughlinev1.AcceptOwnershipRequest{
			Name: "tenants/" + p.Tenant + "/alerts/" + a.ID.String() + "/ownerships/" + string(slot.Slot), Team: team, Person: fit(who.Name, maxPersonName),
			Reason: moveWords(m), Etag: slot.ETag, RequestId: id,
		})
		return h.followed(ctx, p, err, "accepted")
	}
	return "nothing done: the team is not asked to accept", nil
}

// finishWork resolves the alert when the issue is that of the team that answers for it.
func (h *Hooks) finishWork(ctx context.Context, p place, who person, m action.Move, team string, a store.StoredAlert, held []store.Ownership, id string) (string, error) {
	for _, slot := range held {
		if slot.Slot != route.Accountable || slot.Team != team {
			continue
		}
		if a.State == alert.Resolved || a.LastChange.At.After(m.At) && a.LastChange.From != a.LastChange.To {
			return "nothing done: the alert has changed since", nil
		}
		_, err := h.Alerts.ResolveAlert(h.as(ctx, p, who), &throughlinev1.ResolveAlertRequest{
			Name: "tenants/" + p.Tenant + "/alerts/" + a.ID.String(), Comment: moveWords(m), Etag: a.ETag, RequestId: id,
		})
		return h.followed(ctx, p, err, "resolved")
	}
	return "nothing done: the team is not accountable for the alert", nil
}

// actedSince reports whether somebody has acted on a slot after an issue was moved.
func (h *Hooks) actedSince(ctx context.Context, p place, a store.StoredAlert, slot store.Ownership, m action.Move) (bool, error) {
	events, err := h.Store.ListOwnershipEvents(ctx, p.Tenant, a.ID, store.Page{Size: historyLooked})
	for _, e := range events {
		if e.Slot == slot.Slot && action.Moves(e.Kind) && e.At.After(m.At) {
			return true, err
		}
	}
	return false, err
}

// followed says what became of the call that a move led to.
func (h *Hooks) followed(ctx context.Context, p place, err error, what string) (string, error) {
	if err == nil {
		h.Log.LogAttrs(ctx, slog.LevelInfo, "an issue was followed", slog.String("tenant", p.Tenant), slog.String("destination", p.ID.String()), slog.String("did", what))
		return what, nil
	}
	refused, err := refusal(err)
	return refused, err
}

// referencePrefix is how the reference of an issue's posting begins: the id is its first field. Unlike
// the key it stays when the issue moves to another project.
func referencePrefix(issueID string) string {
	id, err := json.Marshal(issueID)
	if err != nil {
		return ""
	}
	return `{"id":` + string(id) + ","
}

// maxPersonName is how many characters the name of a person may have.
const maxPersonName = 200

// moveWords says what was done in Jira, for the record.
func moveWords(m action.Move) string {
	return fit(fmt.Sprintf("%s was moved from %q to %q in Jira", m.IssueKey, m.From, m.To), maxReasonLength)
}
