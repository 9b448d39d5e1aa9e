package email_test

import (
	"bytes"
	"flag"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/channel/channeltest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// read returns a message's header and its two parts, text and HTML, as the standard library reads them.
func read(t rapid.TB, r received) (header mail.Header, text, page string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(r.data))
	if err != nil {
		t.Fatal(err)
	}
	kind, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatal(kind, err)
	}
	parts := multipart.NewReader(m.Body, parameters["boundary"])
	for _, want := range []string{"text/plain; charset=utf-8", "text/html; charset=utf-8"} {
		p, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Header.Get("Content-Type"); got != want {
			t.Fatalf("part of %s, want %s", got, want)
		}
		content, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		text, page = page, strings.ReplaceAll(string(content), "\r\n", "\n")
	}
	if _, err := parts.NextPart(); err != io.EOF {
		t.Fatal("there is a third part", err)
	}
	return m.Header, text, page
}

func header(t rapid.TB, r received) mail.Header {
	h, _, _ := read(t, r)
	return h
}

func subjectOf(t rapid.TB, h mail.Header) string {
	subject, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	return subject
}

// last sends a message through a real server and returns it as it arrived.
func last(t rapid.TB, s *server, told channel.Told) received {
	t.Helper()
	deliver(t, newChannel(t, options(s)), told)
	got := s.messages()
	return got[len(got)-1]
}

func example(name string) channel.Told {
	for _, e := range channeltest.Examples() {
		if e.Name == name {
			return e.Told
		}
	}
	panic(name)
}

func TestGolden(t *testing.T) {
	s := start(t, nil)
	golden := func(name, got string) {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s changed; if that is meant, run go test -update and read the difference:\n%s", name, got)
		}
	}
	for _, example := range channeltest.Examples() {
		if !slices.Contains([]string{"firing", "first", "asked", "digest", "test", "resolved"}, example.Name) {
			continue
		}
		got := last(t, s, to(example.Told))
		_, text, page := read(t, got)
		golden(example.Name+".html", page)
		golden(example.Name+".txt", text)
		if example.Name == "firing" {
			head, _, _ := bytes.Cut(got.data, []byte("\r\n\r\n"))
			golden("header.txt", strings.ReplaceAll(string(head), "\r\n", "\n")+"\n")
		}
	}
}

// TestThread: all messages of an alert to a team hang together, whatever is remembered of the first,
// and nothing else hangs with them.
func TestThread(t *testing.T) {
	s := start(t, nil)
	c := newChannel(t, options(s))
	told := to(channeltest.Told())
	told.Posted = deliver(t, c, told)
	told.ID, told.Message.Alert.ChangeNumber = "second", 3
	told.Posted = deliver(t, c, told)
	told.ID = "third"
	remembered := deliver(t, c, told)
	told.Posted, told.ID = nil, "forgotten"
	deliver(t, c, told)
	digest := to(example("digest"))
	digest.ID = "digest"
	digest.Posted = remembered
	if after := deliver(t, c, digest); after.Reference != remembered.Reference {
		t.Errorf("a digest leads the thread to %s", after.Reference)
	}
	other := to(channeltest.Told())
	other.Owner.Team = "ecommerce_ops"
	deliver(t, c, other)
	deliver(t, c, to(example("unreachable")))

	var h []mail.Header
	for _, r := range s.messages() {
		h = append(h, header(t, r))
	}
	first := "<delivery.0198f3c2-7c1e-7a55-9d52-000000000001@throughline.example.com>"
	if h[0].Get("Message-Id") != first || h[0].Get("In-Reply-To") != "" {
		t.Errorf("the first: %v", h[0])
	}
	root := h[0].Get("References")
	for _, i := range []int{1, 2} {
		if h[i].Get("In-Reply-To") != first || h[i].Get("References") != root+" "+first || h[i].Get("Subject") != h[0].Get("Subject") {
			t.Errorf("message %d: %v", i, h[i])
		}
	}
	if h[3].Get("References") != root || h[3].Get("In-Reply-To") != "" {
		t.Errorf("whose first is forgotten: %v", h[3])
	}
	if h[4].Get("References") != "" || h[4].Get("In-Reply-To") != "" || !strings.Contains(subjectOf(t, h[4]), "Digest of 2 alerts") {
		t.Errorf("the digest: %v", h[4])
	}
	if h[5].Get("References") == root {
		t.Errorf("another team's: %v", h[5])
	}
	if h[6].Get("References") != "" || subjectOf(t, h[6]) != "[Throughline] Out of use: Store operations" {
		t.Errorf("of a destination: %v", h[6])
	}
}

// TestARepeatIsTheSame: what is sent again because an answer was lost is the same message.
func TestARepeatIsTheSame(t *testing.T) {
	s := start(t, nil)
	one, two := last(t, s, to(channeltest.Told())), last(t, s, to(channeltest.Told()))
	if !bytes.Equal(one.data, two.data) {
		t.Errorf("%s\n\n%s", one.data, two.data)
	}
}

// fields are those that a message may have.
var fields = []string{
	"Mime-Version", "Content-Type", "From", "To", "Subject", "Date", "Message-Id", "References", "In-Reply-To", "Auto-Submitted", "X-Auto-Response-Suppress",
	"X-Throughline-Alert", "X-Throughline-State", "X-Throughline-Severity", "X-Throughline-Change", "X-Throughline-Occasion",
}

// TestWordsAreNothingButWords: whatever customers and tenants write, the message has the fields and the
// elements that it has without, and leads nowhere else.
func TestWordsAreNothingButWords(t *testing.T) {
	s := start(t, nil)
	rapid.Check(t, func(t *rapid.T) {
		told := to(channeltest.Random().Draw(t, "told"))
		for i := range told.Actions {
			told.Actions[i].Label = channeltest.Text().Draw(t, "label")
		}
		r := last(t, s, told)
		h, _, page := read(t, r)
		for name, values := range h {
			if !slices.Contains(fields, name) || len(values) != 1 {
				t.Fatalf("field %s: %q", name, values)
			}
		}
		for line := range strings.Lines(string(r.data)) {
			if len(line) > 998+2 || !strings.HasSuffix(line, "\r\n") || strings.Contains(line, "=?") && len(line) > 76+2 {
				t.Fatalf("a line of %d bytes: %q", len(line), line)
			}
		}
		harmless(t, page, told)
		if got, want := subjectOf(t, h), "[Throughline] "; !strings.HasPrefix(got, want) {
			t.Fatalf("subject %q", got)
		}
	})
}

// harmless fails when a page has an element, an attribute or an address that is not ours.
func harmless(t rapid.TB, page string, told channel.Told) {
	elements := []string{"html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "td", "span", "strong", "em", "br", "h1", "a"}
	attributes := []string{"lang", "charset", "name", "content", "style", "role", "width", "cellpadding", "cellspacing", "border", "class", "align", "valign", "href"}
	addresses := []string{told.Link}
	for _, a := range told.Actions {
		addresses = append(addresses, a.URL)
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.CommentNode:
			t.Fatalf("a comment: %q", n.Data)
		case n.Type != html.ElementNode:
			continue
		case !slices.Contains(elements, n.Data):
			t.Fatalf("an element %s", n.Data)
		}
		for _, a := range n.Attr {
			if !slices.Contains(attributes, a.Key) || a.Key == "href" && !slices.Contains(addresses, a.Val) || a.Key == "style" && strings.Contains(a.Val, "url") {
				t.Fatalf("%s has %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
}
