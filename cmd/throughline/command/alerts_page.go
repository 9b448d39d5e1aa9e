package command

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/text"
)

// What the names of the enums that an alert holds begin with.
const (
	modeWord     = "FAILURE_MODE_"
	strengthWord = "SIGNAL_STRENGTH_"
	exposureWord = "EXPOSURE_KIND_"
	roleWord     = "OWNER_ROLE_"
)

// printAlert prints a clean alert as teams get it, and below it the names to go on with.
func printAlert(s Streams, a *throughline.Alert) error {
	page := text.Render(messageOf(a), text.Options{Width: s.Width, Color: s.Color})
	if _, err := fmt.Fprint(s.Out, page); err != nil {
		return err
	}
	p := newSheet(s)
	p.row("alert", fmt.Sprintf("%s, change %d", idOf(a.GetName()), a.GetChangeCount()))
	p.row("cluster", idOf(a.GetCluster()))
	p.row("fired", terminal.Moment(a.GetFiredAt()))
	for _, slot := range a.GetOwnerships() {
		p.row(idOf(slot.GetName()), ownershipWords(slot))
	}
	return p.write()
}

// messageOf returns an alert as the message that teams get of it, so that both read the same.
func messageOf(a *throughline.Alert) route.Message {
	r, c := a.GetReading(), a.GetLastChange()
	return route.Message{
		Alert: route.Header{
			AlertID: uuidOf(a.GetName()), ClusterID: uuidOf(a.GetCluster()), Title: a.GetTitle(), ChangeNumber: int(a.GetChangeCount()),
			State: alert.State(wordOf(a.GetState(), stateWord)), PreviousState: alert.State(wordOf(c.GetPreviousState(), stateWord)),
			At: a.GetChangedAt().AsTime(), Reason: c.GetReason(),
		},
		Journeys: journeysOf(a),
		Break: route.Break{
			From: sideOf(a.GetFromSide()), To: sideOf(a.GetToSide()), FailureMode: modeOf(r.GetFailureMode()),
			BothWays: r.GetBounced(), Summary: strings.TrimSuffix(a.GetWhatBroke(), "."),
		},
		Stuck: route.Stuck{
			At: sideOf(a.GetToSide()), Locations: sharesOf(r.GetLocations()), LocationCount: int(r.GetLocationCount()),
			TopLocationShare: r.GetTopLocationShare(), Channels: sharesOf(r.GetChannels()), Sources: sharesOf(r.GetSources()),
		},
		Quotes: quotesOf(r.GetQuotes()), Counter: counterOf(r.GetCounterExample()),
		Affected: affectedOf(r), Exposure: exposuresOf(r.GetExposures()),
		Signal: route.Signal{Here: aspectsOf(r.GetSignal()), Neighbours: neighboursOf(a.GetNeighbours())},
		Demand: demandOf(a), Owners: ownersOf(a.GetOwners()), Unowned: a.GetUnowned(),
		Cost:       costOf(a.GetUnownedCost()),
		Fix:        fixOf(a.GetRecommendedFix()),
		Why:        route.Why{Reason: c.GetReason(), PolicyVersion: int(c.GetPolicyVersion()), WindowFirst: dayOf(r.GetWindow().GetFirstDay()), WindowLast: dayOf(r.GetWindow().GetLastDay())},
		BlindSpots: gapsOf(r.GetCoverage()), SinceLast: sinceLastOf(c.GetSinceLast()),
	}
}

// uuidOf returns the id in a resource name; zero for none.
func uuidOf(name string) uuid.UUID {
	id, _ := uuid.Parse(idOf(name)) // the server makes no others
	return id
}

// dayOf reads a day; zero for none.
func dayOf(text string) measure.Day {
	var d measure.Day
	_ = d.UnmarshalText([]byte(text)) // the server writes no others
	return d
}

