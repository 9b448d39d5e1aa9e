package command

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/cmd/throughline/importing"
	"github.com/throughline-cx/throughline/demo"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route/text"
	"github.com/throughline-cx/throughline/server/store"
)

// demoTenant is a tenant that the demo has made.
type demoTenant struct {
	demo.Tenant
	key    string
	client *throughline.Client
	folder folder.Folder
}

// setUp makes a tenant with a key, and a webhook for each of its teams.
func (d *demonstration) setUp(ctx context.Context, t demo.Tenant) (demoTenant, error) {
	files, err := t.Folder()
	if err != nil {
		return demoTenant{}, err
	}
	f, err := folder.OpenFS(files, "demo/"+t.ID)
	if err != nil {
		return demoTenant{}, err
	}
	key, err := d.app.CreateTenant(ctx, store.Tenant{ID: t.ID, DisplayName: t.Name})
	if err != nil {
		return demoTenant{}, err
	}
	client, err := throughline.New(d.app.GRPCAddr(), throughline.WithAPIKey(key), throughline.WithInsecure())
	if err != nil {
		return demoTenant{}, err
	}
	tenant := demoTenant{Tenant: t, key: key, client: client, folder: f}
	return tenant, d.route(ctx, tenant)
}

// route sends what a team is to hear to a path of its own.
func (d *demonstration) route(ctx context.Context, t demoTenant) error {
	data, err := t.folder.Read(folder.JourneyFile)
	if err != nil {
		return err
	}
	m, err := journey.ParseYAML(data)
	if err != nil {
		return err
	}
	for _, team := range m.Teams {
		made, err := t.client.Routing.CreateDestination(ctx, &throughlinev1.CreateDestinationRequest{
			Parent: t.client.Name(),
			Destination: &throughlinev1.Destination{
				DisplayName: team,
				Target:      &throughlinev1.Destination_Webhook{Webhook: &throughlinev1.Webhook{Url: d.receiver.url(t.ID, team)}},
			},
		})
		if err != nil {
			return err
		}
		if err := d.receiver.expect(t.ID, team, made.GetWebhook().GetSigningSecret()); err != nil {
			return err
		}
		_, err = t.client.Routing.CreateRoute(ctx, &throughlinev1.CreateRouteRequest{
			Parent: t.client.Name(), Route: &throughlinev1.Route{Team: team, Destinations: []string{made.GetName()}},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// load imports the tenant's folder, moved by whole weeks so that its last week is the last one.
func (t demoTenant) load(ctx context.Context, progress *bars) error {
	last, err := lastComplaint(t.folder)
	if err != nil {
		return err
	}
	if end := t.Until.AddDate(0, 0, 1).Add(-time.Microsecond); !t.Until.IsZero() && last.After(end) {
		last = end
	}
	const week = 7 * 24 * time.Hour
	shift := time.Since(last).Truncate(week)
	_, err = importing.Run(ctx, t.client, t.folder, importing.Options{
		Shift:    shift,
		Until:    last,
		Progress: func(file string, items int64, share float64) { progress.set(t.ID+"/"+file, items, share) },
	})
	if err != nil {
		return err
	}
	_, err = t.client.Routing.UpdateRoutingSettings(ctx, &throughlinev1.UpdateRoutingSettingsRequest{
		RoutingSettings: &throughlinev1.RoutingSettings{Name: t.client.Name() + "/routingSettings", FallbackTeam: t.Fallback},
	})
	return err
}

// lastComplaint returns when the last interaction of a folder happened.
func lastComplaint(f folder.Folder) (time.Time, error) {
	r, err := f.Open(ingest.InteractionsFile)
	if err != nil {
		return time.Time{}, err
	}
	defer func() { _ = r.Close() }()
	var last time.Time
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, ingest.MaxLine)
	for lines.Scan() {
		var line struct {
			OccurredAt time.Time `json:"occurred_at"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return last, err
		}
		if line.OccurredAt.After(last) {
			last = line.OccurredAt
		}
	}
	return last, lines.Err()
}

// maxShown is how many alerts of a tenant are printed whole.
const maxShown = 3

// print shows a tenant's alerts, those that fire now first.
func (d *demonstration) print(ctx context.Context, t demoTenant) error {
	out := d.streams.Out
	fmt.Fprintf(out, "\n%s\n%s — %s\n%s\n", strings.Repeat("═", d.streams.Width), t.Name, t.What, strings.Repeat("═", d.streams.Width))
	alerts := d.receiver.of(t.ID)
	slices.SortFunc(alerts, func(a, b *receivedAlert) int {
		return cmp.Or(
			cmp.Compare(b2i(b.latest.Alert.State == alert.Firing), b2i(a.latest.Alert.State == alert.Firing)),
			cmp.Compare(b.fired.Affected.Customers, a.fired.Affected.Customers),
			strings.Compare(a.fired.Alert.AlertID.String(), b.fired.Alert.AlertID.String()),
		)
	})
	for i, a := range alerts {
		if i == maxShown {
			fmt.Fprintf(out, "\n… and %d more alerts; list them with the commands below.\n", len(alerts)-maxShown)
			break
		}
		fmt.Fprintf(out, "\n%s", text.Render(*a.fired, text.Options{Width: d.streams.Width, Color: d.streams.Color}))
		fmt.Fprintf(out, "Told, each with the same evidence and a verified signature: %s.\n", inWords(strings.Join(sortedKeys(a.teams), ", ")))
		if a.latest.Alert.State != alert.Firing {
			fmt.Fprintf(out, "Since then: %s since %s, %s.\n", inWords(string(a.latest.Alert.State)), a.latest.Alert.At.Format("2 Jan 2006"), a.latest.Alert.Reason)
		}
	}
	if len(alerts) == 0 {
		fmt.Fprintln(out, "\nNothing fired.")
	}
	return d.printNear(ctx, t)
}

// printNear lists what is just below, and what waits for a person.
func (d *demonstration) printNear(ctx context.Context, t demoTenant) error {
	request := &throughlinev1.ListAlertsRequest{Parent: t.client.Name(), States: []throughlinev1.AlertState{
		throughlinev1.AlertState_ALERT_STATE_NEAR_THRESHOLD, throughlinev1.AlertState_ALERT_STATE_HELD_FOR_REVIEW,
	}}
	first := true
	for a, err := range t.client.ListAlerts(ctx, request) {
		if err != nil {
			return err
		}
		if first {
			fmt.Fprintln(d.streams.Out, "\nJust below, or waiting for a person:")
			first = false
		}
		fmt.Fprintf(d.streams.Out, "  %-16s %s\n  %16s %s\n", inWords(strings.ToLower(strings.TrimPrefix(a.GetState().String(), "ALERT_STATE_"))),
			a.GetTitle(), "", a.GetLastChange().GetReason())
	}
	return nil
}

// printDoors says where the server listens, and what to try next.
func (d *demonstration) printDoors(t demoTenant) {
	fmt.Fprintf(d.streams.Out, `
%s
While it runs, the server answers here:
  gRPC                       %s
  Connect, gRPC-Web, JSON    http://%s
  OpenAPI                    http://%[3]s/openapi.json

To try from another terminal, as %s's admin:

  export THROUGHLINE_API_KEY=%s
%s
  curl -H "authorization: Bearer $THROUGHLINE_API_KEY" \
    'http://%[3]s/v1/tenants/%[7]s/alerts?pageSize=1'

  grpcurl -plaintext -H "authorization: Bearer $THROUGHLINE_API_KEY" \
    -d '{"parent": "tenants/%[7]s"}' %[2]s throughline.v1.AlertService/ListAlerts
`, strings.Repeat("═", d.streams.Width), d.app.GRPCAddr(), d.app.HTTPAddr(), t.Name, t.key, d.commandsToTry(t), t.ID)
}

// commandsToTry names the commands that read what was shown.
func (d *demonstration) commandsToTry(t demoTenant) string {
	var out strings.Builder
	if address := d.app.GRPCAddr(); address != "127.0.0.1"+defaultServer[strings.LastIndexByte(defaultServer, ':'):] {
		fmt.Fprintf(&out, "  export THROUGHLINE_SERVER=%s\n", address)
	}
	program := cmp.Or(d.streams.Program, "throughline")
	fmt.Fprintf(&out, "\n  %s alerts list\n", program)
	if shown := d.receiver.of(t.ID); len(shown) > 0 {
		fmt.Fprintf(&out, "  %s alerts show %s\n", program, shown[0].fired.Alert.AlertID)
	}
	return out.String()
}

// inWords writes an identifier as words.
func inWords(id string) string { return strings.ReplaceAll(id, "_", " ") }

func sortedKeys(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for k := range set {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// splitPath takes "/tenant/team" apart.
func splitPath(path string) (tenant, team string) {
	tenant, team, ok := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if !ok {
		panic(errors.New("the receiver knows no such path"))
	}
	return tenant, team
}
