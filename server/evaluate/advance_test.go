package evaluate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
)

// complaints returns n complaints of n customers about one seam, one every twelve hours.
func complaints(n int) []evaluate.Arrival {
	out := make([]evaluate.Arrival, n)
	for i := range out {
		out[i] = arrival(i, 12*i, fmt.Sprint("c", i), "web", "desk")
	}
	return out
}

func end(day int) measure.Day { return measure.DayOf(monday) + measure.Day(day) }

func TestAComplaintBecomesAnAlertForBothOwners(t *testing.T) {
	s := evaluate.NewState()
	d := s.Advance(end(1).End(), complaints(4), config)
	if len(d.Notices) != 2 {
		t.Fatalf("%d notices, want near on the first day and firing on the second", len(d.Notices))
	}
	near, fired := d.Notices[0], d.Notices[1]
	if near.Change.To != alert.NearThreshold || !near.Change.At.Equal(end(0).End()) || len(near.Deliveries) != 0 {
		t.Errorf("first notice: %+v", near.Change)
	}
	if fired.Change.To != alert.Firing || !fired.Change.At.Equal(end(1).End()) || len(fired.Members) != 4 || fired.Alert.Evidence == nil {
		t.Errorf("second notice: %+v", fired.Change)
	}
	if len(fired.Deliveries) != 2 || fired.Deliveries[0].Owner.Team != "digital" || fired.Deliveries[0].Owner.Role != route.Accountable || fired.Deliveries[0].Owner.Likely || len(fired.Unrouted) != 0 {
		t.Errorf("deliveries %+v", fired.Deliveries)
	}
	if fired.Message.Affected.Customers != 4 || len(fired.Message.Quotes) == 0 || fired.Message.SinceLast == nil {
		t.Errorf("message %+v", fired.Message)
	}
	if len(d.Members) != 4 || len(d.Events) != 4 || len(d.Readings) != 1 {
		t.Errorf("delta holds %d members, %d events, %d readings", len(d.Members), len(d.Events), len(d.Readings))
	}
}

func TestAlertsFadeAsTheWindowMoves(t *testing.T) {
	s := evaluate.NewState()
	s.Advance(end(1).End(), complaints(4), config)
	d := s.Advance(end(20).Start(), nil, config)
	if len(d.Notices) != 2 || d.Notices[0].Change.To != alert.Fading || !d.Notices[0].Change.At.Equal(end(8).End()) {
		t.Fatalf("notices %+v, want fading at the end of the day that leaves none", d.Notices)
	}
	if c := d.Notices[1].Change; c.To != alert.Resolved || !c.At.Equal(end(9).End()) || !strings.Contains(c.Reason, "nothing was heard of it in 7 days") {
		t.Fatalf("%s at %s: %s, want it resolved a day later", c.To, c.At, c.Reason)
	}
	if quiet := s.Advance(end(21).Start(), nil, config); len(quiet.Readings) != 0 {
		t.Errorf("a cluster long out of the window was measured again")
	}
}

func TestOnlyWhatIsTouchedIsMeasuredAgain(t *testing.T) {
	s := evaluate.NewState()
	first := []evaluate.Arrival{arrival(1, 1, "ann", "web", "desk"), arrival(2, 1, "bob", "desk", "till")}
	if d := s.Advance(monday.Add(2*3600e9), first, config); len(d.Readings) != 2 {
		t.Fatalf("%d readings, want 2", len(d.Readings))
	}
	d := s.Advance(monday.Add(3*3600e9), []evaluate.Arrival{arrival(3, 3, "cem", "web", "desk")}, config)
	if len(d.Readings) != 1 || len(d.Readings[0].Customers) != 2 {
		t.Errorf("readings %+v, want the touched cluster's", d.Readings)
	}
	if d := s.Advance(monday.Add(4*3600e9), []evaluate.Arrival{arrival(4, 4, "dan", "", "")}, config); len(d.Readings) != 0 || len(d.Events) != 0 {
		t.Errorf("an interaction without mentions touched %d clusters", len(d.Readings))
	}
	if d := s.Advance(monday.Add(25*3600e9), nil, config); len(d.Readings) != 2 {
		t.Errorf("%d readings on a new day, want 2: the window moved", len(d.Readings))
	}
	if volumes := s.Facts().Volumes(); len(volumes) != 1 || volumes[0].Interactions != 4 {
		t.Errorf("volume %+v, want all four", volumes)
	}
}

