package evaluate_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// The line that replay prints is a contract with outside checks.
func TestEventLine(t *testing.T) {
	id := uuid.MustParse("0b4a7a53-5b6f-5b43-8c3e-4b7c2b1a9d10")
	n := evaluate.Notice{
		Change: alert.Change{
			AlertID: id, ClusterID: id, At: time.Date(2026, 5, 11, 23, 59, 59, 0, time.UTC), To: alert.Firing, Reason: "every threshold is met",
			Reading: measure.Reading{
				Seam: journey.Seam{From: "web", To: "desk"}, Mode: journey.ModeBounced, Title: "Web ⇄ Desk: sent back and forth",
				Interactions: make([]measure.Reference, 3), Voices: 2, UnidentifiedVoices: 1, Customers: []string{"a", "b"}, Accounts: []string{"a"}, Locations: make([]measure.Share, 4),
				Exposure: []measure.Exposure{{Kind: measure.ExposureAccountValue, AmountMinor: 1648335, Currency: "USD"}, {Kind: measure.ExposureRefunded, AmountMinor: 7, Currency: "JPY"}},
			},
		},
		Members: []string{"x", "y"},
	}
	got, err := json.Marshal(evaluate.EventOf(n))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"at":"2026-05-11T23:59:59Z","state":"firing","alert_id":"` + id.String() + `","cluster_id":"` + id.String() + `",` +
		`"from_touchpoint":"web","to_touchpoint":"desk","failure_mode":"bounced","title":"Web ⇄ Desk: sent back and forth","interactions":3,"voices":2,"unidentified_voices":1,"customers":2,"accounts":1,"high_value_accounts":0,"locations":4,` +
		`"exposure":[{"kind":"account_value","amount":16483.35,"currency":"USD"},{"kind":"refunded","amount":7,"currency":"JPY"}],` +
		`"members":["x","y"],"reason":"every threshold is met"}`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	n.Change.Reading.Exposure = nil
	if got, _ := json.Marshal(evaluate.EventOf(n)); !json.Valid(got) {
		t.Errorf("%s", got)
	}
}

func TestRestoreRefusesABrokenStore(t *testing.T) {
	a := complaints(1)[0]
	s := evaluate.NewState()
	d := s.Advance(a.ReceivedAt, []evaluate.Arrival{a}, config)
	d.Members[0].ClusterID = uuid.MustParse("0b4a7a53-5b6f-5b43-8c3e-4b7c2b1a9d10")
	if _, err := evaluate.Restore(evaluate.Parts{Groups: group.Parts{Members: d.Members, Sequence: d.Sequence}, Facts: measure.NewFacts()}); err == nil {
		t.Error("a member of a cluster that nothing founded was taken")
	}
}
