package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// decisionWord is what the names of decisions' kinds begin with.
const decisionWord = "DECISION_KIND_"

// decideFlags are the flags of commands by which a person decides something.
type decideFlags struct {
	remoteFlags
	comment string
	etag    string
}

func (f *decideFlags) add(c *cobra.Command) {
	f.remoteFlags.add(c)
	c.Flags().StringVar(&f.comment, "comment", "", "why, in `words`; personal data in it is redacted")
	c.Flags().StringVar(&f.etag, "etag", "", "decide only if it has not changed since it had this `etag`")
}

// decide connects, decides, and tells what was decided.
func (f *decideFlags) decide(s Streams, fn func(*throughline.Client) (*throughlinev1.Decision, error)) error {
	return f.call(func(client *throughline.Client) error {
		d, err := fn(client)
		if err != nil {
			return err
		}
		return printOne(s, f.remoteFlags, d, func(d *throughlinev1.Decision) error { return printDecision(s, d) })
	})
}

// printDecision prints a clean decision, and how to take it back.
func printDecision(s Streams, d *throughlinev1.Decision) error {
	p := newSheet(s)
	p.row("decision", idOf(d.GetName()))
	p.row("decided", decisionWords(d))
	for _, cluster := range d.GetPlacedIn() {
		p.row("now in", "cluster "+idOf(cluster))
	}
	if d.GetComment() != "" {
		p.row("why", d.GetComment())
	}
	p.row("by", "key "+idOf(d.GetReviewer())+", "+terminal.Moment(d.GetDecidedAt()))
	if d.GetUndoneAt() != nil {
		p.row("undone", terminal.Moment(d.GetUndoneAt())+" by key "+idOf(d.GetUndoneBy()))
		if d.GetUndoComment() != "" {
			p.row("because", d.GetUndoComment())
		}
	} else {
		p.row("undo it", "throughline review undo "+idOf(d.GetName()))
	}
	return p.write()
}

// decisionWords says in a line what was decided.
func decisionWords(d *throughlinev1.Decision) string {
	words := []string{spoken(d.GetKind(), decisionWord)}
	if n := len(d.GetMentions()); n > 0 {
		words = append(words, count(n, "mention", "mentions"))
	}
	if n := len(d.GetClusters()); n > 0 {
		words = append(words, count(n, "cluster", "clusters"))
	}
	if d.GetCluster() != "" {
		words = append(words, "cluster "+idOf(d.GetCluster()))
	}
	if d.GetKind() == throughlinev1.DecisionKind_DECISION_KIND_RENAME {
		words = append(words, fmt.Sprintf("to %q", d.GetTitle()))
	}
	return strings.Join(words, ", ")
}
