package alertmanager_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// password opens the Alertmanager that wants one: its hash, bcrypt at the least cost, is in webConfig.
const password = "s3cret"

const webConfig = "basic_auth_users:\n  throughline: $2a$04$DXW9evXcJvcgWGvsGkppEOz/a.EjUx0AOy1ZKdTZtfUTaYbbDXKU.\n"

// config notifies a webhook of each alert by itself, at once, and takes alerts without an end for
// resolved after a second.
const config = `
global: {resolve_timeout: 1s}
route: {receiver: test, group_by: ['...'], group_wait: 1ms, group_interval: 20ms, repeat_interval: 1h}
receivers:
- name: test
  webhook_configs: [{url: %q, send_resolved: true}]
`

// program builds Alertmanager, of the version in tools/alertmanager/go.mod, and returns its path. The
// go command keeps what it built.
var program = sync.OnceValues(func() (string, error) {
	module, err := filepath.Abs("../../../tools/alertmanager/go.mod")
	if err != nil {
		return "", err
	}
	out, err := exec.Command("go", "tool", "-modfile="+module, "-n", "alertmanager").Output()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		return "", fmt.Errorf("build Alertmanager: %w: %s", err, failed.Stderr)
	}
	return strings.TrimSpace(string(out)), err
})

// notification is what Alertmanager tells of an alert: the alert of its webhook's message.
type notification struct {
	Status      string
	Labels      map[string]string
	Annotations map[string]string
}

// server is a running Alertmanager.
type server struct {
	url  string
	told chan notification
}

// start starts an Alertmanager, which the test's end stops.
func start(t *testing.T, flags ...string) *server {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{told: make(chan notification, 100)}
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var message struct{ Alerts []notification }
		if json.NewDecoder(r.Body).Decode(&message) != nil {
			return // Alertmanager is being stopped
		}
		for _, n := range message.Alerts {
			select {
			case s.told <- n:
			case <-t.Context().Done(): // nobody listens any more
				return
			}
		}
	}))
	t.Cleanup(hook.Close)
	dir := t.TempDir()
	file := filepath.Join(dir, "alertmanager.yml")
	if err := os.WriteFile(file, fmt.Appendf(nil, config, hook.URL), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(path, append(flags, "--config.file="+file, "--storage.path="+dir, "--cluster.listen-address=", "--web.listen-address=127.0.0.1:0")...)
	log, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Process.Kill(); command.Wait() })
	s.url = "http://" + listening(t, log)
	return s
}

var address = regexp.MustCompile(`msg="Listening on" address=(\S+)`)

// listening reads the log up to where a server says at which address it listens.
func listening(t *testing.T, log io.Reader) string {
	t.Helper()
	lines := bufio.NewScanner(log)
	var said strings.Builder
	for lines.Scan() {
		if found := address.FindStringSubmatch(lines.Text()); found != nil {
			go io.Copy(io.Discard, log)
			return found[1]
		}
		said.WriteString(lines.Text() + "\n")
	}
	t.Fatalf("Alertmanager does not start:\n%s", said.String())
	return ""
}

// active is an alert as the API shows it.
type active struct {
	Fingerprint         string
	Labels, Annotations map[string]string
	StartsAt, EndsAt    time.Time
	GeneratorURL        string
}

// active returns the alerts that last, by their ids.
func (s *server) active(t *testing.T) map[string]active {
	t.Helper()
	answer, err := http.Get(s.url + "/api/v2/alerts")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var list []active
	if err := json.NewDecoder(answer.Body).Decode(&list); err != nil {
		t.Fatal(err)
	}
	out := map[string]active{}
	for _, a := range list {
		if other, twice := out[a.Labels["alert_id"]]; twice {
			t.Errorf("an alert is there twice: %v and %v", other.Labels, a.Labels)
		}
		out[a.Labels["alert_id"]] = a
	}
	return out
}

// hear waits until Alertmanager tells of an alert that is in a status.
func (s *server) hear(t *testing.T, status, id string) notification {
	t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case n := <-s.told:
			if n.Status == status && n.Labels["alert_id"] == id {
				return n
			}
		case <-late:
			t.Fatalf("Alertmanager does not tell that %s is %s", id, status)
		}
	}
}
