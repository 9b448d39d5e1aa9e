package email

import (
	_ "embed"
	"html/template"
	"strings"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/story"
)

//go:embed page.gohtml
var pageSource string

// page is written so that mail programs that know little show it well: one table, the looks in each
// element, nothing from elsewhere. What can be dark is so by the rules in its head. The template
// escapes every word for the place where it stands.
var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"badge": func(t story.Tone) template.CSS { return template.CSS(badges[t]) },
}).Parse(pageSource))

// badges are the colours of states: readable on light and on dark.
var badges = map[story.Tone]string{
	story.Alarm:   "background:#b42318;color:#ffffff",
	story.Caution: "background:#f5c344;color:#1f1a00",
	story.Good:    "background:#17703f;color:#ffffff",
	story.Quiet:   "background:#5f6673;color:#ffffff",
}

// view is what the page shows.
type view struct {
	story.Story
	Date    string
	Actions []link
	Link    string
	Careful string
	AlertID string
}

// render writes the story as HTML.
func render(t channel.Told, s story.Story) (string, error) {
	actions := links(t)
	if t.Link != "" {
		actions = actions[:len(actions)-1]
	}
	v := view{
		Story: s, Date: s.At.UTC().Format("2 Jan 2006"), Actions: actions, Link: t.Link, Careful: careful, AlertID: t.Message.Alert.AlertID.String(),
	}
	var out strings.Builder
	if err := page.Execute(&out, v); err != nil {
		return "", err
	}
	return out.String(), nil
}
