package action

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
)

func slot(role route.Role, team string, state route.AssignmentState, asked string) route.Assignment {
	return route.Assignment{Slot: role, Team: team, State: state, Asked: asked, Number: 4}
}

func kinds(offers []Offer) []channel.ActionKind {
	var out []channel.ActionKind
	for _, o := range offers {
		out = append(out, o.Kind)
	}
	return out
}

func TestOffers(t *testing.T) {
	asked := []route.Assignment{slot(route.Accountable, "stores", route.Asked, ""), slot(route.Contributing, "web", route.Accepted, "")}
	handing := []route.Assignment{slot(route.Accountable, "stores", route.HandingOver, "web")}
	all := []channel.ActionKind{channel.Accept, channel.Decline, channel.Acknowledge, channel.Snooze}
	for what, c := range map[string]struct {
		team  string
		state alert.State
		slots []route.Assignment
		want  []channel.ActionKind
	}{
		"a team that is asked":                 {"stores", alert.Firing, asked, all},
		"one that has accepted":                {"web", alert.Regressed, asked, all[2:]},
		"one that owns nothing":                {"retention", alert.Firing, asked, nil},
		"one that hands over":                  {"stores", alert.Firing, handing, all[2:]},
		"one that is asked to take over":       {"web", alert.Firing, handing, all},
		"an alert that was acknowledged":       {"stores", alert.Acknowledged, asked, []channel.ActionKind{channel.Accept, channel.Decline, channel.Snooze}},
		"an alert that is over":                {"stores", alert.Resolved, asked, nil},
		"an alert that is quiet":               {"stores", alert.Snoozed, asked, nil},
		"an alert that nobody was asked about": {"stores", alert.Firing, nil, nil},
	} {
		s := Situation{Tenant: "acme", Via: ByLink, Recipient: "ann@shop.example", State: c.state, Change: 7, Owner: route.Owner{Team: c.team}, Slots: c.slots}
		offers := Offers(s, noon.Add(time.Minute))
		if got := kinds(offers); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
		for _, o := range offers {
			if o.Team != c.team || o.Change != 7 || o.Recipient != s.Recipient || o.Via != ByLink || !o.Expires.Equal(noon.Add(time.Hour+ActsFor)) {
				t.Errorf("%s: %+v", what, o)
			}
			if slotted := o.Slot != "" && o.Event == 4; slotted != o.AboutSlot() {
				t.Errorf("%s: %+v", what, o)
			}
		}
	}
}

// TestStill: an offer holds as long as the same would be offered, about the same slot.
func TestStill(t *testing.T) {
	one, two := slot(route.Accountable, "stores", route.Asked, ""), slot(route.Contributing, "stores", route.Asked, "")
	s := Situation{State: alert.Firing, Owner: route.Owner{Team: "stores"}, Slots: []route.Assignment{one}}
	accept, snooze := Offers(s, noon)[0], Offers(s, noon)[3]
	for what, c := range map[string]struct {
		change func(*Situation)
		want   []bool // of accepting and of snoozing
	}{
		"nothing":           {func(*Situation) {}, []bool{true, true}},
		"it grows":          {func(s *Situation) { s.State = alert.Growing }, []bool{true, true}},
		"it is over":        {func(s *Situation) { s.State = alert.Resolved }, []bool{false, false}},
		"it is quiet":       {func(s *Situation) { s.State = alert.Snoozed }, []bool{false, false}},
		"accepted":          {func(s *Situation) { s.Slots[0].State = route.Accepted }, []bool{false, true}},
		"another team's":    {func(s *Situation) { s.Slots[0].Team = "web" }, []bool{false, false}},
		"of the other slot": {func(s *Situation) { s.Slots[0] = two }, []bool{false, true}},
	} {
		now := s
		now.Slots = slices.Clone(s.Slots)
		c.change(&now)
		if got := []bool{now.Still(accept), now.Still(snooze)}; !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
}

// TestOffersSayTheSameWithinAnHour: attempts that follow each other closely offer the same.
func TestOffersSayTheSameWithinAnHour(t *testing.T) {
	s := Situation{Alert: uuid.New(), State: alert.Firing, Owner: route.Owner{Team: "stores"}, Slots: []route.Assignment{slot(route.Accountable, "stores", route.Asked, "")}}
	if !slices.Equal(Offers(s, noon), Offers(s, noon.Add(59*time.Minute))) || slices.Equal(Offers(s, noon), Offers(s, noon.Add(time.Hour))) {
		t.Error("offers change with time otherwise than by the hour")
	}
	if v := ViewOf(s, noon); v.Kind != View || v.Via != ByLink || v.AboutSlot() || !v.Expires.After(noon.Add(ShowsFor-1)) {
		t.Errorf("%+v", v)
	}
}

func TestMoves(t *testing.T) {
	var still []route.ActKind
	for _, kind := range route.ActKinds {
		if !Moves(kind) {
			still = append(still, kind)
		}
	}
	if !slices.Equal(still, []route.ActKind{route.ActAssignPerson, route.ActRemind}) {
		t.Errorf("%v leave an offer as it is", still)
	}
}
