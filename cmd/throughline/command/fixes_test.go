package command

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/apptest"
)

func testFixes(t *testing.T, f filled) {
	m, err := f.client.Journey.GetJourneyMap(t.Context(), &throughlinev1.GetJourneyMapRequest{Name: f.client.Name("journeyMap")})
	if err != nil {
		t.Fatal(err)
	}
	from, to := m.GetTouchpoints()[0].GetId(), m.GetTouchpoints()[1].GetId()
	day := time.Now().AddDate(0, 0, -10).UTC().Format(time.DateOnly)
	made := run(t, "", "fixes", "create", "--from", from, "--to", to, "--shipped-at", day, "--failure-mode", "dead_end", "--note", "Scan first")
	made.want(t, exitOK, from+" → "+to+", dead end", "shipped     "+day, "throughline fixes effect ")
	id := regexp.MustCompile(`fixes effect (\S+)`).FindStringSubmatch(made.out)[1]
	run(t, "", "fixes", "list").want(t, exitOK, id, day, "Scan first")
	run(t, "", "fixes", "effect", id).want(t, exitOK, "verdict", "because", "measured at")
	run(t, "", "fixes", "effect", id, "--json").want(t, exitOK, `"verdict":"FIX_VERDICT_`)
	run(t, "", "fixes", "effect", id, "--as-of", "2001-01-01").want(t, exitFailure, "FIELD_INVALID", "as_of")
	run(t, "", "fixes", "create", "--from", from).want(t, exitUsage, "--from and --to must be given")
	run(t, "", "fixes", "create", "--from", from, "--to", to, "--failure-mode", "bad").want(t, exitUsage, "--failure-mode must be one of context_lost, ")
	run(t, "", "fixes", "create", "--from", from, "--to", to, "--shipped-at", "soon").want(t, exitUsage, "--shipped-at must be an instant")
	run(t, "", "fixes", "create", "--from", from, "--to", "moon").want(t, exitFailure, "fix.seam.to_touchpoint")
}

// What 'journey show' prints, 'journey apply' takes, and it changes nothing.
func TestJourney(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	t.Setenv("THROUGHLINE_SERVER", s.GRPCAddr())
	run(t, "", "journey", "apply", filepath.Join(insurance, "journey.yaml")).want(t, exitOK, "journey map version 1 is set")
	shown := run(t, "", "journey", "show")
	shown.want(t, exitOK, "# version 1 ", "touchpoints:", "accountable:")
	file := write(t, shown.out)
	run(t, "", "journey", "apply", file).want(t, exitOK, "journey map version 1 is set") // an equal map is no new version

	changed := write(t, strings.Replace(shown.out, "name: ", "name: New ", 1))
	run(t, "", "journey", "apply", changed, "--etag", "old").want(t, exitFailure, "ETAG_MISMATCH")
	etag := regexp.MustCompile(`--etag "([^"]+)"`).FindStringSubmatch(shown.out)[1]
	run(t, "", "journey", "apply", changed, "--etag", etag).want(t, exitOK, "journey map version 2 is set")
	run(t, "", "journey", "show", "--json").want(t, exitOK, `"displayName":"New `)

	// Days on which teams own something survive the way there and back.
	const dated = `teams: [a, b]
touchpoints:
  - {id: web, kinds: [web], name: Web, team: a, tenures: [{team: b, effective_from: "2026-01-01", effective_until: "2026-02-01"}]}
  - {id: desk, kinds: [store], name: Desk, team: b}
seams:
  - {from: web, to: desk, accountable: a, effective_from: "2026-03-01"}
`
	run(t, "", "journey", "apply", write(t, dated)).want(t, exitOK, "version 3 is set")
	run(t, "", "journey", "show").want(t, exitOK, `effective_from: "2026-01-01"`, `effective_until: "2026-02-01"`, `effective_from: "2026-03-01"`)

	if err := os.WriteFile(file, []byte("touchpoints: [{id: A}]"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "", "journey", "apply", file).want(t, exitFailure, file+": journey map: ", "touchpoints[0]")
	run(t, "", "journey", "apply").want(t, exitUsage, "journey apply needs FILE")
}
