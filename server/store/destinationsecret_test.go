package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

func (f *fixture) signing(id uuid.UUID) []string {
	f.t.Helper()
	_, secrets, err := f.OpenDestination(f.t.Context(), acme, id)
	if err != nil {
		f.t.Fatal(err)
	}
	return secrets.Signing
}

func TestARotatedSecretCountsBesideTheOldOneAndTheOldOneStops(t *testing.T) {
	f := newFixture(t)
	id := f.fire(acme).ID
	const old, fresh = "whsec_c2VjcmV0", "whsec_bmV3"
	request := store.Request{ID: uuid.New(), Hash: []byte("x")}
	d, newest, err := f.RotateSecret(t.Context(), acme, id, fresh, time.Hour, request)
	if err != nil || newest != fresh || time.Until(d.OldSecretsUntil) < 59*time.Minute {
		t.Fatal(d, newest, err)
	}
	if got := f.signing(id); !slices.Equal(got, []string{fresh, old}) {
		t.Errorf("both count: %v", got)
	}
	if claimed := f.claim(1, time.Minute); !slices.Equal(claimed[0].Secrets.Signing, []string{fresh, old}) {
		t.Errorf("a dispatcher signs with %v", claimed[0].Secrets.Signing)
	}
	if _, again, err := f.RotateSecret(t.Context(), acme, id, "whsec_other", time.Hour, request); err != nil || again != fresh {
		t.Errorf("a repeated request gave %q, %v", again, err)
	}
	f.exec(`UPDATE destinations SET old_secrets_until = now()`)
	f.makeDue()
	if claimed := f.claim(1, time.Minute); !slices.Equal(claimed[0].Secrets.Signing, []string{fresh}) || !slices.Equal(f.signing(id), []string{fresh}) {
		t.Errorf("when the overlap is over: %v, %v", claimed[0].Secrets.Signing, f.signing(id))
	}
	if d, _, err = f.RotateSecret(t.Context(), acme, id, "whsec_dGhpcmQ=", 0, store.Request{}); err != nil || !d.OldSecretsUntil.IsZero() {
		t.Fatal(d, err)
	}
	if got := f.signing(id); !slices.Equal(got, []string{"whsec_dGhpcmQ="}) {
		t.Errorf("without an overlap: %v", got)
	}
	for range 6 { // more within the overlap: the last few count
		if _, _, err := f.RotateSecret(t.Context(), acme, id, "whsec_x", time.Hour, store.Request{}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(f.signing(id)); n != 4 {
		t.Errorf("%d count at once, want 4", n)
	}
}

func TestCredentialsAreKeptAndReplaced(t *testing.T) {
	f := newFixture(t)
	ctx := t.Context()
	d, _, err := f.CreateDestination(ctx, acme, store.Destination{
		Kind: route.Slack, Config: store.DestinationConfig{Slack: &channel.Slack{Channel: "C012"}},
	}, channel.Secrets{Token: "xoxb-1", Signing: []string{"s"}}, store.Request{})
	if err != nil {
		t.Fatal(err)
	}
	if n := f.count(`SELECT count(*) FROM destinations WHERE position('xoxb'::bytea IN sealed_secrets) > 0 OR config::text LIKE '%xoxb%'`); n != 0 {
		t.Error("the token lies open in the database")
	}
	d.DisplayName, d.Config.Slack.Channel = "there", "C345"
	if d, err = f.UpdateDestination(ctx, acme, d, nil, ""); err != nil || d.Config.Slack.Channel != "C345" {
		t.Fatal(d, err)
	}
	if d, err = f.UpdateDestination(ctx, acme, d, func(s *channel.Secrets) { s.Token = "xoxb-2" }, ""); err != nil {
		t.Fatal(err)
	}
	got, secrets, err := f.OpenDestination(ctx, acme, d.ID)
	if err != nil || secrets.Token != "xoxb-2" || !slices.Equal(secrets.Signing, []string{"s"}) || got.Reach(secrets).Slack.Channel != "C345" {
		t.Errorf("%+v, %+v, %v", got, secrets, err)
	}
}

// TestSecretsOfOlderRowsAreRead: before there were other kinds than webhooks, a row held a list.
func TestSecretsOfOlderRowsAreRead(t *testing.T) {
	f := newFixture(t)
	id := f.fire(acme).ID
	sealed, err := store.SealList(f.Store, []string{"whsec_a", "whsec_b"}, acme+"/"+id.String())
	if err != nil {
		t.Fatal(err)
	}
	f.exec(`UPDATE destinations SET sealed_secrets = $1`, sealed)
	if got := f.signing(id); !slices.Equal(got, []string{"whsec_a", "whsec_b"}) {
		t.Errorf("%v", got)
	}
}
