package api

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand"
)

// handoff finds the break that "… notice>desk" tells of.
func handoff(in ingest.Interaction) []understand.Mention {
	words := in.Turns[0].Text
	from, to, _ := strings.Cut(words[strings.LastIndexByte(words, ' ')+1:], ">")
	return []understand.Mention{{
		Confidence: 0.9, From: journey.Certain(from, 0.95), To: journey.Certain(to, 0.95),
		FromKind: journey.Certain("message", 0.9), ToKind: journey.Certain("store", 0.9),
		Mode: journey.Certain(string(journey.ModeStateMismatch), 0.9), Located: journey.LocatedBoth, SeamConfidence: 0.9,
		Quote: understand.Quote{End: len(words), Text: words}, Model: "test",
	}}
}

// broken pushes complaints of as many customers with an account each about one handoff.
func (p *pipeline) broken(what, words string, customers int) {
	p.t.Helper()
	for i := range customers {
		in := interaction(fmt.Sprint(what, i), words+" "+what)
		in.AccountId, in.LocationId, in.ProductLine = fmt.Sprint("acc-", i), "l1", "tools"
		in.OccurredAt = timestamppb.New(noon.AddDate(0, 0, -i%2))
		p.push(in)
	}
}

// story is a fixture in which one handoff breaks for five accounts and a neighbouring one for
// three, with everything around that an alert can tell of.
func story(t *testing.T) *fixture {
	f := newFixture(t)
	p := newPipeline(f)
	p.understanding.Given = handoff
	m := testMap()
	m.Touchpoints = append(m.Touchpoints, &v1.Touchpoint{Id: "line", DisplayName: "Helpline", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_PHONE}})
	call(t, f.journeys.UpdateJourneyMap, &v1.UpdateJourneyMapRequest{JourneyMap: m})
	for i := range 4 { // the fifth account is not known
		a := account(fmt.Sprint("acc-", i), "high_value")
		a.HouseholdId, a.RenewalDate = "home", fmt.Sprintf("2026-06-%02d", 20-i)
		call(t, f.ingestion.PushAccounts, &v1.PushAccountsRequest{Parent: parent, Accounts: []*v1.Account{a}})
	}
	call(t, f.ingestion.PushLocations, &v1.PushLocationsRequest{Parent: parent, Locations: []*v1.Location{{LocationId: "l1", DisplayName: "High Street"}}})
	call(t, f.ingestion.PushCommercialRecords, &v1.PushCommercialRecordsRequest{Parent: parent, CommercialRecords: []*v1.CommercialRecord{{
		RecordId: "r-1", AccountId: "acc-0", Kind: "order", Status: "refunded", Touchpoint: "desk",
		Amount: &v1.Money{AmountMinor: 4_900, Currency: "EUR"}, OccurredAt: timestamppb.New(noon),
	}}})
	p.broken("desk>line", "They sent me on and on,", 3)
	p.settle()
	p.broken("notice>desk", "I need my drill today,", 5)
	p.settle()
	return f
}

