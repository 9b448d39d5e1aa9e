package evaluate

import (
	"encoding/json"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Event is one change of an alert as `throughline replay` prints it: the numbers are those of
// the policy's window that ends at At, Members the whole cluster so far.
type Event struct {
	At                time.Time           `json:"at"`
	State             alert.State         `json:"state"`
	AlertID           string              `json:"alert_id"`
	ClusterID         string              `json:"cluster_id"`
	FromTouchpoint    string              `json:"from_touchpoint"`
	ToTouchpoint      string              `json:"to_touchpoint"`
	FailureMode       journey.FailureMode `json:"failure_mode"`
	Title             string              `json:"title"`
	Interactions      int                 `json:"interactions"`
	Voices            int                 `json:"voices"`
	Unidentified      int                 `json:"unidentified_voices"`
	Customers         int                 `json:"customers"`
	Accounts          int                 `json:"accounts"`
	HighValueAccounts int                 `json:"high_value_accounts"`
	Locations         int                 `json:"locations"`
	Exposure          []EventExposure     `json:"exposure"`
	Members           []string            `json:"members"` // external ids
	Reason            string              `json:"reason"`
}

// EventExposure is money at stake in an Event.
type EventExposure struct {
	Kind     measure.ExposureKind `json:"kind"`
	Amount   json.Number          `json:"amount"` // exact, in units of the currency
	Currency string               `json:"currency"`
}

// EventOf returns the event of a notice.
func EventOf(n Notice) Event {
	r := n.Change.Reading
	e := Event{
		At: n.Change.At, State: n.Change.To,
		AlertID: n.Change.AlertID.String(), ClusterID: n.Change.ClusterID.String(),
		FromTouchpoint: r.Seam.From, ToTouchpoint: r.Seam.To, FailureMode: r.Mode,
		Title:        r.Title,
		Interactions: len(r.Interactions), Voices: r.Voices, Unidentified: r.UnidentifiedVoices, Customers: len(r.Customers), Accounts: len(r.Accounts),
		HighValueAccounts: len(r.HighValueAccounts), Locations: len(r.Locations),
		Exposure: []EventExposure{}, Members: n.Members, Reason: n.Change.Reason,
	}
	for _, x := range r.Exposure {
		e.Exposure = append(e.Exposure, EventExposure{
			Kind: x.Kind, Amount: json.Number(x.Money().Decimal()), Currency: x.Currency,
		})
	}
	return e
}
