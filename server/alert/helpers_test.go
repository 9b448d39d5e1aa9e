package alert_test

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/measure"
)

var (
	noon    = time.Date(2026, 5, 11, 12, 0, 0, 0, time.UTC)
	cluster = uuid.MustParse("6f0a1c1e-53a8-5b0e-9d0c-7f3f5a1f2c44")
	policy  = alert.Policy{WindowDays: 21, MinCustomers: 10, MinLocations: 2, MinDistinctDays: 3, MinConsistency: 0.6, NearThresholdRatio: 0.5, ClearRatio: 0.4}
)

// reading has so many customers, on as many days, at three locations, in agreement.
func reading(customers int) measure.Reading {
	r := measure.Reading{ClusterID: cluster, Consistency: 0.9, Locations: make([]measure.Share, 3), Window: measure.Window{Last: measure.DayOf(noon), Days: 21}}
	for i := range customers {
		r.Customers = append(r.Customers, fmt.Sprintf("c%02d", i))
		r.Days = append(r.Days, measure.Day(i))
		r.Interactions = append(r.Interactions, measure.Reference{ExternalID: fmt.Sprintf("i%02d", i)})
	}
	return r
}

func judge(r measure.Reading) alert.Judgement {
	return alert.Judgement{Reading: r, Outcome: alert.Evaluate(r, policy), Policy: policy, PolicyVersion: 3, Members: []uuid.UUID{cluster}, At: noon}
}
