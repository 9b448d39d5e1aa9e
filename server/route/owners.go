package route

import "github.com/throughline-cx/throughline/server/journey"

// Owners returns who answers for a seam, accountable first. Where the map does not say, the
// teams of the two touchpoints are proposed: the side where it broke as accountable, the side
// where it came from as contributing. Where those have no team either, the fallback team is
// told. No team is named twice; none at all means that there is nobody to tell.
func Owners(m *journey.Map, seam journey.Seam, fallback string) []Owner {
	owned, _ := m.OwnedSeam(seam)
	var out []Owner
	add := func(team string, role Role, likely bool) {
		for _, o := range out {
			if o.Team == team {
				return
			}
		}
		if team != "" {
			out = append(out, Owner{Team: team, Role: role, Likely: likely})
		}
	}
	side := func(recorded, touchpoint string, role Role) {
		if recorded != "" {
			add(recorded, role, false)
			return
		}
		t, _ := m.Touchpoint(touchpoint)
		add(t.Team, role, true)
	}
	side(owned.Accountable, seam.To, Accountable)
	side(owned.Contributing, seam.From, Contributing)
	if len(out) == 0 {
		add(fallback, Fallback, false)
	}
	return out
}

// Unowned reports whether the map names nobody who answers for the seam.
func Unowned(m *journey.Map, seam journey.Seam) bool {
	owned, _ := m.OwnedSeam(seam)
	return owned.Accountable == ""
}
