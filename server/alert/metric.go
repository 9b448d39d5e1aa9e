package alert

import (
	"fmt"
	"math"
	"slices"

	"github.com/throughline-cx/throughline/server/measure"
)

// Metric is something that a threshold may ask for of a cluster, over the window of its rule.
type Metric string

// The closed set of metrics.
const (
	Customers         Metric = "customers"           // distinct customers
	Interactions      Metric = "interactions"        // without copies
	Accounts          Metric = "accounts"            // distinct accounts
	HighValueAccounts Metric = "high_value_accounts" // of the accounts
	DistinctDays      Metric = "distinct_days"       // UTC days with a complaint
	DistinctWeeks     Metric = "distinct_weeks"      // ISO weeks with a complaint
	Locations         Metric = "locations"           // distinct locations
	Sources           Metric = "sources"             // distinct sources
	RenewalsDue       Metric = "renewals_due"        // affected accounts whose contract is due soon
	Exposure          Metric = "exposure"            // money at stake of one kind in one currency, in whole units of it
	Concentration     Metric = "concentration"       // share of the located complaints at the three places with most, 0 to 1
	Consistency       Metric = "consistency"         // agreement of all members on the seam, 0 to 1
	Confidence        Metric = "confidence"          // mean confidence of all members that something broke, 0 to 1
)

// Metrics lists every metric, in the order in which they are told.
var Metrics = []Metric{
	Customers, Interactions, Accounts, HighValueAccounts, Locations, DistinctDays, DistinctWeeks,
	Sources, Concentration, Consistency, Confidence, Exposure, RenewalsDue,
}

// shares are the metrics that are a share, 0 to 1. All others are amounts.
var shares = []Metric{Concentration, Consistency, Confidence}

// agreement are the metrics that say how far the members agree: a rule whose gate is
// ReviewWhenWeak holds what misses nothing else.
var agreement = []Metric{Consistency, Confidence}

// volumes are the metrics that grow with the complaints themselves. Where a rule does not say
// from which level a threshold is near and below which it is clear, those are a ratio of the
// level for volumes, and the threshold has no such levels for all others.
var volumes = []Metric{Customers, Interactions, Accounts, HighValueAccounts, Exposure, RenewalsDue}

func (m Metric) share() bool  { return slices.Contains(shares, m) }
func (m Metric) agrees() bool { return slices.Contains(agreement, m) }
func (m Metric) volume() bool { return slices.Contains(volumes, m) }

// words says in words how much of a metric there is and how much is needed.
func (c Criterion) words(windowDays int) string {
	switch c.Metric {
	case Customers:
		return fmt.Sprintf("%.0f customers in %d days (needs %.0f)", c.Have, windowDays, c.Need)
	case DistinctDays:
		return fmt.Sprintf("on %.0f days (needs %.0f)", c.Have, c.Need)
	case DistinctWeeks:
		return fmt.Sprintf("in %.0f weeks (needs %.0f)", c.Have, c.Need)
	case Consistency, Concentration, Confidence:
		return fmt.Sprintf("%s %.2f (needs %.2f)", c.Metric, c.Have, c.Need)
	case Interactions, Accounts, HighValueAccounts, Locations, Sources, Exposure, RenewalsDue:
	}
	return fmt.Sprintf("%s (needs %.0f)", c.amount(c.Have), c.Need)
}

// singular are the words for one of what is counted.
var singular = map[Metric]string{
	Customers: "customer", Interactions: "interaction", Accounts: "account", HighValueAccounts: "high-value account",
	DistinctDays: "day", DistinctWeeks: "week", Locations: "location", Sources: "source",
}

// amount writes so much of the metric: "3 customers", "account value 1200 USD".
func (t Threshold) amount(n float64) string {
	switch t.Metric {
	case Exposure:
		return money(t, n)
	case RenewalsDue:
		return fmt.Sprintf("%.0f renewals due within %d days", n, t.WithinDays)
	case Concentration, Consistency, Confidence:
		return fmt.Sprintf("%s %.2f", t.Metric, n)
	case Customers, Interactions, Accounts, HighValueAccounts, DistinctDays, DistinctWeeks, Locations, Sources:
	}
	if n == 1 {
		return "1 " + singular[t.Metric]
	}
	return number(n) + " " + singular[t.Metric] + "s"
}

// number writes a count, or a level between two counts.
func number(n float64) string {
	if n == math.Trunc(n) {
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%.4g", n)
}

func money(t Threshold, n float64) string {
	if t.Currency == "" {
		return fmt.Sprintf("%s %.0f", t.moneyName(), n)
	}
	return fmt.Sprintf("%s %.0f %s", t.moneyName(), n, t.Currency)
}

// moneyName says what kind of money is at stake.
func (t Threshold) moneyName() string {
	if t.Kind == "" || t.Kind == measure.ExposureAccountValue {
		return "account value"
	}
	return string(t.Kind) + " records worth"
}
