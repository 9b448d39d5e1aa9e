//go:build sdk

package real_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/sdk/conformance"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/apptest"
)

// work is what a page is told to do: to run the scenarios of a control address, or to call a
// server. sdk/typescript/test/page.ts does it.
type work struct {
	Control string `json:"control,omitempty"`
	Address string `json:"address,omitempty"`
	APIKey  string `json:"apiKey,omitempty"`
}

// outcome is what came of it.
type outcome struct {
	Wrong    []string `json:"wrong"`    // of the scenarios
	Accepted int      `json:"accepted"` // of the interactions that were pushed
	Watched  string   `json:"watched"`  // name of the alert that the watch brought
	Listed   []string `json:"listed"`   // names of the alerts that there were then
	Error    string   `json:"error"`
}

// page is a web page with the bundled SDK, on an origin of its own.
type page struct {
	*httptest.Server
	work     work
	outcomes chan outcome
}

func newPage(t *testing.T) *page {
	t.Helper()
	script, err := os.ReadFile(filepath.Join("..", "..", "typescript", "build", "page.js"))
	if err != nil {
		t.Fatal(err)
	}
	p := &page{outcomes: make(chan outcome, 1)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprint(w, `<!doctype html><title>page</title><script type="module" src="/page.js"></script>`)
	})
	mux.HandleFunc("GET /page.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = w.Write(script)
	})
	mux.HandleFunc("GET /work", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(p.work)
	})
	mux.HandleFunc("POST /outcome", func(_ http.ResponseWriter, r *http.Request) {
		var o outcome
		if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
			o.Error = err.Error()
		}
		p.outcomes <- o
	})
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

// visit opens the page in a headless Chromium and returns what came of its work.
func (p *page) visit(t *testing.T, w work) outcome {
	t.Helper()
	p.work = w
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	browser := exec.CommandContext(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--no-first-run", "--user-data-dir="+t.TempDir(), p.URL)
	browser.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	browser.Cancel = func() error { return syscall.Kill(-browser.Process.Pid, syscall.SIGKILL) } // its helpers too
	var said strings.Builder
	browser.Stdout, browser.Stderr = &said, &said
	if err := browser.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- browser.Wait() }()
	defer func() {
		cancel()
		<-done
	}()
	select {
	case o := <-p.outcomes:
		return o
	case err := <-done:
		done <- err
		t.Fatalf("the browser ended: %v\n%s", err, said.String())
		return outcome{}
	}
}

// TestPage lets a page in Chromium push, watch and list with the SDK. The server lets that page's
// origin call, and no other: the same page elsewhere gets no answer.
func TestPage(t *testing.T) {
	friend, stranger := newPage(t), newPage(t)
	s := apptest.Start(t, func(o *app.Options) { o.CORSOrigins = []string{friend.URL} })
	configure(t, s)
	todo := work{Address: "http://" + s.HTTPAddr(), APIKey: s.Key}

	refused := stranger.visit(t, todo)
	if !strings.Contains(refused.Error, "Unavailable") || refused.Accepted != 0 {
		t.Errorf("a page whose origin may not call saw %+v", refused)
	}
	o := friend.visit(t, todo)
	if o.Error != "" || o.Accepted != 3 {
		t.Errorf("the page saw %+v, want 3 interactions accepted", o)
	}
	if o.Watched == "" || !slices.Contains(o.Listed, o.Watched) {
		t.Errorf("the watch brought %q, the list %q", o.Watched, o.Listed)
	}
}

// TestScenariosInBrowser runs what every SDK must do in a page in Chromium.
func TestScenariosInBrowser(t *testing.T) {
	server, err := conformance.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	if o := newPage(t).visit(t, work{Control: server.URL}); o.Error != "" || len(o.Wrong) > 0 {
		t.Errorf("%s\n%s", o.Error, strings.Join(o.Wrong, "\n"))
	}
	if missing := server.Missing(); len(missing) > 0 {
		t.Errorf("not passed: %q", missing)
	}
}
