package command

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/route"
)

// answer lets the two teams of an alert that fires answer for it: one takes its side, the other does
// not, so that the next of its chain is asked. Then it says who heard of that, and what nobody owns.
func (d *demonstration) answer(ctx context.Context, t demoTenant) error {
	told := d.toAnswer(ctx, t)
	if told == nil {
		return nil
	}
	out := d.streams.Out
	name := t.client.Name("alerts", told.fired.Alert.AlertID.String())
	fmt.Fprintf(out, "\n%s\nWho answers for it — %s\n%s\n", strings.Repeat("═", d.streams.Width), told.fired.Alert.Title, strings.Repeat("═", d.streams.Width))
	if err := d.printUnowned(ctx, t); err != nil {
		return err
	}
	before := len(d.receiver.heardOf(told))
	taken, err := t.client.Alerts.GetOwnership(ctx, &throughlinev1.GetOwnershipRequest{Name: name + "/ownerships/accountable"})
	if err != nil {
		return err
	}
	taken, err = t.client.Alerts.AcceptOwnership(ctx, &throughlinev1.AcceptOwnershipRequest{Name: taken.GetName(), Team: asked(taken), Person: "R. Diaz"})
	if err != nil {
		return err
	}
	left, err := t.client.Alerts.GetOwnership(ctx, &throughlinev1.GetOwnershipRequest{Name: name + "/ownerships/contributing"})
	if err != nil {
		return err
	}
	who, reason := asked(left), "we only pass on what the desk has told us"
	left, err = t.client.Alerts.DeclineOwnership(ctx, &throughlinev1.DeclineOwnershipRequest{Name: left.GetName(), Team: who, Reason: reason})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s takes it.\n  accountable    %s\n", sentence(taken.GetTeam()), ownershipWords(taken))
	fmt.Fprintf(out, "%s does not: “%s”.\n  contributing   %s\n", sentence(who), reason, ownershipWords(left))
	if err := d.settle(ctx, newBars(Streams{})); err != nil {
		return err
	}
	fmt.Fprintln(out, "Told of that, each by a signed message:")
	for _, h := range d.receiver.heardOf(told)[before:] {
		fmt.Fprintf(out, "  %-14s %s\n", inWords(h.team), heardWords(h))
	}
	return nil
}

// toAnswer returns the alert that is shown: the one with most customers of those that fire and whose
// owners are asked.
func (d *demonstration) toAnswer(ctx context.Context, t demoTenant) *receivedAlert {
	all := d.receiver.of(t.ID)
	slices.SortFunc(all, func(a, b *receivedAlert) int { return b.fired.Affected.Customers - a.fired.Affected.Customers })
	for _, a := range all {
		waits := func(slot string) bool {
			o, err := t.client.Alerts.GetOwnership(ctx, &throughlinev1.GetOwnershipRequest{Name: t.client.Name("alerts", a.fired.Alert.AlertID.String()) + "/ownerships/" + slot})
			return err == nil && o.GetState() == throughlinev1.OwnershipState_OWNERSHIP_STATE_ASKED
		}
		if waits("accountable") && waits("contributing") {
			return a
		}
	}
	return nil
}

// asked returns the team that has to answer for a slot.
func asked(o *throughlinev1.Ownership) string { return cmp.Or(o.GetAskedTeam(), o.GetTeam()) }

// printUnowned lists the seams that nobody owns, with what they have cost.
func (d *demonstration) printUnowned(ctx context.Context, t demoTenant) error {
	seams, err := t.client.Journey.ListUnownedSeams(ctx, &throughlinev1.ListUnownedSeamsRequest{Parent: t.client.Name()})
	if err != nil {
		return err
	}
	for _, u := range seams.GetUnownedSeams() {
		cost := []string{count(int(u.GetCustomerCount()), "customer", "customers")}
		for _, e := range u.GetExposure() {
			cost = append(cost, fmt.Sprintf("%s %s %s", e.GetAmount(), e.GetCurrency(), inWords(e.GetKind())))
		}
		fmt.Fprintf(d.streams.Out, "\nNobody owns %s → %s: %s in %s since %s. %s answers in the owner's place.\n",
			inWords(u.GetSeam().GetFromTouchpoint()), inWords(u.GetSeam().GetToTouchpoint()), strings.Join(cost, ", "),
			count(int(u.GetDays()), "day", "days"), u.GetFoundAt().AsTime().Format("2 Jan 2006"), sentence(u.GetFallbackTeam()))
	}
	return nil
}

// heardWords says what a team was told.
func heardWords(h heard) string {
	if h.Ownership == nil {
		return inWords(h.Occasion)
	}
	switch h.Occasion {
	case route.OccasionAsked:
		words := "is asked to be the " + string(h.Ownership.Slot) + " team"
		if due := h.Ownership.AnswerBy; due != nil {
			words += ", by " + terminal.Moment(timestamppb.New(*due))
		}
		return words
	case route.OccasionAnswered:
		return fmt.Sprintf("hears that %s has said “%s” as the %s team", inWords(h.Ownership.Team), inWords(string(h.Ownership.Act)), h.Ownership.Slot)
	}
	return inWords(h.Occasion)
}

// sentence writes an identifier as the first words of a sentence.
func sentence(id string) string {
	words := inWords(id)
	if words == "" {
		return "Nobody"
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
