package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// slots are the two places of an alert that a team holds.
var slots = []string{"accountable", "contributing"}

// ownFlags are the flags of commands by which a team answers for a slot of an alert.
type ownFlags struct {
	remoteFlags
	team   string
	person string
	to     string
	reason string
	etag   string
}

// owning is one of these commands: its words, and what it does to a slot.
type owning struct {
	use, short, long string
	example          string   // what follows the id and the slot
	needs            []string // flags that must be given
	takes            []string // flags that may be
	do               func(context.Context, *throughline.Client, string, ownFlags) (*throughlinev1.Ownership, error)
}

// ownings are the commands in the order in which a slot goes through them.
var ownings = []owning{
	{
		use: "accept", short: "Take a slot of an alert for a team",
		long:    "Says that the team takes the slot.",
		example: "accountable --team claims --person \"R. Diaz\"", needs: []string{"team"}, takes: []string{"person", "reason"},
		do: func(ctx context.Context, c *throughline.Client, name string, f ownFlags) (*throughlinev1.Ownership, error) {
			return c.Alerts.AcceptOwnership(ctx, &throughlinev1.AcceptOwnershipRequest{Name: name, Team: f.team, Person: f.person, Reason: f.reason, Etag: f.etag})
		},
	},
	{
		use: "decline", short: "Say why a team does not take a slot of an alert",
		long:    "Says that the team does not take the slot, and why. The next team reads it.",
		example: "accountable --team claims --reason \"the portal drops the file\"", needs: []string{"team", "reason"},
		do: func(ctx context.Context, c *throughline.Client, name string, f ownFlags) (*throughlinev1.Ownership, error) {
			return c.Alerts.DeclineOwnership(ctx, &throughlinev1.DeclineOwnershipRequest{Name: name, Team: f.team, Reason: f.reason, Etag: f.etag})
		},
	},
	{
		use: "propose", short: "Say which other team should take a slot of an alert",
		long:    "Says that another team should take the slot, which is then asked.",
		example: "accountable --team claims --to digital --reason \"the portal drops the file\"", needs: []string{"team", "to", "reason"},
		do: func(ctx context.Context, c *throughline.Client, name string, f ownFlags) (*throughlinev1.Ownership, error) {
			return c.Alerts.ProposeOwner(ctx, &throughlinev1.ProposeOwnerRequest{Name: name, Team: f.team, ProposedTeam: f.to, Reason: f.reason, Etag: f.etag})
		},
	},
	{
		use: "hand-over", short: "Ask another team to take over a slot that was accepted",
		long:    "Asks another team to take the slot over from the team that has accepted it, which holds it until then.",
		example: "accountable --team claims --to digital --reason \"it is theirs from now on\"", needs: []string{"team", "to", "reason"},
		do: func(ctx context.Context, c *throughline.Client, name string, f ownFlags) (*throughlinev1.Ownership, error) {
			return c.Alerts.HandOverOwnership(ctx, &throughlinev1.HandOverOwnershipRequest{Name: name, Team: f.team, ToTeam: f.to, Reason: f.reason, Etag: f.etag})
		},
	},
	{
		use: "assign", short: "Name who of the team takes care of an alert",
		long:    "Names who of the team that holds the slot takes care of it; without --person nobody in particular.",
		example: "accountable --team claims --person \"R. Diaz\"", needs: []string{"team"}, takes: []string{"person", "reason"},
		do: func(ctx context.Context, c *throughline.Client, name string, f ownFlags) (*throughlinev1.Ownership, error) {
			return c.Alerts.AssignPerson(ctx, &throughlinev1.AssignPersonRequest{Name: name, Team: f.team, Person: f.person, Reason: f.reason, Etag: f.etag})
		},
	},
}

// newOwning makes one of these commands.
func newOwning(s Streams, own owning) *cobra.Command {
	var o ownFlags
	c := &cobra.Command{
		Use:     own.use + " ID SLOT",
		Short:   own.short,
		Long:    own.long + " SLOT is " + inSentence(slots) + ". The key needs the role\nreviewer.",
		Example: fmt.Sprintf("  throughline alerts %s 01a213c7-4590-742c-87c2-216f617fe60e %s", own.use, own.example),
		Args:    exactArguments("ID", "SLOT"),
		RunE:    func(c *cobra.Command, args []string) error { return o.run(c, s, own, args[0], args[1]) },
	}
	o.add(c)
	usages := map[string]struct {
		value *string
		usage string
	}{
		"team":   {&o.team, "`id` of the team for which you speak"},
		"person": {&o.person, "`who` of the team takes care of it"},
		"to":     {&o.to, "`id` of the team that should take it"},
		"reason": {&o.reason, "why, in `words`"},
	}
	for _, name := range append(own.needs, own.takes...) {
		c.Flags().StringVar(usages[name].value, name, "", usages[name].usage)
	}
	c.Flags().StringVar(&o.etag, "etag", "", "act only if the slot has not changed since it had this `etag`")
	alerts := completeAlerts(&o.clientFlags)
	c.ValidArgsFunction = func(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 1 {
			return slots, cobra.ShellCompDirectiveNoFileComp
		}
		return firstOnly(alerts)(c, args, begun)
	}
	return c
}

func (f *ownFlags) run(c *cobra.Command, s Streams, own owning, given, slot string) error {
	for _, name := range own.needs {
		if !c.Flags().Changed(name) {
			return usageError{errors.New("--" + name + " must be given")}
		}
	}
	if slot != slots[0] && slot != slots[1] {
		return usageError{fmt.Errorf("SLOT must be %s, not %q", inSentence(slots), slot)}
	}
	return f.call(func(client *throughline.Client) error {
		alert, err := resource(client, "alerts", given)
		if err != nil {
			return err
		}
		held, err := own.do(c.Context(), client, alert+"/ownerships/"+slot, *f)
		if err != nil {
			return err
		}
		return printOne(s, f.remoteFlags, held, func(held *throughlinev1.Ownership) error {
			p := newSheet(s)
			p.row("slot", slot)
			p.row("now", ownershipWords(held))
			p.row("etag", held.GetEtag())
			return p.write()
		})
	})
}

// ownershipWords says who holds a slot, and what is waited for.
func ownershipWords(o *throughlinev1.Ownership) string {
	text := o.GetTeam()
	if o.GetPerson() != "" {
		text += " (" + o.GetPerson() + ")"
	}
	text += ", " + spoken(o.GetState(), "OWNERSHIP_STATE_")
	if o.GetAskedTeam() != "" {
		text += " to " + o.GetAskedTeam()
	}
	if o.GetAnswerDueAt() != nil {
		text += ", answer due " + terminal.Moment(o.GetAnswerDueAt())
	}
	return text
}
