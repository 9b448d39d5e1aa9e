package email

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"regexp"
	"strings"

	"github.com/emersion/go-message"
	gomail "github.com/emersion/go-message/mail"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/story"
	"github.com/throughline-cx/throughline/server/route/text"
)

// textWidth is how wide the text is: mail programs wrap at 78.
const textWidth = 76

// idPattern is what a delivery's id may be to stand in a Message-ID.
var idPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// write returns the message as it goes over the wire. The same message is the same bytes each time,
// but for its date.
func (c *Channel) write(t channel.Told, thread thread, to []string) ([]byte, error) {
	if !idPattern.MatchString(t.ID) {
		return nil, errors.New("the message's id must be 1 to 64 letters, digits, _ or -")
	}
	s := story.Tell(t)
	page, err := render(t, s)
	if err != nil {
		return nil, fmt.Errorf("the message cannot be written as HTML: %w", err)
	}
	var out bytes.Buffer
	w, err := message.CreateWriter(&out, c.header(t, s, thread, to).Header)
	if err != nil {
		return nil, fmt.Errorf("the message cannot be written: %w", err)
	}
	for _, part := range []struct{ kind, body string }{{"text/plain", plainText(t, s)}, {"text/html", page}} {
		if err := writePart(w, part.kind, part.body); err != nil {
			return nil, fmt.Errorf("the message cannot be written: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("the message cannot be written: %w", err)
	}
	return out.Bytes(), nil
}

func writePart(w *message.Writer, kind, body string) error {
	var h message.Header
	h.SetContentType(kind, map[string]string{"charset": "utf-8"})
	h.Set("Content-Transfer-Encoding", "quoted-printable")
	part, err := w.CreatePart(h)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(part, body); err != nil {
		return err
	}
	return part.Close()
}

// header returns the message's header. The library encodes what is not ASCII and writes no line that
// could begin another field.
func (c *Channel) header(t channel.Told, s story.Story, thread thread, to []string) gomail.Header {
	var h gomail.Header
	// The library writes a header's fields in the reverse order in which they are added.
	h.SetContentType("multipart/alternative", map[string]string{"boundary": boundary(t.ID)})
	a := t.Message.Alert
	for _, field := range []struct{ name, value string }{
		{"X-Throughline-Occasion", occasion(t)}, {"X-Throughline-Change", fmt.Sprint(a.ChangeNumber)}, {"X-Throughline-Severity", string(a.Severity)},
		{"X-Throughline-State", string(a.State)}, {"X-Throughline-Alert", a.AlertID.String()},
		{"X-Auto-Response-Suppress", "All"}, // the same for Exchange
		{"Auto-Submitted", "auto-generated"},
	} {
		if field.value != "" {
			h.SetText(field.name, field.value)
		}
	}
	if thread.root != "" {
		references := []string{thread.root}
		if first := thread.first; first != "" && first != messageID(t, c.domain) {
			h.SetMsgIDList("In-Reply-To", []string{first})
			references = append(references, first)
		}
		h.SetMsgIDList("References", references)
	}
	h.SetMessageID(messageID(t, c.domain))
	h.SetDate(t.Timestamp.UTC())
	setSubject(&h, subject(t, s))
	addresses := make([]*gomail.Address, len(to))
	for i, address := range to {
		addresses[i] = &gomail.Address{Address: address}
	}
	h.SetAddressList("To", addresses)
	h.SetAddressList("From", []*gomail.Address{&c.from})
	return h
}

// boundary stands between the parts. It holds "=_", which no part does in quoted-printable.
func boundary(id string) string {
	sum := sha256.Sum256([]byte(id))
	return "=_" + hex.EncodeToString(sum[:16])
}

func occasion(t channel.Told) string {
	if t.Addition == nil {
		return ""
	}
	return t.Addition.Occasion
}

// maxHeadline is how many characters of a headline a subject shows.
const maxHeadline = 150

// subject returns the same for all messages of an alert, since mail programs take one thread for two
// when it changes.
func subject(t channel.Told, s story.Story) string {
	headline := story.Cut(s.Headline(), maxHeadline)
	if strings.TrimSpace(headline) == "" { // a title of blanks at a seam without names
		headline = "Alert " + t.Message.Alert.AlertID.String()
	}
	switch {
	case t.Test:
		headline = "Test: " + headline
	case apart(t) && t.Addition.Unreachable != nil:
		u := t.Addition.Unreachable
		headline = story.Cut("Out of use: "+strings.Join(strings.Fields(cmp.Or(u.Name, u.DestinationID)), " "), maxHeadline)
	case apart(t):
		headline = fmt.Sprintf("Digest of %d alerts, first of all %s", len(t.Addition.Digest.Entries), headline)
	}
	return mark + headline
}

// mark begins each subject.
const mark = "[Throughline] "

// setSubject encodes a subject with one encoded word on a line: lines with such words may have 76
// characters (RFC 2047), and the library leaves them on one.
func setSubject(h *gomail.Header, subject string) {
	rest := strings.TrimPrefix(subject, mark)
	encoded := mime.QEncoding.Encode("utf-8", rest)
	if encoded == rest {
		h.SetText("Subject", subject)
		return
	}
	h.AddRaw([]byte("Subject: " + strings.TrimSpace(mark) + "\r\n " + strings.ReplaceAll(encoded, "?= =?", "?=\r\n =?") + "\r\n"))
}

// plainText writes the story with its links.
func plainText(t channel.Told, s story.Story) string {
	var out strings.Builder
	out.WriteString(text.Tell(s, text.Options{Width: textWidth}))
	for _, link := range links(t) {
		fmt.Fprintf(&out, "\n%s:\n%s\n", link.Label, link.URL)
	}
	if len(t.Actions) > 0 {
		out.WriteString("\n" + careful + "\n")
	}
	return out.String()
}

// careful says what whoever has the message can do.
const careful = "The links ask before they act. They are yours: do not forward them."

// link is what the reader may follow.
type link struct{ Label, URL string }

// links returns what the reader may do, and where the alert can be read.
func links(t channel.Told) []link {
	var out []link
	for _, a := range t.Actions {
		if a.URL != "" {
			out = append(out, link{a.Label, a.URL})
		}
	}
	if t.Link != "" {
		out = append(out, link{"Open the alert", t.Link})
	}
	return out
}
