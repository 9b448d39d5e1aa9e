package apptest_test

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

// mailbox makes a destination of mail addresses.
func (f *front) mailbox(team string, a action.Acting, to ...string) store.Destination {
	f.t.Helper()
	return f.place(team, store.Destination{Kind: route.Email, Config: store.DestinationConfig{Email: &channel.Email{To: to}, Acting: a}}, channel.Secrets{})
}

// linkTo is the token of a link in a mail.
func (f *front) linkTo(d store.Destination, change func(*action.Offer)) string {
	return f.seal(func(o *action.Offer) {
		o.Via, o.Destination = action.ByLink, d.ID
		if to := d.Config.Email; to != nil && len(to.To) == 1 {
			o.Recipient = to.To[0]
		}
		change(o)
	})
}

// follow opens a link as a browser does, or a program that looks for malware.
func (f *front) follow(token string) (int, string, http.Header) {
	f.t.Helper()
	answer, err := http.Get("http://" + f.server.HTTPAddr() + "/act/" + token)
	if err != nil {
		f.t.Fatal(err)
	}
	answer.Body.Close()
	r, err := http.NewRequestWithContext(f.t.Context(), http.MethodGet, "http://"+f.server.HTTPAddr()+"/act/"+token, nil)
	if err != nil {
		f.t.Fatal(err)
	}
	code, text := f.send(r)
	return code, text, answer.Header
}

// submit sends the form of a link's page.
func (f *front) submit(token, reason string) (int, string) {
	f.t.Helper()
	return f.hook("/act/"+token, map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, url.Values{"reason": {reason}}.Encode())
}

// TestALinkInAMailDeclines: following it shows what it would do, and does it no matter how often it is
// followed; its form does it, once.
func TestALinkInAMailDeclines(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	settings := &v1.RoutingSettings{Name: f.Name("routingSettings"), FallbackTeam: "stores"}
	if _, err := f.Routing.UpdateRoutingSettings(t.Context(), &v1.UpdateRoutingSettingsRequest{RoutingSettings: settings}); err != nil {
		t.Fatal(err)
	}
	box := f.mailbox("ecommerce", action.Acting{People: []action.Person{{ID: "ann@shop.example", Role: action.Reviewer}}}, "ann@shop.example")
	token := f.linkTo(box, func(o *action.Offer) { o.Kind = channel.Decline })

	code, text, header := f.follow(token)
	for _, part := range []string{"Decline this alert?", f.alert.GetTitle(), "Team ecommerce is accountable and has not answered yet.", "<form method=\"post\">", "<textarea"} {
		if code != http.StatusOK || !strings.Contains(text, part) {
			t.Errorf("%d, without %q:\n%s", code, part, text)
		}
	}
	if csp := header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "form-action 'self'") || strings.Contains(csp, "script") || strings.Contains(text, "<script") {
		t.Errorf("the page may run scripts: %s", csp)
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"} {
		if got := header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if n := len(f.events()); n != 2 {
		t.Fatalf("%d events: following a link did something", n)
	}
	if code, text := f.submit(token, "  "); code != http.StatusBadRequest || !strings.Contains(text, "write why") {
		t.Errorf("without a reason: %d %s", code, text)
	}
	if code, text := f.submit(token, why+" <b>&"); code != http.StatusOK || !strings.Contains(text, "Done: team ecommerce declined to be accountable.") || !strings.Contains(text, "&lt;b&gt;&amp;") {
		t.Errorf("declined: %d %s", code, text)
	}
	if e := f.events()[0]; e.GetAct() != v1.OwnershipAct_OWNERSHIP_ACT_DECLINE || e.GetActor() != "mail:ann@shop.example" || e.GetHolder() != "stores" {
		t.Errorf("on record: %v", e)
	}
	if code, text := f.submit(token, why); code != http.StatusOK || !strings.Contains(text, "has changed since") || !strings.Contains(text, "decline by mail:ann@shop.example") || len(f.events()) != 3 {
		t.Errorf("again: %d %s", code, text)
	}
	if _, text, _ := f.follow(token); !strings.Contains(text, "Nothing to do") || strings.Contains(text, "<form") {
		t.Errorf("a link that was used shows %s", text)
	}
	f.silent(token, "ann@shop.example")
}

