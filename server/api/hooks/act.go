package hooks

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// outcome is what became of an act.
type outcome struct {
	Done    bool
	Said    string // to whoever acted, in a sentence
	Present present
}

// errLater means that nothing was done because the server or its database cannot now, or because
// the tenant may make no more calls for the moment.
var errLater = errors.New("nothing was done; try again in a moment")

// act carries an act out for a person, unless something has changed since it was offered: then
// nothing is done, and the outcome says what has. The error is errLater, or that of the store.
func (h *Hooks) act(ctx context.Context, p place, who person, o action.Offer, reason string) (outcome, error) {
	now, err := h.look(ctx, p, o)
	if err != nil {
		return outcome{}, err
	}
	if refused := h.mayNot(who, now); refused != "" {
		return outcome{Said: refused, Present: now}, nil
	}
	err = h.call(h.as(ctx, p, who), who, o, now, reason)
	if err == nil {
		after, err := h.look(ctx, p, o)
		return outcome{Done: true, Said: said(o), Present: after}, err
	}
	refused, err := refusal(err)
	if err != nil {
		return outcome{}, err
	}
	if now, err = h.look(ctx, p, o); err != nil {
		return outcome{}, err
	}
	return outcome{Said: refused, Present: now}, nil
}

// mayNot says why somebody may not do what was offered; "" when they may, as far as is known before
// the call is made.
func (*Hooks) mayNot(who person, now present) string {
	switch {
	case who.Role == action.Nobody:
		return "Nothing was done: you are not among those who may act here. An admin sets who may, at the destination."
	case !now.good:
		return "Nothing was done: this has changed since it was offered to you."
	}
	return ""
}

// as returns a context in which calls are a person's.
func (h *Hooks) as(ctx context.Context, p place, who person) context.Context {
	return intercept.Vouched(ctx, intercept.Principal{
		Tenant: p.Tenant, Role: intercept.Role(who.Role), Person: who.Actor, Source: p.name(),
	})
}

// call makes the call that an offer stands for.
func (h *Hooks) call(ctx context.Context, who person, o action.Offer, now present, reason string) error {
	alert := "tenants/" + o.Tenant + "/alerts/" + o.Alert.String()
	slot := alert + "/ownerships/" + string(o.Slot)
	var err error
	switch o.Kind {
	case channel.Accept:
		_, err = h.Alerts.AcceptOwnership(ctx, &throughlinev1.AcceptOwnershipRequest{Name: slot, Team: o.Team, Person: fit(who.Name, maxPersonName), Reason: reason, Etag: now.slotETag})
	case channel.Decline:
		_, err = h.Alerts.DeclineOwnership(ctx, &throughlinev1.DeclineOwnershipRequest{Name: slot, Team: o.Team, Reason: reason, Etag: now.slotETag})
	case channel.Acknowledge:
		_, err = h.Alerts.AcknowledgeAlert(ctx, &throughlinev1.AcknowledgeAlertRequest{Name: alert, Comment: reason, Etag: now.alertETag})
	case channel.Snooze:
		until := timestamppb.New(h.Clock().Add(action.SnoozeFor))
		_, err = h.Alerts.SnoozeAlert(ctx, &throughlinev1.SnoozeAlertRequest{Name: alert, Until: until, Comment: reason, Etag: now.alertETag})
	default:
		err = fmt.Errorf("hooks: %s is no act", o.Kind)
	}
	return err
}

// said says what was done.
func said(o action.Offer) string {
	switch o.Kind {
	case channel.Accept:
		return fmt.Sprintf("Done: team %s is %s.", o.Team, o.Slot)
	case channel.Decline:
		return fmt.Sprintf("Done: team %s declined to be %s.", o.Team, o.Slot)
	case channel.Acknowledge:
		return "Done: you look after this alert."
	default:
		return "Done: this alert is quiet for a week."
	}
}

// refusal returns in a sentence why a call was refused, or the error of one that could not be made.
func refusal(err error) (string, error) {
	s := status.Convert(err)
	switch s.Code() {
	case codes.FailedPrecondition, codes.InvalidArgument, codes.PermissionDenied:
		return "Nothing was done: " + s.Message() + ".", nil
	case codes.Aborted, codes.NotFound:
		return "Nothing was done: this has changed since it was offered to you.", nil
	case codes.ResourceExhausted, codes.Unavailable, codes.DeadlineExceeded, codes.Canceled:
		return "", errLater
	default:
		return "", err
	}
}

// requestID derives the id that makes a call repeatable from what asked for it.
func requestID(parts ...[]byte) string {
	var all []byte
	for _, part := range parts {
		all = append(all, part...)
	}
	return uuid.NewSHA1(uuid.NameSpaceURL, all).String()
}
