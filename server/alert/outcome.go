package alert

import (
	"fmt"
	"math"
	"strings"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/measure"
)

// The names of the criteria: the policy's fields.
const (
	CriterionCustomers   = "min_customers"
	CriterionLocations   = "min_locations"
	CriterionDays        = "min_distinct_days"
	CriterionWeeks       = "min_distinct_weeks"
	CriterionConsistency = "min_consistency"
	CriterionExposure    = "min_exposure"
)

// Criterion is one threshold and how a reading stands to it.
type Criterion struct {
	Name string  `json:"name"` // the policy's field
	Have float64 `json:"have"`
	Need float64 `json:"need"`
	Met  bool    `json:"met"`
}

// Outcome is what a policy says of one reading.
type Outcome struct {
	WindowDays int         `json:"window_days"`
	Criteria   []Criterion `json:"criteria"`  // those the policy asks for
	Crossed    bool        `json:"crossed"`   // every criterion is met
	Disagrees  bool        `json:"disagrees"` // every criterion but consistency is met
	Near       bool        `json:"near"`      // at or above the near level of customers
	Clear      bool        `json:"clear"`     // below the clear level of customers
	NearFrom   float64     `json:"near_from"` // customers
	ClearBelow float64     `json:"clear_below"`
}

// Evaluate compares a reading with a policy.
func Evaluate(r measure.Reading, p Policy) Outcome {
	p = p.WithDefaults()
	customers := float64(len(r.Customers))
	o := Outcome{
		WindowDays: p.WindowDays,
		NearFrom:   p.NearThresholdRatio * float64(p.MinCustomers),
		ClearBelow: p.ClearRatio * float64(p.MinCustomers),
	}
	o.Near, o.Clear = customers >= o.NearFrom, customers < o.ClearBelow
	o.ask(CriterionCustomers, customers, float64(p.MinCustomers))
	o.ask(CriterionLocations, float64(len(r.Locations)), float64(p.MinLocations))
	o.ask(CriterionDays, float64(len(r.Days)), float64(p.MinDistinctDays))
	o.ask(CriterionWeeks, float64(len(r.Weeks)), float64(p.MinDistinctWeeks))
	o.ask(CriterionConsistency, r.Consistency, p.MinConsistency)
	o.ask(CriterionExposure, accountValue(r), float64(p.MinExposure))
	o.judge()
	return o
}

// ask adds a criterion when the policy asks for it.
func (o *Outcome) ask(name string, have, need float64) {
	if need > 0 {
		o.Criteria = append(o.Criteria, Criterion{Name: name, Have: have, Need: need, Met: have >= need})
	}
}

func (o *Outcome) judge() {
	missed, disagrees := 0, false
	for _, c := range o.Criteria {
		if !c.Met {
			missed++
			disagrees = c.Name == CriterionConsistency
		}
	}
	o.Crossed = missed == 0
	o.Disagrees = missed == 1 && disagrees
}

// accountValue returns the annual value of the affected accounts in whole units, of the
// currency in which it is most: amounts of different currencies are never added up.
func accountValue(r measure.Reading) float64 {
	most := 0.0
	for _, e := range r.Exposure {
		if e.Kind == measure.ExposureAccountValue {
			exponent, _ := ingest.Exponent(e.Currency)
			most = max(most, float64(e.AmountMinor)/math.Pow10(exponent))
		}
	}
	return most
}

// String says in words how the reading stands: "27 customers in 21 days (needs 25), 11 locations
// (needs 3), on 6 days (needs 6)".
func (o Outcome) String() string {
	parts := make([]string, len(o.Criteria))
	for i, c := range o.Criteria {
		parts[i] = c.words(o.WindowDays)
	}
	return strings.Join(parts, ", ")
}

func (c Criterion) words(windowDays int) string {
	switch c.Name {
	case CriterionCustomers:
		return fmt.Sprintf("%.0f customers in %d days (needs %.0f)", c.Have, windowDays, c.Need)
	case CriterionLocations:
		return fmt.Sprintf("%.0f locations (needs %.0f)", c.Have, c.Need)
	case CriterionDays:
		return fmt.Sprintf("on %.0f days (needs %.0f)", c.Have, c.Need)
	case CriterionWeeks:
		return fmt.Sprintf("in %.0f weeks (needs %.0f)", c.Have, c.Need)
	case CriterionConsistency:
		return fmt.Sprintf("consistency %.2f (needs %.2f)", c.Have, c.Need)
	default:
		return fmt.Sprintf("account value %.0f (needs %.0f)", c.Have, c.Need)
	}
}
