package route

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// How much a message shows; counts are always of all.
const (
	maxIDs        = 20
	maxShares     = 5
	maxNeighbours = 5
	maxQuoteBytes = 480
	maxTrendSteps = 60
)

// Around is what a message tells besides the change itself.
type Around struct {
	Map        *journey.Map
	Answer     Answer      // who owns it
	Neighbours []Neighbour // the loudest first
	Fix        Fix         // what to do about it
}

// Compose writes the message about a change.
func Compose(c alert.Change, a alert.Alert, around Around) Message {
	r, m := c.Reading, around.Map
	p := phraseFor(m, r.Seam, r.Mode)
	quotes := make([]Quote, 0, len(r.Quotes))
	for _, q := range r.Quotes {
		quotes = append(quotes, quoteOf(q))
	}
	return Message{
		Type: "alert." + string(c.To), Version: MessageVersion,
		Alert:    header(c, a),
		Journeys: journeys(m, r.Seam),
		Break: Break{
			From: NamedTouchpoint(m, r.Seam.From), To: NamedTouchpoint(m, r.Seam.To),
			FailureMode: r.Mode, BothWays: r.Bounced, Summary: p.What,
		},
		Stuck:      stuck(r, m),
		Quotes:     quotes,
		Counter:    counter(r.Counter, m),
		Affected:   affected(r),
		Exposure:   exposures(r),
		Signal:     Signal{Here: atMost(r.Signal, len(r.Signal)), Neighbours: atMost(around.Neighbours, maxNeighbours)},
		Demand:     Demand{Need: p.Need, Heard: voicing(quotes)},
		Owners:     atMost(around.Answer.Owners, len(around.Answer.Owners)),
		Unowned:    around.Answer.Unowned,
		Cost:       cost(c, a, around.Answer),
		Fix:        around.Fix,
		Why:        why(c),
		BlindSpots: blindSpots(r),
		SinceLast:  sinceLast(c),
	}
}

// cost returns what a break that nobody owns has cost since it first fired.
func cost(c alert.Change, a alert.Alert, owners Answer) *Cost {
	if !owners.Unowned || a.FiredAt.IsZero() {
		return nil
	}
	out := CostOf(c.Reading, a.FiredAt, c.At)
	return &out
}

// blindSpots says what the reading cannot see, and what the count might be for it.
func blindSpots(r measure.Reading) []measure.Gap {
	out := append([]measure.Gap{}, r.Coverage...)
	if r.Adjusted != nil {
		out = append(out, measure.Gap{Code: measure.GapAdjusted, Note: r.Adjusted.Note})
	}
	return out
}

func header(c alert.Change, a alert.Alert) Header {
	h := Header{
		AlertID: c.AlertID, ClusterID: c.ClusterID, Title: c.Reading.Title, ChangeNumber: c.Number,
		Severity: severityOf(c, a), State: c.To, PreviousState: c.From, At: c.At, Reason: c.Reason,
	}
	if !a.FiredAt.IsZero() {
		fired := a.FiredAt
		h.FirstFiredAt = &fired
	}
	return h
}

// severityOf returns how severe an alert is at a change. What people do is judged by no rule: it is as
// severe as when it fired.
func severityOf(c alert.Change, a alert.Alert) alert.Severity {
	fired := alert.Severity("")
	if a.Evidence != nil {
		fired = a.Evidence.Outcome.Severity
	}
	return cmp.Or(c.Outcome.Severity, fired, alert.SeverityMedium)
}

// NamedTouchpoint returns a touchpoint with its name and team.
func NamedTouchpoint(m *journey.Map, id string) Named {
	t, _ := m.Touchpoint(id)
	return Named{ID: id, Name: m.TouchpointName(id), Team: t.Team}
}

// journeys returns the journeys in which the seam's sides both are.
func journeys(m *journey.Map, seam journey.Seam) []NamedSteps {
	out := []NamedSteps{}
	for _, j := range m.Journeys {
		if !slices.Contains(j.Touchpoints, seam.From) || !slices.Contains(j.Touchpoints, seam.To) {
			continue
		}
		named := NamedSteps{ID: j.ID, Name: j.Name, Steps: []Named{}}
		for _, id := range j.Touchpoints {
			named.Steps = append(named.Steps, NamedTouchpoint(m, id))
		}
		out = append(out, named)
	}
	return out
}

func stuck(r measure.Reading, m *journey.Map) Stuck {
	return Stuck{
		At:        NamedTouchpoint(m, r.Seam.To),
		Locations: atMost(r.Locations, maxShares), LocationCount: len(r.Locations),
		TopLocationShare: r.TopLocationShare, Concentration: r.Concentration,
		Channels: atMost(r.Channels, maxShares),
		Sources:  atMost(r.Sources, maxShares),
	}
}

