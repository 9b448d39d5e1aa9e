package assist

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Mode says which interactions are worth a question.
type Mode string

// The closed set of modes.
const (
	// ModeGate asks about whatever the local model does not rule out.
	ModeGate Mode = "gate"
	// ModeAbstain asks only where the local model cannot decide.
	ModeAbstain Mode = "abstain"
)

// bands are the local confidences between which each mode asks, when nothing else is set.
// Below 0.05 lies one broken handoff in a hundred.
var bands = map[Mode]struct{ from, to float64 }{
	ModeGate:    {0.05, 1},
	ModeAbstain: {0.2, 0.8},
}

// Settings say which language model reads, and what it may cost.
type Settings struct {
	BaseURL string // of the endpoint, up to and without /chat/completions
	Model   string // as the endpoint knows it
	APIKey  Secret // empty where the endpoint wants none

	Mode     Mode
	From, To float64 // the local confidences, 0 to 1, both included, between which it asks

	Timeout     time.Duration // of one request, its answer included
	Retries     int           // requests after one that failed and may be repeated
	Concurrency int           // requests at a time, of this process

	RequestsPerDay int64 // that each tenant may cause in a UTC day, repeated ones included; 0 does not limit
	TokensPerDay   int64 // the same for tokens, of questions and answers; 0 does not limit
}

// Secret is a text that no log, message or JSON shows.
type Secret string

const hidden = "[hidden]"

// String hides the secret.
func (Secret) String() string { return hidden }

// GoString hides it from %#v.
func (Secret) GoString() string { return hidden }

// MarshalText hides it from JSON and structured logs.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// reveal returns the secret.
func (s Secret) reveal() string { return string(s) }

// The environment variables that ParseSettings reads.
const (
	EnvBaseURL        = "THROUGHLINE_ASSIST_BASE_URL"
	EnvModel          = "THROUGHLINE_ASSIST_MODEL"
	EnvAPIKey         = "THROUGHLINE_ASSIST_API_KEY"
	EnvMode           = "THROUGHLINE_ASSIST_MODE"
	EnvMinConfidence  = "THROUGHLINE_ASSIST_MIN_CONFIDENCE"
	EnvMaxConfidence  = "THROUGHLINE_ASSIST_MAX_CONFIDENCE"
	EnvTimeout        = "THROUGHLINE_ASSIST_TIMEOUT"
	EnvRetries        = "THROUGHLINE_ASSIST_RETRIES"
	EnvConcurrency    = "THROUGHLINE_ASSIST_CONCURRENCY"
	EnvRequestsPerDay = "THROUGHLINE_ASSIST_REQUESTS_PER_DAY"
	EnvTokensPerDay   = "THROUGHLINE_ASSIST_TOKENS_PER_DAY"
)

// ParseSettings reads the settings from variables, which lookup knows as os.Getenv does. Without
// EnvBaseURL there are none and ok is false. An error names every variable that is wrong, and
// shows no value of EnvAPIKey nor EnvBaseURL.
func ParseSettings(lookup func(name string) string) (s Settings, ok bool, err error) {
	if strings.TrimSpace(lookup(EnvBaseURL)) == "" {
		return Settings{}, false, nil
	}
	p := parser{lookup: lookup}
	s = Settings{
		BaseURL: p.baseURL(), Model: p.text(EnvModel), APIKey: Secret(strings.TrimSpace(lookup(EnvAPIKey))), Mode: p.mode(),
		Timeout:     time.Duration(p.number(EnvTimeout, 30, 0.1, 600) * float64(time.Second)),
		Retries:     int(p.whole(EnvRetries, 2, 0, 10)),
		Concurrency: int(p.whole(EnvConcurrency, 8, 1, 256)),

		RequestsPerDay: p.whole(EnvRequestsPerDay, 10_000, 0, 1e12),
		TokensPerDay:   p.whole(EnvTokensPerDay, 0, 0, 1e15),
	}
	band := bands[s.Mode]
	s.From = p.number(EnvMinConfidence, band.from, 0, 1)
	s.To = p.number(EnvMaxConfidence, band.to, 0, 1)
	if s.From > s.To {
		p.wrong(EnvMinConfidence, fmt.Sprintf("is %v, which is above %s, %v", s.From, EnvMaxConfidence, s.To))
	}
	return s, true, errors.Join(p.errs...)
}

// parser reads variables and collects what is wrong with them.
type parser struct {
	lookup func(string) string
	errs   []error
}

func (p *parser) wrong(name, what string) { p.errs = append(p.errs, fmt.Errorf("%s %s", name, what)) }

func (p *parser) text(name string) string {
	v := strings.TrimSpace(p.lookup(name))
	if v == "" {
		p.wrong(name, "is missing: it names the model as the endpoint knows it")
	}
	return v
}

// baseURL refuses what does not belong into an address that messages may show.
func (p *parser) baseURL() string {
	v := strings.TrimRight(strings.TrimSpace(p.lookup(EnvBaseURL)), "/")
	u, err := url.Parse(v)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		p.wrong(EnvBaseURL, "must be an address such as https://api.example.com/v1")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		p.wrong(EnvBaseURL, "must hold no user, query or fragment; the key belongs into "+EnvAPIKey)
	case strings.HasSuffix(u.Path, "/chat/completions"):
		p.wrong(EnvBaseURL, "must end before /chat/completions")
	}
	return v
}

func (p *parser) mode() Mode {
	m := Mode(strings.TrimSpace(p.lookup(EnvMode)))
	if m == "" {
		return ModeGate
	}
	if _, known := bands[m]; !known {
		p.wrong(EnvMode, fmt.Sprintf("must be gate or abstain, not %q", m))
	}
	return m
}

func (p *parser) number(name string, fallback, least, most float64) float64 {
	v := strings.TrimSpace(p.lookup(name))
	if v == "" {
		return fallback
	}
	x, err := strconv.ParseFloat(v, 64)
	if err != nil || !(x >= least && x <= most) { // not a number is neither
		p.wrong(name, fmt.Sprintf("must be a number from %v to %v, not %q", least, most, v))
		return fallback
	}
	return x
}

func (p *parser) whole(name string, fallback, least, most int64) int64 {
	v := strings.TrimSpace(p.lookup(name))
	if v == "" {
		return fallback
	}
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil || n < least || n > most {
		p.wrong(name, fmt.Sprintf("must be a whole number from %d to %d, not %q", least, most, v))
		return fallback
	}
	return n
}
