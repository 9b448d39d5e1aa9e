// Package text writes a route.Message as plain text for a terminal or a log: its story,
// wrapped to a width, with colours on request.
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

// Render writes a message. The text ends with a newline, and no line is wider than the width
// but for a single word that is.
func Render(m route.Message, o Options) string {
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	p := &page{width: max(o.Width, MinWidth), color: o.Color}
	s := story.Of(m)
	p.banner(s)
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
	p.line(p.paint(" "+strings.ToUpper(s.Badge)+" ", badges[s.Tone]) + "  " + p.paint(s.At.Format(dateLayout), faint))
	for _, name := range []string{s.Seam, s.Title} {
		if name != "" {
			p.paragraph("", bold, name)
		}
	}
	p.paragraph("", plain, s.Summary)
	p.blank()
}

const dateLayout = "2 Jan 2006"

// itemLooks are how items are painted.
var itemLooks = map[story.Role]look{story.Plain: plain, story.Strong: bold, story.Faint: faint, story.Quote: italic, story.Step: plain}

func (p *page) write(i story.Item) {
	text := i.Words()
	if i.Role == story.Plain && i.Lead != "" {
		text = p.paint(i.Lead, bold) + i.Text
	}
	p.item(itemLooks[i.Role], text)
	for _, below := range i.Below {
		p.item(faint, "  "+below)
	}
}
