package track_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/track"
)

func playbook(t *testing.T, own ...track.Play) track.Playbook {
	t.Helper()
	p, wrong := track.NewPlaybook(own)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	return p
}

// TestPlaybookIsSound holds the shipped plays to the rules for a tenant's.
func TestPlaybookIsSound(t *testing.T) {
	plays := playbook(t).Plays()
	if _, wrong := track.NewPlaybook(plays); len(wrong) > 0 {
		t.Errorf("%v", wrong)
	}
	titles := map[string]string{}
	for _, p := range plays {
		if len(p.Steps) != 3 {
			t.Errorf("%s has %d steps", p.ID, len(p.Steps))
		}
		if other := titles[p.Title]; other != "" {
			t.Errorf("%s says the same as %s", p.ID, other)
		}
		titles[p.Title] = p.ID
		if p.Mode != "" && !strings.HasPrefix(p.ID, string(p.Mode)) {
			t.Errorf("%s is about %s", p.ID, p.Mode)
		}
		for _, s := range append(p.Steps, p.Title) {
			if strings.HasSuffix(s, ".") || strings.ToUpper(s[:1]) != s[:1] && !strings.HasPrefix(s, "{") {
				t.Errorf("%s: %q", p.ID, s)
			}
		}
	}
}

// TestEveryBreakHasAPlay asks for every mode and every pair of kinds, and every play for itself.
func TestEveryBreakHasAPlay(t *testing.T) {
	book := playbook(t)
	asked := map[string]bool{}
	modes := append([]journey.FailureMode{""}, journey.FailureModes...)
	for _, mode := range modes {
		for _, from := range journey.Kinds {
			for _, to := range journey.Kinds {
				p, ok := book.For(mode, []journey.Kind{from}, []journey.Kind{to})
				if !ok || p.Mode != mode {
					t.Errorf("%s, %s to %s: %q", mode, from, to, p.ID)
				}
				asked[p.ID] = true
			}
		}
	}
	for _, mode := range modes {
		p, ok := book.For(mode, nil, nil)
		if !ok || p.Mode != mode || len(p.From)+len(p.To) > 0 {
			t.Errorf("%s without kinds: %q", mode, p.ID)
		}
		asked[p.ID] = true
	}
	for _, p := range book.Plays() {
		if !asked[p.ID] {
			t.Errorf("%s is never recommended", p.ID)
		}
	}
}

func TestPlayFor(t *testing.T) {
	const phone, chat, store, web, partner, message = journey.KindPhone, journey.KindChat, journey.KindStore, journey.KindWeb, journey.KindPartner, journey.KindMessage
	book := playbook(t)
	for _, c := range []struct {
		mode     journey.FailureMode
		from, to []journey.Kind
		want     string
	}{
		{journey.ModeContextLost, []journey.Kind{chat}, []journey.Kind{phone}, "context_lost_chat_person"},
		{journey.ModeContextLost, []journey.Kind{web, journey.KindApp}, []journey.Kind{phone, chat}, "context_lost_digital_person"},
		{journey.ModeStateMismatch, []journey.Kind{message}, []journey.Kind{store}, "state_mismatch_message_store"},
		{journey.ModeBounced, []journey.Kind{partner}, []journey.Kind{phone}, "bounced_partner"},
		{journey.ModeBounced, []journey.Kind{phone}, []journey.Kind{partner}, "bounced_partner"}, // no direction
		{journey.ModePromiseDropped, []journey.Kind{partner}, []journey.Kind{phone}, "promise_dropped_partner"},
		{journey.ModePromiseDropped, []journey.Kind{journey.KindSocial}, []journey.Kind{phone}, "promise_dropped"},
		{"", []journey.Kind{web}, []journey.Kind{store}, "unknown"},
	} {
		if got, _ := book.For(c.mode, c.from, c.to); got.ID != c.want {
			t.Errorf("%s, %v to %v: %s, want %s", c.mode, c.from, c.to, got.ID, c.want)
		}
	}
}

