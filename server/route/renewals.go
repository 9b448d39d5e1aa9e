package route

import (
	"fmt"
	"slices"
	"time"

	"github.com/throughline-cx/throughline/server/measure"
)

// Renewals returns the deliveries that tell an audience, by one of its routes for renewals, of
// affected accounts whose contract is due within the route's days of an instant. due holds the
// contracts of the alert's accounts, the soonest first; told are the accounts of which the
// audience knows by this route already. Each account of an alert is told once.
func Renewals(e Event, r Route, due []measure.Renewal, told []string, t Table, now time.Time) []Delivery {
	today := measure.DayOf(now)
	var fresh []measure.Renewal
	for _, x := range due {
		if x.Due >= today && x.Due <= today+measure.Day(r.RenewalDays) && !slices.Contains(told, x.AccountID) {
			fresh = append(fresh, x)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	e.Change.Reading.At, e.Change.Reading.RenewalsDue = now, fresh
	if r.covers(e) != Matches {
		return nil
	}
	p := planning{event: e, table: t}
	p.add(r, Owner{Team: r.Team, Role: Audience})
	for i := range p.deliveries {
		d := &p.deliveries[i]
		d.Addition = &Addition{Occasion: OccasionRenewals, Renewals: fresh}
		d.Occasion = Occasion(fmt.Sprintf("%s/%s/%s", OccasionRenewals, today, fresh[0].AccountID))
		d.ID = DeliveryID(d.AlertID, r.Team, d.DestinationID, d.ChangeNumber, d.Occasion)
	}
	return p.deliveries
}
