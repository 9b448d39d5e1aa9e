package clean_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/understand/clean"
)

// read returns the words of the spans of a text, white space at their ends left out.
func read(text string) []string {
	var out []string
	for _, s := range clean.Spans(nil, text) {
		out = append(out, strings.TrimSpace(text[s.Start:s.End]))
	}
	return out
}

// said is the complaint that stands in the messages below.
const said = "The website took my claim. The phone line had never heard of it."

func TestSpansLeaveOut(t *testing.T) {
	signature := "\n\nKind regards,\nMaria Lopez\nHead of Facilities\nTel: 020 7946 0000\nwww.example.com"
	quoted := "> We have passed your case to the claims team.\n> They will call you.\n"
	disclaimer := "This e-mail and any attachments are confidential and intended solely for the addressee.\nIf you are not the intended recipient, delete it."
	headers := "From: Support <help@example.com>\nSent: Tuesday, 3 March 2026 16:05\nTo: Maria\nSubject: Your claim\n\nWe have passed it on."
	for name, text := range map[string]string{
		"greeting":                  "Hi,\n\n" + said,
		"greeting by name":          "Dear Mr Smith,\n" + said,
		"greeting of a team":        "Hello team\n" + said,
		"formal greeting":           "To whom it may concern:\n\n" + said,
		"greeting of a hidden name": "Dear [NAME:k7f3q2],\n" + said,
		"signature":                 said + signature,
		"thanks":                    said + "\n\nThanks,\nJo",
		"thanks in one line":        said + "\nMany thanks, Jo Brown",
		"thanks in advance":         said + "\n\nThank you in advance.\n",
		"signature mark":            said + "\n-- \nmaria lopez, who dances like nobody watches\nfinance",
		"closing above the mark":    said + "\n\nBest regards\nMaria\n-- \nexample ltd",
		"bare mark":                 said + "\n--\nMaria Lopez\n[PHONE:k7f3q2]",
		"telephone":                 said + "\n\nSent from my iPhone",
		"telephone, flattened":      said + " Sent from my Samsung Galaxy device",
		"telephone, Outlook":        said + "\nGet Outlook for iOS",
		"quoted below":              said + "\n\nOn Tue, Mar 3, 2026 at 4:05 PM Support <help@example.com> wrote:\n\n" + quoted,
		"quoted above":              "On 3 March, Support wrote:\n" + quoted + "\n" + said,
		"attribution in two lines":  said + "\n\nOn Tue, Mar 3, 2026 at 4:05 PM Support\n<help@example.com> wrote:\n" + quoted,
		"quoted without marks":      said + "\n\nOn Tue, Mar 3, 2026 at 4:05 PM Support wrote:\n\nYour claim is here, call us.",
		"quoted, flattened":         said + " On Tue, Mar 3, 2026 at 4:05 PM Support wrote: > We have passed your case on. > Call us.",
		"quoted in German":          said + "\n\nAm 03.03.2026 um 16:05 schrieb Support:\n" + quoted,
		"original message":          said + "\n\n-----Original Message-----\n" + headers,
		"original message, flat":    said + " -----Original Message----- From: Support Sent: Tuesday We have passed it on.",
		"forwarded message":         said + "\n\n---------- Forwarded message ---------\n" + headers,
		"Outlook's headers":         said + "\n\n________________________________\n" + headers,
		"disclaimer":                said + "\n\n" + disclaimer,
		"disclaimer and signature":  said + signature + "\n\n" + disclaimer,
		"warning above":             "CAUTION: This email originated from outside your organization. Do not click links or open attachments.\n\n" + said,
		"environment":               said + "\n\nPlease consider the environment before printing this email.",
		"line breaks of Windows":    "Hi,\r\n\r\n" + said + "\r\n\r\nRegards,\r\nMaria\r\n",
		"HTML":                      "<html><head><style>p {color: red}</style></head><body><p>Hi,</p><p>" + said + "</p><p>Regards,<br>Maria</p></body></html>",
		"HTML comment":              "<!-- template 7 --><div>" + said + "</div>",
		"HTML quote":                "<div>" + said + "</div><blockquote type=\"cite\">We have passed it on.</blockquote>",
		"HTML headers":              "<p>" + said + "</p><p><b>From:</b> Support<br><b>Sent:</b> Tuesday<br><b>To:</b> me</p><p>We have passed it on.</p>",
		"space entities":            "&nbsp;&nbsp;" + said + "&nbsp;",
	} {
		got := read(text)
		if !slices.Equal(got, []string{said}) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestSpansKeep holds texts that look a little like what is left out, and are not.
func TestSpansKeep(t *testing.T) {
	for _, text := range []string{
		said,
		"Subject: no heating\n\n" + said,
		"Hi my order never came",
		"Hey, still waiting for the store to call me back.\nNobody does.",
		said + "\nThanks for nothing.",
		said + "\nTHANKS FOR WASTING MY TIME",
		said + "\nBest Buy",
		"Waited\n> 2 hours on the phone, then the store said no.",
		"On Tuesday the agent wrote: come by the store. So I came by and nobody knew.",
		"On Tuesday your colleague wrote:\n\"it is ready\".\nIt was not ready.",
		"a < b and 3 <3 you guys & co",
		"The mail from <support> said so & the store said no",
		"order 4471\n--\nthe website said ready but the store had nothing",
		"From: the website\nwhat a mess",
		"This email that you sent me said ready, and the shop had nothing.",
		"If you are not able to read what I gave the chat, say so.",
		"regards the claim i filed online, the office has no trace of it",
		"Notice: my claim is not moving. It was sent to the office by your partner.",
		"P.S. the chat promised a call",
		"\n\n" + said + "\n\n",
		"don&#39;t ask me again &amp; again",
		"<this is not a tag> and neither is <ahoy>",
	} {
		got := clean.Spans(nil, text)
		if !slices.Equal(got, []clean.Span{{Start: 0, End: len(text)}}) {
			t.Errorf("%q came back as %q", text, read(text))
		}
	}
}

func TestSpansOfOthers(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", nil},
		{"white space", " \n\t\n ", nil},
		{"only a signature", "Regards,\nMaria", nil},
		{"only a quoted message", "On Tue, Mar 3, 2026 at 4:05 PM Support wrote:\n> Call us.\n> Now.", nil},
		{"answers between the lines", "> Did you call?\nTwice.\n> And the store?\nThey knew nothing.", []string{"Twice.", "They knew nothing."}},
		{"a forwarded complaint", "---------- Forwarded message ---------\nFrom: Jo <jo@example.com>\nDate: 3 March 2026\nSubject: Claim lost\nTo: Support\n\n" + said,
			[]string{"Subject: Claim lost", said}},
		{"headers above", "From: jo@example.com\nTo: help@example.com\nSubject: Claim lost\n\n" + said, []string{"Subject: Claim lost\n\n" + said}},
		{"bold words", "It <b>never</b> came.", []string{"It", "never", "came."}},
		{"a postscript", "Hi,\nLost again.\nThanks,\nJo\nPS: the chat promised a call", []string{"Lost again.\nThanks,\nJo\nPS: the chat promised a call"}},
	} {
		if got := read(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
