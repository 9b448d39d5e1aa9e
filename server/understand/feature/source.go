package feature

import "strings"

// sources are the families of sources that the network tells apart; the first is any other.
var sources = []string{"", "call", "chat", "ticket", "survey", "review", "social", "store"}

// Sources is how many families of sources there are.
const Sources = 8

// SourceFamily returns the place of the text's source among the families, from 0, which is
// any source that names none of them: an app_review is a review, a social_post is social.
func (t *Text) SourceFamily() int {
	for i, name := range sources[1:] {
		if strings.Contains(t.Source, name) {
			return i + 1
		}
	}
	return 0
}