// TestLinksThatAreWorthNothing: all alike say so, and nothing happens.
func TestLinksThatAreWorthNothing(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	box := f.mailbox("ecommerce", action.Acting{People: []action.Person{{ID: "ann@shop.example", Role: action.Reviewer}, {ID: "bob@shop.example", Role: action.Viewer}}}, "ann@shop.example", "bob@shop.example")
	anns := func(o *action.Offer) { o.Recipient = "ann@shop.example" }
	for what, c := range map[string]struct {
		token, want string
		code        int
	}{
		"forged":                    {"forged", "This link is not valid", http.StatusNotFound},
		"a button's token":          {f.seal(func(*action.Offer) {}), "This link is not valid", http.StatusNotFound},
		"changed":                   {f.linkTo(box, anns) + "A", "This link is not valid", http.StatusNotFound},
		"read where no link acts":   {f.linkTo(f.places["ecommerce"], anns), "This link is not valid", http.StatusNotFound},
		"of another tenant":         {f.linkTo(box, func(o *action.Offer) { anns(o); o.Tenant = "other" }), "This link is not valid", http.StatusNotFound},
		"expired":                   {f.linkTo(box, func(o *action.Offer) { anns(o); o.Expires = time.Now().Add(-time.Hour) }), "This link has expired", http.StatusGone},
		"one that only shows":       {f.linkTo(box, func(o *action.Offer) { anns(o); o.Kind = action.View; o.Slot = "" }), "only shows the alert", http.StatusBadRequest},
		"somebody who is no reader": {f.linkTo(box, func(o *action.Offer) { o.Recipient = "eve@shop.example" }), "not among those who may act", http.StatusOK},
		"one of those with no role": {f.linkTo(box, func(o *action.Offer) { o.Recipient = "" }), "role viewer may not call this", http.StatusOK},
		"a viewer":                  {f.linkTo(box, func(o *action.Offer) { o.Recipient = "bob@shop.example" }), "role viewer may not call this", http.StatusOK},
		"of another team":           {f.linkTo(box, func(o *action.Offer) { anns(o); o.Team = "stores" }), "has changed since", http.StatusOK},
	} {
		if code, text := f.submit(c.token, why); code != c.code || !strings.Contains(text, c.want) {
			t.Errorf("%s: %d %s, want %q", what, code, text, c.want)
		}
	}
	if n := len(f.events()); n != 2 {
		t.Fatalf("%d events: one of the links did something", n)
	}
	if code, _ := f.submit(f.linkTo(box, anns), ""); code != http.StatusOK || len(f.events()) != 3 {
		t.Error("the control run did nothing")
	}
}

// TestWhoActsWhereALinkWentToSeveral: the record says that it was one of them.
func TestWhoActsWhereALinkWentToSeveral(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	box := f.mailbox("ecommerce", action.Acting{Anybody: true}, "ann@shop.example", "bob@shop.example")
	if code, text := f.submit(f.linkTo(box, func(*action.Offer) {}), ""); code != http.StatusOK || !strings.Contains(text, "accept by a recipient of the mail") {
		t.Errorf("%d %s", code, text)
	}
	if e := f.events()[0]; e.GetActor() != "a recipient of "+f.Name("destinations", box.ID.String()) || e.GetPerson() != "" {
		t.Errorf("on record: %v", e)
	}
}

// TestAMailIsAnsweredByItsLink goes the whole way: the mail brings the links, the page asks, the form
// does it.
func TestAMailIsAnsweredByItsLink(t *testing.T) {
	t.Parallel()
	server := newMailServer(t)
	f := newMailFront(t, server, func(f *front) {
		made, err := f.Routing.CreateDestination(t.Context(), &v1.CreateDestinationRequest{Destination: &v1.Destination{
			Target: &v1.Destination_Email{Email: &v1.Email{To: []string{"ann@shop.example"}}},
			Acting: &v1.Acting{People: []*v1.ActingPerson{{Id: "Ann@shop.example", Role: v1.ApiKeyRole_API_KEY_ROLE_REVIEWER}}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Routing.CreateRoute(t.Context(), &v1.CreateRouteRequest{Route: &v1.Route{Team: "stores", Destinations: []string{made.GetName()}}}); err != nil {
			t.Fatal(err)
		}
	})
	links := map[string]string{} // token by heading
	for _, found := range regexp.MustCompile(`https://throughline\.example/act/([A-Za-z0-9_-]+)`).FindAllStringSubmatch(server.to("ann@shop.example"), -1) {
		code, text, _ := f.follow(found[1])
		heading := regexp.MustCompile(`<h1>(.*)</h1>`).FindStringSubmatch(text)
		if code != http.StatusOK || heading == nil {
			t.Fatalf("a link of the mail leads to %d %s", code, text)
		}
		links[heading[1]] = found[1]
	}
	if want := []string{"Accept this alert?", "Alert", "Decline this alert?", "Keep this alert quiet for a week?", "Look after this alert?"}; !slices.Equal(slices.Sorted(maps.Keys(links)), want) {
		t.Fatalf("the mail has links to %q, want %q", slices.Sorted(maps.Keys(links)), want)
	}
	if code, text := f.submit(links["Accept this alert?"], ""); code != http.StatusOK || !strings.Contains(text, "Done: team stores is contributing.") {
		t.Errorf("%d %s", code, text)
	}
	if e := f.events()[0]; e.GetActor() != "mail:ann@shop.example" || e.GetTeam() != "stores" || e.GetPerson() != "ann@shop.example" {
		t.Errorf("on record: %v", e)
	}
	f.silent(slices.Collect(maps.Values(links))...)
}
