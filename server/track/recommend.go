package track

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
)

// Up to these the members of a cluster do not say enough for a fix to be recommended.
const (
	placedShare = 0.3 // of the members that name both sides
	placedLeast = 3   // members that do
	agreeing    = 0.5 // to which the members agree on the seam, or on the failure mode
)

// Evidence is what the members of a cluster say of the break.
type Evidence struct {
	Seam          journey.Seam        // either side may be empty
	Mode          journey.FailureMode // empty when not known
	Members       int
	Placed        int     // members that name both sides
	SeamAgreement float64 // 0 to 1, the consistency of the cluster
	ModeAgreement float64 // 0 to 1
}

// Past is an earlier fix of the tenant and what it did.
type Past struct {
	FixID   uuid.UUID
	Seam    journey.Seam
	Mode    journey.FailureMode
	Verdict Verdict
	Rate    Interval
}

// Recommendation is what to do about a break next.
type Recommendation struct {
	FindOut  bool      `json:"find_out"` // what to learn before anything is changed, and no fix
	PlayID   string    `json:"play_id"`  // empty when there is something to find out
	Title    string    `json:"title"`
	Steps    []string  `json:"steps"`
	Achieved *Achieved `json:"achieved"` // what earlier fixes did here; nil when none was measured
	Reason   string    `json:"reason"`   // why this, in words with figures
}

// Achieved is what the earlier fixes of one sort did here.
type Achieved struct {
	Sort   string      `json:"sort"`   // "play": fixes of breaks of the same mode and kinds; "mode": of the same mode
	Fixes  []uuid.UUID `json:"fixes"`  // those with a measured effect, sorted
	Worked int         `json:"worked"` // how many of them
	Median float64     `json:"median"` // of their ratios
	Best   float64     `json:"best"`   // the least ratio
	Worst  float64     `json:"worst"`  // the greatest
}

// Recommend says what to do about a break: what to find out where few members say where it
// broke, or they do not agree, else the play of the playbook, with what the tenant's earlier
// fixes of that sort achieved.
func (p Playbook) Recommend(m *journey.Map, e Evidence, past []Past) Recommendation {
	if why := e.unclear(m); why != "" {
		return findOut(m, e, why)
	}
	mode := e.Mode
	if e.ModeAgreement < agreeing {
		mode = ""
	}
	play, ok := p.forSeam(m, mode, e.Seam)
	if !ok {
		return findOut(m, e, "the playbook has nothing for this break")
	}
	named := play.named(m.TouchpointName(e.Seam.From), m.TouchpointName(e.Seam.To))
	out := Recommendation{PlayID: play.ID, Title: named.Title, Steps: named.Steps, Achieved: p.achieved(m, mode, play, past)}
	out.Reason = fmt.Sprintf("%d of %d members name both sides", e.Placed, e.Members)
	if mode == "" {
		out.Reason += "; how it breaks does not stand out"
	} else {
		out.Reason += fmt.Sprintf(" and %.0f %% agree on %s", 100*e.ModeAgreement, mode)
	}
	if out.Achieved != nil {
		out.Reason += "; " + out.Achieved.words()
	}
	return out
}

func (p Playbook) forSeam(m *journey.Map, mode journey.FailureMode, s journey.Seam) (Play, bool) {
	from, _ := m.Touchpoint(s.From)
	to, _ := m.Touchpoint(s.To)
	return p.For(mode, from.Kinds, to.Kinds)
}

// unclear says why no fix can be recommended yet, or "".
func (e Evidence) unclear(m *journey.Map) string {
	_, from := m.Touchpoint(e.Seam.From)
	_, to := m.Touchpoint(e.Seam.To)
	switch {
	case e.Placed < placedLeast || float64(e.Placed) < placedShare*float64(e.Members):
		return fmt.Sprintf("only %d of %d members say where it broke", e.Placed, e.Members)
	case !from || !to:
		return "one side of the break is not on the journey map"
	case e.SeamAgreement < agreeing:
		return fmt.Sprintf("the members agree on where it broke to %.0f %% only", 100*e.SeamAgreement)
	}
	return ""
}

// findOut is the recommendation to learn where it broke.
func findOut(m *journey.Map, e Evidence, why string) Recommendation {
	place := "the handoff"
	switch from, to := m.TouchpointName(e.Seam.From), m.TouchpointName(e.Seam.To); {
	case from != "" && to != "":
		place = fmt.Sprintf("the handoff from %s to %s", from, to)
	case cmp.Or(from, to) != "":
		place = "the handoff at " + cmp.Or(from, to)
	}
	return Recommendation{
		FindOut: true,
		Title:   "Find out where " + place + " breaks before changing it",
		Steps: []string{
			"Read the quotes that leave a side open, and note where each customer came from and was sent",
			"Ask the next ten customers who complain of it: where were you before, who sent you, what did they say",
			"Follow five of them through the records, from the last step that worked to the contact",
			"Add the words that they use for each place to the journey map",
		},
		Reason: why,
	}
}

// achieved sums up the measured fixes that had the same play; where there are none, of the same mode.
func (p Playbook) achieved(m *journey.Map, mode journey.FailureMode, play Play, past []Past) *Achieved {
	var same, alike []Past
	for _, f := range past {
		if f.Verdict != Worked && f.Verdict != NoEffectSeen && f.Verdict != Worse {
			continue
		}
		if had, ok := p.forSeam(m, f.Mode, f.Seam); ok && had.ID == play.ID {
			same = append(same, f)
		}
		if f.Mode == mode && mode != "" {
			alike = append(alike, f)
		}
	}
	if len(same) > 0 {
		return achieved("play", same)
	}
	if len(alike) > 0 {
		return achieved("mode", alike)
	}
	return nil
}

func achieved(sort string, fixes []Past) *Achieved {
	a := &Achieved{Sort: sort}
	var ratios []float64
	for _, f := range fixes {
		a.Fixes = append(a.Fixes, f.FixID)
		ratios = append(ratios, f.Rate.Ratio)
		if f.Verdict == Worked {
			a.Worked++
		}
	}
	slices.SortFunc(a.Fixes, func(x, y uuid.UUID) int { return cmp.Compare(x.String(), y.String()) })
	slices.Sort(ratios)
	n := len(ratios)
	a.Median, a.Best, a.Worst = (ratios[(n-1)/2]+ratios[n/2])/2, ratios[0], ratios[n-1]
	return a
}

func (a *Achieved) words() string {
	sort := "breaks of the same mode and kinds"
	if a.Sort == "mode" {
		sort = "breaks of the same mode elsewhere"
	}
	if len(a.Fixes) == 1 {
		return fmt.Sprintf("the one earlier fix here, of %s, brought complaints to %.2f of what was expected", sort, a.Median)
	}
	return fmt.Sprintf("%d earlier fixes here, of %s, brought complaints to %.2f of what was expected in the median (%.2f to %.2f); %d worked",
		len(a.Fixes), sort, a.Median, a.Best, a.Worst, a.Worked)
}
