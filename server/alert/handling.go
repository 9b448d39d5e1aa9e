package alert

import (
	"time"

	"github.com/google/uuid"
)

// Handling is what people did about an alert that still holds. The parts are never changed, only
// replaced: two alerts may share them.
type Handling struct {
	Taken     *Taken      `json:"taken,omitempty"`
	Snooze    *Snooze     `json:"snooze,omitempty"`
	Resolved  *Resolution `json:"resolved,omitempty"`
	Fix       *Fix        `json:"fix,omitempty"`       // the latest one that shipped at its seam
	Regressed *time.Time  `json:"regressed,omitempty"` // when it crossed the policy again; nil once there is another fix
	Reminded  *time.Time  `json:"reminded,omitempty"`  // when its owners were last told of it though it never fired
}

// Taken says who acknowledged an alert.
type Taken struct {
	By      string    `json:"by"` // resource name of the API key, or the person: "slack:U0123ABCD"
	At      time.Time `json:"at"`
	Comment string    `json:"comment,omitempty"`
}

// Snooze keeps an alert quiet. It ends at Until, or once GrowthPercent more customers are in the
// window than when it began; whichever comes first of those that are given.
type Snooze struct {
	By            string    `json:"by"`
	At            time.Time `json:"at"`
	Comment       string    `json:"comment,omitempty"`
	Until         time.Time `json:"until"`                    // zero for no date
	GrowthPercent int       `json:"growth_percent,omitempty"` // 0 for whatever growth
	Customers     int       `json:"customers"`                // in the window when it began
	Fired         bool      `json:"fired"`                    // it had fired by then; else firing ends the snooze
}

// Ends returns from how many customers on the snooze ends; 0 for no number.
func (s Snooze) Ends() int {
	if s.GrowthPercent == 0 {
		return 0
	}
	more := (s.Customers*s.GrowthPercent + 99) / 100 // rounded up
	return s.Customers + max(more, 1)
}

// Resolution closes an alert.
type Resolution struct {
	By      string    `json:"by,omitempty"` // empty when nothing was heard of it any more
	At      time.Time `json:"at"`
	Comment string    `json:"comment,omitempty"`
	Gone    bool      `json:"gone,omitempty"` // its cluster has no mentions any more
}

// Fix is a fix that shipped at an alert's seam, everywhere: one that only some places or channels
// got leaves the alert as it is, since the others still break.
type Fix struct {
	ID        uuid.UUID `json:"id"`
	ShippedAt time.Time `json:"shipped_at"`
	By        string    `json:"by"`
}

// RegressionLag is how long after a fix complaints may still be about journeys from before it.
// Customers complain some days after what happened to them; track leaves out the same week.
const RegressionLag = 7 * 24 * time.Hour

// Mark returns the instant from which on complaints speak against the fix or the resolution that
// an alert would have, given the latest fix at its seam; false when it has neither. What crosses
// the policy counting only those is a regression.
func Mark(a Alert, latest *Fix) (time.Time, bool) {
	fix := a.fixed(latest)
	resolved := a.Handling.Resolved
	if !a.Fired() || fix == nil && resolved == nil {
		return time.Time{}, false
	}
	var mark time.Time
	if fix != nil {
		mark = fix.ShippedAt.Add(RegressionLag)
	}
	if resolved != nil && resolved.At.After(mark) {
		mark = resolved.At
	}
	return mark, true
}

// fixed returns the fix that an alert has, given the latest one at its seam: none that shipped
// before everything the alert fired on, or before it last regressed.
func (a Alert) fixed(latest *Fix) *Fix {
	have := a.Handling.Fix
	if latest == nil || !a.Fired() || have != nil && !latest.ShippedAt.After(have.ShippedAt) {
		return have
	}
	if r := a.Handling.Regressed; r != nil && !latest.ShippedAt.After(*r) {
		return have
	}
	if e := a.Evidence; e != nil && latest.ShippedAt.Before(e.Reading.Window.First().Start()) {
		return have
	}
	return latest
}

// Restless reports whether an alert may change by the passing of days alone, even when nothing of its
// cluster lies in the window any more.
func (a Alert) Restless() bool {
	return a.Handling.Snooze != nil || a.State == Fading || a.State == CoverageLost
}
