package slack_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// token is what the server lets in; it must never come back in a reason.
const token = "xoxb-1111-hush-6f1d"

// home is a channel that the app is in.
const home = "C0123456789"

// message is a message as the server keeps it.
type message struct {
	Timestamp string          `json:"-"`
	Thread    string          `json:"thread,omitempty"` // of the message that it answers; here "the first" and so on
	Broadcast bool            `json:"broadcast,omitempty"`
	Text      string          `json:"text"`
	Metadata  json.RawMessage `json:"metadata,omitempty"`
	Blocks    []any           `json:"blocks"`
	Edits     int             `json:"-"`
}

// workspace answers chat.postMessage and chat.update as Slack documents them: it refuses what Slack
// refuses, with its codes, and keeps what it takes.
type workspace struct {
	*httptest.Server
	mu       sync.Mutex
	messages []*message
	calls    []string // methods, in order
	faults   []http.HandlerFunc
}

func newWorkspace(t testing.TB) *workspace {
	w := &workspace{}
	w.Server = httptest.NewServer(w)
	t.Cleanup(w.Close)
	return w
}

// fail makes the next call end in another way.
func (w *workspace) fail(f http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = append(w.faults, f)
}

// shown are the messages in the channel, and called the calls so far.
func (w *workspace) shown() []*message {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.messages)
}

func (w *workspace) called() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.calls)
}

func (w *workspace) remove(stamp string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.messages = slices.DeleteFunc(w.messages, func(m *message) bool { return m.Timestamp == stamp })
}

// violation is why Slack refuses a call.
type violation struct {
	code   string
	places []string
}

func (v *violation) at(place, format string, args ...any) {
	if v.code == "" {
		v.code = "invalid_blocks"
	}
	v.places = append(v.places, fmt.Sprintf("[ERROR] "+format+" [json-pointer:%s]", append(args, place)...))
}

func (w *workspace) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	method := strings.TrimPrefix(r.URL.Path, "/")
	w.calls = append(w.calls, method)
	body, _ := io.ReadAll(r.Body) // else nobody sees that a client has hung up
	r.Body = io.NopCloser(bytes.NewReader(body))
	if len(w.faults) > 0 {
		fault := w.faults[0]
		w.faults = w.faults[1:]
		fault(rw, r)
		return
	}
	answer := map[string]any{"ok": true}
	if v := w.serve(method, r, answer); v.code != "" {
		answer = map[string]any{"ok": false, "error": v.code}
		if v.places != nil {
			answer["errors"], answer["response_metadata"] = v.places, map[string]any{"messages": v.places}
		}
	}
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(rw).Encode(answer)
}

// arguments are those that the methods document.
var arguments = map[string][]string{
	"chat.postMessage": {
		"token", "channel", "text", "blocks", "attachments", "metadata", "thread_ts", "reply_broadcast", "parse", "link_names", "mrkdwn",
		"unfurl_links", "unfurl_media", "username", "icon_url", "icon_emoji", "markdown_text",
	},
	"chat.update": {"token", "channel", "ts", "text", "blocks", "attachments", "metadata", "parse", "link_names", "reply_broadcast", "file_ids", "markdown_text"},
}

func (w *workspace) serve(method string, r *http.Request, answer map[string]any) violation {
	known, ok := arguments[method]
	if !ok {
		return violation{code: "unknown_method"}
	}
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); r.Method != http.MethodPost || media != "application/x-www-form-urlencoded" || r.ParseForm() != nil {
		return violation{code: "invalid_form_data"}
	}
	f := r.PostForm
	for name, values := range f {
		if !slices.Contains(known, name) || len(values) != 1 {
			return violation{code: "invalid_arguments", places: []string{"unknown or repeated argument " + name}}
		}
	}
	switch {
	case f.Get("token") == "":
		return violation{code: "not_authed"}
	case f.Get("token") != token:
		return violation{code: "invalid_auth"}
	case f.Get("channel") != home:
		return violation{code: "channel_not_found"}
	}
	m, v := read(f)
	if v.code != "" {
		return v
	}
	if method == "chat.update" {
		v = w.edit(f.Get("ts"), &m)
	} else {
		v = w.post(f, &m)
	}
	answer["channel"], answer["ts"], answer["text"], answer["message"] = home, m.Timestamp, m.Text, map[string]any{"text": m.Text, "ts": m.Timestamp, "blocks": m.Blocks}
	return v
}

