package track_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/track"
)

// story is a break of the demo with its complaints.
type story struct {
	Name    string   `json:"-"`
	From    []string `json:"from"`
	To      []string `json:"to"`
	Members []string `json:"members"`
}

// demo is a demo tenant with its fix.
type demo struct {
	interactions []ingest.Interaction
	stories      []story // by name
	journeys     *journey.Map
	fix          track.Fix
}

func loadDemo(t *testing.T, tenant string) demo {
	t.Helper()
	f, err := folder.Open("../../demo/" + tenant)
	must(t, err)
	var d demo
	d.journeys, err = folder.Parse(f, "journey.yaml", journey.ParseYAML)
	must(t, err)
	named, err := folder.Parse(f, "truth.json", func(data []byte) (m map[string]story, err error) { return m, json.Unmarshal(data, &m) })
	must(t, err)
	for name, s := range named {
		s.Name = name
		if len(s.From) > 0 && len(s.To) > 0 {
			d.stories = append(d.stories, s)
		}
	}
	slices.SortFunc(d.stories, func(a, b story) int { return strings.Compare(a.Name, b.Name) })
	lines, err := f.Open(ingest.InteractionsFile)
	must(t, err)
	defer lines.Close()
	for line, err := range ingest.Interactions(lines, ingest.Position{}) {
		must(t, err)
		d.interactions = append(d.interactions, line.Value)
	}
	fixes, err := f.Open(ingest.FixesFile)
	must(t, err)
	defer fixes.Close()
	for line, err := range ingest.Fixes(fixes, ingest.Position{}) {
		must(t, err)
		d.fix, err = track.FixOf(uuid.UUID{1}, line.Value, "import")
		must(t, err)
	}
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d demo) rows(s story) []track.Row {
	var rows []track.Row
	for _, in := range d.interactions {
		rows = append(rows, track.Row{
			Day: measure.DayOf(in.OccurredAt), Source: in.Source, Channel: in.Channel, Location: in.LocationID,
			Complaints: boolInt(slices.Contains(s.Members, in.ExternalID)), Volume: 1,
		})
	}
	return rows
}

// TestDemoFixes measures the fix of each demo tenant by the complaints that its labels name. In
// the retailer's, complaints about the chat's promises begin at the same desk in that week.
func TestDemoFixes(t *testing.T) {
	for _, c := range []struct {
		tenant, story string
		weeks         int // after the fix
		says          string
		moved         []string
	}{
		{"retail", "pickup_ready_no_stock", 7, "11 complaints in the 6 weeks from 2026-06-12, 117.8 expected", []string{"chat_promise_store"}},
		{"insurance", "bot_to_phone_dropped", 7, "5 complaints in the 6 weeks from 2026-06-01, 52.0 expected", nil},
	} {
		d := loadDemo(t, c.tenant)
		now := d.fix.ShippedAt.AddDate(0, 0, 7*c.weeks).Add(9 * time.Hour)
		known := track.Known{Map: d.journeys, DataFrom: d.interactions[0].OccurredAt}
		if wrong := d.fix.Validate(known, now); len(wrong) > 0 {
			t.Errorf("%s: %v", c.tenant, wrong)
		}
		measured := false
		var neighbours []track.Neighbour
		for _, s := range d.stories {
			if s.Name != c.story {
				neighbours = append(neighbours, track.Neighbour{Title: s.Name, Seam: journey.Seam{From: s.From[0], To: s.To[0]}, Rows: d.rows(s)})
				continue
			}
			measured = true
			e := track.EffectOf(d.fix, d.rows(s), track.DefaultOptions, now)
			if e.Verdict != track.Worked || !strings.HasPrefix(e.Reason, c.says) {
				t.Errorf("%s: %s: %s", c.tenant, e.Verdict, e.Reason)
			}
		}
		var moved []string
		for _, n := range track.DisplacementOf(d.fix, d.journeys, neighbours, track.DefaultOptions, now).Moved {
			moved = append(moved, n.Title)
		}
		if !measured || !slices.Equal(moved, c.moved) {
			t.Errorf("%s: measured %v, moved to %q, want %q", c.tenant, measured, moved, c.moved)
		}
	}
}
