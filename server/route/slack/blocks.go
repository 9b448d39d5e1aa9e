package slack

import (
	"github.com/slack-go/slack"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/story"
)

// What Slack lets through, in UTF-16 units, as its clients count characters.
const (
	maxHeader   = 150
	maxButton   = 75
	maxText     = 3000
	maxValue    = 2000
	maxLink     = 3000
	maxElements = 25 // of buttons in a row
	// maxMessage is how much text all blocks together have: Slack refuses more than about 13,000
	// with msg_blocks_too_long.
	maxMessage = 12_000
)

// How much of a part is shown where the whole story does not fit.
const (
	shortQuotes = 2000
	shortPart   = 1000
)

// whole returns the line that notifications show and the blocks of an alert's story; asking says
// whether what is asked is a part of it.
func whole(t channel.Told, asking bool) (string, []slack.Block) {
	s := story.Tell(t)
	if !asking {
		s.Ask = nil
	}
	blocks, size := write(s, t, func(story.Name) int { return maxText })
	if size > maxMessage {
		blocks, _ = write(s.Short(), t, func(n story.Name) int {
			if n == story.TheySay {
				return shortQuotes
			}
			return shortPart
		})
	}
	return s.Line, blocks
}

// addition returns the line and the blocks of what is said besides the change.
func addition(t channel.Told) (string, []slack.Block) {
	s := story.Tell(t)
	p := &page{}
	p.ask(s.Ask)
	about := fit(marks[s.Tone]+" "+s.Headline()+" · "+s.Badge, shortPart/2)
	p.add(length(about), slack.NewContextBlock("", plainText(about))) // it may be read outside its thread
	p.actions(t)
	return s.Line, p.blocks
}

// write writes a story, each section in as many characters as most says, and returns how many they
// are together.
func write(s story.Story, t channel.Told, most func(story.Name) int) ([]slack.Block, int) {
	p := &page{}
	p.heading(s, t)
	if s.Notice != "" {
		p.rich(maxText, s.Notice, nil)
	}
	if s.Ask != nil {
		p.ask(s.Ask)
	}
	p.rich(shortPart/2, "", []story.Item{{Role: story.Plain, Text: s.Summary}})
	for _, section := range s.Sections {
		p.rich(most(section.Name), string(section.Name), section.Items)
	}
	p.actions(t)
	return p.blocks, p.size
}

// page is a message under way.
type page struct {
	blocks []slack.Block
	size   int // UTF-16 units of its text
}

func (p *page) add(size int, b slack.Block) {
	p.blocks, p.size = append(p.blocks, b), p.size+size
}

// marks show a state at a glance.
var marks = map[story.Tone]string{story.Alarm: "🔴", story.Caution: "🟡", story.Good: "🟢", story.Quiet: "⚪"}

// heading says which alert it is, in which state, and to whom it is told.
func (p *page) heading(s story.Story, t channel.Told) {
	head := fit(marks[s.Tone]+" "+s.Headline(), maxHeader)
	p.add(length(head), slack.NewHeaderBlock(plainText(head)))
	state := fit(stateLine(s, t), shortPart/4)
	elements, size := []slack.MixedElement{plainText(state)}, length(state)
	if reader := fit(s.Reader, shortPart/4); !blank(reader) {
		elements, size = append(elements, plainText(reader)), size+length(reader)
	}
	p.add(size, slack.NewContextBlock("", elements...))
}

// stateLine says in which state an alert is, since when, and what it was before.
func stateLine(s story.Story, t channel.Told) string {
	line := s.Badge
	if s.Severity != "" {
		line += " · " + string(s.Severity)
	}
	line += " · " + s.At.UTC().Format("2 Jan 2006 15:04 UTC")
	if before := t.Message.Alert.PreviousState; before != "" && before != s.State {
		line += " · was " + stateWords(before)
	}
	return line
}

// ask says what is asked of the team.
func (p *page) ask(a *story.Ask) {
	lead := "ℹ️ " + a.Text
	if a.Must {
		lead = "👉 " + a.Text
	}
	p.rich(shortPart*3/2, lead, a.Items)
}

// ActionPrefix is what the action_id of our buttons begins with; the kind of the action follows.
const ActionPrefix = "throughline_"

// OpenAction is the action_id of the button that opens the alert's page. Slack reports its clicks
// too; there is nothing to do about them.
const OpenAction = ActionPrefix + "open"

// actions writes the buttons. A token that is longer than Slack takes is not offered: the page
// that the last button opens offers the same.
func (p *page) actions(t channel.Told) {
	var buttons []slack.BlockElement
	for _, a := range t.Actions {
		if len(a.Token) > maxValue || a.Token == "" || len(buttons) == maxElements-1 {
			continue
		}
		b := slack.NewButtonBlockElement(ActionPrefix+string(a.Kind), a.Token, plainText(fit(label(a), maxButton)))
		if a.Kind == channel.Accept {
			b.Style = slack.StylePrimary
		}
		p.size += length(b.Text.Text)
		buttons = append(buttons, b)
	}
	if t.Link != "" && len(t.Link) <= maxLink {
		b := slack.NewButtonBlockElement(OpenAction, "", plainText("Open the alert"))
		b.URL = t.Link
		p.size += length(b.Text.Text)
		buttons = append(buttons, b)
	}
	if len(buttons) > 0 {
		p.add(0, slack.NewActionBlock("", buttons...))
	}
}

func label(a channel.Action) string {
	if blank(a.Label) {
		return string(a.Kind)
	}
	return a.Label
}

func plainText(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, text, false, false)
}

func stateWords(s alert.State) string { return story.Words(string(s)) }
