package conformance

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/throughline-cx/throughline/server/api/doors"
)

// Key is the API key that runners use; its tenant is "retail".
const Key = "tl_live_retail_0123456789abcdefghijABCDEFGHIJabcdef"

// Server is the control address that runners talk to. Any number of runners may at once.
//
//	GET  /scenarios             the names, in order
//	POST /begin?scenario=NAME   starts a server for one run, and answers with a Beginning
//	POST /end?run=ID            takes the Outcome, and answers with what is wrong: [] when nothing
type Server struct {
	URL string // "http://127.0.0.1:port"

	scenarios []Scenario
	http      *http.Server

	mu     sync.Mutex
	runs   map[string]*fixture
	passed map[string]bool
}

// Beginning is what a runner needs to run a scenario.
type Beginning struct {
	Run      string    `json:"run"`
	GRPC     string    `json:"grpc"` // "127.0.0.1:port", native gRPC
	HTTP     string    `json:"http"` // "127.0.0.1:port", Connect, gRPC-Web and gRPC
	Key      string    `json:"key"`
	Client   Setup     `json:"client"`
	Do       Action    `json:"do"`
	Webhooks []Webhook `json:"webhooks"`
}

// Start serves the scenarios on a port of this machine.
func Start() (*Server, error) {
	scenarios, err := Scenarios()
	if err != nil {
		return nil, err
	}
	return StartWith(scenarios)
}

// StartWith serves these scenarios.
func StartWith(scenarios []Scenario) (*Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{
		URL: "http://" + listener.Addr().String(), scenarios: scenarios,
		runs: map[string]*fixture{}, passed: map[string]bool{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /scenarios", s.list)
	mux.HandleFunc("POST /begin", s.begin)
	mux.HandleFunc("POST /end", s.end)
	s.http = &http.Server{Handler: doors.CrossOrigin(anyOrigin, mux), ReadHeaderTimeout: headerTimeout}
	go func() { _ = s.http.Serve(listener) }() // ends with Stop
	return s, nil
}

// Stop ends every run.
func (s *Server) Stop() {
	_ = s.http.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.runs {
		f.close()
	}
}

// Missing returns the scenarios that no run has passed.
func (s *Server) Missing() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, sc := range s.scenarios {
		if !s.passed[sc.Name] {
			out = append(out, sc.Name)
		}
	}
	return out
}

func (s *Server) list(w http.ResponseWriter, _ *http.Request) {
	names := []string{}
	for _, sc := range s.scenarios {
		names = append(names, sc.Name)
	}
	reply(w, names)
}

func (s *Server) begin(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("scenario")
	i := slices.IndexFunc(s.scenarios, func(sc Scenario) bool { return sc.Name == name })
	if i < 0 {
		http.Error(w, fmt.Sprintf("there is no scenario %q", name), http.StatusNotFound)
		return
	}
	f, err := newFixture(s.scenarios[i])
	if err == nil {
		f.webhooks, err = webhooks(time.Now())
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.mu.Lock()
	id := strconv.Itoa(len(s.runs))
	s.runs[id] = f
	s.mu.Unlock()
	reply(w, Beginning{
		Run: id, GRPC: f.gates[0].Addr().String(), HTTP: f.gates[1].Addr().String(), Key: Key,
		Client: f.scenario.Client, Do: f.scenario.Do, Webhooks: f.webhooks,
	})
}

func (s *Server) end(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	f := s.runs[r.URL.Query().Get("run")]
	s.mu.Unlock()
	var o Outcome
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&o); err != nil || f == nil {
		http.Error(w, fmt.Sprintf("run %q, outcome: %v", r.URL.Query().Get("run"), err), http.StatusBadRequest)
		return
	}
	f.close()
	f.mu.Lock()
	wrong := judge(f.scenario, f.seen, o)
	f.mu.Unlock()
	if len(wrong) == 0 {
		s.mu.Lock()
		s.passed[f.scenario.Name] = true
		s.mu.Unlock()
		wrong = []string{}
	}
	reply(w, wrong)
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // the runner is gone when it fails
}