func TestLateDataJoinsItsDay(t *testing.T) {
	s := evaluate.NewState()
	s.Advance(end(3).End(), complaints(3), config)
	late := arrival(9, 5, "late", "web", "desk")
	late.ReceivedAt = end(4).Start()
	d := s.Advance(end(4).End(), []evaluate.Arrival{late}, config)
	if len(d.Notices) != 1 || d.Notices[0].Change.To != alert.Firing {
		t.Fatalf("notices %+v", d.Notices)
	}
	if daily := d.Readings[0].Daily; daily[2].Day != end(0) || daily[2].Interactions != 3 {
		t.Errorf("daily %+v: the late complaint belongs to its own day", daily)
	}
}

func TestWhatChangesTheFactsMeasuresAgain(t *testing.T) {
	s := evaluate.NewState()
	s.Advance(end(1).End(), complaints(4), config)
	value := ingest.Money{Minor: 500, Currency: "USD"}
	s.SetAccount(ingest.Account{AccountID: "c0", AnnualValue: &value})
	s.SetLocation(ingest.Location{LocationID: "s1", Name: "Store one"})
	s.SetRecord(ingest.CommercialRecord{RecordID: "r", AccountID: "c0", Status: "refunded", Touchpoint: "desk", OccurredAt: monday, Amount: value})
	d := s.Advance(end(1).End(), nil, config)
	if len(d.Readings) != 1 || len(d.Readings[0].Exposure) != 2 || d.Readings[0].Locations[0].Name != "Store one" {
		t.Errorf("readings %+v", d.Readings)
	}
	if again := s.Advance(end(1).End(), nil, config); len(again.Readings) != 0 {
		t.Error("facts are measured again only once")
	}
}

func TestAnotherPolicyJudgesEverythingAgain(t *testing.T) {
	s := evaluate.NewState()
	s.Advance(end(1).End(), complaints(3), config)
	easier := config
	easier.Policy.MinCustomers, easier.PolicyVersion = 3, 2
	d := s.Advance(end(1).End(), nil, easier)
	if len(d.Notices) != 1 || d.Notices[0].Change.To != alert.Firing || d.Notices[0].Change.PolicyVersion != 2 {
		t.Errorf("notices %+v", d.Notices)
	}
}

func TestTimeDoesNotGoBack(t *testing.T) {
	s := evaluate.NewState()
	s.Advance(end(5).End(), complaints(4), config)
	d := s.Advance(end(2).End(), []evaluate.Arrival{arrival(9, 5*24, "new", "web", "desk")}, config)
	if !s.At().Equal(end(5).End()) || len(d.Readings) != 1 || d.Readings[0].Window.Last != end(5) {
		t.Errorf("evaluated at %v, window %+v", s.At(), d.Readings[0].Window)
	}
}

func TestNeighboursAreTold(t *testing.T) {
	s := evaluate.NewState()
	list := complaints(4)
	for i := range 3 {
		list = append(list, arrival(10+i, 1, fmt.Sprint("n", i), "desk", "till"))
	}
	d := s.Advance(end(1).End(), list, config)
	var got []route.Neighbour
	for _, n := range d.Notices {
		if n.Change.To == alert.Firing {
			got = n.Message.Signal.Neighbours
		}
	}
	if len(got) != 1 || got[0].From.Name != "Pickup desk" || got[0].Customers != 3 || got[0].State != alert.NearThreshold {
		t.Errorf("neighbours %+v", got)
	}
}
