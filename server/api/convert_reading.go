package api

import (
	"sort"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/measure/counts"
)

// readingTo tells a reading; without lists the ids behind its numbers are left out.
func readingTo(tenant string, r measure.Reading, lists bool) *throughlinev1.Reading {
	out := &throughlinev1.Reading{
		ReadAt: timestamp(r.At), Window: windowTo(r.Window), Seam: seamTo(r.Seam), FailureMode: modeOf(string(r.Mode)),
		Bounced: r.Bounced, Consistency: r.Consistency,
		InteractionCount: int32(len(r.Interactions)), VoiceCount: int32(r.Voices), UnidentifiedVoiceCount: int32(r.UnidentifiedVoices),
		CopyCount: int32(len(r.Copies)), FlaggedSimilarCount: int32(len(r.Similar)), CustomerCount: int32(len(r.Customers)),
		AccountCount: int32(len(r.Accounts)), HighValueAccountCount: int32(len(r.HighValueAccounts)),
		HouseholdCount: int32(len(r.Households)), LocationCount: int32(len(r.Locations)),
		DistinctDayCount: int32(len(r.Days)), DistinctWeekCount: int32(len(r.Weeks)),
		UnvaluedAccountCount: int32(len(r.UnvaluedAccounts)), TopLocationShare: r.TopLocationShare,
		Locations: convertAll(r.Locations, shareTo), ProductLines: convertAll(r.ProductLines, shareTo),
		Channels: convertAll(r.Channels, shareTo), Sources: convertAll(r.Sources, shareTo),
		Daily:  convertAll(r.Daily, dayCountTo),
		Signal: convertAll(r.Signal, aspectTo), Coverage: convertAll(r.Coverage, gapTo),
		Exposures:   convertAll(r.Exposure, func(e measure.Exposure) *throughlinev1.Exposure { return exposureTo(e, lists) }),
		RenewalsDue: convertAll(r.RenewalsDue, renewalTo),
		Quotes:      convertAll(r.Quotes, func(q measure.Quote) *throughlinev1.Quote { return quoteTo(tenant, q) }),

		CounterExample: counterTo(tenant, r.Counter), Concentration: concentrationTo(r.Concentration), CoverageAdjusted: adjustedTo(r.Adjusted),
		UnlinkedRecordCount: int32(len(r.UnlinkedRecords)), CorroboratedCount: int32(len(r.Borne)), SignalSummary: r.Summary,
		CauseHints: convertAll(r.Hints, func(h measure.Hint) *throughlinev1.CauseHint { return hintTo(tenant, h, lists) }),
	}
	if !lists {
		return out
	}
	out.Interactions = convertAll(r.Interactions, func(i measure.Reference) *throughlinev1.InteractionReference { return referenceTo(tenant, i) })
	out.Copies = convertAll(r.Copies, func(c measure.Copy) *throughlinev1.InteractionCopy {
		return &throughlinev1.InteractionCopy{
			Copy: referenceTo(tenant, c.Reference), Original: name(tenant, "interactions", c.Of.String()), Resemblance: c.Resemblance,
		}
	})
	out.FlaggedSimilar = convertAll(r.Similar, func(s measure.Similar) *throughlinev1.SimilarInteractions {
		return &throughlinev1.SimilarInteractions{
			First: referenceTo(tenant, s.First), Second: referenceTo(tenant, s.Second), Resemblance: s.Resemblance,
		}
	})
	out.Customers, out.Accounts, out.HighValueAccounts = r.Customers, r.Accounts, r.HighValueAccounts
	out.Households, out.UnvaluedAccounts = r.Households, r.UnvaluedAccounts
	return out
}

func referenceTo(tenant string, r measure.Reference) *throughlinev1.InteractionReference {
	return &throughlinev1.InteractionReference{
		Interaction:  name(tenant, "interactions", r.ID.String()),
		SourceSystem: r.SourceSystem, ExternalId: r.ExternalID, OccurredAt: timestamp(r.OccurredAt),
	}
}

func counterTo(tenant string, c *measure.Counter) *throughlinev1.CounterExample {
	if c == nil {
		return nil
	}
	return &throughlinev1.CounterExample{
		Quote: quoteTo(tenant, c.Quote), Aspect: c.Aspect, Seam: seamTo(c.Seam), FailureMode: modeOf(string(c.Mode)),
	}
}

func windowTo(w measure.Window) *throughlinev1.Window {
	return &throughlinev1.Window{FirstDay: w.First().String(), LastDay: w.Last.String(), Days: int32(w.Days)}
}