// An alert must tell the whole story, in the tenant's own words and ids.
func TestAnAlertTellsTheWholeStory(t *testing.T) {
	f := story(t)
	firing := call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent, States: []v1.AlertState{v1.AlertState_ALERT_STATE_FIRING}}).GetAlerts()
	if len(firing) != 1 {
		t.Fatalf("%d alerts fire, want that about notice>desk: %v", len(firing), firing)
	}
	a := call(t, f.alerts.GetAlert, &v1.GetAlertRequest{Name: firing[0].GetName()})
	notice := &v1.TouchpointReference{Id: "notice", DisplayName: "Notice", Team: "digital"}
	desk := &v1.TouchpointReference{Id: "desk", DisplayName: "Desk", Team: "stores"}
	r := a.GetReading()
	for _, c := range []struct {
		what      string
		got, want proto.Message
	}{
		{"from", a.GetFromSide(), notice},
		{"to", a.GetToSide(), desk},
		{"journeys", &v1.Alert{Journeys: a.GetJourneys()}, &v1.Alert{Journeys: []*v1.JourneyReference{
			{Id: "pickup", DisplayName: "Pick up", Steps: []*v1.TouchpointReference{notice, desk}},
		}}},
		{"owners", &v1.Alert{Owners: a.GetOwners(), Unowned: a.GetUnowned()}, &v1.Alert{Owners: []*v1.Owner{
			{Team: "digital", Role: v1.OwnerRole_OWNER_ROLE_ACCOUNTABLE, Reasons: []string{"the journey map records it for this seam"}}, {Team: "stores", Role: v1.OwnerRole_OWNER_ROLE_CONTRIBUTING, Reasons: []string{"the journey map records it for this seam"}},
		}}},
		{"exposure", &v1.Reading{Exposures: r.GetExposures()}, &v1.Reading{Exposures: []*v1.Exposure{
			{Kind: v1.ExposureKind_EXPOSURE_KIND_ACCOUNT_VALUE, Amount: &v1.Money{AmountMinor: 48_000, Currency: "EUR"}, AccountCount: 4, Accounts: []string{"acc-0", "acc-1", "acc-2", "acc-3"},
				Formula: "annual value of 4 affected accounts, each once; 1 of 5 affected are not in it: no known value, or in another currency"},
			{Kind: v1.ExposureKind_EXPOSURE_KIND_REFUNDED, Amount: &v1.Money{AmountMinor: 4_900, Currency: "EUR"}, AccountCount: 1, RecordCount: 1, Accounts: []string{"acc-0"}, Records: []string{"r-1"},
				Formula: "1 record refunded at Notice or Desk within 14 days of a complaint of their account, each once"},
		}}},
		{"renewals", &v1.Reading{RenewalsDue: r.GetRenewalsDue()}, &v1.Reading{RenewalsDue: []*v1.Renewal{
			{Account: "acc-3", DueDay: "2026-06-17"}, {Account: "acc-2", DueDay: "2026-06-18"}, {Account: "acc-1", DueDay: "2026-06-19"}, {Account: "acc-0", DueDay: "2026-06-20"},
		}}},
		{"locations", &v1.Reading{Locations: r.GetLocations()}, &v1.Reading{Locations: []*v1.Share{
			{Key: "l1", DisplayName: "High Street", InteractionCount: 5, CustomerCount: 5, Lift: r.GetLocations()[0].GetLift()},
		}}},
	} {
		if !proto.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
	if r.GetHouseholdCount() != 1 || r.GetHighValueAccountCount() != 4 || !slices.Equal(r.GetUnvaluedAccounts(), []string{"acc-4"}) {
		t.Errorf("1 household, 4 high-value accounts and acc-4 unvalued: got %v", r)
	}
	checkVoices(t, f, a)
	checkDemand(t, a)
	checkNeighbour(t, f, a)
	checkBasic(t, r, firing[0].GetReading())
}

// checkVoices wants who speaks counted apart, the customers' like words flagged, and one title.
func checkVoices(t *testing.T, f *fixture, a *v1.Alert) {
	t.Helper()
	r := a.GetReading()
	if r.GetVoiceCount() != 5 || r.GetUnidentifiedVoiceCount() != 0 || r.GetCopyCount() != 0 || int(r.GetFlaggedSimilarCount()) != len(r.GetFlaggedSimilar()) {
		t.Errorf("5 voices, nobody unidentified and no copies wanted: %v", r)
	}
	for _, s := range r.GetFlaggedSimilar() {
		if s.GetFirst().GetInteraction() == s.GetSecond().GetInteraction() || s.GetResemblance() != 1 {
			t.Errorf("flagged %v", s)
		}
	}
	if len(r.GetFlaggedSimilar()) != 4 || r.GetCounterExample() != nil {
		t.Errorf("five customers say the same: flagged %v, counter-example %v", r.GetFlaggedSimilar(), r.GetCounterExample())
	}
	c := call(t, f.clusters.GetCluster, &v1.GetClusterRequest{Name: a.GetCluster()})
	if want := "Notice → Desk: unknown there"; a.GetTitle() != want || c.GetTitle() != want {
		t.Errorf("titles %q and %q, want %q", a.GetTitle(), c.GetTitle(), want)
	}
}