func affected(r measure.Reading) Affected {
	return Affected{
		Interactions: len(r.Interactions), Voices: r.Voices, UnidentifiedVoices: r.UnidentifiedVoices,
		Copies: len(r.Copies), FlaggedSimilar: len(r.Similar),
		Customers: len(r.Customers), Accounts: len(r.Accounts), Households: len(r.Households),
		HighValueAccounts: len(r.HighValueAccounts), HighValueAccountIDs: atMost(r.HighValueAccounts, maxIDs),
		ProductLines: atMost(r.ProductLines, maxShares),
		Trend:        trend(r.Daily),
		RenewalsDue:  len(r.RenewalsDue), Renewals: atMost(r.RenewalsDue, maxIDs),
	}
}

// trend sums a daily series into as many steps as a message shows.
func trend(daily []measure.DayCount) Trend {
	step := max((len(daily)+maxTrendSteps-1)/maxTrendSteps, 1)
	t := Trend{StepDays: step, Interactions: make([]int, (len(daily)+step-1)/step)}
	for i, d := range daily {
		fromEnd := (len(daily) - 1 - i) / step
		t.Interactions[len(t.Interactions)-1-fromEnd] += d.Interactions
	}
	return t
}

func exposures(r measure.Reading) []Exposure {
	out := []Exposure{}
	for _, e := range r.Exposure {
		out = append(out, Exposure{
			Kind: e.Kind, Amount: e.Money().Decimal(), Currency: e.Currency,
			Accounts: len(e.Accounts), Records: len(e.Records),
		})
	}
	return out
}

func why(c alert.Change) Why {
	return Why{
		Reason: c.Reason, PolicyVersion: c.PolicyVersion,
		WindowFirst: c.Reading.Window.First(), WindowLast: c.Reading.Window.Last,
		Criteria: atMost(c.Outcome.Criteria, len(c.Outcome.Criteria)),
	}
}

// quoteOf returns a quote that fits a message: a long one ends early, at a word, and says so.
func quoteOf(q measure.Quote) Quote {
	out := Quote{
		Text: q.Text, Interaction: q.ExternalID, SourceSystem: q.SourceSystem, Source: q.Source, Channel: q.Channel,
		LocationID: q.LocationID, Location: q.Location, OccurredAt: q.OccurredAt, Turn: q.Turn, Start: q.Start, End: q.End,
	}
	if len(q.Text) <= maxQuoteBytes {
		return out
	}
	cut := maxQuoteBytes
	for !utf8.RuneStart(q.Text[cut]) {
		cut--
	}
	if space := strings.LastIndexByte(q.Text[:cut], ' '); space > 0 {
		cut = space
	}
	out.Text, out.End, out.Shortened = q.Text[:cut], q.Start+cut, true
	return out
}

func counter(c *measure.Counter, m *journey.Map) *Counter {
	if c == nil {
		return nil
	}
	return &Counter{
		Quote: quoteOf(c.Quote), Aspect: c.Aspect, FailureMode: c.Mode,
		From: NamedTouchpoint(m, c.Seam.From), To: NamedTouchpoint(m, c.Seam.To),
	}
}

// sinceLast compares the reading with the one at the alert's change before.
func sinceLast(c alert.Change) *SinceLast {
	if c.Previous == nil {
		return nil
	}
	then, now := c.Previous, c.Reading
	s := &SinceLast{
		At:           then.At,
		Interactions: len(now.Interactions) - len(then.Interactions),
		Voices:       now.Voices - then.Voices,
		Customers:    len(now.Customers) - len(then.Customers),
		Accounts:     len(now.Accounts) - len(then.Accounts),
		NewLocations: []string{},
	}
	for _, account := range now.Accounts {
		if _, known := slices.BinarySearch(then.Accounts, account); !known {
			s.NewAccounts++
		}
	}
	for _, l := range now.Locations {
		known := slices.ContainsFunc(then.Locations, func(t measure.Share) bool { return t.Key == l.Key })
		if !known && len(s.NewLocations) < maxIDs {
			s.NewLocations = append(s.NewLocations, nameOf(l))
		}
	}
	return s
}

func nameOf(s measure.Share) string {
	if s.Name != "" {
		return s.Name
	}
	return s.Key
}

// atMost returns the first n, and never nil, so that JSON shows an empty list.
func atMost[T any](list []T, n int) []T {
	if len(list) == 0 {
		return []T{}
	}
	return list[:min(n, len(list))]
}
