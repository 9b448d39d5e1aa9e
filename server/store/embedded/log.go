package embedded

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
)

const tailLines = 20

// output takes what Postgres says: line by line to the logger, and the last lines are kept to
// explain why it ended.
type output struct {
	mu   sync.Mutex
	log  *slog.Logger
	part []byte
	tail []string
}

// Write takes bytes; it never fails.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.part = append(o.part, p...)
	for {
		end := bytes.IndexByte(o.part, '\n')
		if end < 0 {
			return len(p), nil
		}
		o.line(strings.TrimSpace(string(o.part[:end])))
		o.part = o.part[end+1:]
	}
}

func (o *output) line(text string) {
	if text == "" {
		return
	}
	if o.tail = append(o.tail, text); len(o.tail) > tailLines {
		o.tail = o.tail[1:]
	}
	severity, said, _ := strings.Cut(text, ":")
	level := slog.LevelDebug
	switch severity {
	case "PANIC":
		level = slog.LevelError
	case "FATAL", "ERROR", "WARNING":
		level = slog.LevelWarn
	}
	if strings.HasPrefix(strings.TrimSpace(said), "the database system is ") {
		level = slog.LevelDebug // starting up or shutting down, told to everyone who knocks
	}
	o.log.Log(context.Background(), level, "postgres", "said", text)
}

// last returns the last lines that Postgres said.
func (o *output) last() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return strings.Join(o.tail, "\n")
}

func (o *output) contains(text string) bool { return strings.Contains(o.last(), text) }
