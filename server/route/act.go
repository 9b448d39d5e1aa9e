package route

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// ActKind is something that is done about a slot.
type ActKind string

// The closed set of acts.
const (
	ActAssign       ActKind = "assign"        // the server asks the first team
	ActAccept       ActKind = "accept"        // the team that is asked says yes
	ActDecline      ActKind = "decline"       // it says no, and why
	ActPropose      ActKind = "propose"       // it says that another should
	ActHandOver     ActKind = "hand_over"     // a team that has accepted asks another to take over
	ActAssignPerson ActKind = "assign_person" // the team names somebody of its own, or nobody any more
	ActEscalate     ActKind = "escalate"      // the clock of a team that was asked has run out
	ActLapse        ActKind = "lapse"         // the clock of a handing over has run out: the team before keeps it
	ActRemind       ActKind = "remind"        // the team that is asked is told again
	ActRehome       ActKind = "rehome"        // the team is deleted, and what it held is another's
)

// ActKinds lists every act.
var ActKinds = []ActKind{
	ActAssign, ActAccept, ActDecline, ActPropose, ActHandOver, ActAssignPerson, ActEscalate, ActLapse, ActRemind, ActRehome,
}

// Act is something that a team, or the clock, does about a slot.
type Act struct {
	Kind   ActKind
	Team   string // for which the actor speaks; empty for the clock
	To     string // the other team, of a proposal, a handing over and a rehoming
	Person string // who of the team; of accepting, optional
	Reason string // in the person's words
	Actor  string // the API key's resource name, the person ("slack:U0123ABCD"), or the process
	At     time.Time
}

// Done is what an act led to: the event that is put on record.
type Done struct {
	Act
	Number int             // of the slot's events, from 1
	State  AssignmentState // afterwards
	Holder string          // the team that holds the slot afterwards
	Tell   string          // the team that must hear of the alert because of it; "" for none
}

// Why an act is refused.
var (
	ErrNotAsked  = errors.New("the team is not the one that is asked")
	ErrNotHolder = errors.New("the team does not hold the slot")
	ErrWrongTime = errors.New("not in this state")
	ErrNobody    = errors.New("nobody is left to ask")
)

// Apply carries an act out. It gives the same for the same: every rule of who may do what when is
// in this one place.
func (a Assignment) Apply(act Act, s Settings) (Assignment, Done, error) {
	apply, known := acts[act.Kind]
	if !known {
		return a, Done{}, fmt.Errorf("%s is done by the server alone: %w", act.Kind, ErrWrongTime)
	}
	after, tell, err := apply(a, act, s)
	if err != nil {
		return a, Done{}, err
	}
	after.Number++
	if act.To == "" {
		act.To = tell
	}
	if act.Team == "" {
		act.Team = a.Waits() // whom the clock ran for
	}
	if act.Kind == ActEscalate && a.State == HandingOver {
		act.Kind = ActLapse
	}
	return after, Done{Act: act, Number: after.Number, State: after.State, Holder: after.Team, Tell: tell}, nil
}

var acts = map[ActKind]func(Assignment, Act, Settings) (Assignment, string, error){
	ActAccept: Assignment.accept, ActDecline: Assignment.decline, ActPropose: Assignment.propose, ActHandOver: Assignment.handOver,
	ActAssignPerson: Assignment.assignPerson, ActEscalate: Assignment.escalate, ActRemind: Assignment.remind, ActRehome: Assignment.rehome,
}

func (a Assignment) notAsked(act Act) error {
	return fmt.Errorf("team %s holds it and is %s, team %s is not asked: %w", a.Team, inWords(a.State), act.Team, ErrNotAsked)
}

func inWords(s AssignmentState) string {
	if s == HandingOver {
		return "handing it over"
	}
	return map[AssignmentState]string{Asked: "asked to accept it", Accepted: "its owner by its own word", Proposed: "proposing another team"}[s]
}

// accept: whoever is asked may, and so may a team that has proposed another or is handing over:
// it takes that back.
func (a Assignment) accept(act Act, _ Settings) (Assignment, string, error) {
	switch {
	case a.State == Accepted && act.Team == a.Team:
		return a, "", fmt.Errorf("team %s has accepted it already: %w", a.Team, ErrWrongTime)
	case act.Team == a.Waits() && act.Team != a.Team:
		a = a.taken(act.Team, act.At)
	case act.Team != a.Team:
		return a, "", a.notAsked(act)
	}
	a.State, a.Asked, a.Likely = Accepted, "", false
	if act.Person != "" {
		a.Person = act.Person
	}
	return a.stopped(), "", nil
}

// taken gives the slot to another team.
func (a Assignment) taken(team string, at time.Time) Assignment {
	a.Team, a.Person, a.Since, a.Fallback, a.Likely = team, "", at, false, false
	a.Reasons, a.Uncertain = []string{}, []string{}
	return a
}

// decline: of a team that holds it, the next in its chain holds it and is asked; of one that was
// only asked to take it, the team before keeps it.
func (a Assignment) decline(act Act, s Settings) (Assignment, string, error) {
	if act.Team != a.Waits() {
		if act.Team == a.Team && a.State == Accepted {
			return a, "", fmt.Errorf("team %s has accepted it; hand it over instead: %w", a.Team, ErrWrongTime)
		}
		return a, "", a.notAsked(act)
	}
	a.Passed = with(a.Passed, act.Team)
	switch a.State {
	case HandingOver:
		a.State, a.Asked = Accepted, ""
		return a.stopped(), a.Team, nil
	case Proposed:
		a.State, a.Asked = Asked, ""
		return a.wound(s, act.At), a.Team, nil
	}
	return a.next(act, s, fmt.Sprintf("team %s declined it: %s", act.Team, act.Reason))
}

