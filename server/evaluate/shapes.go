package evaluate

import (
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/understand"
)

// Arrival is one understood interaction on its way into grouping. Interactions without
// mentions arrive too: they are the volume that coverage is judged by.
type Arrival struct {
	Interaction measure.Interaction
	ReceivedAt  time.Time // when it reached us, UTC
	Mentions    []understand.Mention
}

// Config is what a tenant set: it may differ from one call to the next.
type Config struct {
	Map           *journey.Map
	Policy        alert.Policy
	PolicyVersion int
	Routes        route.Table
}

// Delta is what one Advance changed, for a store to write.
type Delta struct {
	Events   []group.Event     // what became of each new mention, in order of Sequence
	Readings []measure.Reading // the latest of each cluster that was measured again, in order of birth
	Notices  []Notice          // every change of an alert, in order
}

// Notice is one change of an alert, with the alert as it is after it, the message about it
// and who is to be told.
type Notice struct {
	Change     alert.Change
	Alert      alert.Alert
	Message    route.Message
	Deliveries []route.Delivery
	Unrouted   []route.Owner // owners that no enabled route reaches
}
