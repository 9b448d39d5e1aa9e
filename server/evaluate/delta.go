package evaluate

import (
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/track"
	"github.com/throughline-cx/throughline/server/understand"
)

// Arrival is one understood interaction on its way into grouping. Interactions without
// mentions arrive too: they are the volume that coverage is judged by.
type Arrival struct {
	Interaction measure.Interaction
	ReceivedAt  time.Time // when it reached us, UTC
	Mentions    []understand.Mention
}

// members returns the arrival's mentions with where they come from.
func (a Arrival) members() []group.Member {
	out := make([]group.Member, len(a.Mentions))
	for i, m := range a.Mentions {
		in := a.Interaction
		out[i] = group.Member{
			ID:            group.MentionID(in.SourceSystem, in.ExternalID, m.Ordinal),
			InteractionID: in.ID, SourceSystem: in.SourceSystem, ExternalID: in.ExternalID,
			Channel: in.Channel, OccurredAt: in.OccurredAt, Mention: m,
		}
	}
	return out
}

// Config is what a tenant set: it may differ from one Advance to the next.
type Config struct {
	Map           *journey.Map
	Policy        alert.Policy
	PolicyVersion int
	Routes        route.Table
	Fixes         []track.Fix    // in any order
	Playbook      track.Playbook // what to do about breaks; the zero value has nothing
	PastFixes     []track.Past   // what the tenant's earlier fixes did
	Reminding     bool           // owners of costly breaks are reminded of them once a month; not while history comes in
}

// Delta is what one Advance, Decide or Undo changed, for a store to write.
type Delta struct {
	Members   []group.Stored        // the mentions that the events concern, new ones too, as they are after all of them
	Clusters  []group.StoredCluster // the clusters that the events concern, likewise
	Events    []group.Event         // what happened to them, in order
	Sequence  int64                 // what group.State.Sequence is now
	Settled   int64                 // what group.State.Settled is now
	Decision  *group.Decided        // the decision that was carried out; nil for none
	Readings  []measure.Reading     // the latest of each cluster that was measured again: those that are gone first, the others in order of birth
	Standings []alert.Standing      // of each of the Readings
	Notices   []Notice              // every change of an alert, in order
}

// Notice is one change of an alert, with the alert as it is after it, the message about it
// and who is to be told.
type Notice struct {
	Change     alert.Change
	Alert      alert.Alert
	Members    []string // external ids of the cluster's interactions so far, in order of joining
	Message    route.Message
	Owners     []route.Owner // who owns it, accountable first
	Deliveries []route.Delivery
	Unrouted   []route.Owner // owners that no enabled route reaches
}
