// Command throughline finds where customer journeys break between two channels or teams.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/throughline-cx/throughline/cmd/throughline/command"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the first Ctrl-C asks to stop, the second one does not ask
	code := command.Run(ctx, os.Args[1:], command.Standard())
	stop()
	os.Exit(code)
}
