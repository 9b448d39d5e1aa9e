package route

import (
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Example returns a message that is made up, to try a destination with: it says so wherever it says
// anything.
func Example(at time.Time) Message {
	at = at.UTC().Truncate(time.Second)
	from, to := Named{ID: "example_notice", Name: "Example notice", Team: "test"}, Named{ID: "example_desk", Name: "Example desk"}
	return Message{
		Type: "alert.test", Version: MessageVersion, Test: true,
		Alert: Header{
			AlertID: exampleID, ClusterID: exampleID, Title: "A test of this destination", ChangeNumber: 1,
			State: alert.Firing, PreviousState: alert.NearThreshold, Severity: alert.SeverityLow, At: at, FirstFiredAt: &at,
			Reason: "somebody tries whether messages arrive here; nothing is broken",
		},
		Journeys: []NamedSteps{{ID: "example", Name: "Example journey", Steps: []Named{from, to}}},
		Break: Break{
			From: from, To: to, FailureMode: journey.ModeStateMismatch,
			Summary: "This is a test: Example notice and Example desk are made up.",
		},
		Stuck: Stuck{At: to, Locations: []measure.Share{}, Channels: []measure.Share{}, Sources: []measure.Share{}},
		Quotes: []Quote{{
			Text: "This is where a customer's own words stand.", Interaction: "example-1", SourceSystem: "example", Source: "example", Channel: "test",
			OccurredAt: at, End: len("This is where a customer's own words stand."),
		}},
		Affected: Affected{
			Interactions: 1, Voices: 1, Customers: 1, HighValueAccountIDs: []string{}, ProductLines: []measure.Share{}, Renewals: []measure.Renewal{},
			Trend: Trend{StepDays: 7, Interactions: []int{0, 0, 1}},
		},
		Exposure: []Exposure{},
		Signal:   Signal{Here: []measure.Aspect{}, Neighbours: []Neighbour{}},
		Demand:   Demand{Need: "Nothing: this is a test.", Heard: []int{}},
		Owners:   []Owner{{Team: "test", Role: Accountable, Reasons: []string{"this is a test"}}},
		Fix:      Fix{Title: "Nothing to do: this is a test", Steps: []string{"Look whether this message is where it should be"}, Reason: "this is a test"},
		Why: Why{
			Reason: "somebody tries whether messages arrive here; nothing is broken", WindowFirst: measure.DayOf(at.AddDate(0, 0, -20)),
			WindowLast: measure.DayOf(at), Criteria: []alert.Criterion{},
		},
		BlindSpots: []measure.Gap{},
	}
}

// exampleID is no alert's.
var exampleID = uuid.MustParse("00000000-0000-4000-8000-000000000000")
