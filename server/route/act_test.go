package route_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route"
)

// slot is an assignment of "stores" in a state, "ecommerce" being asked where another is.
func slot(state route.AssignmentState) route.Assignment {
	a := route.Open(alertID, []route.Owner{{Team: "stores", Role: route.Accountable, Likely: true}}, "", office(), at)[0]
	a.Person = "Ada"
	switch state {
	case route.Accepted:
		a.State, a.DueAt, a.RemindAt, a.Likely = state, time.Time{}, time.Time{}, false
	case route.Proposed, route.HandingOver:
		a.State, a.Asked = state, "ecommerce"
	}
	return a
}

// TestTransitions goes through every act in every state: what it leads to, or why it is refused.
// office escalates stores to ecommerce, and everything else to logistics.
func TestTransitions(t *testing.T) {
	const asked, accepted, proposed, handing = route.Asked, route.Accepted, route.Proposed, route.HandingOver
	late := at.Add(5 * time.Hour)
	for _, c := range []struct {
		state route.AssignmentState
		act   string // "kind team>to"
		want  string // "state holder asked; tells team", or the error
	}{
		{asked, "accept stores", "accepted stores"},
		{asked, "accept logistics", "not asked"},
		{asked, "decline stores", "asked ecommerce; tells ecommerce"},
		{asked, "decline ecommerce", "not asked"},
		{asked, "propose stores>logistics", "proposed stores logistics; tells logistics"},
		{asked, "propose stores>stores", "wrong time"},
		{asked, "propose ecommerce>logistics", "not asked"},
		{asked, "hand_over stores>ecommerce", "wrong time"},
		{asked, "hand_over ecommerce>logistics", "not holder"},
		{asked, "assign_person stores", "asked stores"},
		{asked, "assign_person ecommerce", "not holder"},
		{asked, "escalate ", "asked ecommerce; tells ecommerce"},
		{asked, "remind ", "asked stores; tells stores"},
		{asked, "rehome stores>logistics", "asked logistics; tells logistics"},
		{asked, "rehome ecommerce>logistics", "not holder"},

		{accepted, "accept stores", "wrong time"},
		{accepted, "accept ecommerce", "not asked"},
		{accepted, "decline stores", "wrong time"},
		{accepted, "decline ecommerce", "not asked"},
		{accepted, "propose stores>ecommerce", "wrong time"},
		{accepted, "hand_over stores>ecommerce", "handing_over stores ecommerce; tells ecommerce"},
		{accepted, "hand_over stores>stores", "wrong time"},
		{accepted, "assign_person stores", "accepted stores"},
		{accepted, "escalate ", "wrong time"},
		{accepted, "remind ", "wrong time"},
		{accepted, "rehome stores>logistics", "asked logistics; tells logistics"},

		{proposed, "accept ecommerce", "accepted ecommerce"},
		{proposed, "accept stores", "accepted stores"},
		{proposed, "accept logistics", "not asked"},
		{proposed, "decline ecommerce", "asked stores; tells stores"},
		{proposed, "decline stores", "not asked"},
		{proposed, "propose stores>logistics", "proposed stores logistics; tells logistics"},
		{proposed, "propose ecommerce>logistics", "proposed stores logistics; tells logistics"},
		{proposed, "propose ecommerce>stores", "wrong time"},
		{proposed, "hand_over stores>logistics", "wrong time"},
		{proposed, "assign_person stores", "proposed stores ecommerce"},
		{proposed, "escalate ", "asked logistics; tells logistics"},
		{proposed, "remind ", "proposed stores ecommerce; tells ecommerce"},
		{proposed, "rehome stores>logistics", "proposed logistics ecommerce; tells logistics"},
		{proposed, "rehome stores>ecommerce", "asked ecommerce; tells ecommerce"},
		{proposed, "rehome ecommerce>logistics", "proposed stores logistics; tells logistics"},
		{proposed, "rehome ecommerce>stores", "asked stores; tells stores"},

		{handing, "accept ecommerce", "accepted ecommerce"},
		{handing, "accept stores", "accepted stores"},
		{handing, "decline ecommerce", "accepted stores; tells stores"},
		{handing, "decline stores", "not asked"},
		{handing, "propose stores>logistics", "wrong time"},
		{handing, "hand_over stores>logistics", "handing_over stores logistics; tells logistics"},
		{handing, "assign_person stores", "handing_over stores ecommerce"},
		{handing, "escalate ", "accepted stores; tells stores"},
		{handing, "remind ", "handing_over stores ecommerce; tells ecommerce"},
		{handing, "rehome stores>logistics", "proposed logistics ecommerce; tells logistics"},
		{handing, "rehome ecommerce>logistics", "handing_over stores logistics; tells logistics"},
	} {
		t.Run(string(c.state)+" "+c.act, func(t *testing.T) {
			before := slot(c.state)
			after, done, err := before.Apply(actOf(c.act, late), office())
			if got := told(after, done, err); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			if err != nil && !reflect.DeepEqual(after, before) {
				t.Errorf("refused, and yet changed: %+v", after)
			}
			if err == nil && (after.Number != 2 || done.Number != 2 || done.Holder != after.Team || done.State != after.State) {
				t.Errorf("recorded as %+v of %+v", done, after)
			}
		})
	}
}

