package measure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-cx/throughline/server/understand/language"
)

// unread is how many interactions came through one channel in one language that is not read.
type unread struct {
	channel, language string
	interactions      int
}

// addUnread counts a volume that is not read.
func (s *sourceVolume) addUnread(v Volume) {
	if language.Supported(v.Language) {
		return
	}
	u := unread{channel: v.Channel, language: v.Language}
	i, found := slices.BinarySearchFunc(s.unread, u, func(a, b unread) int {
		return cmp.Or(cmp.Compare(a.channel, b.channel), cmp.Compare(a.language, b.language))
	})
	if !found {
		s.unread = slices.Insert(s.unread, i, u)
	}
	s.unread[i].interactions += v.Interactions
}

// unreadGap reports what of a source is in languages that are not read, by channel.
func unreadGap(v sourceVolume) (Gap, bool) {
	if len(v.unread) == 0 {
		return Gap{}, false
	}
	total, through := 0, make([]string, 0, len(v.unread))
	for _, u := range v.unread {
		total += u.interactions
		channel := u.channel
		if channel == "" {
			channel = "unnamed channel"
		}
		through = append(through, fmt.Sprintf("%s %s %d", channel, u.language, u.interactions))
	}
	note := fmt.Sprintf("%d of %s of %s cannot be read for their language (%s): what breaks there is not counted",
		total, plural(v.interactions, "interaction"), v.source, strings.Join(through, ", "))
	return Gap{Code: GapUnread, Note: note}, true
}
