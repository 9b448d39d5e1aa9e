package slack

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"github.com/throughline-cx/throughline/server/route/story"
)

// rich writes items under a label as one block of at most so many characters. What does not fit is
// left out, and said to be.
func (p *page) rich(most int, name string, items []story.Item) {
	w := &writer{room: most}
	if !blank(name) {
		w.text(fit(name, most*2/3), bold)
		if len(items) > 0 && len(name) < moreRoom && inline(items[0]) {
			w.text(":  ", bold)
			w.joined = true
		}
	}
	for i, item := range items {
		if !w.item(item, len(items)-i-1) {
			break
		}
	}
	w.end()
	if len(w.elements) > 0 {
		p.add(most-w.room, slack.NewRichTextBlock("", w.elements...))
	}
}

var (
	bold   = &slack.RichTextSectionTextStyle{Bold: true}
	italic = &slack.RichTextSectionTextStyle{Italic: true}
)

// writer writes one block of rich text. Words that follow each other are one section; quotes and
// lists of steps stand for themselves.
type writer struct {
	room     int
	elements []slack.RichTextElement
	section  []slack.RichTextSectionElement // under way
	steps    *slack.RichTextList            // under way
	joined   bool                           // the next words stand beside the label
}

// inline reports whether an item may stand beside the label of its section.
func inline(i story.Item) bool { return i.Role != story.Quote && i.Role != story.Step }

const (
	moreRoom = 20  // is kept free to say that something is left out
	maxPart  = 200 // characters of the words before an item, and of each line below it
)

// item writes an item, false when there is no room for it.
func (w *writer) item(i story.Item, after int) bool {
	if blank(i.Lead + i.Text) {
		return true
	}
	reserved := 0
	if after > 0 {
		reserved = moreRoom
	}
	i.Lead = fit(i.Lead, maxPart)
	size := length(i.Words()) + 2
	below := make([]string, len(i.Below))
	for j, text := range i.Below {
		below[j] = fit(text, maxPart)
		size += length(below[j]) + 1
	}
	i.Below = below
	if size+reserved > w.room {
		free := w.room - reserved - (size - length(i.Text)) - len("[…]")
		if free < 2*moreRoom {
			w.line("", nil)
			w.text(fmt.Sprintf("… and %d more", after+1), italic)
			return false
		}
		i.Text, i.Shortened = strings.TrimSuffix(fit(i.Text, free), "…"), true
	}
	switch i.Role {
	case story.Quote:
		w.quote(i)
	case story.Step:
		w.step(i)
	default:
		w.words(i)
	}
	return true
}

// words writes an item that is no quote and no step.
func (w *writer) words(i story.Item) {
	style := map[story.Role]*slack.RichTextSectionTextStyle{story.Strong: bold, story.Faint: italic}[i.Role]
	w.line(i.Lead, bold)
	text := i.Text
	if i.Shortened {
		text += "…"
	}
	w.text(text, style)
}

func (w *writer) quote(i story.Item) {
	w.end()
	q := &slack.RichTextQuote{Type: slack.RTEQuote, Elements: []slack.RichTextSectionElement{w.element(i.Words(), nil)}}
	for _, below := range i.Below {
		if !blank(below) {
			q.Elements = append(q.Elements, w.element("\n"+below, italic))
		}
	}
	w.elements = append(w.elements, q)
}

func (w *writer) step(i story.Item) {
	if w.steps == nil {
		w.end()
		w.steps = slack.NewRichTextList(slack.RTEListOrdered, 0)
		w.elements = append(w.elements, w.steps)
	}
	text := i.Lead + i.Text
	if i.Shortened {
		text += "…"
	}
	w.steps.Elements = append(w.steps.Elements, slack.NewRichTextSection(w.element(text, nil)))
}

// line begins a line with some words, which may be none.
func (w *writer) line(text string, style *slack.RichTextSectionTextStyle) {
	w.steps = nil
	if len(w.section) > 0 && !w.joined {
		w.text("\n", nil)
	}
	w.joined = false
	w.text(text, style)
}

func (w *writer) text(text string, style *slack.RichTextSectionTextStyle) {
	if text != "" {
		w.section = append(w.section, w.element(text, style))
	}
}

func (w *writer) element(text string, style *slack.RichTextSectionTextStyle) slack.RichTextSectionElement {
	w.room -= length(text)
	return slack.NewRichTextSectionTextElement(text, style)
}

// end ends the section that is under way.
func (w *writer) end() {
	if len(w.section) > 0 {
		w.elements = append(w.elements, slack.NewRichTextSection(w.section...))
	}
	w.section, w.steps = nil, nil
}

// length counts as Slack does, in UTF-16 units.
func length(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// fit returns text in at most so many UTF-16 units.
func fit(text string, most int) string {
	if length(text) <= most {
		return text
	}
	units, runes := 0, 0
	for _, r := range text {
		if units += utf16.RuneLen(r); units > most {
			break
		}
		runes++
	}
	if runes == utf8.RuneCountInString(text) {
		return text
	}
	return story.Cut(text, runes)
}

// blank reports whether there is nothing to be seen in a text, which Slack refuses.
func blank(text string) bool { return strings.TrimSpace(text) == "" }