func actOf(text string, at time.Time) route.Act {
	kind, teams, _ := strings.Cut(text, " ")
	team, to, _ := strings.Cut(teams, ">")
	return route.Act{Kind: route.ActKind(kind), Team: team, To: to, Reason: "not ours", At: at}
}

func told(a route.Assignment, d route.Done, err error) string {
	for text, is := range map[string]error{"not asked": route.ErrNotAsked, "not holder": route.ErrNotHolder, "wrong time": route.ErrWrongTime, "nobody": route.ErrNobody} {
		if errors.Is(err, is) {
			return text
		}
	}
	out := strings.TrimSpace(fmt.Sprintf("%s %s %s", a.State, a.Team, a.Asked))
	if d.Tell != "" {
		out += "; tells " + d.Tell
	}
	return out
}

// A slot is never without a team; whoever is asked has a clock, and nobody else; a person never
// changes the team; a team that has passed is not asked again by the chain.
func TestASlotIsNeverEmpty(t *testing.T) {
	teams := []string{"stores", "ecommerce", "logistics", "cx"}
	kinds := []route.ActKind{
		route.ActAccept, route.ActDecline, route.ActPropose, route.ActHandOver, route.ActAssignPerson, route.ActEscalate, route.ActRemind, route.ActRehome,
	}
	rapid.Check(t, func(r *rapid.T) {
		s, now := office(), at
		a := slot(route.Asked)
		for range rapid.IntRange(1, 30).Draw(r, "acts") {
			now = now.Add(time.Duration(rapid.IntRange(1, 300).Draw(r, "minutes")) * time.Minute)
			act := route.Act{
				Kind: rapid.SampledFrom(kinds).Draw(r, "kind"), Team: rapid.SampledFrom(teams).Draw(r, "team"),
				To: rapid.SampledFrom(teams).Draw(r, "to"), Person: rapid.SampledFrom([]string{"", "Ada"}).Draw(r, "person"), At: now,
			}
			if act.Kind == route.ActRehome && act.Team == act.To {
				continue
			}
			before := a
			after, done, err := a.Apply(act, s)
			if err != nil {
				continue
			}
			a = after
			switch {
			case a.Team == "":
				r.Fatalf("%+v leaves nobody", act)
			case (a.Waits() == "") != a.DueAt.IsZero():
				r.Fatalf("%s waits for %q with a clock at %v", a.State, a.Waits(), a.DueAt)
			case (a.State == route.Proposed || a.State == route.HandingOver) != (a.Asked != ""):
				r.Fatalf("%s with %q asked", a.State, a.Asked)
			case act.Kind == route.ActAssignPerson && (a.Team != before.Team || a.State != before.State || !a.DueAt.Equal(before.DueAt)):
				r.Fatalf("naming a person changed %+v to %+v", before, a)
			case a.Team != before.Team && act.Kind != route.ActAccept && a.Person != "":
				r.Fatalf("%s is a person of team %s, not of %s", a.Person, before.Team, a.Team)
			case act.Kind == route.ActEscalate && a.Team != before.Team && slices.Contains(before.Passed, a.Team):
				r.Fatalf("%s had passed and is asked again", a.Team)
			case !a.RemindAt.IsZero() && !a.RemindAt.Before(a.DueAt):
				r.Fatalf("a reminder at %v, after the clock has run out at %v", a.RemindAt, a.DueAt)
			case done.Number != before.Number+1:
				r.Fatalf("event %d after %d", done.Number, before.Number)
			}
		}
	})
}

