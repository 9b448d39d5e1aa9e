package alert

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Action is something that a person does about an alert.
type Action string

// The closed set of actions.
const (
	Acknowledge Action = "acknowledge" // takes it; again by another person hands it over
	Quiet       Action = "snooze"      // snoozes it; again replaces the snooze
	Unsnooze    Action = "unsnooze"
	Resolve     Action = "resolve"
	Reopen      Action = "reopen"

	JudgeHistory Action = "judge_history" // had days judged that had ended: of a change, not something that Do does
)

// Actions lists every action.
var Actions = []Action{Acknowledge, Quiet, Unsnooze, Resolve, Reopen, JudgeHistory}

// ErrUnfit means that an alert is in a state in which an action makes no sense.
var ErrUnfit = errors.New("the alert's state does not allow it")

// fitting says in which states each action makes sense.
var fitting = map[Action][]State{
	Acknowledge: {Firing, Acknowledged, FixShipped, Growing, Steady, Fading, Regressed, CoverageLost},
	Quiet:       {Forming, NearThreshold, HeldForReview, Firing, Acknowledged, FixShipped, Growing, Steady, Fading, Regressed, Snoozed, CoverageLost},
	Unsnooze:    {Snoozed},
	Resolve:     {Firing, Acknowledged, FixShipped, Growing, Steady, Fading, Regressed, CoverageLost},
	Reopen:      {Resolved},
}

// Act is what a person does.
type Act struct {
	Action        Action
	Actor         string // resource name of the API key, or the person: "slack:U0123ABCD"
	Comment       string // why, in the person's words, redacted
	At            time.Time
	Until         time.Time // of a snooze: when it ends; zero for no date
	GrowthPercent int       // of a snooze: it ends once so many percent more customers complain; 0 for never
}

// Do carries out what a person does, on a judgement of the alert as it is now. It always makes a
// change. Errors are ErrUnfit, with the states that would do.
func Do(a Alert, act Act, j Judgement) (Alert, Change, error) {
	if !slices.Contains(fitting[act.Action], a.State) || a.Handling.gone() {
		return a, Change{}, fmt.Errorf("%s needs one of the states %s, and the alert is %s: %w", act.Action, named(fitting[act.Action]), a.State, ErrUnfit)
	}
	before := a
	why := a.Handling.apply(act, a, j)
	facets, _ := a.facets(j)
	a.State = stateOf(a.Level, facets)
	j.At = act.At
	c := Change{From: before.State, To: a.State, Action: act.Action, Actor: act.Actor, Comment: act.Comment, Reason: why}
	a, c, _ = a.changed(c, before, j)
	return a, c, nil
}

func (h Handling) gone() bool { return h.Resolved != nil && h.Resolved.Gone }

// apply puts an action into the handling and says what it does, in words.
func (h *Handling) apply(act Act, a Alert, j Judgement) string {
	switch act.Action {
	case Acknowledge:
		h.Taken = &Taken{By: act.Actor, At: act.At, Comment: act.Comment}
		return "acknowledged"
	case Quiet:
		h.Snooze = &Snooze{
			By: act.Actor, At: act.At, Comment: act.Comment, Until: act.Until, GrowthPercent: act.GrowthPercent,
			Customers: len(j.Reading.Customers), Fired: a.Fired(),
		}
		return "snoozed " + h.Snooze.String()
	case Unsnooze:
		h.Snooze = nil
		return "the snooze was ended"
	case Resolve:
		*h = Handling{Resolved: &Resolution{By: act.Actor, At: act.At, Comment: act.Comment}, Fix: h.Fix}
		return "resolved; complaints from now on speak against it"
	case Reopen:
		h.Resolved = nil
		return "opened again"
	}
	return ""
}

// String says until when, in words.
func (s Snooze) String() string {
	var until []string
	if !s.Until.IsZero() {
		until = append(until, "until "+s.Until.Format(time.RFC3339))
	}
	if n := s.Ends(); n > 0 {
		until = append(until, fmt.Sprintf("until %d customers are in the window, %d %% more than the %d of now", n, s.GrowthPercent, s.Customers))
	}
	return strings.Join(until, " or ")
}

func named(states []State) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = string(s)
	}
	return strings.Join(words, ", ")
}
