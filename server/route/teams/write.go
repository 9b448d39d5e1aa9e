package teams

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/story"
)

// maxMessage is how many bytes a message may have. Teams documents about 28 KB and counts what it
// makes of the card; others have seen 413 from 21 KB on.
const maxMessage = 20_000

const (
	maxActions = 6 // more are hidden behind a menu
	maxTitle   = 75
	maxLink    = 2048
)

// level is how much of a story is shown.
type level struct {
	short   bool
	text    int  // bytes of an item
	items   int  // of a section
	actions bool // else only the link
}

// levels, from everything to what a leader cannot do without.
var levels = []level{{false, 2000, 40, true}, {true, 1000, 12, true}, {true, 500, 6, true}, {true, 100, 3, false}}

var errTooLarge = errors.New("the card is larger than Teams takes, even with the least")

// write returns what is sent: with as much of the story as Teams takes.
func write(t channel.Told) ([]byte, error) {
	s := story.Tell(t)
	from := 0
	if t.Addition != nil && t.Addition.Digest == nil && t.Addition.Unreachable == nil {
		from = 1 // the card of the change told it all
	}
	for _, l := range levels[from:] {
		data, err := encode(compose(s, t, l))
		if err != nil {
			return nil, fmt.Errorf("the card cannot be written: %w", err)
		}
		if len(data) <= maxMessage {
			return data, nil
		}
	}
	return nil, errTooLarge
}

// encode writes < and & as they are: they would take six bytes each.
func encode(c card) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode(message{Type: "message", Attachments: []attachment{{ContentType: contentType, Content: c}}})
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

// compose writes the card.
func compose(s story.Story, t channel.Told, l level) card {
	if l.short {
		s = s.Short()
	}
	c := card{
		Type: "AdaptiveCard", Schema: cardSchema, Version: cardVersion, Fallback: escape(s.Line), Teams: width{"Full"},
		Body: []any{heading(s, t, l)}, Actions: actions(t, l),
	}
	if s.Notice != "" {
		c.Body = append(c.Body, line("Medium", bold(s.Notice)))
	}
	if s.Ask != nil {
		c.Body = append(c.Body, container{Type: "Container", Style: "accent", Spacing: "Medium", Items: section(bold(fit(s.Ask.Text, 5*l.text)), s.Ask.Items, l)})
	}
	c.Body = append(c.Body, line("Medium", words(fit(s.Summary, l.text))))
	for _, part := range s.Sections {
		c.Body = append(c.Body, section(bold(string(part.Name)), part.Items, l)...)
	}
	return c
}

// styles are those of the heading, by which a state is seen at a glance.
var styles = map[story.Tone]string{story.Alarm: "attention", story.Caution: "warning", story.Good: "good", story.Quiet: "default"}

// heading says which alert it is, in which state, to whom it is told, and that it is not the first
// card about it.
func heading(s story.Story, t channel.Told, l level) container {
	title := bold(fit(s.Headline(), min(l.text, 300)))
	title.Size = "Large"
	c := container{Type: "Container", Style: styles[s.Tone], Bleed: true, Items: []any{line("", title), line("None", small(stateLine(s)))}}
	if s.Reader != "" {
		c.Items = append(c.Items, line("None", small(fit(s.Reader, min(l.text, 300)))))
	}
	if h := t.Message.Alert; h.ChangeNumber > 1 && !t.Test {
		c.Items = append(c.Items, line("None", small(changeLine(h.ChangeNumber, h.PreviousState, s.State))))
	}
	return c
}

func stateLine(s story.Story) string {
	text := s.Badge
	if s.Severity != "" {
		text += " · " + string(s.Severity)
	}
	return text + " · " + s.At.UTC().Format("2 Jan 2006 15:04 UTC")
}

func changeLine(number int, before, now alert.State) string {
	text := fmt.Sprintf("Change %d of this alert", number)
	if before != "" && before != now {
		text += ", which was " + story.Words(string(before)) + " before"
	}
	return text + "; earlier cards show it as it was then."
}

// section writes items under a label, which stands beside the first where that is no quote.
func section(label run, items []story.Item, l level) []any {
	var out []any
	if len(items) == 0 || items[0].Role == story.Quote || items[0].Role == story.Step || len(label.Text) > 12 {
		out = append(out, line("Medium", label))
	} else {
		label.Text += ":  "
		out = append(out, line("Medium", append([]run{label}, runs(items[0], l)...)...))
		out, items = append(out, below(items[0], l)...), items[1:]
	}
	for i, item := range items {
		if i == l.items {
			return append(out, line("None", subtle(fmt.Sprintf("… and %d more", len(items)-i))))
		}
		switch r := runs(item, l); {
		case len(r) == 0:
		case item.Role == story.Quote && len(item.Below) > 0:
			out = append(out, container{Type: "Container", Style: "emphasis", Spacing: "Small", Items: append([]any{line("", r...)}, below(item, l)...)})
		default:
			out = append(append(out, line("None", r...)), below(item, l)...)
		}
	}
	return out
}

// runs writes an item; nothing when it has no words.
func runs(i story.Item, l level) []run {
	if short := fit(i.Text, l.text); short != i.Text {
		i.Text, i.Shortened = strings.TrimSuffix(short, "…"), true
	}
	lead := bold(fit(i.Lead, l.text))
	text := i.Text
	switch i.Role {
	case story.Quote:
		lead.Weight, i.Lead = "", ""
		text = i.Words()
	case story.Step:
		text = fmt.Sprintf("%d. %s", i.Number, text)
	}
	if i.Shortened && i.Role != story.Quote {
		text += "…"
	}
	r := words(text)
	switch i.Role {
	case story.Strong:
		r.Weight = "Bolder"
	case story.Faint:
		r.Subtle = true
	}
	return line("", lead, r).Inlines
}

// below writes where a quote stands.
func below(i story.Item, l level) []any {
	var out []any
	for _, text := range i.Below {
		if text != "" {
			out = append(out, line("None", small(fit(text, l.text))))
		}
	}
	return out
}

// actions writes the buttons: pages that ask whether to do it, and the alert itself.
func actions(t channel.Told, l level) []action {
	var out []action
	for _, a := range t.Actions {
		if !l.actions || a.URL == "" || len(a.URL) > maxLink || len(out) == maxActions-1 {
			continue
		}
		title := story.Cut(strings.TrimSpace(a.Label), maxTitle)
		if title == "" {
			title = string(a.Kind)
		}
		b := action{Type: "Action.OpenUrl", Title: title, URL: a.URL}
		if a.Kind == channel.Accept {
			b.Style = "positive"
		}
		out = append(out, b)
	}
	if t.Link != "" && len(t.Link) <= maxLink {
		out = append(out, action{Type: "Action.OpenUrl", Title: "Open the alert", URL: t.Link})
	}
	return out
}

// fit returns text in at most so many bytes.
func fit(text string, most int) string {
	if len(text) <= most {
		return text
	}
	runes := 0
	for size := len("…"); runes < len(text); runes++ {
		_, n := utf8.DecodeRuneInString(text[size-len("…"):])
		if size += n; size > most {
			break
		}
	}
	return story.Cut(text, runes+1)
}

// escape takes the meaning from what Markdown has one for: some clients read the text that stands
// for a card as Markdown.
func escape(text string) string { return markdown.Replace(text) }

var markdown = func() *strings.Replacer {
	var pairs []string
	for _, c := range "\\`*_[]<>#|~" {
		pairs = append(pairs, string(c), `\`+string(c))
	}
	return strings.NewReplacer(pairs...)
}()
