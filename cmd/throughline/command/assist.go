package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/throughline-cx/throughline/server/assist"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand"
)

// assistSettings returns what the environment says of a language model; nil when it names none.
func assistSettings() (*assist.Settings, error) {
	s, ok, err := assist.ParseSettings(os.Getenv)
	if err != nil || !ok {
		return nil, err
	}
	return &s, nil
}

// assisting reads with a language model and counts what came of it.
type assisting struct {
	assistant *assist.Assistant
	model     string

	mu       sync.Mutex
	outcomes map[assist.Outcome]int
	dropped  map[assist.Drop]int
	tokens   int64
}

func newAssisting() (*assisting, error) {
	s, err := assistSettings()
	switch {
	case err != nil:
		return nil, usageError{err}
	case s == nil:
		return nil, usageError{fmt.Errorf("--assist needs %s and %s: where the language model is, and which", assist.EnvBaseURL, assist.EnvModel)}
	}
	assistant, err := assist.New(assist.Options{Settings: *s, Keeper: &assist.Memory{}})
	if err != nil {
		return nil, err
	}
	return &assisting{assistant: assistant, model: s.Model, outcomes: map[assist.Outcome]int{}, dropped: map[assist.Drop]int{}}, nil
}

// read reads one interaction. It fails only when ctx ends.
func (a *assisting) read(ctx context.Context, local *understand.Reader, in ingest.Interaction) ([]understand.Mention, error) {
	r := a.assistant.Read(ctx, "", local, in)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.outcomes[r.Outcome]++
	a.tokens += r.Tokens
	for _, d := range r.Dropped {
		a.dropped[d]++
	}
	return r.Mentions, ctx.Err()
}

// report says in one or two lines what the language model had its say in.
func (a *assisting) report(w io.Writer) {
	a.mu.Lock()
	defer a.mu.Unlock()
	var counted []string
	for _, o := range assist.Outcomes {
		if n := a.outcomes[o]; n > 0 {
			counted = append(counted, fmt.Sprintf("%d %s", n, strings.ReplaceAll(string(o), "_", " ")))
		}
	}
	fmt.Fprintf(w, "%s: %s; %s\n", a.model, strings.Join(counted, ", "), count(int(a.tokens), "token", "tokens"))
	var drops []string
	for _, d := range assist.Drops {
		if n := a.dropped[d]; n > 0 {
			drops = append(drops, fmt.Sprintf("%d for its %s", n, strings.ReplaceAll(string(d), "_", " ")))
		}
	}
	if len(drops) > 0 {
		fmt.Fprintf(w, "mentions of its answers not used: %s\n", strings.Join(drops, ", "))
	}
}