func TestTenantsPlays(t *testing.T) {
	web, store := []journey.Kind{journey.KindWeb}, []journey.Kind{journey.KindStore}
	ours := track.Play{ID: "state_mismatch_digital_store", Mode: journey.ModeStateMismatch, From: web, To: store, Title: "Ask {to}", Steps: []string{"Call {to}"}}
	extra := ours
	extra.ID = "ours"
	for name, c := range map[string]struct {
		own  []track.Play
		want string
	}{
		"replaced":            {[]track.Play{ours}, "state_mismatch_digital_store Ask {to}"},
		"beside, ours first":  {[]track.Play{extra}, "ours Ask {to}"},
		"taken away":          {[]track.Play{{ID: ours.ID, Off: true}}, "state_mismatch Make {from} and {to} read the same status"},
		"away, and the other": {[]track.Play{{ID: ours.ID, Off: true}, {ID: "state_mismatch", Off: true}}, "unknown Walk the handoff from {from} to {to} with both teams"},
	} {
		if p, _ := playbook(t, c.own...).For(journey.ModeStateMismatch, web, store); p.ID+" "+p.Title != c.want {
			t.Errorf("%s: %s %s, want %s", name, p.ID, p.Title, c.want)
		}
	}
	bad := track.Play{ID: "x", Mode: "slow", From: []journey.Kind{"fax"}, Title: " ", Steps: []string{strings.Repeat("x", 201), "a\nb"}}
	_, wrong := track.NewPlaybook([]track.Play{bad, {ID: "x", Off: true}, {Title: strings.Repeat("x", 121)}, {ID: "y", Title: "t", Steps: make([]string, 7)}})
	var got []string
	for _, v := range wrong {
		got = append(got, v.Field+" "+v.Reason)
	}
	want := "plays[0].mode UNKNOWN_VALUE, plays[0].from[0] UNKNOWN_VALUE, plays[0].title MISSING, plays[0].steps[0] TOO_LONG, plays[0].steps[1] MALFORMED, " +
		"plays[1].id REPEATED, plays[2].id MISSING, plays[2].title TOO_LONG, plays[2].steps MISSING, plays[3].steps TOO_LONG, plays[3].steps[0] MISSING"
	if !strings.HasPrefix(strings.Join(got, ", "), want) {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
}

func TestRecommend(t *testing.T) {
	seam := journey.Seam{From: "notice", To: "desk"}
	clear := track.Evidence{Seam: seam, Mode: journey.ModeStateMismatch, Members: 40, Placed: 30, SeamAgreement: 0.9, ModeAgreement: 0.8}
	past := func(n byte, s journey.Seam, mode journey.FailureMode, v track.Verdict, ratio float64) track.Past {
		return track.Past{FixID: uuid.UUID{n}, Seam: s, Mode: mode, Verdict: v, Rate: track.Interval{Ratio: ratio}}
	}
	elsewhere := past(1, journey.Seam{From: "courier", To: "line"}, journey.ModeStateMismatch, track.Worked, 0.6)
	same := []track.Past{
		elsewhere, past(2, seam, journey.ModeStateMismatch, track.Worked, 0.3), past(3, seam, journey.ModeStateMismatch, track.NoEffectSeen, 0.9),
		past(4, seam, journey.ModeStateMismatch, track.CoverageLost, 0.01), past(5, seam, journey.ModeStateMismatch, track.NotEnough, 0.1),
		past(6, seam, journey.ModeDeadEnd, track.Worked, 0.2),
	}
	for name, c := range map[string]struct {
		change func(*track.Evidence)
		past   []track.Past
		play   string
		says   string
	}{
		"clear":                 {func(*track.Evidence) {}, nil, "state_mismatch_message_store", "30 of 40 members name both sides and 80 % agree on state_mismatch"},
		"tried here":            {func(*track.Evidence) {}, same, "state_mismatch_message_store", "2 earlier fixes here, of breaks of the same mode and kinds, brought complaints to 0.60 of what was expected in the median (0.30 to 0.90); 1 worked"},
		"tried elsewhere":       {func(*track.Evidence) {}, []track.Past{elsewhere}, "state_mismatch_message_store", "the one earlier fix here, of breaks of the same mode elsewhere, brought complaints to 0.60"},
		"how is unclear":        {func(e *track.Evidence) { e.ModeAgreement = 0.4 }, nil, "unknown", "how it breaks does not stand out"},
		"few say where":         {func(e *track.Evidence) { e.Placed = 11 }, same, "", "only 11 of 40 members say where it broke"},
		"hardly anyone at all":  {func(e *track.Evidence) { e.Members, e.Placed = 2, 2 }, nil, "", "only 2 of 2"},
		"they do not agree":     {func(e *track.Evidence) { e.SeamAgreement = 0.45 }, nil, "", "agree on where it broke to 45 % only"},
		"a side is not mapped":  {func(e *track.Evidence) { e.Seam.From = "" }, nil, "", "not on the journey map"},
		"neither side is known": {func(e *track.Evidence) { e.Seam = journey.Seam{} }, nil, "", "not on the journey map"},
	} {
		e := clear
		c.change(&e)
		got := playbook(t).Recommend(shopMap, e, c.past)
		if got.PlayID != c.play || got.FindOut != (c.play == "") || !strings.Contains(got.Reason, c.says) {
			t.Errorf("%s: %+v", name, got)
		}
		told := got.Title + strings.Join(got.Steps, "")
		if len(got.Steps) < 3 || strings.ContainsAny(told, "{}") || got.FindOut != strings.HasPrefix(got.Title, "Find out where the handoff") {
			t.Errorf("%s: %q %q", name, got.Title, got.Steps)
		}
		if got.FindOut && got.Achieved != nil {
			t.Errorf("%s: nothing was tried against what is not known", name)
		}
	}
}
