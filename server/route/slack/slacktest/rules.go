package slacktest

import (
	"fmt"
	"net/url"
	"slices"
	"unicode/utf16"
)

// The rules of Block Kit, from docs.slack.dev/reference/block-kit, for the blocks that we use.
// Slack publishes no schema. Lengths are counted in UTF-16 units, the stricter reading of
// "characters"; fields that are not documented are refused.

func units(text string) int { return len(utf16.Encode([]rune(text))) }

// checker walks a message's blocks.
type checker struct {
	violation
	size int // of all texts
}

func checkBlocks(blocks []any) violation {
	c := &checker{}
	if len(blocks) == 0 || len(blocks) > 50 {
		c.at("/blocks", "there must be 1 to 50 blocks")
	}
	for i, b := range blocks {
		c.block(fmt.Sprintf("/blocks/%d", i), b)
	}
	if c.code == "" && c.size > 13_200 {
		return violation{code: "msg_blocks_too_long"}
	}
	return c.violation
}

// object returns an object's fields, of which none may be unknown and the required must be there.
func (c *checker) object(at string, v any, required, optional []string) map[string]any {
	o, ok := v.(map[string]any)
	if !ok {
		c.at(at, "must be an object")
		return map[string]any{}
	}
	for _, name := range required {
		if _, there := o[name]; !there {
			c.at(at, "missing required field: %s", name)
		}
	}
	for name := range o {
		if !slices.Contains(required, name) && !slices.Contains(optional, name) {
			c.at(at, "invalid additional property: %s", name)
		}
	}
	return o
}

func (c *checker) list(at string, v any, most int) []any {
	l, ok := v.([]any)
	if !ok || len(l) == 0 || len(l) > most {
		c.at(at, "must have 1 to %d items", most)
	}
	return l
}

func (c *checker) text(at string, v any, most int) {
	s, ok := v.(string)
	if !ok || s == "" || units(s) > most {
		c.at(at, "must be a text of 1 to %d characters", most)
	}
	c.size += units(s)
}

func (c *checker) choice(at string, v any, of ...string) string {
	s, _ := v.(string)
	if !slices.Contains(of, s) {
		c.at(at, "must be one of %v", of)
	}
	return s
}

func typeOf(v any) string {
	o, _ := v.(map[string]any)
	s, _ := o["type"].(string)
	return s
}

func (c *checker) block(at string, v any) {
	optional := []string{"block_id"}
	switch typeOf(v) {
	case "divider":
		c.object(at, v, []string{"type"}, optional)
	case "header":
		o := c.object(at, v, []string{"type", "text"}, append(optional, "level"))
		c.textObject(at+"/text", o["text"], 150, "plain_text")
	case "context":
		o := c.object(at, v, []string{"type", "elements"}, optional)
		for i, e := range c.list(at+"/elements", o["elements"], 10) {
			c.textObject(fmt.Sprintf("%s/elements/%d", at, i), e, 3000, "plain_text", "mrkdwn")
		}
	case "section":
		o := c.object(at, v, []string{"type", "text"}, append(optional, "expand"))
		c.textObject(at+"/text", o["text"], 3000, "plain_text", "mrkdwn")
	case "actions":
		c.actions(at, c.object(at, v, []string{"type", "elements"}, optional))
	case "rich_text":
		o := c.object(at, v, []string{"type", "elements"}, optional)
		for i, e := range c.list(at+"/elements", o["elements"], 1000) {
			c.rich(fmt.Sprintf("%s/elements/%d", at, i), e)
		}
	default:
		c.at(at, "unsupported type: %q", typeOf(v))
	}
}

func (c *checker) textObject(at string, v any, most int, types ...string) {
	o := c.object(at, v, []string{"type", "text"}, []string{"emoji", "verbatim"})
	c.choice(at+"/type", o["type"], types...)
	c.text(at+"/text", o["text"], most)
	if _, emoji := o["emoji"]; emoji && o["type"] == "mrkdwn" {
		c.at(at, "emoji is only for plain_text")
	}
}

func (c *checker) actions(at string, o map[string]any) {
	seen := map[any]bool{}
	for i, e := range c.list(at+"/elements", o["elements"], 25) {
		at := fmt.Sprintf("%s/elements/%d", at, i)
		b := c.object(at, e, []string{"type", "text", "action_id"}, []string{"url", "value", "style", "confirm", "accessibility_label"})
		c.choice(at+"/type", b["type"], "button")
		c.textObject(at+"/text", b["text"], 75, "plain_text")
		if id, _ := b["action_id"].(string); id == "" || len(id) > 255 || seen[id] {
			c.at(at+"/action_id", "must be a text of 1 to 255 characters, each once in a block")
		}
		seen[b["action_id"]] = true
		if s, has := b["value"].(string); has && units(s) > 2000 {
			c.at(at+"/value", "must be less than 2001 characters")
		}
		if s, has := b["url"].(string); has {
			if u, err := url.Parse(s); err != nil || u.Host == "" || units(s) > 3000 {
				c.at(at+"/url", "must be an address of at most 3000 characters")
			}
		}
		if b["style"] != nil {
			c.choice(at+"/style", b["style"], "primary", "danger")
		}
	}
}

func (c *checker) rich(at string, v any) {
	switch typeOf(v) {
	case "rich_text_section":
		c.words(at, c.object(at, v, []string{"type", "elements"}, nil))
	case "rich_text_quote":
		c.words(at, c.object(at, v, []string{"type", "elements"}, []string{"border"}))
	case "rich_text_list":
		o := c.object(at, v, []string{"type", "elements", "style"}, []string{"indent", "offset", "border"})
		c.choice(at+"/style", o["style"], "ordered", "bullet")
		for i, e := range c.list(at+"/elements", o["elements"], 1000) {
			at := fmt.Sprintf("%s/elements/%d", at, i)
			c.choice(at+"/type", typeOf(e), "rich_text_section")
			c.rich(at, e)
		}
	default:
		c.at(at, "unsupported type: %q", typeOf(v))
	}
}

func (c *checker) words(at string, o map[string]any) {
	for i, e := range c.list(at+"/elements", o["elements"], 1000) {
		at := fmt.Sprintf("%s/elements/%d", at, i)
		// Others mention somebody or lead somewhere: we write none of them.
		c.choice(at+"/type", typeOf(e), "text")
		w := c.object(at, e, []string{"type", "text"}, []string{"style"})
		c.text(at+"/text", w["text"], 3000)
		if w["style"] != nil {
			c.object(at+"/style", w["style"], nil, []string{"bold", "italic", "strike", "code", "underline"})
		}
	}
}