// The last of the chain can neither decline nor escape by silence; it is reminded.
func TestTheLastOfTheChain(t *testing.T) {
	s := office()
	a := route.Open(alertID, []route.Owner{{Team: "logistics", Role: route.Fallback}}, "", s, at)[0]
	if a.Slot != route.Accountable || !a.Fallback || a.Owner().Role != route.Fallback {
		t.Fatalf("opened %+v", a)
	}
	if _, _, err := a.Apply(actOf("decline logistics", at), s); !errors.Is(err, route.ErrNobody) {
		t.Errorf("declining: %v", err)
	}
	if _, _, err := a.Apply(actOf("escalate ", a.DueAt.Add(-time.Second)), s); !errors.Is(err, route.ErrWrongTime) {
		t.Errorf("before the clock has run out: %v", err)
	}
	after, done, err := a.Apply(actOf("escalate ", a.DueAt), s)
	if err != nil || after.Team != "logistics" || done.Tell != "logistics" || !after.DueAt.After(a.DueAt) {
		t.Errorf("after the clock: %+v, %+v, %v", after, done, err)
	}
	if after, _, err = a.Apply(actOf("propose logistics>stores", at), s); err != nil || after.Team != "logistics" {
		t.Errorf("proposing: %+v, %v", after, err)
	}
}

// Reminders come at the clock's pace until it runs out.
func TestReminders(t *testing.T) {
	s, a := office(), slot(route.Asked)
	var reminded []time.Duration
	for !a.RemindAt.IsZero() {
		reminded = append(reminded, a.RemindAt.Sub(at))
		var err error
		if a, _, err = a.Apply(route.Act{Kind: route.ActRemind, At: a.RemindAt}, s); err != nil {
			t.Fatal(err)
		}
	}
	if want := []time.Duration{time.Hour, 2 * time.Hour, 3 * time.Hour}; !slices.Equal(reminded, want) {
		t.Errorf("reminded after %v, want %v", reminded, want)
	}
}

func TestOpenAndAgain(t *testing.T) {
	s := office()
	owners := []route.Owner{{Team: "stores", Role: route.Accountable}, {Team: "ecommerce", Role: route.Contributing, Likely: true}, {Team: "retention", Role: route.Audience}}
	got := route.Open(alertID, owners, "", s, at)
	if len(got) != 2 || got[0].Slot != route.Accountable || got[1].Slot != route.Contributing || !got[1].Likely {
		t.Fatalf("opened %+v", got)
	}
	later := at.AddDate(0, 1, 0)
	if a := got[0].Again("high", s, later); !a.DueAt.Equal(later.Add(24*time.Hour)) || a.Severity != "high" {
		t.Errorf("begun again, asked: %+v", a)
	}
	if a := slot(route.Accepted).Again("", s, later); !a.DueAt.IsZero() || a.State != route.Accepted {
		t.Errorf("begun again, accepted: %+v", a)
	}
}
