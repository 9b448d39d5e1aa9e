package assist

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// environment looks variables up in a map, as os.Getenv does in the process's.
func environment(v map[string]string) func(string) string {
	return func(name string) string { return v[name] }
}

func TestSettingsAreOffByDefault(t *testing.T) {
	for _, v := range []map[string]string{nil, {EnvModel: "m", EnvMode: "nonsense"}, {EnvBaseURL: " "}} {
		if s, ok, err := ParseSettings(environment(v)); ok || err != nil || s != (Settings{}) {
			t.Errorf("%v: %+v, %v, %v", v, s, ok, err)
		}
	}
}

func TestSettings(t *testing.T) {
	s, ok, err := ParseSettings(environment(map[string]string{EnvBaseURL: "https://api.example.com/v1/", EnvModel: "m"}))
	want := Settings{
		BaseURL: "https://api.example.com/v1", Model: "m", Mode: ModeGate, From: 0.05, To: 1,
		Timeout: 30 * time.Second, Retries: 2, Concurrency: 8, RequestsPerDay: 10_000,
	}
	if !ok || err != nil || s != want {
		t.Errorf("defaults: %+v, %v, %v", s, ok, err)
	}
	s, _, err = ParseSettings(environment(map[string]string{
		EnvBaseURL: "http://localhost:11434/v1", EnvModel: "m", EnvAPIKey: " sk-1\n", EnvMode: "abstain", EnvMaxConfidence: "0.7",
		EnvTimeout: "2.5", EnvRetries: "0", EnvConcurrency: "3", EnvRequestsPerDay: "0", EnvTokensPerDay: "1000000",
	}))
	want = Settings{
		BaseURL: "http://localhost:11434/v1", Model: "m", APIKey: "sk-1", Mode: ModeAbstain, From: 0.2, To: 0.7,
		Timeout: 2500 * time.Millisecond, Concurrency: 3, TokensPerDay: 1_000_000,
	}
	if err != nil || s != want {
		t.Errorf("all: %+v, %v", s, err)
	}
}

func TestSettingsThatAreWrong(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{EnvBaseURL, "api.example.com", "must be an address such as https://api.example.com/v1"},
		{EnvBaseURL, "ftp://example.com", "must be an address"},
		{EnvBaseURL, "https://sk-1@example.com/v1", "must hold no user, query or fragment"},
		{EnvBaseURL, "https://example.com/v1?key=sk-1", "the key belongs into THROUGHLINE_ASSIST_API_KEY"},
		{EnvBaseURL, "https://example.com/v1/chat/completions", "must end before /chat/completions"},
		{EnvModel, "", "is missing"},
		{EnvMode, "always", `must be gate or abstain, not "always"`},
		{EnvMinConfidence, "2", "must be a number from 0 to 1"},
		{EnvMinConfidence, "NaN", "must be a number from 0 to 1"},
		{EnvMaxConfidence, "0.01", "is 0.05, which is above THROUGHLINE_ASSIST_MAX_CONFIDENCE, 0.01"},
		{EnvTimeout, "30s", "must be a number from 0.1 to 600"},
		{EnvRetries, "-1", "must be a whole number from 0 to 10"},
		{EnvConcurrency, "0", "must be a whole number from 1 to 256"},
		{EnvRequestsPerDay, "many", "must be a whole number"},
		{EnvTokensPerDay, "1.5", "must be a whole number"},
	} {
		v := map[string]string{EnvBaseURL: "https://example.com/v1", EnvModel: "m", EnvAPIKey: "sk-1"}
		v[c.name] = c.value
		_, ok, err := ParseSettings(environment(v))
		if !ok || err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "sk-1") {
			t.Errorf("%s=%s: %v, want %q", c.name, c.value, err, c.want)
		}
	}
}

func TestSecretsAreHidden(t *testing.T) {
	s := Settings{APIKey: "sk-1"}
	out, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{string(out), fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s %q", s, s, s, s.APIKey, s.APIKey)} {
		if strings.Contains(text, "sk-1") {
			t.Errorf("the key is shown: %s", text)
		}
	}
}

// The longest a question takes bounds how long a worker may hold what it has claimed.
func TestPatience(t *testing.T) {
	a, err := New(Options{Settings: Settings{Timeout: 30 * time.Second, Retries: 2}})
	if err != nil || a.Patience() != 110*time.Second || a.Concurrency() != 1 {
		t.Errorf("%v, %d at once, %v", a.Patience(), a.Concurrency(), err)
	}
}
