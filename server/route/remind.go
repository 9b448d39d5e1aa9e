package route

// Remind returns the deliveries that tell the owners of a break of it though its state is as it was: by
// every route that covers it, whatever states that listens to, with the team's next digest.
func Remind(e Event, owners []Owner, t Table) []Delivery {
	p := planning{event: e, table: t}
	for _, o := range owners {
		for _, r := range t.Routes {
			if r.Team == o.Team && r.RenewalDays == 0 && r.covers(e) == Matches {
				p.add(r, o)
			}
		}
	}
	for i := range p.deliveries {
		d := &p.deliveries[i]
		d.HeldUntil, d.Held = t.Settings.Team(d.Owner.Team).NextDigest(e.Change.At), HeldDigest
	}
	return p.deliveries
}
