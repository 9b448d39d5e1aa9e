// Package text writes a story as plain text for a terminal, a log or a mail, wrapped to a width, with
// colours on request.
package text

import (
	"strings"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/story"
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

// Render writes a message that is told to nobody in particular, see Tell.
func Render(m route.Message, o Options) string { return Tell(story.Of(m), o) }

// Tell writes a story. The text ends with a newline, and no line is wider than the width but for a
// single word that is.
func Tell(s story.Story, o Options) string {
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	p := &page{width: max(o.Width, MinWidth), color: o.Color}
	p.banner(s)
	p.ask(s.Ask)
	for _, section := range s.Sections {
		p.label(string(section.Name))
		for _, item := range section.Items {
			p.write(item)
		}
	}
	p.rule()
	return p.String()
}

// badges are how a state is painted.
var badges = map[story.Tone]look{story.Alarm: badgeRed, story.Caution: badgeYellow, story.Good: badgeGreen, story.Quiet: badgeGrey}

func (p *page) banner(s story.Story) {
	p.rule()
	if s.Notice != "" {
		p.paragraph("", bold, s.Notice)
	}
	p.line(p.paint(" "+strings.ToUpper(s.Badge)+" ", badges[s.Tone]) + "  " + p.paint(s.At.Format(dateLayout), faint))
	for _, name := range []string{s.Seam, s.Title} {
		if name != "" {
			p.paragraph("", bold, name)
		}
	}
	p.paragraph("", plain, s.Summary)
	if s.Reader != "" {
		p.paragraph("", faint, s.Reader)
	}
	p.blank()
}

// ask writes what is asked of the reader, before all else.
func (p *page) ask(a *story.Ask) {
	if a == nil {
		return
	}
	p.paragraph("", bold, a.Text)
	for _, item := range a.Items {
		p.paragraph("  ", plain, item.Words())
	}
	p.blank()
}

const dateLayout = "2 Jan 2006"

// itemLooks are how items are painted.
var itemLooks = map[story.Role]look{story.Plain: plain, story.Strong: bold, story.Faint: faint, story.Quote: italic, story.Step: plain}

func (p *page) write(i story.Item) {
	text := harmless(i.Words())
	if i.Role == story.Plain && i.Lead != "" {
		text = p.paint(harmless(i.Lead), bold) + harmless(i.Text)
	}
	p.item(itemLooks[i.Role], text)
	for _, below := range i.Below {
		p.item(faint, "  "+harmless(below))
	}
}