func (w *workspace) find(stamp string) *message {
	i := slices.IndexFunc(w.messages, func(m *message) bool { return m.Timestamp == stamp })
	if i < 0 {
		return nil
	}
	return w.messages[i]
}

func (w *workspace) post(f url.Values, m *message) violation {
	thread := f.Get("thread_ts")
	switch {
	case thread != "" && w.find(thread) == nil:
		return violation{code: "thread_not_found"}
	case thread == "" && f.Get("reply_broadcast") == "true":
		return violation{code: "invalid_arguments"}
	}
	m.Timestamp = fmt.Sprintf("17000000%02d.%06d", len(w.messages), len(w.messages)+1)
	m.Thread, m.Broadcast = thread, f.Get("reply_broadcast") == "true"
	w.messages = append(w.messages, m)
	return violation{}
}

func (w *workspace) edit(stamp string, m *message) violation {
	old := w.find(stamp)
	if old == nil {
		return violation{code: "message_not_found"}
	}
	m.Timestamp = stamp
	old.Text, old.Blocks = m.Text, m.Blocks
	old.Edits++
	return violation{}
}

var eventType = regexp.MustCompile(`^[a-z][a-z0-9_]{0,79}$`)

// read checks what a message says.
func read(f url.Values) (message, violation) {
	m := message{Text: f.Get("text")}
	if strings.TrimSpace(m.Text) == "" {
		return m, violation{code: "no_text"} // Slack only warns, but then screen readers read nothing
	}
	if units(m.Text) > 4000 {
		return m, violation{code: "msg_too_long"}
	}
	if data := f.Get("metadata"); data != "" {
		var meta struct {
			Type    string         `json:"event_type"`
			Payload map[string]any `json:"event_payload"`
		}
		if err := json.Unmarshal([]byte(data), &meta); err != nil || !eventType.MatchString(meta.Type) || meta.Payload == nil {
			return m, violation{code: "invalid_metadata_format"}
		}
		m.Metadata = json.RawMessage(data)
	}
	for _, flag := range []string{"reply_broadcast", "link_names", "mrkdwn", "unfurl_links", "unfurl_media"} {
		if _, err := strconv.ParseBool(f.Get(flag)); f.Has(flag) && err != nil {
			return m, violation{code: "invalid_arguments"}
		}
	}
	if err := json.Unmarshal([]byte(f.Get("blocks")), &m.Blocks); err != nil {
		return m, violation{code: "invalid_blocks_format"}
	}
	return m, checkBlocks(m.Blocks)
}

// refuse answers as Slack does when it does not want a call.
func refuse(code string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/json; charset=utf-8")
		fmt.Fprintf(rw, `{"ok":false,"error":%q}`, code)
	}
}

