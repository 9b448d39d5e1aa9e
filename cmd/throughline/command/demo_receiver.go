package command

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
)

// receiver takes the demo's webhooks, as a team's own system would: it checks the signature,
// keys on the message's id, and keeps the latest message of each alert.
type receiver struct {
	server  *http.Server
	address string // "http://127.0.0.1:…"

	mu        sync.Mutex
	verifiers map[string]*throughline.WebhookVerifier // by path
	seen      map[string]bool                         // ids of messages
	alerts    map[string]map[uuid.UUID]*receivedAlert // by tenant
}

// receivedAlert is what the teams were told of one alert.
type receivedAlert struct {
	fired  *route.Message // the latest that said it fires
	latest route.Message
	teams  map[string]bool // that got a verified message
	said   []heard         // what they were told besides changes, in the order in which it came
}

// heard is something that a team was told besides a change.
type heard struct {
	team string
	route.Addition
}

func newReceiver(ctx context.Context) (*receiver, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &receiver{
		address:   "http://" + listener.Addr().String(),
		verifiers: map[string]*throughline.WebhookVerifier{}, seen: map[string]bool{},
		alerts: map[string]map[uuid.UUID]*receivedAlert{},
	}
	r.server = &http.Server{Handler: http.HandlerFunc(r.receive), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := r.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			panic(err)
		}
	}()
	return r, nil
}

func (r *receiver) close() { _ = r.server.Close() }

// expect makes a path known together with the secret that signs what comes there.
func (r *receiver) expect(tenant, team, secret string) error {
	v, err := throughline.NewWebhookVerifier(secret)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.verifiers["/"+tenant+"/"+team] = v
	return nil
}

// url is where a team receives its messages.
func (r *receiver) url(tenant, team string) string { return r.address + "/" + tenant + "/" + team }

func (r *receiver) receive(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	verifier := r.verifiers[req.URL.Path]
	r.mu.Unlock()
	if verifier == nil {
		http.NotFound(w, req)
		return
	}
	message, err := verifier.Read(req)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var m struct {
		route.Message
		route.Addition
	}
	if err := json.Unmarshal(message.Body, &m); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.keep(req.URL.Path, message.ID, m.Message, m.Addition)
	w.WriteHeader(http.StatusNoContent)
}

func (r *receiver) keep(path, id string, m route.Message, more route.Addition) {
	tenant, team := splitPath(path)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen[id] {
		return
	}
	r.seen[id] = true
	if r.alerts[tenant] == nil {
		r.alerts[tenant] = map[uuid.UUID]*receivedAlert{}
	}
	a := r.alerts[tenant][m.Alert.AlertID]
	if a == nil {
		a = &receivedAlert{teams: map[string]bool{}}
		r.alerts[tenant][m.Alert.AlertID] = a
	}
	a.teams[team] = true
	if more.Occasion != "" {
		a.said = append(a.said, heard{team, more})
	}
	if m.Alert.ChangeNumber >= a.latest.Alert.ChangeNumber {
		a.latest = m
	}
	if m.Alert.State == alert.Firing && (a.fired == nil || m.Alert.ChangeNumber >= a.fired.Alert.ChangeNumber) {
		a.fired = &m
	}
}

// of returns what was received for a tenant.
func (r *receiver) of(tenant string) []*receivedAlert {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []*receivedAlert
	for _, a := range r.alerts[tenant] {
		if a.fired != nil {
			out = append(out, a)
		}
	}
	return out
}

// heardOf returns what the teams were told of an alert besides changes.
func (r *receiver) heardOf(a *receivedAlert) []heard {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(a.said)
}