// next gives the slot to the next team of the chain.
func (a Assignment) next(act Act, s Settings, why string) (Assignment, string, error) {
	next := s.Next(a.Team, a.Passed)
	if next == "" {
		return a, "", fmt.Errorf("team %s is the last that can be asked; propose another team instead: %w", a.Team, ErrNobody)
	}
	a = a.taken(next, act.At)
	a.State, a.Asked, a.Fallback, a.Reasons = Asked, "", next == s.FallbackTeam, []string{why}
	return a.wound(s, act.At), next, nil
}

// propose: the team that has not accepted yet names another. It holds the slot until that one
// has accepted.
func (a Assignment) propose(act Act, s Settings) (Assignment, string, error) {
	switch {
	case a.State == Accepted || a.State == HandingOver:
		return a, "", fmt.Errorf("team %s has accepted it; hand it over instead: %w", a.Team, ErrWrongTime)
	case act.Team != a.Team && act.Team != a.Asked:
		return a, "", a.notAsked(act)
	case act.To == a.Team || act.To == act.Team:
		return a, "", fmt.Errorf("team %s cannot be proposed by itself, nor to itself: %w", act.To, ErrWrongTime)
	}
	a.State, a.Asked = Proposed, act.To
	return a.wound(s, act.At), act.To, nil
}

// handOver: the team that has accepted asks another, and is the owner until that one accepts.
func (a Assignment) handOver(act Act, s Settings) (Assignment, string, error) {
	switch {
	case act.Team != a.Team:
		return a, "", fmt.Errorf("team %s holds it, not team %s: %w", a.Team, act.Team, ErrNotHolder)
	case a.State != Accepted && a.State != HandingOver:
		return a, "", fmt.Errorf("team %s has not accepted it yet; propose the other team, or decline: %w", a.Team, ErrWrongTime)
	case act.To == a.Team:
		return a, "", fmt.Errorf("team %s has it already: %w", a.Team, ErrWrongTime)
	}
	a.State, a.Asked = HandingOver, act.To
	return a.wound(s, act.At), act.To, nil
}

// assignPerson names somebody, or nobody any more. Team, state and clock stay as they are.
func (a Assignment) assignPerson(act Act, _ Settings) (Assignment, string, error) {
	if act.Team != a.Team {
		return a, "", fmt.Errorf("team %s holds it, not team %s: %w", a.Team, act.Team, ErrNotHolder)
	}
	a.Person = act.Person
	return a, "", nil
}

// escalate: the clock has run out. Of one that was asked in the place of the owner nothing more
// is expected; of a team that holds the slot, the next is asked. The last of the chain keeps it,
// and is reminded.
func (a Assignment) escalate(act Act, s Settings) (Assignment, string, error) {
	if a.DueAt.IsZero() || act.At.Before(a.DueAt) {
		return a, "", fmt.Errorf("the clock has not run out: %w", ErrWrongTime)
	}
	a.Passed = with(a.Passed, a.Waits())
	if a.State == HandingOver {
		a.State, a.Asked = Accepted, ""
		return a.stopped(), a.Team, nil
	}
	if s.Next(a.Team, a.Passed) == "" {
		a.State, a.Asked = Asked, ""
		return a.wound(s, act.At), a.Team, nil
	}
	a.Passed = with(a.Passed, a.Team)
	return a.next(act, s, fmt.Sprintf("team %s did not answer in %v", a.Waits(), s.Clock(a.Severity).AcceptWithin))
}

// remind: the team that is asked is told again, and once more after as long.
func (a Assignment) remind(act Act, s Settings) (Assignment, string, error) {
	if a.RemindAt.IsZero() || act.At.Before(a.RemindAt) {
		return a, "", fmt.Errorf("no reminder is due: %w", ErrWrongTime)
	}
	a.RemindAt = act.At.Add(s.Clock(a.Severity).RemindEvery)
	if !a.RemindAt.Before(a.DueAt) {
		a.RemindAt = time.Time{}
	}
	return a, a.Waits(), nil
}

// rehome gives what a team holds, or is asked to take, to another.
func (a Assignment) rehome(act Act, s Settings) (Assignment, string, error) {
	switch act.Team {
	case a.Team:
		asked := a.Asked
		a = a.taken(act.To, act.At)
		a.Fallback, a.Reasons = act.To == s.FallbackTeam, []string{fmt.Sprintf("team %s, which held it, is no more", act.Team)}
		a.State, a.Asked = Asked, asked
		if asked == act.To || asked == "" {
			a.Asked = ""
		} else {
			a.State = Proposed
		}
		return a.wound(s, act.At), act.To, nil
	case a.Asked:
		if act.To == a.Team {
			a.State, a.Asked = Asked, ""
			return a.wound(s, act.At), a.Team, nil
		}
		a.Asked = act.To
		return a.wound(s, act.At), act.To, nil
	}
	return a, "", fmt.Errorf("team %s holds nothing of it: %w", act.Team, ErrNotHolder)
}

func with(list []string, team string) []string {
	if slices.Contains(list, team) {
		return list
	}
	return append(slices.Clone(list), team)
}