// checkDemand wants what customers need in their own words, which are quotes of the reading.
func checkDemand(t *testing.T, a *v1.Alert) {
	t.Helper()
	if a.GetDemand().GetNeed() == "" || len(a.GetDemand().GetHeard()) == 0 {
		t.Fatalf("demand %v, want the need and who says so", a.GetDemand())
	}
	for _, q := range a.GetDemand().GetHeard() {
		same := func(other *v1.Quote) bool { return proto.Equal(q, other) }
		if !slices.ContainsFunc(a.GetReading().GetQuotes(), same) || q.GetText() != "I need my drill today, notice>desk" || !strings.HasPrefix(q.GetInteraction(), parent+"/interactions/") || q.GetLocationId() != "l1" {
			t.Errorf("heard %v, want one of the reading's quotes", q)
		}
	}
}

// checkNeighbour wants the break next to an alert's, by the name under which it can be read.
func checkNeighbour(t *testing.T, f *fixture, a *v1.Alert) {
	t.Helper()
	if len(a.GetNeighbours()) != 1 {
		t.Fatalf("neighbours %v, want desk>line", a.GetNeighbours())
	}
	n := a.GetNeighbours()[0]
	c := call(t, f.clusters.GetCluster, &v1.GetClusterRequest{Name: n.GetCluster()})
	want := &v1.Neighbour{
		Cluster: c.GetName(), FromSide: a.GetToSide(), ToSide: &v1.TouchpointReference{Id: "line", DisplayName: "Helpline"},
		FailureMode: v1.FailureMode_FAILURE_MODE_STATE_MISMATCH, State: v1.AlertState_ALERT_STATE_NEAR_THRESHOLD,
		Strength: n.GetStrength(), CustomerCount: 3,
	}
	if !proto.Equal(n, want) || n.GetStrength() == 0 || c.GetSeam().GetToTouchpoint() != "line" {
		t.Errorf("neighbour %v, want %v", n, want)
	}
}

// checkBasic wants the basic view of a reading to be the full one without its lists of ids.
func checkBasic(t *testing.T, full, basic *v1.Reading) {
	t.Helper()
	want := proto.CloneOf(full)
	want.Interactions, want.Customers, want.Accounts, want.HighValueAccounts, want.Households, want.UnvaluedAccounts = nil, nil, nil, nil, nil, nil
	want.Copies, want.FlaggedSimilar = nil, nil
	for _, e := range want.GetExposures() {
		e.Accounts, e.Records = nil, nil
	}
	if !proto.Equal(basic, want) {
		t.Errorf("basic view %v, want %v", basic, want)
	}
}

// The members of a cluster must quote their customers as the alert does: whence included.
func TestMentionsQuoteAsReadingsDo(t *testing.T) {
	f := story(t)
	told := 0
	for _, a := range call(t, f.alerts.ListAlerts, &v1.ListAlertsRequest{Parent: parent}).GetAlerts() {
		mentions := call(t, f.clusters.ListMentions, &v1.ListMentionsRequest{Parent: a.GetCluster()}).GetMentions()
		for _, q := range a.GetReading().GetQuotes() {
			i := slices.IndexFunc(mentions, func(m *v1.Mention) bool { return m.GetName() == q.GetMention() })
			if i < 0 || !proto.Equal(mentions[i].GetQuote(), q) || q.GetSource() != "call" || q.GetLocationId() != "l1" {
				t.Errorf("the alert quotes %v, its cluster's mentions are %v", q, mentions)
			}
			told++
		}
	}
	if told != 2 {
		t.Errorf("%d quotes, want one for each break: those of one break all say the same", told)
	}
}
