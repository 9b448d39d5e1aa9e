package command

import (
	"strings"
	"testing"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
)

const routingYAML = `
settings:
  fallback_team: care
  teams:
    - {team: stores, escalates_to: care, time_zone: Europe/Berlin, quiet_hours: [{start_time: "22:00", end_time: "07:00"}]}
routes:
  - {display_name: stores hear, team: stores, destinations: [Stores channel], min_severity: SEVERITY_MEDIUM}
  - {display_name: retention hears, team: care, destinations: [Stores channel], audience: ROUTE_AUDIENCE_ANYBODY, renewal_within_days: 30}
`

func TestRoutingPlanAndApply(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	client := s.Client(s.Key)
	ctx := t.Context()
	if _, err := client.Journey.UpdateJourneyMap(ctx, &v1.UpdateJourneyMapRequest{JourneyMap: &v1.JourneyMap{Name: client.Name("journeyMap"), Teams: []string{"stores", "care"}}}); err != nil {
		t.Fatal(err)
	}
	first := policyFile(t, routingYAML)
	run(t, "", "routing", "plan", first, "--server", s.GRPCAddr()).want(t, exitFailure, `route "stores hear": there is no destination "Stores channel"; make it first`)
	_, err := client.Routing.CreateDestination(ctx, &v1.CreateDestinationRequest{Destination: &v1.Destination{
		DisplayName: "Stores channel", Target: &v1.Destination_Webhook{Webhook: &v1.Webhook{Url: "https://hooks.example.com/stores"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	ghosts := policyFile(t, "settings: {fallback_team: ghosts}\nroutes: []\n")
	run(t, "", "routing", "plan", ghosts, "--server", s.GRPCAddr()).
		want(t, exitFailure, `settings.fallback_team: "ghosts" is no team of the journey map; its teams are stores, care`)
	plan := run(t, "", "routing", "plan", first, "--server", s.GRPCAddr())
	plan.want(t, exitOK, "+ settings.fallback_team: care", "+ settings.teams[0].quiet_hours[0].start_time: 22:00", `+ route "stores hear": team stores`,
		`Route "stores hear" would have told team stores 0 times over 0 changes`, "To set it: throughline routing apply")
	etag := etagOf.FindStringSubmatch(plan.out)[1]
	run(t, "", "routing", "apply", first, "--server", s.GRPCAddr(), "--etag", etag).want(t, exitOK, "routing settings version 1; 2 routes made, 0 changed, 0 deleted")
	run(t, "", "routing", "apply", first, "--server", s.GRPCAddr(), "--etag", etag).want(t, exitFailure, "has changed since it was planned")
	run(t, "", "routing", "plan", first, "--server", s.GRPCAddr()).want(t, exitOK, "The file says what is set already.")

	second := policyFile(t, strings.NewReplacer("SEVERITY_MEDIUM", "SEVERITY_HIGH", "retention hears", "leaders hear").Replace(routingYAML))
	plan = run(t, "", "routing", "plan", second, "--server", s.GRPCAddr())
	plan.want(t, exitOK, `~ route "stores hear" min_severity: SEVERITY_MEDIUM -> SEVERITY_HIGH`, `+ route "leaders hear": team care`, `- route "retention hears": team care`)
	etag = etagOf.FindStringSubmatch(plan.out)[1]
	// The new one says the same as the one that goes, which the server would refuse while both are there.
	run(t, "", "routing", "apply", second, "--server", s.GRPCAddr(), "--etag", etag).want(t, exitOK, "1 routes made, 1 changed, 1 deleted")
	run(t, "", "routing", "plan", second, "--server", s.GRPCAddr()).want(t, exitOK, "The file says what is set already.")
}

func TestRoutingMistakes(t *testing.T) {
	run(t, "", "routing", "plan").want(t, exitUsage, "routing plan needs FILE")
	run(t, "", "routing", "apply", policyFile(t, "routes: []\n")).want(t, exitUsage, "--etag must be given")
	for text, says := range map[string]string{
		"route: []\n":                                      "field route not found",
		"settings: {fallback: x}\n":                        `unknown field "fallback"`,
		"routes: [{team: x}]\n":                            "routes[0]: display_name is missing",
		"routes: [{display_name: a}, {display_name: a}]\n": `routes[1]: "a" is listed twice`,
		"routes: []\n---\nroutes: []\n":                    "must hold one document",
	} {
		run(t, "", "routing", "plan", policyFile(t, text)).want(t, exitFailure, says)
	}
}
