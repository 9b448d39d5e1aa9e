package slacktest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
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
	"time"
)

// What the workspace has.
const (
	Token   = "xoxb-1111-hush-6f1d" // lets the app in
	Channel = "C0123456789"         // that the app is in
)

// Message is a message as the workspace keeps it.
type Message struct {
	Timestamp string          `json:"-"`
	Thread    string          `json:"thread,omitempty"` // timestamp of the message that it answers
	Broadcast bool            `json:"broadcast,omitempty"`
	Text      string          `json:"text"`
	Metadata  json.RawMessage `json:"metadata,omitempty"`
	Blocks    []any           `json:"blocks"`
	Edits     int             `json:"-"`
}

// Workspace is a server that answers chat.postMessage and chat.update. It is safe for concurrent use.
type Workspace struct {
	server   *httptest.Server
	mu       sync.Mutex
	messages []*Message
	posted   int
	calls    []string
	faults   []http.HandlerFunc
	limits   map[string]*limit
}

// New starts a workspace that ends with the test.
func New(t testing.TB) *Workspace {
	w := &Workspace{limits: map[string]*limit{}}
	w.server = httptest.NewServer(w)
	t.Cleanup(w.server.Close)
	return w
}

// API is the address of its API, with a slash at its end.
func (w *Workspace) API() string { return w.server.URL + "/" }

// Fail makes the next call that has no fault yet end in another way.
func (w *Workspace) Fail(f http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = append(w.faults, f)
}

// Refuse answers as Slack does when it does not want a call.
func Refuse(code string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/json; charset=utf-8")
		fmt.Fprintf(rw, `{"ok":false,"error":%q}`, code)
	}
}

// Limit lets so many calls of a method through in a time by a clock; others are answered with 429
// and the seconds until it lets the next through.
func (w *Workspace) Limit(method string, most int, per time.Duration, clock func() time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limits[method] = &limit{most: most, per: per, clock: clock}
}

type limit struct {
	most  int
	per   time.Duration
	clock func() time.Time
	let   []time.Time
}

// wait returns how long a call has to wait; 0 lets it through.
func (l *limit) wait() time.Duration {
	now := l.clock()
	l.let = slices.DeleteFunc(l.let, func(at time.Time) bool { return !at.Add(l.per).After(now) })
	if len(l.let) >= l.most {
		return l.let[0].Add(l.per).Sub(now)
	}
	l.let = append(l.let, now)
	return 0
}

// Messages are copies of the messages in the channel, in the order in which they were posted.
func (w *Workspace) Messages() []Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []Message
	for _, m := range w.messages {
		out = append(out, *m)
	}
	return out
}

// Calls are the methods that were called, in order, whatever became of them.
func (w *Workspace) Calls() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.calls)
}

// Remove deletes a message.
func (w *Workspace) Remove(timestamp string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.messages = slices.DeleteFunc(w.messages, func(m *Message) bool { return m.Timestamp == timestamp })
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

// ServeHTTP answers a call.
func (w *Workspace) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body) // else nobody sees that a client has hung up
	r.Body = io.NopCloser(bytes.NewReader(body))
	method := strings.TrimPrefix(r.URL.Path, "/")
	if f := w.fault(method); f != nil {
		f(rw, r)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if l := w.limits[method]; l != nil {
		if wait := l.wait(); wait > 0 {
			rw.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
			rw.WriteHeader(http.StatusTooManyRequests)
			return
		}
	}
	answer := map[string]any{"ok": true}
	if v := w.serve(method, r, answer); v.code != "" {
		answer = map[string]any{"ok": false, "error": v.code}
		if v.places != nil {
			answer["errors"], answer["response_metadata"] = v.places, map[string]any{"messages": v.places}
		}
	}
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(rw).Encode(answer) // who does not wait for it does not get it
}

// fault notes a call, and returns how it is to fail; nil when it is not.
func (w *Workspace) fault(method string) http.HandlerFunc {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls = append(w.calls, method)
	if len(w.faults) == 0 {
		return nil
	}
	f := w.faults[0]
	w.faults = w.faults[1:]
	return f
}

// arguments are those that the methods document.
var arguments = map[string][]string{
	"chat.postMessage": {
		"token", "channel", "text", "blocks", "attachments", "metadata", "thread_ts", "reply_broadcast", "parse", "link_names", "mrkdwn",
		"unfurl_links", "unfurl_media", "username", "icon_url", "icon_emoji", "markdown_text",
	},
	"chat.update": {"token", "channel", "ts", "text", "blocks", "attachments", "metadata", "parse", "link_names", "reply_broadcast", "file_ids", "markdown_text"},
}

func (w *Workspace) serve(method string, r *http.Request, answer map[string]any) violation {
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
	case f.Get("token") != Token:
		return violation{code: "invalid_auth"}
	case f.Get("channel") != Channel:
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
	answer["channel"], answer["ts"], answer["text"], answer["message"] = Channel, m.Timestamp, m.Text, map[string]any{"text": m.Text, "ts": m.Timestamp, "blocks": m.Blocks}
	return v
}

func (w *Workspace) find(stamp string) *Message {
	i := slices.IndexFunc(w.messages, func(m *Message) bool { return m.Timestamp == stamp })
	if i < 0 {
		return nil
	}
	return w.messages[i]
}

func (w *Workspace) post(f url.Values, m *Message) violation {
	thread := f.Get("thread_ts")
	switch {
	case thread != "" && w.find(thread) == nil:
		return violation{code: "thread_not_found"}
	case thread == "" && f.Get("reply_broadcast") == "true":
		return violation{code: "invalid_arguments"}
	}
	w.posted++
	m.Timestamp = fmt.Sprintf("17%08d.%06d", w.posted, w.posted)
	m.Thread, m.Broadcast = thread, f.Get("reply_broadcast") == "true"
	w.messages = append(w.messages, m)
	return violation{}
}

func (w *Workspace) edit(stamp string, m *Message) violation {
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
func read(f url.Values) (Message, violation) {
	m := Message{Text: f.Get("text")}
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
