package command

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"gopkg.in/yaml.v3"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// routingFile is a routing.yaml.
type routingFile struct {
	settings *throughlinev1.RoutingSettings
	routes   []*throughlinev1.Route // destinations by name
}

func readRouting(path string) (routingFile, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return routingFile{}, err
	}
	f, err := parseRouting(data)
	if err != nil {
		return f, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// parseRouting reads a routing.yaml. Unknown fields, a second document and routes without a name of
// their own are errors.
func parseRouting(data []byte) (routingFile, error) {
	var raw struct {
		Settings map[string]any   `yaml:"settings"`
		Routes   []map[string]any `yaml:"routes"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&raw); err != nil && !errors.Is(err, io.EOF) {
		return routingFile{}, err
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return routingFile{}, errors.New("the file must hold one document")
	}
	f := routingFile{settings: &throughlinev1.RoutingSettings{}}
	if err := fromYAML(raw.Settings, f.settings); err != nil {
		return f, fmt.Errorf("settings: %w", err)
	}
	seen := map[string]bool{}
	for i, r := range raw.Routes {
		route := &throughlinev1.Route{}
		if err := fromYAML(r, route); err != nil {
			return f, fmt.Errorf("routes[%d]: %w", i, err)
		}
		switch name := route.GetDisplayName(); {
		case name == "":
			return f, fmt.Errorf("routes[%d]: display_name is missing; a route as code is known by it", i)
		case seen[name]:
			return f, fmt.Errorf("routes[%d]: %q is listed twice", i, name)
		default:
			seen[name] = true
		}
		f.routes = append(f.routes, route)
	}
	return f, nil
}

// fromYAML reads a message from the YAML form of its JSON.
func fromYAML(tree map[string]any, to proto.Message) error {
	data, err := json.Marshal(tree)
	if err != nil {
		return err
	}
	if tree == nil {
		return nil
	}
	return protojson.Unmarshal(data, to)
}

// routingSet is the routing that a tenant has.
type routingSet struct {
	settings     *throughlinev1.RoutingSettings
	routes       []*throughlinev1.Route
	destinations []*throughlinev1.Destination
	teams        []string // of the journey map
}

// checkTeam returns an error for a team that the journey map does not have; "" names none.
func (s routingSet) checkTeam(field, team string) error {
	if team == "" || slices.Contains(s.teams, team) {
		return nil
	}
	return fmt.Errorf("%s: %q is no team of the journey map; its teams are %s", field, team, strings.Join(s.teams, ", "))
}

// check returns an error for the first team of a file that the journey map does not have.
func (s routingSet) check(f routingFile) error {
	if err := s.checkTeam("settings.fallback_team", f.settings.GetFallbackTeam()); err != nil {
		return err
	}
	for i, t := range f.settings.GetTeams() {
		if err := cmp.Or(s.checkTeam(fmt.Sprintf("settings.teams[%d].team", i), t.GetTeam()),
			s.checkTeam(fmt.Sprintf("settings.teams[%d].escalates_to", i), t.GetEscalatesTo())); err != nil {
			return err
		}
	}
	for _, r := range f.routes {
		if err := s.checkTeam(fmt.Sprintf("route %q: team", r.GetDisplayName()), r.GetTeam()); err != nil {
			return err
		}
	}
	return nil
}

func presentRouting(ctx context.Context, client *throughline.Client) (set routingSet, err error) {
	set.settings, err = client.Routing.GetRoutingSettings(ctx, &throughlinev1.GetRoutingSettingsRequest{Name: client.Name("routingSettings")})
	if err != nil {
		return set, err
	}
	for r, err := range client.ListRoutes(ctx, &throughlinev1.ListRoutesRequest{PageSize: 500}) {
		if err != nil {
			return set, err
		}
		set.routes = append(set.routes, r)
	}
	for d, err := range client.ListDestinations(ctx, &throughlinev1.ListDestinationsRequest{PageSize: 500}) {
		if err != nil {
			return set, err
		}
		set.destinations = append(set.destinations, d)
	}
	m, err := client.Journey.GetJourneyMap(ctx, &throughlinev1.GetJourneyMapRequest{Name: client.Name("journeyMap")})
	var e *throughline.Error
	if errors.As(err, &e) && e.Code == codes.NotFound { // no map yet, so no teams
		return set, nil
	}
	set.teams = m.GetTeams()
	return set, err
}

// etag changes when the settings or a route does.
func (s routingSet) etag() string {
	parts := []string{s.settings.GetEtag()}
	for _, r := range s.routes {
		parts = append(parts, r.GetName()+" "+r.GetEtag())
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:8])
}

// named returns the route of a name; nil when there is none.
func (s routingSet) named(name string) *throughlinev1.Route {
	if i := slices.IndexFunc(s.routes, func(r *throughlinev1.Route) bool { return r.GetDisplayName() == name }); i >= 0 {
		return s.routes[i]
	}
	return nil
}

// destination returns the resource name of a destination, which a file names so or by its
// display_name.
func (s routingSet) destination(named string) (string, error) {
	var found []string
	for _, d := range s.destinations {
		if d.GetName() == named || d.GetDisplayName() == named {
			found = append(found, d.GetName())
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("there is no destination %q; make it first", named)
	}
	return "", fmt.Errorf("%d destinations are called %q; write the resource name of the one that is meant", len(found), named)
}

// routingPlan is how a file differs from what is set.
type routingPlan struct {
	present                routingSet
	settings               *throughlinev1.RoutingSettings
	create, update, remove []*throughlinev1.Route
}

func (f routingFile) plan(client *throughline.Client, present routingSet) (routingPlan, error) {
	p := routingPlan{present: present, settings: proto.CloneOf(f.settings)}
	if err := present.check(f); err != nil {
		return p, err
	}
	p.settings.Name, p.settings.Etag = client.Name("routingSettings"), present.settings.GetEtag()
	kept := map[string]bool{}
	for _, r := range f.routes {
		kept[r.GetDisplayName()] = true
		r = proto.CloneOf(r)
		for i, d := range r.GetDestinations() {
			name, err := present.destination(d)
			if err != nil {
				return p, fmt.Errorf("route %q: %w", r.GetDisplayName(), err)
			}
			r.Destinations[i] = name
		}
		if r.GetAudience() == 0 {
			r.Audience = throughlinev1.RouteAudience_ROUTE_AUDIENCE_OWNERS
		}
		is := present.named(r.GetDisplayName())
		if is == nil {
			p.create = append(p.create, r)
			continue
		}
		r.Name, r.Etag = is.GetName(), is.GetEtag()
		changed, err := differences(is, r)
		if err != nil {
			return p, err
		}
		if len(changed) > 0 {
			p.update = append(p.update, r)
		}
	}
	for _, r := range present.routes {
		if r.GetDisplayName() != "" && !kept[r.GetDisplayName()] {
			p.remove = append(p.remove, r)
		}
	}
	return p, nil
}
