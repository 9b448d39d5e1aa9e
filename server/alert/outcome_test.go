package alert_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
)

func TestEvaluateEveryCriterion(t *testing.T) {
	full := policy
	full.MinDistinctWeeks, full.MinExposure = 2, 1000
	good := reading(10)
	good.Weeks = []int{202618, 202619}
	good.Exposure = []measure.Exposure{
		{Kind: measure.ExposureAccountValue, AmountMinor: 1000_00, Currency: "USD"},
		{Kind: measure.ExposureAccountValue, AmountMinor: 900_00, Currency: "EUR"},
		{Kind: measure.ExposureRefunded, AmountMinor: 9000_00, Currency: "USD"},
	}
	if o := alert.Evaluate(good, full); !o.Crossed || o.Disagrees || len(o.Criteria) != 6 {
		t.Fatalf("just met: %+v", o)
	}
	for name, spoil := range map[string]func(*measure.Reading){
		alert.CriterionCustomers:   func(r *measure.Reading) { r.Customers = r.Customers[1:] },
		alert.CriterionLocations:   func(r *measure.Reading) { r.Locations = r.Locations[2:] },
		alert.CriterionDays:        func(r *measure.Reading) { r.Days = r.Days[:2] },
		alert.CriterionWeeks:       func(r *measure.Reading) { r.Weeks = r.Weeks[:1] },
		alert.CriterionConsistency: func(r *measure.Reading) { r.Consistency = 0.59 },
		alert.CriterionExposure:    func(r *measure.Reading) { r.Exposure = r.Exposure[1:] }, // 900 EUR: never added to dollars
	} {
		t.Run(name, func(t *testing.T) {
			r := good
			spoil(&r)
			o := alert.Evaluate(r, full)
			if o.Crossed || o.Disagrees != (name == alert.CriterionConsistency) {
				t.Errorf("missed by little: %+v", o)
			}
			for _, c := range o.Criteria {
				if c.Met == (c.Name == name) {
					t.Errorf("%s: met %v", c.Name, c.Met)
				}
			}
		})
	}
}

func TestEvaluateAsksOnlyForWhatThePolicySays(t *testing.T) {
	o := alert.Evaluate(reading(1), alert.Policy{WindowDays: 7, MinCustomers: 1})
	if !o.Crossed || len(o.Criteria) != 1 {
		t.Errorf("%+v", o)
	}
}

func TestExposureCountsWholeUnitsOfItsCurrency(t *testing.T) {
	p := alert.Policy{WindowDays: 7, MinCustomers: 1, MinExposure: 1000}
	r := reading(1)
	r.Exposure = []measure.Exposure{{Kind: measure.ExposureAccountValue, AmountMinor: 1000, Currency: "JPY"}}
	if o := alert.Evaluate(r, p); !o.Crossed {
		t.Errorf("1000 yen are 1000 units: %+v", o)
	}
	r.Exposure[0].Currency = "USD"
	if o := alert.Evaluate(r, p); o.Crossed {
		t.Errorf("1000 cents are 10 units: %+v", o)
	}
}

// One more customer never takes an alert further from firing.
func TestMoreCustomersNeverHurt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "customers")
		less, more := alert.Evaluate(reading(n), policy), alert.Evaluate(reading(n+1), policy)
		if less.Crossed && !more.Crossed || less.Near && !more.Near || !less.Clear && more.Clear {
			t.Fatalf("%d customers: %+v, one more: %+v", n, less, more)
		}
	})
}
