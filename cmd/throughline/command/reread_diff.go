package command

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/journey"
)

// printDiff shows what a rereading changes.
func printDiff(s Streams, o rereadOptions, d evaluate.Diff) error {
	if o.json {
		return json.NewEncoder(s.Out).Encode(d)
	}
	diffMentions(s.Out, d, o.limit)
	diffClusters(s.Out, d, o.limit)
	diffAlerts(s.Out, d, o.limit)
	return nil
}

func diffMentions(w io.Writer, d evaluate.Diff, limit int) {
	m := d.Mentions
	fmt.Fprintf(w, "mentions: %d now, %d then; %d gained, %d lost, %d with another seam or failure mode, %d the same\n",
		m.Before, m.After, m.Gained, m.Lost, m.Changed, m.Same)
	for _, kind := range []struct {
		kind evaluate.ChangeKind
		all  int
	}{{evaluate.Gained, m.Gained}, {evaluate.Lost, m.Lost}, {evaluate.Changed, m.Changed}} {
		shown := 0
		for _, c := range d.Examples {
			if c.Kind == kind.kind && shown < limit {
				shown++
				fmt.Fprintf(w, "  %s %s: %s %q\n", c.Kind, c.ExternalID, saidOf(c), c.Quote)
			}
		}
		rest(w, kind.all-shown, string(kind.kind))
	}
}

// saidOf says what was and what is read of one place.
func saidOf(c evaluate.MentionChange) string {
	switch {
	case c.Before == nil:
		return sides(c.After.Seam, c.After.Mode)
	case c.After == nil:
		return sides(c.Before.Seam, c.Before.Mode)
	}
	return sides(c.Before.Seam, c.Before.Mode) + ", then " + sides(c.After.Seam, c.After.Mode)
}

// sides names a seam and its failure mode; a question mark stands for what nobody says.
func sides(seam journey.Seam, mode journey.FailureMode) string {
	return fmt.Sprintf("%s -> %s (%s)", orUnknown(seam.From), orUnknown(seam.To), orUnknown(string(mode)))
}

func orUnknown(s string) string {
	if s == "" {
		return "?"
	}
	return s
}

func diffClusters(w io.Writer, d evaluate.Diff, limit int) {
	var gained, lost int
	for _, c := range d.Clusters {
		switch c.Kind {
		case evaluate.Gained:
			gained++
		case evaluate.Lost:
			lost++
		}
	}
	fmt.Fprintf(w, "clusters: %d new, %d left without members, %d changed, %d the same\n", gained, lost, len(d.Clusters)-gained-lost, d.Same)
	for i, c := range d.Clusters {
		if i == limit {
			rest(w, len(d.Clusters)-limit, "changed")
			break
		}
		switch c.Kind {
		case evaluate.Gained:
			fmt.Fprintf(w, "  new     %s: %s%s\n", c.ClusterID, comesTo(c.After), linked(", split from ", c.From))
		case evaluate.Lost:
			fmt.Fprintf(w, "  left    %s: %s%s\n", c.ClusterID, comesTo(c.Before), linked(", merged into ", c.Into))
		default:
			fmt.Fprintf(w, "  changed %s: %s, then %s (%d interactions joined, %d left)\n", c.ClusterID, comesTo(c.Before), comesTo(c.After), c.Joined, c.Left)
		}
	}
}

// linked says which other cluster a change is about; nothing where it is about none.
func linked(words string, other uuid.UUID) string {
	if other == uuid.Nil {
		return ""
	}
	return words + other.String()
}

func comesTo(c *evaluate.ClusterCount) string {
	return fmt.Sprintf("%s, %s, %s in the window", sides(c.Seam, c.Mode),
		count(c.Interactions, "interaction", "interactions"), count(c.Customers, "customer", "customers"))
}

func diffAlerts(w io.Writer, d evaluate.Diff, limit int) {
	var starts, stops int
	for _, a := range d.Alerts {
		if a.Starts() {
			starts++
		}
		if a.Stops() {
			stops++
		}
	}
	fmt.Fprintf(w, "alerts: %d start to fire, %d stop, %d change otherwise\n", starts, stops, len(d.Alerts)-starts-stops)
	for i, a := range d.Alerts {
		if i == limit {
			rest(w, len(d.Alerts)-limit, "changed")
			break
		}
		fmt.Fprintf(w, "  %s: %s, then %s; tells %s; %s\n", a.AlertID, a.Before, a.After, count(a.Deliveries, "destination", "destinations"), a.Reason)
	}
}

// rest says how many lines of a kind were not shown.
func rest(w io.Writer, n int, kind string) {
	if n > 0 {
		fmt.Fprintf(w, "  … and %d more %s\n", n, kind)
	}
}
