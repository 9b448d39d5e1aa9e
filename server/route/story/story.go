package story

import (
	"fmt"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
)

// Story is an alert as it is told.
type Story struct {
	State    alert.State
	Badge    string         // the state in words: "near threshold"
	Tone     Tone           // how the state is to look
	Severity alert.Severity // empty when unknown
	At       time.Time      // of the change
	Notice   string         // that somebody tries a destination; empty when it is real
	Seam     string         // "Notice → Desk", where the title does not begin with it; else empty
	Title    string         // of the cluster; may be empty
	Summary  string         // what broke, a sentence
	Reader   string         // who is told, and why; empty where the reader is nobody in particular
	Ask      *Ask           // what is said besides the alert itself; nil for nothing
	Sections []Section      // in the order in which they are read
	// Line is the story in a line, for a notification: what is asked or the state, the headline and
	// the counts. At most MaxLine characters.
	Line string
}

// MaxLine is how many characters a story's line has at most.
const MaxLine = 220

// Headline returns the story's name: the same over an alert's life unless its title changes.
func (s Story) Headline() string {
	if s.Title != "" {
		return s.Title
	}
	return s.Seam
}

// Tone says how a state is to look.
type Tone string

// The closed set of tones.
const (
	Alarm   Tone = "alarm"   // customers are let down, and nobody does anything about it that is known
	Caution Tone = "caution" // somebody does, or it may soon be so
	Good    Tone = "good"    // it gets better
	Quiet   Tone = "quiet"   // nothing is to be done
)

// tones are those of the states.
var tones = map[alert.State]Tone{
	alert.Firing: Alarm, alert.Regressed: Alarm, alert.Growing: Alarm,
	alert.Acknowledged: Caution, alert.Steady: Caution, alert.CoverageLost: Caution, alert.HeldForReview: Caution, alert.NearThreshold: Caution,
	alert.FixShipped: Good, alert.Fading: Good, alert.Resolved: Good,
	alert.Snoozed: Quiet, alert.Forming: Quiet,
}

// Section is a part of a story, under a label.
type Section struct {
	Name  Name
	Items []Item // at least one
}

// Name is the label of a section. It has at most 12 characters.
type Name string

// The closed set of sections, in the order in which they are read. ButAlso is not always there.
const (
	Journey    Name = "Journey"
	WhatBroke  Name = "What broke"
	WhereStuck Name = "Where stuck"
	TheySay    Name = "They say"
	ButAlso    Name = "But also"
	Affected   Name = "Affected"
	Exposure   Name = "Exposure"
	Signal     Name = "Signal"
	Demand     Name = "Demand"
	Owners     Name = "Owners"
	Fix        Name = "Fix"
	WhyNow     Name = "Why now"
	CannotSee  Name = "Can't see"
	SinceLast  Name = "Since last"
)

// Item is a paragraph of a section.
type Item struct {
	Role Role
	Lead string // the words that it begins with and that stand out; often empty
	Text string // what follows them; of a quote, the customer's words without quotation marks
	// Number counts the steps of a section from 1; 0 of what is no step.
	Number    int
	Shortened bool     // of a quote: the customer went on
	Below     []string // of a quote: where it stands, and what else is to be known of it
}

// Role says what an item is.
type Role string

// The closed set of roles.
const (
	Plain  Role = "plain"
	Strong Role = "strong" // matters most of its section
	Faint  Role = "faint"  // for those who want to know more
	Quote  Role = "quote"  // a customer's exact words
	Step   Role = "step"   // something to do, one after the other
)

// Words returns the item without looks: a quote in quotation marks, a step with its number.
func (i Item) Words() string {
	switch i.Role {
	case Quote:
		more := ""
		if i.Shortened {
			more = " […]"
		}
		return i.Lead + "“" + i.Text + more + "”"
	case Step:
		return fmt.Sprintf("%d. %s", i.Number, i.Lead+i.Text)
	}
	return i.Lead + i.Text
}

// Section returns a section by its name; false when the story does not have it.
func (s Story) Section(name Name) (Section, bool) {
	for _, section := range s.Sections {
		if section.Name == name {
			return section, true
		}
	}
	return Section{}, false
}

// Of returns the story of a message that is told to nobody in particular.
func Of(m route.Message) Story {
	s := told(m)
	s.Line = lineOf(s, m)
	return s.clean()
}

// Tell returns the story that a team is told.
func Tell(t channel.Told) Story {
	s := told(t.Message)
	s.Reader = readerOf(t.Owner)
	s.Ask = askOf(t)
	s.Line = lineOf(s, t.Message)
	if t.Test {
		s.Notice = "This is a test of the destination: the alert is made up, and nothing is to be done."
		s.Line = "Test: " + s.Line
	}
	return s.clean()
}

func told(m route.Message) Story {
	s := Story{
		State: m.Alert.State, Badge: Words(string(m.Alert.State)), Tone: tones[m.Alert.State], Severity: m.Alert.Severity, At: m.Alert.At,
		Title: m.Alert.Title, Summary: strings.TrimSuffix(m.Break.Summary, ".") + ".",
	}
	if s.Tone == "" {
		s.Tone = Quiet
	}
	if seam := seamOf(m.Break); !strings.HasPrefix(m.Alert.Title, seam) {
		s.Seam = seam
	}
	for _, part := range parts {
		s.Sections = append(s.Sections, part(m)...)
	}
	return s
}

func seamOf(b route.Break) string {
	arrow := " → "
	if b.BothWays {
		arrow = " ⇄ "
	}
	return b.From.Name + arrow + b.To.Name
}

// readerOf says to whom a story is told, and why to them.
func readerOf(o route.Owner) string {
	if o.Team == "" {
		return ""
	}
	text := "Told to " + Words(o.Team) + ", "
	switch o.Role {
	case route.Accountable:
		text += "which answers for this seam"
	case route.Contributing:
		text += "which works on one of its sides"
	case route.Fallback:
		text += "because nobody else is known to answer for this seam"
	default:
		return text + "which asked to hear of such alerts"
	}
	if o.Likely {
		text += ", as far as the evidence tells"
	}
	return text
}
