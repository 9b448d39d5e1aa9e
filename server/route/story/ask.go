package story

import (
	"fmt"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// Ask is what a team is told besides the alert itself, and what is asked of it.
type Ask struct {
	Occasion route.Occasion // its kind
	Must     bool           // the team that is told has to answer
	Deadline time.Time      // until when whoever is asked has to answer; zero for never
	Text     string         // what has happened and what is asked
	Items    []Item         // the reason in somebody's words, the cost, a digest's alerts, renewals
}

// maxAskItems is how many alerts or renewals are listed; the text counts all.
const maxAskItems = 10

// momentLayout is for deadlines, which are always told in UTC.
const momentLayout = "2 Jan 2006 15:04 UTC"

func askOf(t channel.Told) *Ask {
	a := t.Addition
	if a == nil {
		return nil
	}
	ask := &Ask{Occasion: route.Occasion(a.Occasion)}
	switch {
	case a.Ownership != nil:
		ask.ownership(*a.Ownership, t.Owner.Team)
	case a.Digest != nil:
		ask.digest(*a.Digest)
	case a.Unreachable != nil:
		ask.unreachable(*a.Unreachable)
	default:
		ask.renewals(a.Renewals)
	}
	return ask
}

func (k *Ask) ownership(n route.OwnershipNote, reader string) {
	k.Text = actWords(n) + "."
	k.Must = n.Asked != "" && n.Asked == reader
	by := ""
	if n.Asked != "" && n.AnswerBy != nil {
		k.Deadline = n.AnswerBy.UTC()
		by = " by " + k.Deadline.Format(momentLayout)
	}
	switch {
	case k.Must && n.Holder == reader:
		k.Text += fmt.Sprintf(" Please answer%s: accept, decline and say why, or name the team that should have it.", by)
	case k.Must:
		k.Text += fmt.Sprintf(" Please answer%s: accept, or decline and say why. Until then it is with %s.", by, Words(n.Holder))
	case n.Asked != "":
		k.Text += fmt.Sprintf(" %s is asked to answer%s.", capital(Words(n.Asked)), by)
	case n.Act != route.ActAccept:
		k.Text += fmt.Sprintf(" It is with %s.", Words(n.Holder))
	}
	if n.Reason != "" {
		k.Items = append(k.Items, Item{Role: Quote, Lead: "the reason: ", Text: strings.TrimSpace(n.Reason)})
	}
	if n.Cost != nil {
		k.Items = append(k.Items, plain(costWords(*n.Cost)))
	}
}

// actWords says what was done about a slot.
func actWords(n route.OwnershipNote) string {
	owner := "the " + string(n.Slot) + " owner"
	team, asked := capital(Words(n.Team)), Words(n.Asked)
	if n.Team == "" {
		team = "The team that was asked"
	}
	switch n.Act {
	case route.ActAccept:
		return team + " has accepted: it is " + owner
	case route.ActDecline:
		return team + " has declined to be " + owner
	case route.ActPropose:
		return team + " says that " + asked + " should be " + owner
	case route.ActHandOver:
		return fmt.Sprintf("%s, %s, wants to hand over to %s", team, owner, asked)
	case route.ActEscalate, route.ActLapse:
		return team + " was asked to be " + owner + " and did not answer in time"
	case route.ActRemind:
		return "A reminder: " + asked + " is asked to be " + owner + " and has not answered"
	case route.ActRehome:
		return "Team " + Words(n.Team) + ", which was or was asked to be " + owner + ", is no more"
	case route.ActAssignPerson:
		return team + ", " + owner + ", has named who looks after it"
	}
	return capital(Words(n.Holder)) + " is proposed as " + owner
}

var holdWords = map[route.HoldReason]string{
	route.HeldQuietHours: "your quiet hours",
	route.HeldDigest:     "you get a digest instead of single alerts",
	route.HeldOverBudget: "you had as many other alerts as your budget allows",
}

func (k *Ask) digest(d route.Digest) {
	because := ""
	if why := holdWords[d.Why]; why != "" {
		because = ", because of " + why
		if d.Why != route.HeldQuietHours {
			because = ", because " + why
		}
	}
	k.Text = fmt.Sprintf("A digest of %s that waited%s. The first matters most, and is told in full.", plural(len(d.Entries), "alert"), because)
	for _, e := range d.Entries[:min(maxAskItems, len(d.Entries))] {
		k.Items = append(k.Items, entry(e))
	}
	k.more(len(d.Entries), "alert")
}

// unreachable says that a place where teams were told is out of use.
func (k *Ask) unreachable(u route.Unreachable) {
	name := u.Name
	if name == "" {
		name = u.DestinationID
	}
	waiting := plural(u.Waiting, "message") + " wait"
	if u.Waiting == 1 {
		waiting = "1 message waits"
	}
	k.Text = fmt.Sprintf("The %s destination %s was disabled on %s: %s. %s for it, and it gets nothing more until somebody mends it and enables it again. This alert is what it did not take.",
		string(u.Kind), name, u.At.UTC().Format(momentLayout), strings.TrimSuffix(u.Reason, "."), waiting)
}

func entry(e route.DigestEntry) Item {
	text := ": " + Words(string(e.State))
	if e.Severity != "" {
		text += ", " + string(e.Severity)
	}
	text += ", " + plural(e.Customers, "customer")
	if amount := largest(e.Exposure); amount != "" {
		text += ", " + amount
	}
	if e.Reason != "" {
		text += "; " + e.Reason
	}
	return Item{Role: Plain, Lead: e.Title, Text: text}
}

func (k *Ask) renewals(due []measure.Renewal) {
	k.Text = fmt.Sprintf("%s affected by this %s due for renewal soon.", capital(plural(len(due), "account")), isAre(len(due)))
	for _, r := range due[:min(maxAskItems, len(due))] {
		k.Items = append(k.Items, Item{Role: Plain, Lead: r.AccountID, Text: " on " + r.Due.Start().Format(dateLayout)})
	}
	k.more(len(due), "account")
}

// more says how much of a list is not shown.
func (k *Ask) more(all int, noun string) {
	if all > maxAskItems {
		k.Items = append(k.Items, faint("and "+plural(all-maxAskItems, "more "+noun)))
	}
}