// TestContractRefuses proves that the server refuses what Slack does, so that what it takes means
// something.
func TestContractRefuses(t *testing.T) {
	good := url.Values{
		"token": {token}, "channel": {home}, "text": {"a line"},
		"blocks": {`[{"type":"header","text":{"type":"plain_text","text":"head"}},{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x"}]}]}]`},
	}
	long := func(n int) string { return strings.Repeat("x", n) }
	block := func(format string, args ...any) []string { return []string{fmt.Sprintf("["+format+"]", args...)} }
	button := `{"type":"button","action_id":"a","text":{"type":"plain_text","text":%q},"value":%q}`
	for name, test := range map[string]struct {
		change map[string][]string
		want   string
	}{
		"good":               {nil, ""},
		"no token":           {map[string][]string{"token": nil}, "not_authed"},
		"other token":        {map[string][]string{"token": {"xoxb-other"}}, "invalid_auth"},
		"other channel":      {map[string][]string{"channel": {"C0000000000"}}, "channel_not_found"},
		"unknown argument":   {map[string][]string{"colour": {"red"}}, "invalid_arguments"},
		"no text":            {map[string][]string{"text": nil}, "no_text"},
		"long text":          {map[string][]string{"text": {long(4001)}}, "msg_too_long"},
		"metadata":           {map[string][]string{"metadata": {`{"event_type":"A b"}`}}, "invalid_metadata_format"},
		"no such thread":     {map[string][]string{"thread_ts": {"1.2"}}, "thread_not_found"},
		"broadcast of none":  {map[string][]string{"reply_broadcast": {"true"}}, "invalid_arguments"},
		"no json":            {map[string][]string{"blocks": {"{"}}, "invalid_blocks_format"},
		"unknown block":      {map[string][]string{"blocks": block(`{"type":"shout"}`)}, "invalid_blocks"},
		"51 blocks":          {map[string][]string{"blocks": block(`%s{"type":"divider"}`, strings.Repeat(`{"type":"divider"},`, 50))}, "invalid_blocks"},
		"long header":        {map[string][]string{"blocks": block(`{"type":"header","text":{"type":"plain_text","text":%q}}`, long(151))}, "invalid_blocks"},
		"header of mrkdwn":   {map[string][]string{"blocks": block(`{"type":"header","text":{"type":"mrkdwn","text":"x"}}`)}, "invalid_blocks"},
		"empty text":         {map[string][]string{"blocks": block(`{"type":"context","elements":[{"type":"plain_text","text":""}]}`)}, "invalid_blocks"},
		"empty rich text":    {map[string][]string{"blocks": block(`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}`)}, "invalid_blocks"},
		"rich text of none":  {map[string][]string{"blocks": block(`{"type":"rich_text","elements":[]}`)}, "invalid_blocks"},
		"list of quotes":     {map[string][]string{"blocks": block(`{"type":"rich_text","elements":[{"type":"rich_text_list","style":"ordered","elements":[{"type":"rich_text_quote","elements":[{"type":"text","text":"x"}]}]}]}`)}, "invalid_blocks"},
		"unknown field":      {map[string][]string{"blocks": block(`{"type":"divider","colour":"red"}`)}, "invalid_blocks"},
		"long button":        {map[string][]string{"blocks": block(`{"type":"actions","elements":[`+button+`]}`, long(76), "v")}, "invalid_blocks"},
		"long value":         {map[string][]string{"blocks": block(`{"type":"actions","elements":[`+button+`]}`, "b", long(2001))}, "invalid_blocks"},
		"same action twice":  {map[string][]string{"blocks": block(`{"type":"actions","elements":[`+button+`,`+button+`]}`, "b", "v", "b", "v")}, "invalid_blocks"},
		"too much in all":    {map[string][]string{"blocks": block(`%s{"type":"divider"}`, strings.Repeat(fmt.Sprintf(`{"type":"context","elements":[{"type":"plain_text","text":%q}]},`, long(3000)), 5))}, "msg_blocks_too_long"},
		"long astral header": {map[string][]string{"blocks": block(`{"type":"header","text":{"type":"plain_text","text":%q}}`, strings.Repeat("👍", 76))}, "invalid_blocks"},
	} {
		f := maps.Clone(good)
		for name, value := range test.change {
			f[name] = value
		}
		w := newWorkspace(t)
		resp, err := http.PostForm(w.URL+"/chat.postMessage", f)
		if err != nil {
			t.Fatal(err)
		}
		var got struct{ Error string }
		err = json.NewDecoder(resp.Body).Decode(&got)
		if resp.Body.Close(); err != nil || got.Error != test.want {
			t.Errorf("%s: %q (%v), want %q", name, got.Error, err, test.want)
		}
	}
}
