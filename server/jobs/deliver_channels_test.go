package jobs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/schedule"
	"github.com/throughline-cx/throughline/server/store"
)

// breaking is a channel with a fault: it cannot write messages.
type breaking struct{ sent int }

func (b *breaking) Send(_ context.Context, t channel.Told) (channel.Sent, error) {
	b.sent++
	panic("cannot write " + t.Message.Quotes[0].Text)
}

// TestAMessageThatBreaksItsChannelStopsNoOther: it dies, says so, and shows nobody's words.
func TestAMessageThatBreaksItsChannelStopsNoOther(t *testing.T) {
	o := newOffice(t)
	in := newInbox(t, nil)
	var log bytes.Buffer
	broken := &breaking{}
	o.worker.Channels[route.Teams] = broken
	o.worker.Log = slog.New(slog.NewTextHandler(&log, nil))
	d := o.routeTo(store.Destination{DisplayName: "teams", Kind: route.Teams, URL: in.URL}, channel.Secrets{}, "digital")
	o.route(in.URL, "stores")
	o.fire()
	o.work()
	for _, got := range o.deliveries() {
		switch got.DestinationID {
		case d.ID:
			if got.State != store.DeliveryDead || got.Attempts != 1 || !strings.Contains(got.LastError, "cannot be written for destinations of kind teams") {
				t.Errorf("the broken one: %+v", got)
			}
		default:
			if got.State != store.DeliveryDone {
				t.Errorf("the other: %+v", got)
			}
		}
	}
	if broken.sent != 1 || !o.destination(d).FailingSince.IsZero() {
		t.Errorf("%d attempts; %+v", broken.sent, o.destination(d))
	}
	if text := log.String(); !strings.Contains(text, "broke its channel") || !strings.Contains(text, "deliver_channels_test.go") || strings.Contains(text, complaint) {
		t.Errorf("the log says\n%s", text)
	}
}

func TestAKindThatTheServerIsNotSetUpForWaits(t *testing.T) {
	o := newOffice(t)
	o.routeTo(store.Destination{Kind: route.Email, Config: store.DestinationConfig{Email: &channel.Email{To: []string{"a@example.com"}}}}, channel.Secrets{}, "digital")
	o.fire()
	o.work()
	if got := o.only(); got.State != store.DeliveryPending || !strings.Contains(got.LastError, "kind email") {
		t.Errorf("%+v", got)
	}
}

// TestTheOfferIsTheReaders: a message carries where to read and what to do, a test neither.
func TestTheOfferIsTheReaders(t *testing.T) {
	o := newOffice(t)
	var got []channel.Told
	o.worker.Channels[route.Teams] = sending(func(t channel.Told) { got = append(got, t) })
	o.worker.Offer = func(_ context.Context, c store.ClaimedDelivery) (string, []channel.Action) {
		return "https://throughline.example.com/" + c.AlertID.String(), []channel.Action{{Kind: channel.Accept}}
	}
	d := o.routeTo(store.Destination{Kind: route.Teams}, channel.Secrets{}, "digital")
	o.fire()
	o.work()
	if _, err := o.worker.Try(t.Context(), acme, d.ID, uuid.New()); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || !strings.HasSuffix(got[0].Link, got[0].Message.Alert.AlertID.String()) || len(got[0].Actions) != 1 || got[1].Link != "" || got[1].Actions != nil {
		t.Errorf("told %+v", got)
	}
}

// sending is a channel that takes everything.
type sending func(channel.Told)

func (s sending) Send(_ context.Context, t channel.Told) (channel.Sent, error) {
	s(t)
	var sent channel.Sent
	sent.Outcome = schedule.Delivered
	return sent, nil
}

func TestADestinationIsTried(t *testing.T) {
	o := newOffice(t)
	in := newInbox(t, nil)
	d := o.route(in.URL)
	id := uuid.New()
	trial, err := o.worker.Try(t.Context(), acme, d.ID, id)
	if err != nil || trial.Outcome != schedule.Delivered || trial.Status != http.StatusNoContent || trial.Latency <= 0 {
		t.Fatal(trial, err)
	}
	if ids := in.taken(); !slices.Equal(ids, []string{id.String()}) {
		t.Fatalf("taken %v", ids)
	}
	fields := in.fields(id.String())
	if string(fields["test"]) != "true" || string(fields["type"]) != `"alert.test"` || len(fields["recipient"]) == 0 {
		t.Errorf("the message does not say that it is a test: %s", in.bodies[id.String()])
	}
	var m route.Message
	if err := json.Unmarshal(in.bodies[id.String()], &m); err != nil || len(in.bodies[id.String()]) > route.MaxPayload {
		t.Errorf("%+v, %v", m, err)
	}
	in.answer = status(http.StatusServiceUnavailable, 100)
	for range 5 {
		if trial, err = o.worker.Try(t.Context(), acme, d.ID, uuid.New()); err != nil || trial.Outcome != schedule.Failed || trial.Reason == "" {
			t.Fatal(trial, err)
		}
	}
	if got := o.destination(d); !got.FailingSince.IsZero() || len(o.deliveries()) != 0 {
		t.Errorf("tests count for its health: %+v", got)
	}
	o.exec(`UPDATE destinations SET sealed_secrets = 'x'`)
	if trial, err = o.worker.Try(t.Context(), acme, d.ID, uuid.New()); err != nil || trial.Outcome != schedule.Failed || !strings.Contains(trial.Reason, "secret key") {
		t.Errorf("with another key: %+v, %v", trial, err)
	}
}

// TestTheTeamsOfADestinationThatIsGoneAreTold: where else they can be, or to the fallback team.
func TestTheTeamsOfADestinationThatIsGoneAreTold(t *testing.T) {
	o := newOffice(t)
	if _, err := o.PutRoutingSettings(t.Context(), acme, route.Settings{FallbackTeam: "care"}, "", "test"); err != nil {
		t.Fatal(err)
	}
	gone := newInbox(t, status(http.StatusGone, 1))
	elsewhere, care := newInbox(t, nil), newInbox(t, nil)
	d := o.route(gone.URL, "digital", "stores")
	o.route(elsewhere.URL, "digital")
	o.route(care.URL, "care")
	o.fire()
	o.work()
	o.work()
	for name, in := range map[string]*inbox{"elsewhere": elsewhere, "care": care} {
		var found *route.Unreachable
		for _, id := range in.taken() {
			var a route.Addition
			if err := json.Unmarshal(in.bodies[id], &a); err != nil {
				t.Fatal(err)
			}
			if a.Occasion == route.OccasionUnreachable {
				found = a.Unreachable
			}
		}
		if found == nil || found.DestinationID != d.ID.String() || found.Reason == "" || found.Waiting == 0 || !slices.Equal(found.Teams, []string{"digital", "stores"}) {
			t.Errorf("%s was told %+v", name, found)
		}
	}
	if len(care.taken()) != 1 || gone.requests() > 2 {
		t.Errorf("care got %d messages, the destination that is gone %d", len(care.taken()), gone.requests())
	}
	before := len(elsewhere.taken())
	o.wait(time.Hour)
	o.work()
	if n := len(elsewhere.taken()); n != before {
		t.Errorf("it was told %d times more", n-before)
	}
}
