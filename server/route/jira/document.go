package jira

import (
	"strings"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route/story"
)

// node is a node of the Atlassian Document Format (ADF), or a mark on one.
type node struct {
	Type    string         `json:"type"`
	Attrs   map[string]any `json:"attrs,omitempty"`
	Content []node         `json:"content,omitempty"`
	Text    string         `json:"text,omitempty"`
	Marks   []node         `json:"marks,omitempty"`
}

// adf is a document of ADF.
type adf struct {
	Type    string `json:"type"`
	Version int    `json:"version"`
	Content []node `json:"content"`
}

func document(content []node) adf { return adf{Type: "doc", Version: 1, Content: content} }

// text returns what a document says.
func (d adf) text() string { return plainText(d.Content) }

// plainText returns what nodes say, without their looks.
func plainText(nodes []node) string {
	var out strings.Builder
	for _, n := range nodes {
		out.WriteString(n.Text)
		if n.Type == "hardBreak" {
			out.WriteByte('\n')
		}
		if text, ok := n.Attrs["text"].(string); ok {
			out.WriteString(text)
		}
		out.WriteString(plainText(n.Content))
		if block(n.Type) {
			out.WriteByte('\n')
		}
	}
	return out.String()
}

func block(kind string) bool {
	switch kind {
	case "text", "status", "hardBreak", "mention", "emoji", "date", "inlineCard":
		return false
	}
	return true
}

// words makes a text node, or none of no text: ADF has no empty ones.
func words(text string, marks ...string) []node {
	if text == "" {
		return nil
	}
	n := node{Type: "text", Text: text}
	for _, m := range marks {
		n.Marks = append(n.Marks, node{Type: m})
	}
	return []node{n}
}

func paragraph(content ...[]node) node {
	p := node{Type: "paragraph"}
	for _, c := range content {
		p.Content = append(p.Content, c...)
	}
	return p
}

func heading(text string) node {
	return node{Type: "heading", Attrs: map[string]any{"level": 4}, Content: words(text)}
}

var lineBreak = []node{{Type: "hardBreak"}}

// statusColors are the colours of states.
var statusColors = map[story.Tone]string{story.Alarm: "red", story.Caution: "yellow", story.Good: "green", story.Quiet: "neutral"}

// block returns our part of the description, between its marks.
func (a *attempt) block(s story.Story) []node {
	out := []node{paragraph(words(beginMark, "em"))}
	body := []node{}
	if s.Notice != "" {
		body = append(body, paragraph(words(s.Notice, "strong")))
	}
	about := " " + s.At.UTC().Format("2 Jan 2006")
	if s.Severity != "" {
		about = " " + string(s.Severity) + " severity ·" + about
	}
	badge := node{Type: "status", Attrs: map[string]any{"text": strings.ToUpper(s.Badge), "color": statusColors[s.Tone]}}
	body = append(body, paragraph([]node{badge}, words(about)))
	if s.Seam != "" && s.Title != "" {
		body = append(body, paragraph(words(s.Seam, "strong")))
	}
	body = append(body, paragraph(words(s.Summary)))
	if s.Reader != "" {
		body = append(body, paragraph(words(s.Reader+".", "em")))
	}
	for _, section := range s.Sections {
		body = append(append(body, heading(string(section.Name))), items(section.Items)...)
	}
	if a.told.Link != "" {
		body = append(body, paragraph([]node{{Type: "text", Text: "Open the alert", Marks: []node{{Type: "link", Attrs: map[string]any{"href": a.told.Link}}}}}))
	}
	for i := range body {
		if n := &body[i]; isBegin(*n) || isEnd(*n) { // somebody named something after our marks
			n.Content = append(words("· "), n.Content...)
		}
	}
	return append(append(out, body...), paragraph(words(endMark, "em")))
}

// items writes a section: its lines in one paragraph, quotes and steps as what they are.
func items(list []story.Item) []node {
	var out []node
	for _, i := range list {
		last := len(out) - 1
		switch i.Role {
		case story.Quote:
			q := []node{paragraph(words(i.Lead), words(strings.TrimPrefix(i.Words(), i.Lead)))}
			for _, below := range i.Below {
				q = append(q, paragraph(words(below, "em")))
			}
			out = append(out, node{Type: "blockquote", Content: q})
		case story.Step:
			step := node{Type: "listItem", Content: []node{paragraph(words(i.Lead, "strong"), words(i.Text))}}
			if last >= 0 && out[last].Type == "orderedList" {
				out[last].Content = append(out[last].Content, step)
				continue
			}
			out = append(out, node{Type: "orderedList", Content: []node{step}})
		default:
			line := lineOf(i)
			if last >= 0 && out[last].Type == "paragraph" {
				out[last].Content = append(append(out[last].Content, lineBreak...), line...)
				continue
			}
			out = append(out, paragraph(line))
		}
	}
	return out
}

func lineOf(i story.Item) []node {
	switch i.Role {
	case story.Strong:
		return words(i.Lead+i.Text, "strong")
	case story.Faint:
		return words(i.Lead+i.Text, "em")
	}
	return append(words(i.Lead, "strong"), words(i.Text)...)
}

// remark returns what is to be said in a comment; nil for nothing. It ends in the delivery's id, by
// which it is known again.
func (a *attempt) remark(back bool) []node {
	s, m := a.story, a.told.Message
	var out []node
	switch {
	case s.Ask != nil:
		out = append([]node{paragraph(words(s.Ask.Text, "strong"))}, items(s.Ask.Items)...)
	case a.late():
		return nil
	case m.Alert.State == alert.Resolved && !a.issue.done():
		out = []node{paragraph(words("It is resolved", "strong"), words(": "+oneLine(m.Why.Reason)))}
	case back || a.ref.Reopened == m.Alert.ChangeNumber && m.Alert.ChangeNumber > 0:
		out = []node{paragraph(words("It is back", "strong"), words(": "+oneLine(m.Why.Reason)))}
	default:
		return nil
	}
	return append(out, paragraph(words("Throughline · "+a.told.ID, "em")))
}

// oneLine returns text without line breaks and what is no text.
func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(text, "�")), " ")
}
