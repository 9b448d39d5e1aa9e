package apptest_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

// TestASlackButtonAccepts: somebody presses Accept. It is on record as theirs, and pressed or sent
// again it does nothing more, and says how it stands.
func TestASlackButtonAccepts(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	accept := f.slack.buttons("C0000000001")["throughline_accept"]
	if accept == "" {
		t.Fatal("the message has no button to accept by")
	}
	body, now := f.slack.pressing("U0REVIEWER", accept), time.Now()
	for i, want := range []string{"Done: team ecommerce is accountable.", "Nothing was done: this has changed since it was offered to you."} {
		if code, text := f.slackHook(f.places["ecommerce"].ID, slackSecret+"ecommerce", now, body); code != http.StatusOK || text != "" {
			t.Fatalf("%d %s", code, text)
		}
		told := f.slack.answered(i + 1)
		for _, part := range []string{want, f.alert.GetTitle(), "has accepted (name-of-U0REVIEWER)", "accept by slack:U0REVIEWER of team ecommerce"} {
			if !strings.Contains(told, part) {
				t.Errorf("press %d is answered without %q:\n%s", i+1, part, told)
			}
		}
	}
	events := f.events()
	if len(events) != 3 || events[0].GetAct() != v1.OwnershipAct_OWNERSHIP_ACT_ACCEPT || events[0].GetActor() != "slack:U0REVIEWER" {
		t.Errorf("on record: %v", events)
	}
	log, err := f.server.Store().AuditLog(t.Context(), apptest.Tenant, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	last := log[len(log)-1]
	if last.Actor != "slack:U0REVIEWER" || last.Action != v1.AlertService_AcceptOwnership_FullMethodName || last.Detail["source"] != f.Name("destinations", f.places["ecommerce"].ID.String()) ||
		!strings.HasPrefix(last.Detail["peer"], "127.0.0.1") || last.Resource != f.alert.GetName()+"/ownerships/accountable" {
		t.Errorf("the audit log says %+v", last)
	}
	f.silent(accept)
}

// TestSlackRequestsThatAreRefused: each of them would accept if it were not verified, as the last one
// does, which is the first one signed rightly.
func TestSlackRequestsThatAreRefused(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	place, now := f.places["ecommerce"].ID, time.Now()
	body := f.slack.pressing("U0REVIEWER", f.slack.buttons("C0000000001")["throughline_accept"])
	_, forged := f.slackHook(place, "guessed", now, body)
	for what, try := range map[string]func() (int, string){
		"another's secret":      func() (int, string) { return f.slackHook(place, slackSecret+"stores", now, body) },
		"no such destination":   func() (int, string) { return f.slackHook(uuid.New(), slackSecret+"ecommerce", now, body) },
		"another tenant":        func() (int, string) { return f.hook("/hooks/slack/other/"+place.String(), nil, body) },
		"no destination at all": func() (int, string) { return f.hook("/hooks/slack/acme/..%2f", nil, body) },
		"a kind that it is not": func() (int, string) { return f.hook("/hooks/jira/acme/"+place.String(), nil, body) },
		"no signature":          func() (int, string) { return f.hook("/hooks/slack/acme/"+place.String(), nil, body) },
		"a signature without end": func() (int, string) {
			return f.hook("/hooks/slack/acme/"+place.String(), map[string]string{"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0="}, body)
		},
	} {
		if code, text := try(); code != http.StatusUnauthorized || text != forged {
			t.Errorf("%s: %d %q, others are told %q", what, code, text, forged)
		}
	}
	if code, _ := f.slackHook(place, slackSecret+"ecommerce", now.Add(-6*time.Minute), body); code != http.StatusUnauthorized {
		t.Errorf("an old one: %d", code)
	}
	if code, _ := f.slackHook(place, slackSecret+"ecommerce", now, strings.Repeat("a", 2<<20)); code != http.StatusRequestEntityTooLarge {
		t.Errorf("a large one: %d", code)
	}
	if n := len(f.events()); n != 2 {
		t.Fatalf("%d events: one of the refused requests did something", n)
	}
	if code, _ := f.slackHook(place, slackSecret+"ecommerce", now, body); code != http.StatusOK || len(f.events()) != 3 {
		t.Errorf("the control run: %d, %v", code, f.events())
	}
	f.silent(slackSecret)
}

// TestButtonsThatAreNotTheirs: the request is Slack's, but what is pressed is not offered there, not
// any more, or not to that person.
func TestButtonsThatAreNotTheirs(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	tokens := f.slack.buttons("C0000000001")
	theirs := f.slack.buttons("C0000000002")
	for i, c := range []struct{ user, token, want string }{
		{"U0STRANGER", tokens["throughline_accept"], "you are not among those who may act here"},
		{"U0VIEWER", tokens["throughline_accept"], "role viewer may not call this; it needs role reviewer"},
		{"U0REVIEWER", theirs["throughline_accept"], "this button is not valid here"},
		{"U0REVIEWER", tokens["throughline_accept"] + "A", "this button is not valid here"},
		{"U0REVIEWER", "forged", "this button is not valid here"},
		{"U0REVIEWER", f.seal(func(o *action.Offer) { o.Expires = time.Now().Add(-time.Second) }), "this button has expired"},
		{"U0REVIEWER", f.seal(func(o *action.Offer) { o.Via = action.ByLink }), "this button is not valid here"},
		{"U0REVIEWER", f.seal(func(o *action.Offer) { o.Tenant = "other" }), "this button is not valid here"},
		{"U0REVIEWER", f.seal(func(o *action.Offer) { o.Team = "stores" }), "this has changed since it was offered to you"},
		{"U0REVIEWER", f.seal(func(o *action.Offer) { o.Event = 0 }), "this has changed since it was offered to you"},
	} {
		code, text := f.press("ecommerce", c.user, c.token)
		if told := f.slack.answered(i + 1); code != http.StatusOK || text != "" || !strings.Contains(told, "Nothing was done: "+c.want) {
			t.Errorf("try %d: %d %s, told %q, want %q", i+1, code, text, told, c.want)
		}
	}
	if n := len(f.events()); n != 2 {
		t.Fatalf("%d events: one of the presses did something", n)
	}
	if f.press("ecommerce", "U0REVIEWER", f.seal(func(*action.Offer) {})); len(f.events()) != 3 {
		t.Error("the control run did nothing")
	}
}

// TestOneAppForSeveralChannels: what an app does comes to one address, also what is pressed in another
// destination's channel. Who may act is that destination's to say.
func TestOneAppForSeveralChannels(t *testing.T) {
	t.Parallel()
	f := newFront(t, func(f *front) {
		f.places["second"] = f.place("stores", store.Destination{Kind: route.Slack, Config: store.DestinationConfig{
			Slack: &channel.Slack{Channel: "C0000000003"}, Acting: action.Acting{People: []action.Person{{ID: "U0OTHER", Role: action.Reviewer}}},
		}}, channel.Secrets{Token: botToken, Signing: []string{slackSecret + "ecommerce"}})
	})
	accept := f.slack.buttons("C0000000003")["throughline_accept"]
	if f.press("ecommerce", "U0REVIEWER", accept); !strings.Contains(f.slack.answered(1), "not among those who may act") {
		t.Errorf("told %q", f.slack.answered(1))
	}
	if f.press("ecommerce", "U0OTHER", accept); !strings.Contains(f.slack.answered(2), "Done: team stores is contributing.") {
		t.Errorf("told %q", f.slack.answered(2))
	}
}

// TestSlackAsksWhyATeamDeclines: Decline opens a window; what is written there is the reason. A window
// that is sent after somebody else has answered does nothing and says so.
func TestSlackAsksWhyATeamDeclines(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	settings := &v1.RoutingSettings{Name: f.Name("routingSettings"), FallbackTeam: "ecommerce"}
	if _, err := f.Routing.UpdateRoutingSettings(t.Context(), &v1.UpdateRoutingSettingsRequest{RoutingSettings: settings}); err != nil {
		t.Fatal(err)
	}
	decline := f.slack.buttons("C0000000002")["throughline_decline"]
	if f.press("stores", "U0STRANGER", decline); !strings.Contains(f.slack.answered(1), "not among those who may act") {
		t.Error("a stranger is asked why")
	}
	f.press("stores", "U0REVIEWER", decline)
	if view := f.slack.window(); !strings.Contains(view, decline) || !strings.Contains(view, "throughline_reason") || len(f.events()) != 2 {
		t.Fatalf("the window is %s, and on record is %v", view, f.events())
	}
	submit := func(reason string) string {
		_, text := f.slackHook(f.places["stores"].ID, slackSecret+"stores", time.Now(), f.slack.submitting("U0REVIEWER", decline, reason))
		return text
	}
	if text := submit(why); !strings.Contains(text, "team stores declined to be contributing") || !strings.Contains(text, `"response_action":"update"`) {
		t.Errorf("the window then shows %s", text)
	}
	if e := f.events()[0]; e.GetAct() != v1.OwnershipAct_OWNERSHIP_ACT_DECLINE || e.GetReason() != why || e.GetActor() != "slack:U0REVIEWER" || e.GetHolder() != "ecommerce" {
		t.Errorf("on record: %v", e)
	}
	if text := submit("again"); !strings.Contains(text, "has changed since") || !strings.Contains(text, why) || len(f.events()) != 3 {
		t.Errorf("sent again it shows %s", text)
	}
	f.silent(decline)
}

// TestSnoozingTwiceExtendsNothing: nor does acknowledging what is quiet wake it.
func TestSnoozingTwiceExtendsNothing(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	tokens := f.slack.buttons("C0000000001")
	if f.press("ecommerce", "U0REVIEWER", tokens["throughline_snooze"]); !strings.Contains(f.slack.answered(1), "quiet for a week") {
		t.Fatalf("told %q", f.slack.answered(1))
	}
	quiet := f.present()
	for i, token := range []string{tokens["throughline_snooze"], tokens["throughline_acknowledge"], tokens["throughline_accept"]} {
		f.press("ecommerce", "U0REVIEWER", token)
		told := f.slack.answered(i + 2)
		if !strings.Contains(told, "has changed since") || !strings.Contains(told, "The alert is snoozed. Last act: snoozed by slack:U0REVIEWER") {
			t.Errorf("told %q", told)
		}
	}
	if now := f.present(); quiet.GetState() != v1.AlertState_ALERT_STATE_SNOOZED || now.GetEtag() != quiet.GetEtag() {
		t.Errorf("it was %v, and is %v", quiet, now)
	}
}

// TestTheMessageInSlackStaysTrue: what somebody has done is not asked any more, whoever did it and
// wherever: by a button, or by a call.
func TestTheMessageInSlackStaysTrue(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	accept, decline, acknowledge, snooze := "throughline_accept", "throughline_decline", "throughline_acknowledge", "throughline_snooze"
	f.slack.shows("C0000000001", accept, acknowledge, decline, snooze)
	f.press("ecommerce", "U0REVIEWER", f.slack.buttons("C0000000001")[accept])
	f.slack.shows("C0000000001", acknowledge, snooze)
	if _, err := f.Alerts.AcknowledgeAlert(t.Context(), &v1.AcknowledgeAlertRequest{Name: f.alert.GetName()}); err != nil {
		t.Fatal(err)
	}
	f.slack.shows("C0000000001", snooze)
	f.slack.shows("C0000000002", accept, decline, snooze)
	if _, err := f.Alerts.ResolveAlert(t.Context(), &v1.ResolveAlertRequest{Name: f.alert.GetName(), Comment: "mended"}); err != nil {
		t.Fatal(err)
	}
	f.slack.shows("C0000000001")
	f.slack.shows("C0000000002")
}

// TestManyPressAtOnce: one of them does it, and the others are told that it is done.
func TestManyPressAtOnce(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	const people = 8
	accept := f.slack.buttons("C0000000001")["throughline_accept"]
	var all sync.WaitGroup
	for range people {
		all.Go(func() {
			if code, text := f.press("ecommerce", "U0REVIEWER", accept); code != http.StatusOK {
				t.Errorf("%d %s", code, text)
			}
		})
	}
	all.Wait()
	f.slack.answered(people)
	done := 0
	for _, told := range f.slack.told {
		if strings.HasPrefix(told, "Done:") {
			done++
		} else if !strings.HasPrefix(told, "Nothing was done: this has changed since") {
			t.Errorf("told %q", told)
		}
	}
	if n := len(f.events()); done != 1 || n != 3 {
		t.Errorf("%d were told that they did it, and %d events are on record", done, n)
	}
}
