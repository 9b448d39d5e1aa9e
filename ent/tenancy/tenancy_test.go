package tenancy

import (
	"errors"
	"testing"
)

func TestFrom(t *testing.T) {
	if got, err := From(With(t.Context(), "acme")); got != "acme" || err != nil {
		t.Errorf("From(With(acme)) = %q, %v", got, err)
	}
	if _, err := From(t.Context()); !errors.Is(err, ErrNoTenant) {
		t.Errorf("without a tenant: %v, want ErrNoTenant", err)
	}
	if _, err := From(With(t.Context(), "")); !errors.Is(err, ErrNoTenant) {
		t.Errorf("with an empty tenant: %v, want ErrNoTenant", err)
	}
}
