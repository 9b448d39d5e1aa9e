package app

import (
	"log/slog"

	"github.com/throughline-cx/throughline/server/assist"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

// Rereading returns what reads histories again as a server with these settings reads what comes
// in: with the built-in model, and with a language model where settings name one.
func Rereading(s *store.Store, settings *assist.Settings, log *slog.Logger) (*jobs.Rereading, error) {
	reads := &jobs.Understanding{Store: s, Model: understand.Default(), Log: log}
	if settings != nil {
		var err error
		if reads.Assist, err = assist.New(assist.Options{Settings: *settings, Keeper: s, Log: log}); err != nil {
			return nil, err
		}
	}
	return &jobs.Rereading{Store: s, Understanding: reads, Log: log}, nil
}
