package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/ent"
	"github.com/throughline-cx/throughline/ent/policyversion"
	"github.com/throughline-cx/throughline/server/alert"
)

// PolicyVersion is one version of a tenant's thresholds.
type PolicyVersion struct {
	Version
	Policy alert.Policy // the zero value at version 0
}

var policyTable = documentTable{
	noun: "policy",
	latest: func(ctx context.Context, w *Work) (*document, error) {
		row, err := w.ent.PolicyVersion.Query().Order(ent.Desc(policyversion.FieldVersion)).First(ctx)
		if ent.IsNotFound(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return &document{data: row.Document, Version: Version{
			Number: row.Version, ETag: row.ID.String(), Author: row.Author, CreatedAt: row.EffectiveAt.UTC(),
		}}, nil
	},
	add: func(ctx context.Context, w *Work, id uuid.UUID, d document) error {
		return w.ent.PolicyVersion.Create().SetID(id).SetVersion(d.Number).SetDocument(d.data).
			SetEffectiveAt(d.CreatedAt).SetAuthor(d.Author).Exec(ctx)
	},
}

// GetPolicy returns the tenant's policy; version 0 when none was ever set.
func (s *Store) GetPolicy(ctx context.Context, tenant string) (PolicyVersion, error) {
	var out PolicyVersion
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.policy(ctx)
		return err
	})
	if err != nil {
		return PolicyVersion{}, fmt.Errorf("policy of tenant %s: %w", tenant, err)
	}
	return out, nil
}

// GetPolicyVersion returns one version of the tenant's policy, or ErrNotFound.
func (s *Store) GetPolicyVersion(ctx context.Context, tenant string, version int64) (alert.Policy, error) {
	var out alert.Policy
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.policyAt(ctx, version)
		return err
	})
	if err != nil {
		return alert.Policy{}, fmt.Errorf("policy %d of tenant %s: %w", version, tenant, err)
	}
	return out, nil
}

// PutPolicy sets the tenant's policy, which must have passed its validation, and returns the
// new version, or the current one when it says the same. An etag that is not empty must be
// the current version's. Errors: ErrConflict, ErrNotFound, ErrUnavailable.
func (s *Store) PutPolicy(ctx context.Context, tenant string, p alert.Policy, etag, author string) (PolicyVersion, error) {
	data, err := json.Marshal(p)
	if err != nil {
		return PolicyVersion{}, invalid("policy: %v", err)
	}
	out := PolicyVersion{Policy: p}
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		d, err := w.putDocument(ctx, policyTable, data, etag, author)
		out.Version = d.Version
		return err
	})
	if err != nil {
		return PolicyVersion{}, fmt.Errorf("set policy of tenant %s: %w", tenant, err)
	}
	return out, nil
}

func (w *Work) policy(ctx context.Context) (PolicyVersion, error) {
	d, err := w.getDocument(ctx, policyTable)
	if err != nil {
		return PolicyVersion{}, err
	}
	return policyFrom(d)
}

// policyAt returns the policy of a version; the zero policy for version 0.
func (w *Work) policyAt(ctx context.Context, version int64) (alert.Policy, error) {
	if version == 0 {
		return alert.Policy{}, nil
	}
	row, err := w.ent.PolicyVersion.Query().Where(policyversion.Version(version)).Only(ctx)
	if err != nil {
		return alert.Policy{}, err
	}
	p, err := policyFrom(document{data: row.Document})
	return p.Policy, err
}

func policyFrom(d document) (PolicyVersion, error) {
	out := PolicyVersion{Version: d.Version}
	if d.Number == 0 && d.data == nil {
		return out, nil
	}
	return out, json.Unmarshal(d.data, &out.Policy)
}
