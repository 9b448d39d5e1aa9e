package teams

// The parts of an Adaptive Card that we use, see adaptivecards.io/explorer.

// message is what a workflow takes.
type message struct {
	Type        string       `json:"type"` // "message"
	Attachments []attachment `json:"attachments"`
}

type attachment struct {
	ContentType string  `json:"contentType"`
	ContentURL  *string `json:"contentUrl"` // always null
	Content     card    `json:"content"`
}

// contentType marks an attachment that is a card.
const contentType = "application/vnd.microsoft.card.adaptive"

type card struct {
	Type     string   `json:"type"` // "AdaptiveCard"
	Schema   string   `json:"$schema"`
	Version  string   `json:"version"`
	Fallback string   `json:"fallbackText,omitempty"` // where cards cannot be shown
	Body     []any    `json:"body"`
	Actions  []action `json:"actions,omitempty"`
	Teams    width    `json:"msteams"`
}

// cardVersion is the newest that Teams shows on all its clients.
const cardVersion = "1.4"

const cardSchema = "http://adaptivecards.io/schemas/adaptive-card.json"

// width says that the card may be as wide as the channel.
type width struct {
	Width string `json:"width"` // "Full"
}

// richText is a line or more of words with different looks.
type richText struct {
	Type    string `json:"type"` // "RichTextBlock"
	Inlines []run  `json:"inlines"`
	Spacing string `json:"spacing,omitempty"` // before it
}

// run is words with one look. It knows no markup.
type run struct {
	Type   string `json:"type"` // "TextRun"
	Text   string `json:"text"`
	Weight string `json:"weight,omitempty"` // "Bolder"
	Size   string `json:"size,omitempty"`   // "Large", "Small"
	Subtle bool   `json:"isSubtle,omitempty"`
	Italic bool   `json:"italic,omitempty"`
}

// container holds what belongs together.
type container struct {
	Type    string `json:"type"` // "Container"
	Style   string `json:"style,omitempty"`
	Bleed   bool   `json:"bleed,omitempty"`
	Spacing string `json:"spacing,omitempty"`
	Items   []any  `json:"items"`
}

// action is a button that opens a page.
type action struct {
	Type  string `json:"type"` // "Action.OpenUrl"
	Title string `json:"title"`
	URL   string `json:"url"`
	Style string `json:"style,omitempty"` // "positive"
}

func words(text string) run  { return run{Type: "TextRun", Text: text} }
func bold(text string) run   { return run{Type: "TextRun", Text: text, Weight: "Bolder"} }
func subtle(text string) run { return run{Type: "TextRun", Text: text, Subtle: true} }
func small(text string) run  { return run{Type: "TextRun", Text: text, Subtle: true, Size: "Small"} }

// line is one paragraph; runs without words are left out.
func line(spacing string, runs ...run) richText {
	l := richText{Type: "RichTextBlock", Spacing: spacing, Inlines: []run{}}
	for _, r := range runs {
		if r.Text != "" {
			l.Inlines = append(l.Inlines, r)
		}
	}
	return l
}
