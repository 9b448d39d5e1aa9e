package measure_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/understand"
)

var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

var shopMap = &journey.Map{Touchpoints: []journey.Touchpoint{{ID: "notice", Name: "Ready notice"}, {ID: "desk", Name: "Pickup desk"}}}

var options = measure.Options{RecordDays: 14, RenewalDays: 60}

// complaint is one interaction about the break between notice and desk.
type complaint struct {
	day                                 int // after monday
	customer, account, location, source string
	quote                               string
}

// world is a cluster of complaints and the facts around it.
type world struct {
	*measure.Facts
	cluster *group.Cluster
}

func newWorld(t *testing.T, complaints ...complaint) world {
	t.Helper()
	facts, groups := measure.NewFacts(), group.NewState()
	var members []group.Member
	for i, c := range complaints {
		if c.source == "" {
			c.source = "call"
		}
		id := fmt.Sprintf("ext-%03d", i)
		in := measure.Interaction{
			ID: group.Derive("interaction", id), SourceSystem: "test", ExternalID: id,
			Source: c.source, Channel: "phone", OccurredAt: monday.AddDate(0, 0, c.day).Add(time.Duration(i) * time.Second),
			CustomerID: c.customer, AccountID: c.account, LocationID: c.location,
		}
		facts.AddInteraction(in)
		facts.AddVolume(measure.Volume{Day: measure.DayOf(in.OccurredAt), Source: c.source, Interactions: 1})
		members = append(members, group.Member{
			ID: group.MentionID("test", id, 0), InteractionID: in.ID, SourceSystem: "test", ExternalID: id, OccurredAt: in.OccurredAt,
			Mention: understand.Mention{
				Confidence: 0.9, Located: journey.LocatedBoth,
				From: journey.Certain("notice", 0.95), To: journey.Certain("desk", 0.95), Mode: journey.Certain("state_mismatch", 0.95),
				Quote: understand.Quote{End: len(c.quote), Text: c.quote},
			},
		})
	}
	groups.Step(members)
	if len(groups.Clusters()) != 1 {
		t.Fatalf("%d clusters, want one", len(groups.Clusters()))
	}
	return world{facts, groups.Clusters()[0]}
}

// read measures the days that end so many days after monday.
func (w world) read(last, days int) measure.Reading {
	at := monday.AddDate(0, 0, last)
	return measure.Read(w.cluster, w.Facts, shopMap, measure.Window{Last: measure.DayOf(at), Days: days}, options, at)
}

func usd(minor int64) ingest.Money { return ingest.Money{Minor: minor, Currency: "USD"} }

// together is one cluster of members, whatever grouping would make of them: a person says so.
func together(t *testing.T, members []group.Member) *group.Cluster {
	t.Helper()
	s := group.NewState()
	s.Step(members)
	d := group.Decision{ID: group.Derive("decision", "together"), Kind: group.Merge, Actor: "tester"}
	for _, c := range s.Clusters() {
		d.Clusters = append(d.Clusters, c.ID)
	}
	if _, err := s.Decide(d); len(d.Clusters) > 1 && err != nil {
		t.Fatal(err)
	}
	if clusters := s.Clusters(); len(clusters) != 1 || len(clusters[0].Members) != len(members) {
		t.Fatalf("%d clusters", len(clusters))
	}
	return s.Clusters()[0]
}
