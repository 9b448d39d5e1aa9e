package app

import (
	"maps"
	"net/http"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api"
	"github.com/throughline-cx/throughline/server/api/bridge"
	"github.com/throughline-cx/throughline/server/api/hooks"
	"github.com/throughline-cx/throughline/server/api/intercept"
)

// newHooks makes what takes acts from where people read of alerts. What they do goes through the same
// chain as every other call.
func (a *App) newHooks(secrets Secrets, chain *intercept.Chain, services *api.API, answers hooks.Slack) *hooks.Hooks {
	within := bridge.NewWithin(chain.Intercept)
	services.Register(within)
	return hooks.New(hooks.Options{
		Store: a.store, Alerts: throughlinev1.NewAlertServiceClient(within), Slack: answers, Key: secrets.Actions(),
		Clock: a.options.Clock, Log: a.options.Logger, PublicURL: a.options.PublicURL,
	})
}

// handlers are what the HTTP door serves besides the services.
func (a *App) handlers(measured *metrics) map[string]http.Handler {
	out := map[string]http.Handler{"GET /metrics": measured.handler}
	maps.Copy(out, a.hooks.Handlers())
	return out
}
