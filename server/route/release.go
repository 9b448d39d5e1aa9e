package route

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
)

// DigestEntryOf returns what a digest says of an alert whose last change this is. Role is left to
// whoever makes the digest.
func DigestEntryOf(c alert.Change) DigestEntry {
	r := c.Reading
	return DigestEntry{
		AlertID: c.AlertID.String(), Title: r.Title, From: r.Seam.From, To: r.Seam.To, FailureMode: r.Mode,
		State: c.To, Severity: cmp.Or(c.Outcome.Severity, alert.SeverityMedium),
		Customers: len(r.Customers), Exposure: exposures(r), Reason: c.Reason,
	}
}

// Release returns the deliveries of messages that have waited: for each team and place the message
// itself when there is one, else a digest, which is told with the evidence of the alert that
// matters most: by severity, then by customers. entries say how the alerts are now.
func Release(waited []Delivery, entries map[uuid.UUID]DigestEntry) []Delivery {
	type place struct{ team, destination string }
	by := map[place][]Delivery{}
	var order []place
	for _, d := range waited {
		p := place{d.Owner.Team, d.DestinationID}
		if by[p] == nil {
			order = append(order, p)
		}
		by[p] = append(by[p], d)
	}
	var out []Delivery
	for _, p := range order {
		out = append(out, together(by[p], entries))
	}
	return out
}

// together makes one delivery of all that waited for a team at a place.
func together(waited []Delivery, entries map[uuid.UUID]DigestEntry) Delivery {
	slices.SortStableFunc(waited, func(a, b Delivery) int {
		x, y := entries[a.AlertID], entries[b.AlertID]
		return cmp.Or(cmp.Compare(rank(y.Severity), rank(x.Severity)), cmp.Compare(y.Customers, x.Customers), cmp.Compare(a.AlertID.String(), b.AlertID.String()))
	})
	d := waited[0]
	why, until := d.Held, d.HeldUntil
	d.Held, d.HeldUntil = "", time.Time{}
	if len(waited) == 1 {
		return d
	}
	digest := &Digest{Why: why}
	for _, w := range waited {
		e := entries[w.AlertID]
		e.Role = w.Owner.Role
		digest.Entries = append(digest.Entries, e)
		if w.HeldUntil.After(until) {
			until = w.HeldUntil
		}
	}
	d.Addition = &Addition{Occasion: OccasionDigest, Digest: digest}
	d.Occasion = Occasion(fmt.Sprintf("%s/%d", OccasionDigest, until.Unix()))
	d.ID = DeliveryID(d.AlertID, d.Owner.Team, d.DestinationID, d.ChangeNumber, d.Occasion)
	return d
}