func shareTo(s measure.Share) *throughlinev1.Share {
	out := &throughlinev1.Share{Key: s.Key, DisplayName: s.Name, InteractionCount: int32(s.Interactions), CustomerCount: int32(s.Customers)}
	if s.Lift != nil {
		out.Lift = liftTo(*s.Lift)
	}
	return out
}

func liftTo(r counts.Ratio) *throughlinev1.Ratio {
	return &throughlinev1.Ratio{Estimate: r.Estimate, Low: r.Low, High: r.High}
}

func concentrationTo(c *measure.Concentration) *throughlinev1.Concentration {
	if c == nil {
		return nil
	}
	return &throughlinev1.Concentration{
		PlaceCount: int32(c.Places), ComparedCount: int32(c.Compared), Share: c.Share, ExpectedShare: c.Expected, Lift: liftTo(c.Lift),
	}
}

func adjustedTo(a *measure.Adjusted) *throughlinev1.CoverageAdjusted {
	if a == nil {
		return nil
	}
	return &throughlinev1.CoverageAdjusted{
		InteractionCount: int32(a.Interactions), LowCount: int32(a.Low), HighCount: int32(a.High), MissingCount: a.Missing, Note: a.Note,
	}
}

func hintTo(tenant string, h measure.Hint, lists bool) *throughlinev1.CauseHint {
	out := &throughlinev1.CauseHint{
		Cause:      enumOf[throughlinev1.Cause](throughlinev1.Cause_value, "CAUSE_", string(h.Cause)),
		QuoteCount: int32(h.Quotes), OfCount: int32(h.Of),
	}
	if lists {
		out.Mentions = convertAll(h.Mentions, func(id uuid.UUID) string { return name(tenant, "mentions", id.String()) })
	}
	return out
}

func dayCountTo(d measure.DayCount) *throughlinev1.DayCount {
	return &throughlinev1.DayCount{Day: d.Day.String(), InteractionCount: int32(d.Interactions), CustomerCount: int32(d.Customers)}
}

func aspectTo(a measure.Aspect) *throughlinev1.SignalAspect {
	return &throughlinev1.SignalAspect{
		Aspect: a.Name, Value: a.Value, Strength: strengthOf(a.Strength), Reason: a.Reason, Raise: a.Raise,
		SubScores: convertAll(a.SubScores, func(s measure.SubScore) *throughlinev1.SubScore {
			return &throughlinev1.SubScore{Ground: s.Name, Score: s.Score}
		}),
	}
}

func strengthOf(s measure.Strength) throughlinev1.SignalStrength {
	return enumOf[throughlinev1.SignalStrength](throughlinev1.SignalStrength_value, "SIGNAL_STRENGTH_", string(s))
}

func gapTo(g measure.Gap) *throughlinev1.CoverageGap {
	return &throughlinev1.CoverageGap{Code: g.Code, Note: g.Note}
}

func exposureTo(e measure.Exposure, lists bool) *throughlinev1.Exposure {
	out := &throughlinev1.Exposure{
		Kind:         enumOf[throughlinev1.ExposureKind](throughlinev1.ExposureKind_value, "EXPOSURE_KIND_", string(e.Kind)),
		Amount:       &throughlinev1.Money{AmountMinor: e.AmountMinor, Currency: e.Currency},
		AccountCount: int32(len(e.Accounts)), RecordCount: int32(len(e.Records)), Formula: e.Formula,
	}
	if lists {
		out.Accounts, out.Records = e.Accounts, e.Records
	}
	return out
}

func renewalTo(r measure.Renewal) *throughlinev1.Renewal {
	return &throughlinev1.Renewal{Account: r.AccountID, DueDay: r.Due.String()}
}

func quoteTo(tenant string, q measure.Quote) *throughlinev1.Quote {
	return &throughlinev1.Quote{
		Text: q.Text, Mention: name(tenant, "mentions", q.MentionID.String()), ExternalId: q.ExternalID, SourceSystem: q.SourceSystem,
		Source: q.Source, Channel: q.Channel, LocationId: q.LocationID, OccurredAt: timestamp(q.OccurredAt),
		Turn: int32(q.Turn), StartOffset: int32(q.Start), EndOffset: int32(q.End),
		Interaction: reference(tenant, "interactions", q.InteractionID),
	}
}

// likeliest returns what a distribution says is known, the likeliest first.
func likeliest(d journey.Distribution) []journey.Probability {
	var out []journey.Probability
	for _, p := range d {
		if p.Key != journey.Unknown {
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].P > out[j].P })
	return out
}

// reference is the resource name of something that may be missing.
func reference(tenant, collection string, id uuid.UUID) string {
	if id == uuid.Nil {
		return ""
	}
	return name(tenant, collection, id.String())
}