func modeOf(m throughlinev1.FailureMode) journey.FailureMode {
	if m == 0 {
		return ""
	}
	return journey.FailureMode(wordOf(m, modeWord))
}

func sideOf(t *throughlinev1.TouchpointReference) route.Named {
	return route.Named{ID: t.GetId(), Name: t.GetDisplayName(), Team: t.GetTeam()}
}

// fixOf returns what to do, or to find out. Its reason says what earlier fixes of the sort achieved.
func fixOf(f *throughlinev1.RecommendedFix) route.Fix {
	return route.Fix{FindOut: f.GetFindOut(), PlayID: f.GetPlay(), Title: f.GetTitle(), Steps: f.GetSteps(), Reason: f.GetReason()}
}

// costOf returns what a break has cost that nobody owns; nil for one that somebody does.
func costOf(c *throughlinev1.UnownedCost) *route.Cost {
	if c == nil {
		return nil
	}
	return &route.Cost{Since: c.GetFoundAt().AsTime(), Days: int(c.GetDays()), Customers: int(c.GetCustomerCount()), Exposure: exposuresOf(c.GetExposure())}
}

func journeysOf(a *throughline.Alert) []route.NamedSteps {
	var out []route.NamedSteps
	for _, j := range a.GetJourneys() {
		steps := route.NamedSteps{ID: j.GetId(), Name: j.GetDisplayName()}
		for _, t := range j.GetSteps() {
			steps.Steps = append(steps.Steps, sideOf(t))
		}
		out = append(out, steps)
	}
	return out
}

// mostShares is how many places, channels and so on are named; the counts are of all.
const mostShares = 5

func sharesOf(list []*throughlinev1.Share) []measure.Share {
	var out []measure.Share
	for _, l := range list[:min(mostShares, len(list))] {
		out = append(out, measure.Share{Key: l.GetKey(), Name: l.GetDisplayName(), Interactions: int(l.GetInteractionCount()), Customers: int(l.GetCustomerCount())})
	}
	return out
}

func quotesOf(list []*throughlinev1.Quote) []route.Quote {
	var out []route.Quote
	for _, q := range list {
		out = append(out, route.Quote{
			Text: q.GetText(), Interaction: q.GetExternalId(), SourceSystem: q.GetSourceSystem(), Source: q.GetSource(),
			Channel: q.GetChannel(), LocationID: q.GetLocationId(), OccurredAt: q.GetOccurredAt().AsTime(),
		})
	}
	return out
}

func counterOf(c *throughlinev1.CounterExample) *route.Counter {
	if c == nil {
		return nil
	}
	return &route.Counter{
		Quote: quotesOf([]*throughlinev1.Quote{c.GetQuote()})[0], Aspect: c.GetAspect(), FailureMode: modeOf(c.GetFailureMode()),
		From: route.Named{ID: c.GetSeam().GetFromTouchpoint(), Name: inWords(c.GetSeam().GetFromTouchpoint())},
		To:   route.Named{ID: c.GetSeam().GetToTouchpoint(), Name: inWords(c.GetSeam().GetToTouchpoint())},
	}
}

func affectedOf(r *throughline.Reading) route.Affected {
	a := route.Affected{
		Interactions: int(r.GetInteractionCount()), Voices: int(r.GetVoiceCount()), UnidentifiedVoices: int(r.GetUnidentifiedVoiceCount()),
		Copies: int(r.GetCopyCount()), FlaggedSimilar: int(r.GetFlaggedSimilarCount()),
		Customers: int(r.GetCustomerCount()), Accounts: int(r.GetAccountCount()), Households: int(r.GetHouseholdCount()),
		HighValueAccounts: int(r.GetHighValueAccountCount()), ProductLines: sharesOf(r.GetProductLines()),
		RenewalsDue: len(r.GetRenewalsDue()), Trend: trendOf(r.GetDaily()),
	}
	for _, d := range r.GetRenewalsDue() {
		a.Renewals = append(a.Renewals, measure.Renewal{AccountID: d.GetAccount(), Due: dayOf(d.GetDueDay())})
	}
	return a
}

