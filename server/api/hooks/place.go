package hooks

import (
	"context"
	"errors"
	"regexp"
	"slices"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

// tenantSlug is how tenants are named.
var tenantSlug = regexp.MustCompile(`^[a-z][a-z0-9-]{1,38}$`)

// place is a destination from which people act.
type place struct {
	store.Destination
	Tenant  string
	Secrets channel.Secrets
}

// errNoPlace means that nobody acts from there: there is no such destination, it is of another kind,
// or it is disabled. Whoever asks is told none of it.
var errNoPlace = errors.New("no such destination")

// place returns a destination of one of some kinds.
func (h *Hooks) place(ctx context.Context, tenant string, id uuid.UUID, kinds ...route.DestinationKind) (place, error) {
	d, secrets, err := h.Store.OpenDestination(ctx, tenant, id)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return place{}, errNoPlace
	case err != nil:
		return place{}, err
	case !d.DisabledAt.IsZero():
		return place{}, errNoPlace
	}
	if !slices.Contains(kinds, d.Kind) {
		return place{}, errNoPlace
	}
	return place{d, tenant, secrets}, nil
}

// name is the resource name of the destination.
func (p place) name() string { return "tenants/" + p.Tenant + "/destinations/" + p.ID.String() }

// person is somebody who acts, as far as it is known who.
type person struct {
	Actor string      // as it is put on record: "slack:U0123ABCD"
	Name  string      // as people call them; empty when that is not known
	Role  action.Role // what they may do at the place
}

// byID returns the person that a service vouches for.
func (p place) byID(service, id, name string) person {
	return person{Actor: service + ":" + id, Name: name, Role: p.Config.Acting.RoleOf(id)}
}

// byLink returns who has a link: the one who got it, where that is known and they are still a
// recipient, else one of the recipients.
func (p place) byLink(recipient string) person {
	var to []string
	if p.Config.Email != nil {
		to = p.Config.Email.To
	}
	if recipient == "" {
		return person{Actor: "a recipient of " + p.name(), Role: p.Config.Acting.RoleOfOneOf(to)}
	}
	who := p.byID("mail", recipient, recipient)
	if !slices.Contains(to, recipient) {
		who.Role = action.Nobody
	}
	return who
}
