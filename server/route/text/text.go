// Package text writes a route.Message as plain text for a terminal, a log or a mail: in the
// order in which a leader reads an alert, wrapped to a width, with colours on request.
package text

import (
	"fmt"
	"strings"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
)

// Options say how a message is to look.
type Options struct {
	Width int  // columns, at least MinWidth; DefaultWidth when 0
	Color bool // ANSI colours and bold
}

// DefaultWidth is the width where none is given; MinWidth the least that reads well.
const (
	DefaultWidth = 96
	MinWidth     = 48
)

// Render writes a message. The text ends with a newline, and no line is wider than the width
// but for a single word that is.
func Render(m route.Message, o Options) string {
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	p := &page{width: max(o.Width, MinWidth), color: o.Color}
	p.banner(m)
	p.journey(m)
	p.stuck(m)
	p.quotes(m)
	p.affected(m)
	p.exposure(m)
	p.signal(m)
	p.demand(m)
	p.owners(m)
	p.fix(m)
	p.why(m)
	p.blindSpots(m)
	p.sinceLast(m)
	p.rule()
	return p.String()
}

// stateLooks is how each state's badge is painted.
var stateLooks = map[alert.State]look{
	alert.Firing:        badgeRed,
	alert.Regressed:     badgeRed,
	alert.Growing:       badgeRed,
	alert.Acknowledged:  badgeYellow,
	alert.Steady:        badgeYellow,
	alert.CoverageLost:  badgeYellow,
	alert.HeldForReview: badgeYellow,
	alert.NearThreshold: badgeYellow,
	alert.FixShipped:    badgeGreen,
	alert.Fading:        badgeGreen,
	alert.Resolved:      badgeGreen,
	alert.Snoozed:       badgeGrey,
	alert.Forming:       badgeGrey,
}

func (p *page) banner(m route.Message) {
	p.rule()
	badge := " " + strings.ToUpper(strings.ReplaceAll(string(m.Alert.State), "_", " ")) + " "
	arrow := " → "
	if m.Break.BothWays {
		arrow = " ⇄ "
	}
	p.line(p.paint(badge, stateLooks[m.Alert.State]) + "  " + p.paint(m.Alert.At.Format(dateLayout), faint))
	seam := m.Break.From.Name + arrow + m.Break.To.Name
	if !strings.HasPrefix(m.Alert.Title, seam) {
		p.paragraph("", bold, seam)
	}
	if m.Alert.Title != "" {
		p.paragraph("", bold, m.Alert.Title)
	}
	p.paragraph("", plain, m.Break.Summary+".")
	p.blank()
}

func (p *page) journey(m route.Message) {
	p.label("Journey")
	for _, j := range m.Journeys {
		p.item(plain, j.Name+": "+strings.Join(steps(j, m.Break), " › "))
	}
	if len(m.Journeys) == 0 {
		p.item(plain, fmt.Sprintf("%s ✗ %s", m.Break.From.Name, m.Break.To.Name))
	}
	p.label("What broke")
	p.item(plain, modeWords(m.Break))
}

// steps names a journey's steps and marks the seam.
func steps(j route.NamedSteps, b route.Break) []string {
	out := make([]string, len(j.Steps))
	for i, s := range j.Steps {
		out[i] = s.Name
		if s.ID == b.From.ID || s.ID == b.To.ID {
			out[i] = "[" + s.Name + "]"
		}
	}
	return out
}

func (p *page) stuck(m route.Message) {
	s := m.Stuck
	p.label("Where stuck")
	p.item(plain, "At "+s.At.Name+where(s))
	p.item(plain, "Heard in "+shares(s.Sources)+"; by "+shares(s.Channels))
}

func where(s route.Stuck) string {
	if s.LocationCount == 0 {
		return "; no complaint names a location"
	}
	text := fmt.Sprintf(", at %s: %s", plural(s.LocationCount, "location"), shares(s.Locations))
	if more := s.LocationCount - len(s.Locations); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	text += fmt.Sprintf("; the top three have %.0f %%", 100*s.TopLocationShare)
	if c := s.Concentration; c != nil {
		text += fmt.Sprintf(", and %.0f %% of all other contacts", 100*c.Expected)
	}
	return text
}

func (p *page) quotes(m route.Message) {
	p.label("They say")
	if len(m.Quotes) == 0 {
		p.item(faint, "no quote falls in the window")
	}
	for _, q := range m.Quotes {
		p.quote(q)
	}
	if c := m.Counter; c != nil {
		p.label("But also")
		p.quote(c.Quote)
		p.item(faint, "  who tells of "+otherwise(*c))
	}
}