// mostSteps is how many bars a trend is drawn with.
const mostSteps = 60

// trendOf adds up days, from the last one back, into as many steps as are drawn.
func trendOf(daily []*throughlinev1.DayCount) route.Trend {
	step := max((len(daily)+mostSteps-1)/mostSteps, 1)
	t := route.Trend{StepDays: step, Interactions: make([]int, (len(daily)+step-1)/step)}
	for back, d := range slices.Backward(daily) {
		t.Interactions[len(t.Interactions)-1-(len(daily)-1-back)/step] += int(d.GetInteractionCount())
	}
	return t
}

func exposuresOf(list []*throughlinev1.Exposure) []route.Exposure {
	var out []route.Exposure
	for _, e := range list {
		money := ingest.Money{Minor: e.GetAmount().GetAmountMinor(), Currency: e.GetAmount().GetCurrency()}
		out = append(out, route.Exposure{
			Kind: measure.ExposureKind(wordOf(e.GetKind(), exposureWord)), Amount: money.Decimal(), Currency: money.Currency,
			Accounts: int(e.GetAccountCount()), Records: int(e.GetRecordCount()),
		})
	}
	return out
}

func aspectsOf(list []*throughlinev1.SignalAspect) []measure.Aspect {
	var out []measure.Aspect
	for _, a := range list {
		out = append(out, measure.Aspect{Name: a.GetAspect(), Value: a.GetValue(), Strength: measure.Strength(wordOf(a.GetStrength(), strengthWord)), Reason: a.GetReason()})
	}
	return out
}

func neighboursOf(list []*throughlinev1.Neighbour) []route.Neighbour {
	var out []route.Neighbour
	for _, n := range list {
		out = append(out, route.Neighbour{
			From: sideOf(n.GetFromSide()), To: sideOf(n.GetToSide()), FailureMode: modeOf(n.GetFailureMode()),
			State: alert.State(wordOf(n.GetState(), stateWord)), Strength: measure.Strength(wordOf(n.GetStrength(), strengthWord)), Customers: int(n.GetCustomerCount()),
		})
	}
	return out
}

// demandOf says which of the shown quotes voice the need.
func demandOf(a *throughline.Alert) route.Demand {
	d := route.Demand{Need: strings.TrimSuffix(a.GetDemand().GetNeed(), ".")}
	for _, heard := range a.GetDemand().GetHeard() {
		i := slices.IndexFunc(a.GetReading().GetQuotes(), func(q *throughlinev1.Quote) bool { return q.GetMention() == heard.GetMention() })
		if i >= 0 {
			d.Heard = append(d.Heard, i)
		}
	}
	return d
}

func ownersOf(list []*throughlinev1.Owner) []route.Owner {
	var out []route.Owner
	for _, o := range list {
		out = append(out, route.Owner{Team: o.GetTeam(), Role: route.Role(wordOf(o.GetRole(), roleWord)), Likely: o.GetLikely()})
	}
	return out
}

func gapsOf(list []*throughlinev1.CoverageGap) []measure.Gap {
	var out []measure.Gap
	for _, g := range list {
		out = append(out, measure.Gap{Code: g.GetCode(), Note: g.GetNote()})
	}
	return out
}

func sinceLastOf(l *throughlinev1.SinceLast) *route.SinceLast {
	if l == nil {
		return nil
	}
	return &route.SinceLast{
		At: l.GetChangedAt().AsTime(), Interactions: int(l.GetInteractionDelta()), Voices: int(l.GetVoiceDelta()),
		Customers: int(l.GetCustomerDelta()), Accounts: int(l.GetAccountDelta()), NewLocations: l.GetNewLocations(), NewAccounts: int(l.GetNewAccountCount()),
	}
}