func (p *page) quote(q route.Quote) {
	words := strings.Join(strings.Fields(q.Text), " ")
	if q.Shortened {
		words += " […]"
	}
	p.item(italic, "“"+words+"”")
	p.item(faint, "  "+reference(q))
}

// reference says where a quote stands.
func reference(q route.Quote) string {
	parts := []string{q.Source, q.OccurredAt.Format(dateLayout)}
	switch {
	case q.Location != "":
		parts = append(parts, q.Location)
	case q.LocationID != "":
		parts = append(parts, q.LocationID)
	}
	return strings.Join(append(parts, q.Interaction), " · ")
}

func (p *page) affected(m route.Message) {
	a := m.Affected
	p.label("Affected")
	p.item(bold, fmt.Sprintf("%s in %d days", plural(a.Customers, "customer"), days(m.Why)))
	p.item(plain, accountWords(a)+"; "+plural(a.Interactions, "interaction")+" of "+voiceWords(a))
	if again := againWords(a); again != "" {
		p.item(faint, again)
	}
	if a.RenewalsDue > 0 {
		p.item(plain, fmt.Sprintf("%s due soon, the first on %s", plural(a.RenewalsDue, "renewal"), a.Renewals[0].Due.Start().Format(dateLayout)))
	}
	p.item(plain, sparkline(a.Trend.Interactions)+"  "+trendWords(m))
}

func (p *page) exposure(m route.Message) {
	p.label("Exposure")
	if len(m.Exposure) == 0 {
		p.item(faint, "none known: no affected account has a known value or record")
	}
	for _, e := range m.Exposure {
		p.item(plain, exposureWords(e))
	}
}

func (p *page) signal(m route.Message) {
	p.label("Signal")
	for _, a := range m.Signal.Here {
		p.item(plain, fmt.Sprintf("%s on %s (%s)", p.paint(string(a.Strength), bold), aspectWords(a), a.Reason))
		if a.Raise != "" {
			p.item(faint, "surer with "+a.Raise)
		}
	}
	for _, n := range m.Signal.Neighbours {
		p.item(faint, fmt.Sprintf("nearby: %s on %s, %s, %s", n.Strength, neighbourWords(n, m.Break), plural(n.Customers, "customer"), words(string(n.State))))
	}
}

func (p *page) demand(m route.Message) {
	p.label("Demand")
	p.item(plain, m.Demand.Need+".")
	for _, i := range m.Demand.Heard[:min(1, len(m.Demand.Heard))] {
		p.item(italic, "in their words: “"+strings.Join(strings.Fields(m.Quotes[i].Text), " ")+"”")
	}
}

func (p *page) owners(m route.Message) {
	p.label("Owners")
	if len(m.Owners) == 0 {
		p.item(plain, "nobody: no team owns either side, and there is no fallback team")
	}
	for _, o := range m.Owners {
		line := p.paint(words(o.Team), bold) + ", " + string(o.Role)
		if o.Likely {
			line += " (likely: owns the touchpoint; nobody owns the seam)"
		}
		p.item(plain, line)
	}
}

func (p *page) fix(m route.Message) {
	p.label("Fix")
	p.item(bold, m.Fix.Title)
	for i, s := range m.Fix.Steps {
		p.item(plain, fmt.Sprintf("%d. %s", i+1, s))
	}
}

func (p *page) why(m route.Message) {
	p.label("Why now")
	p.item(plain, m.Why.Reason)
	p.item(faint, fmt.Sprintf("policy version %d, %s to %s", m.Why.PolicyVersion, m.Why.WindowFirst, m.Why.WindowLast))
}

func (p *page) blindSpots(m route.Message) {
	p.label("Can't see")
	if len(m.BlindSpots) == 0 {
		p.item(faint, "nothing is known to be missing")
	}
	for _, g := range m.BlindSpots {
		p.item(plain, g.Note)
	}
}

func (p *page) sinceLast(m route.Message) {
	p.label("Since last")
	s := m.SinceLast
	if s == nil {
		p.item(faint, "this is the first word of it")
		return
	}
	changes := signed(s.Customers, "customer") + ", " + signed(s.Voices, "voice") + ", " + signed(s.Interactions, "interaction")
	if m.Affected.Accounts > 0 || s.Accounts != 0 {
		changes += ", " + signed(s.Accounts, "account") + ", " + plural(s.NewAccounts, "account") + " new"
	}
	p.item(plain, fmt.Sprintf("since %s (%s): %s", s.At.Format(dateLayout), words(string(m.Alert.PreviousState)), changes))
	if len(s.NewLocations) > 0 {
		p.item(plain, "new at "+strings.Join(s.NewLocations, ", "))
	}
}
